"""One value on its way from a fixture to what is compared and stored."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from imgpath.content.rows import refused
from imgpath.content.schema import schema


def column(label, name):
    return schema(label).columns[name]


PERCENT = column("residencies.matchrate", "percent")
MEAN = column("residencies.cohortstatistic", "mean")
MATCHED = column("residencies.cohortstatistic", "matched")
COUNT = column("residencies.matchresult", "offered")
TITLE = column("residencies.source", "title")
DAY = column("residencies.source", "checked_on")


@pytest.mark.parametrize(
    ("field", "raw", "plain"),
    [
        (PERCENT, 56.4, "56.4"),
        (PERCENT, "56.4", "56.4"),
        (PERCENT, 70, "70.0"),
        (PERCENT, None, None),
        (PERCENT, "56.45", "56.45"),
        (MEAN, 240, 240.0),
        (MATCHED, False, False),
        (COUNT, 7, 7),
        (TITLE, 2026, "2026"),
        (TITLE, date(2026, 3, 20), "2026-03-20"),
        (TITLE, " a\r\nb ", "a\nb"),
        (DAY, "2026-03-20", "2026-03-20"),
        (DAY, date(2026, 3, 20), "2026-03-20"),
    ],
)
def test_a_value_becomes_plain(field, raw, plain):
    cleaned = field.clean(raw)
    assert (type(cleaned), cleaned) == (type(plain), plain)
    if plain is not None:
        assert field.plain(field.python(plain)) == plain


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        (PERCENT, float("nan")),
        (PERCENT, float("inf")),
        (PERCENT, True),
        (PERCENT, "many"),
        (MEAN, float("inf")),
        (MEAN, "240"),
        (MATCHED, 1),
        (MATCHED, "yes"),
        (COUNT, 2.0),
        (COUNT, "2"),
        (COUNT, True),
        (TITLE, None),
        (TITLE, False),
        (TITLE, 2.5),
        (TITLE, ["a"]),
        (TITLE, "\ud800"),
        (TITLE, datetime(2026, 3, 20)),
        (DAY, datetime(2026, 3, 20)),
        (DAY, 20260320),
        (DAY, "March"),
    ],
)
def test_a_value_of_another_kind_is_refused_not_bent(field, raw):
    with pytest.raises(ValidationError):
        field.clean(raw)


def test_digits_that_a_column_cannot_hold_are_refused_not_rounded():
    values = {"year": 2026, "group": "all", "basis": "all-active", "grade": "A"}
    assert refused(schema("residencies.matchrate"), values | {"percent": "56.4"}) == []
    reasons = refused(schema("residencies.matchrate"), values | {"percent": "56.45"})
    assert reasons == ["percent: Ensure that there are no more than 1 decimal place."]


def test_a_decimal_has_one_form_whatever_the_database_returns():
    assert PERCENT.plain(Decimal("70")) == PERCENT.plain(Decimal("70.00")) == "70.0"


def test_a_key_is_one_text_with_its_parts_in_order():
    values = {"specialty": "im", "edition": 2024, "group": "us_img", "matched": True}
    key = schema("residencies.cohortstatistic").key(values | {"measure": "phd"})
    assert key == "im/2024/us_img/true/phd"
