"""The fees that ship, and the admin in which editors change them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from guidance.models import Fee
from residencies.models import Finding, Revision, Source
from tests.guidance.cost_figures import SHIPPED, dollars, paid, prices
from tests.residencies.markup import section, text, tree


def typed(**changes):
    """Return a form filled in right, but for the changes."""
    return {
        "slug": "test-fee",
        "first": 1,
        "name": "Test fee",
        "payee": "Test",
        "unit": "once",
        "season": 2027,
        "amount": "12.50",
        "as_of": "2026",
        "grade": "A",
        "source": Source.objects.first().pk,
        "review_by": "2099-01-01",
    } | changes


def errors(editor, **changes):
    response = editor.post(reverse("admin:guidance_fee_add"), typed(**changes))
    return response.context["adminform"].form.errors


@pytest.mark.parametrize("row", SHIPPED, ids=lambda row: f"{row['slug']}-{row['first']}")
def test_a_shipped_price_agrees_with_the_finding_that_has_its_words(db, row):
    finding = Finding.objects.get(slug=row["finding"][0])
    assert f"${int(Decimal(row['amount'])):,}" in finding.statement
    assert finding.source.slug == row["source"][0]
    assert finding.grade == row["grade"]
    assert finding.reported == row.get("reported", False)
    assert finding.official_url == row.get("official_url", "")
    assert finding.as_of.casefold() == row["as_of"].casefold()
    assert str(finding.review_by) == str(row["review_by"])
    assert ("about" in finding.statement) == row.get("about", False)


def test_the_examples_that_a_finding_gives_come_from_the_same_prices(db):
    words = Finding.objects.get(slug="fee-eras-examples").statement
    for number in (60, 100, 150):
        assert f"{dollars(paid('eras-programs', number))} for {number}" in words


def test_the_fixture_counts_every_fee_from_its_first_price():
    for slug in {row["slug"] for row in SHIPPED}:
        starts = [row["first"] for row in prices(slug)]
        assert starts == sorted(set(starts))
        assert starts[0] == 1 or prices(slug)[0]["unit"] == "rank"


def test_a_price_is_added_and_is_on_the_page_at_once(editor):
    before = Revision.current()
    response = editor.post(reverse("admin:guidance_fee_add"), typed())
    assert response.status_code == 302
    assert Revision.current() != before
    assert "Test fee: $12.50" in text(section(tree(editor.get("/costs/").text), "prices"))


def test_an_editor_sees_every_price_in_the_list(editor):
    html = editor.get(reverse("admin:guidance_fee_changelist")).text
    assert f"{len(SHIPPED)} fees" in html
    assert '<td class="field-letter">A</td>' in html  # its meaning would push the dates out


def test_a_new_price_with_its_date_is_one_form(editor):
    row = Fee.objects.get(slug="eras-token")
    address = reverse("admin:guidance_fee_change", args=[row.pk])
    form = editor.get(address).context["adminform"].form
    kept = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in kept.items() if value not in (None, False)}
    assert editor.post(address, kept | {"amount": "200", "as_of": "2027"}).status_code == 302
    row.refresh_from_db()
    assert (row.amount, row.as_of) == (Decimal(200), "2027")


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"unit": "program"}, "application_service", "Name the service"),
        ({"unit": "rank"}, "match_service", "Name the match"),
        ({"first": 5}, "first", "Only prices of programs and ranks"),
        ({"first": 0}, "first", "greater than or equal to 1"),
        ({"amount": "-1"}, "amount", "greater than or equal to 0"),
        ({"season": 27}, "season", "not a year"),
        (
            {"slug": "eras-programs", "first": 60, "unit": "program"}
            | {"application_service": "residencycas"},
            "application_service",
            "another price of this fee",
        ),
    ],
)
def test_what_cannot_be_true_is_refused_beside_its_field(editor, changes, field, said):
    assert said in errors(editor, **changes)[field][0]


def test_two_prices_cannot_start_at_the_same_number(editor):
    changes = {"slug": "eras-programs", "first": 31, "unit": "program"}
    found = errors(editor, application_service="eras", **changes)
    assert found["__all__"] == ["This fee already has a price from that number on."]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": Decimal(-1)}, "less than nothing"),
        ({"first": 0}, "is number 1"),
        ({"first": 2, "unit": "once"}, "start at a number"),
        ({"unit": "list"}, "names the application service"),
        ({"unit": "match"}, "names the match"),
    ],
)
def test_the_database_refuses_the_same(db, changes, said):
    fields = {"slug": "test-fee", "first": 1, "unit": "once", "amount": Decimal(1)} | changes
    with pytest.raises(ValidationError, match=said):
        Fee(**fields).validate_constraints()
