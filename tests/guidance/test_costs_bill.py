"""The bill on the page of costs: to the dollar, with what each line rests on."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from guidance.models import Fee
from residencies.models import Grade, Revision
from tests.guidance.cost_figures import SHIPPED, USUAL, amounts, dollars, look, paid
from tests.residencies.markup import by_id, section, text


@pytest.fixture
def fee(db):
    """Return a function that changes the prices of a fee as an editor would."""

    def change(slug, **fields):
        Fee.objects.filter(slug=slug).update(**fields)
        Revision.bump()

    return change


@pytest.mark.parametrize("number", [1, 29, 30, 31, 60, 100, 150, 500])
def test_a_list_of_programs_costs_to_the_dollar_what_its_prices_say(client, db, number):
    page = look(client, s1="internal-medicine", n1=number, own=1)
    programs, entry = paid("eras-programs", number), paid("nrmp-registration")
    assert amounts(page) == [dollars(each) for each in (programs, entry, programs + entry)]
    assert text(by_id(page, "count")).startswith(f"{dollars(programs + entry)} in all")


def test_several_specialties_ranks_and_usual_fees_add_up(client, db):
    chosen = {"s1": "pathology", "n1": 45, "s2": "emergency-medicine", "n2": 31, "ranks": 26}
    page = look(client, **chosen)
    expected = paid("eras-programs", 45) + paid("residencycas-programs", 31)
    expected += paid("nrmp-registration") + paid("nrmp-ranks", 26)
    expected += sum(paid(slug) for slug in USUAL)
    about = "about " if any(row.get("about") and row["slug"] in USUAL for row in SHIPPED) else ""
    assert amounts(page)[-1] == f"{about}{dollars(expected)}"
    assert f"{about.capitalize()}{dollars(expected)} in all" in text(by_id(page, "count"))
    assert "to apply to 76 programs" in text(by_id(page, "count"))


def test_every_line_says_its_season_its_date_and_its_source(client, db):
    page = look(client, s1="pathology", n1=45, ranks=26)
    for row in section(page, "bill").findall(".//tbody/tr")[:-1]:
        marks = text(row)
        assert "Match · as of" in marks
        assert "grade" in marks
        links = [link.get("href") for link in row.iter("a")]
        assert any(link.startswith("/sources/") for link in links)
        part = next(link for link in links if link.startswith("#"))[1:]
        assert by_id(page, part) is not None


def test_every_known_price_is_listed_with_its_official_page(client, db):
    page = look(client)
    for row in SHIPPED:
        item = by_id(page, row["slug"])
        assert dollars(Decimal(row["amount"])) in text(item)
        assert ("Reported, not seen on the official page" in text(item)) == row.get(
            "reported", False
        )
        if row.get("official_url"):
            assert row["official_url"] in {link.get("href") for link in item.iter("a")}


def test_a_weak_price_is_marked_in_the_bill_and_a_disputed_one_too(client, db):
    page = look(client, s1="pathology", n1=4)
    rows = {text(row.find("th")): row for row in section(page, "bill").findall(".//tbody/tr")}
    for words in rows:
        known = [row for row in SHIPPED if words.startswith(row["name"])]
        for row in known:
            assert ("Reported" in words) == row.get("reported", False)
            assert ("Sources differ" in words) == row.get("disputed", False)


def test_what_has_no_known_price_is_named_and_not_counted(client, db):
    page = look(client, s1="ophthalmology", n1=70, s2="psychiatry-neurology", n2=5, own=1)
    missing = text(section(page, "bill"))
    assert "Programs in Ophthalmology: the prices of SF Match CAS were not seen" in missing
    assert "Registration: SF Match: its fees were not seen" in missing
    assert "which service takes the applications was not seen" in missing
    assert "That is not a zero" in missing
    assert "$0" not in missing
    assert amounts(page)[-1] == dollars(paid("nrmp-registration"))


def test_a_price_of_emergency_medicine_is_not_taken_for_obstetrics(client, db):
    page = look(client, s1="obstetrics-and-gynecology", n1=30)
    assert "that we saw are of other specialties" in text(section(page, "bill"))


def test_a_price_past_its_review_date_is_marked_where_it_is_paid(client, db, monkeypatch):
    mark, query = "Past its review date", {"s1": "pathology", "n1": 9}
    due = max(datetime.date.fromisoformat(str(row["review_by"])) for row in SHIPPED)
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2026, 11, 25))
    assert mark not in text(section(look(client, **query), "bill"))
    monkeypatch.setattr(timezone, "localdate", lambda: due + datetime.timedelta(1))
    page = look(client, **query)
    rows = section(page, "bill").findall(".//tbody/tr")[:-1]
    assert all(mark in text(row) for row in rows)
    assert text(section(page, "prices")).count(mark) >= len({row["slug"] for row in SHIPPED})


def test_a_fee_with_an_unverified_price_is_not_seen_and_never_cheaper(client, fee):
    Fee.objects.filter(slug="eras-programs", first=31).update(grade=Grade.D)
    Revision.bump()
    page = look(client, s1="pathology", n1=60)
    assert "the prices of ERAS were not seen" in text(section(page, "bill"))
    assert dollars(paid("eras-programs", 60)) not in amounts(page)


def test_an_editors_price_is_in_the_next_bill(client, fee):
    look(client, s1="pathology", n1=10)
    fee("nrmp-registration", amount=Decimal("91.50"))
    page = look(client, s1="pathology", n1=10, own=1)
    assert amounts(page)[1:] == ["$91.50", f"${paid('eras-programs', 10) + Decimal('91.50')}"]
