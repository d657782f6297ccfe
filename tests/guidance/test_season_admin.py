"""The admin of the dates of a season: what cannot be true is refused beside its field."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from guidance.models import SeasonEvent
from residencies.models import Revision

ADD = "admin:guidance_seasonevent_add"


@pytest.fixture
def typed(db):
    """What an editor types for a date that is published."""
    source = SeasonEvent.objects.get(slug="match-day-2027").source
    return {
        "title": "Test day",
        "season": 2027,
        "slug": "test-day-2027",
        "service": "nrmp",
        "part": "ranking",
        "action": "Test it.",
        "certainty": "published",
        "first_day": "2027-02-03",
        "last_day": "2027-02-03",
        "basis": "The calendar gives it.",
        "source": source.pk,
        "grade": "A",
        "as_of": "2026-11-22",
        "review_by": "2027-01-15",
    }


def test_a_date_is_added_and_the_site_shows_it(editor, typed):
    before = Revision.current()
    assert editor.post(reverse(ADD), typed).status_code == 302
    assert Revision.current() != before
    assert SeasonEvent.objects.get(slug="test-day-2027").first_day == datetime.date(2027, 2, 3)


@pytest.mark.parametrize(
    ("changes", "field", "part"),
    [
        ({"last_day": "2027-02-01"}, "last_day", "before it begins"),
        ({"season": 1066}, "season", "is not a Match between"),
        ({"season": 2026}, "first_day", "begins in 2025"),
        ({"whole_months": "on"}, "whole_months", "last day of the last month"),
        ({"certainty": "not-known"}, None, "or choose “Not known”"),
        ({"first_day": "", "last_day": ""}, None, "first and the last day in order"),
        ({"title": ""}, "title", "required"),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_typed_is_lost(
    editor, typed, changes, field, part
):
    response = editor.post(reverse(ADD), typed | changes)
    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert any(part in each for each in errors[field or "__all__"])
    assert "Test it." in response.text


@pytest.mark.parametrize("months", [("2027-02-01", "2027-03-31"), ("2027-02-01", "2027-02-28")])
def test_whole_months_are_taken(editor, typed, months):
    changes = {"first_day": months[0], "last_day": months[1], "whole_months": "on"}
    assert editor.post(reverse(ADD), typed | changes).status_code == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"certainty": "not-known"},
        {"certainty": "not-known", "first_day": None},
        {"first_day": None},
        {"last_day": None},
        {"certainty": "not-known", "first_day": None, "last_day": None, "time_of_day": ""}
        | {"reported": True},
    ],
)
def test_a_row_is_dated_or_not_known(db, changes):
    row = SeasonEvent.objects.get(slug="rank-deadline-2027")
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError, match="Not known"):
        row.full_clean()
