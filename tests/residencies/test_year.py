"""What the page of each Match says, against the files it rests on."""

import re

import pytest

from residencies.models import MatchRate, MatchResult, PositionTotal, Revision, Source
from tests.residencies import naive
from tests.residencies.markup import section, shown, table, text, tree
from tests.residencies.naive import YEARS

WHO = {"non_us_img": "Non-US IMGs", "us_img": "US-citizen IMGs"}
NAMES = {slug: facts["name"] for slug, facts in naive.specialties().items()}


def rate(year, group):
    rows = [
        row
        for row in naive.rows("match_rates")
        if (row["year"], row["group"], row["basis"]) == (year, group, "all-active")
        and row["grade"] != "D"
    ]
    return rows[0] if rows else {"active": None, "matched": None, "percent": None, "grade": None}


def test_each_match_with_rows_has_a_page_and_no_other(client, db):
    assert client.get("/match/").headers["Location"] == "/match/2026/"
    assert [client.get(f"/match/{year}/").status_code for year in YEARS] == [200] * len(YEARS)
    for year in ["2017", "2027", "0", "20260", "x", "-1", "9" * 30]:
        assert client.get(f"/match/{year}/").status_code == 404


@pytest.mark.parametrize("year", YEARS)
def test_a_match_leads_to_its_neighbours(look_at, year):
    nav = {
        link.get("rel"): link.get("href")
        for link in look_at(f"/match/{year}/").findall(".//nav[@aria-label='Other years']//a")
    }
    expected = {"prev": year - 1, "next": year + 1}
    assert nav == {rel: f"/match/{each}/" for rel, each in expected.items() if each in YEARS}


@pytest.mark.parametrize("year", YEARS)
def test_the_headline_tells_the_rates_that_were_published(look_at, year):
    said = text(look_at(f"/match/{year}/").find(".//p[@class='finding']"))
    for group in naive.GROUPS:
        row, before = rate(year, group), rate(year - 1, group)["percent"]
        if row["percent"]:
            assert f"{row['percent']}% of {WHO[group].replace('Non', 'non')}" in said
            assert (f"({before}% in {year - 1})" in said) == bool(before)
        else:
            assert f"{row['matched']:,} {WHO[group].replace('Non', 'non')}" in said
            assert "is not published" in said


@pytest.mark.parametrize("year", YEARS)
def test_rates_are_those_of_all_active_applicants_with_the_year_before(look_at, year):
    cells = table(look_at(f"/match/{year}/"), "rates")
    assert len(cells) == len(MatchRate._meta.get_field("group").choices)
    for group, label in MatchRate._meta.get_field("group").choices:
        row, before = rate(year, group), rate(year - 1, group)
        expected = [
            shown(row["percent"], "{}%"),
            *([shown(before["percent"], "{}%")] if year > 2018 else []),
            shown(row["matched"]),
            shown(row["active"]),
        ]
        assert cells[label][:-1] == expected, label
        assert cells[label][-1].startswith(row["grade"] or "None")


@pytest.mark.parametrize("year", YEARS)
def test_the_rates_over_the_years_are_drawn_and_listed(look_at, year):
    part = section(look_at(f"/match/{year}/"), "rates")
    cells = table(look_at(f"/match/{year}/"), "rates", 0)
    assert list(cells) == [str(each) for each in range(year, 2017, -1)]
    for each in map(int, cells):
        expected = [rate(each, group)["percent"] for group in naive.GROUPS]
        assert cells[str(each)] == [shown(percent, "{}%") for percent in expected]
    for group in naive.GROUPS:
        dots = part.findall(f".//path[@class='{group} dot']")
        known = [each for each in range(2018, year + 1) if rate(each, group)["percent"]]
        assert len(dots) == len(known)


@pytest.mark.parametrize("year", YEARS)
def test_totals_are_as_published_with_the_year_before(look_at, year):
    held = {
        (row["year"], row["measure"]): row
        for row in naive.rows("position_totals")
        if row["grade"] != "D"
    }
    cells = table(look_at(f"/match/{year}/"), "totals")
    for measure, label in PositionTotal.Measure.choices:
        years = [year, year - 1] if year > 2018 else [year]
        rows = [held.get((each, measure)) for each in years]
        assert cells[label][:-1] == [shown(row and row["value"]) for row in rows]
        assert cells[label][-1].startswith(rows[0]["grade"] if rows[0] else "None")


@pytest.mark.parametrize("year", YEARS)
def test_signals_that_are_only_reported_say_so_and_lead_to_the_official_page(look_at, year):
    part = section(look_at(f"/match/{year}/"), "signals")
    rows = {
        NAMES[row["specialty"][0]]: row
        for row in naive.rows("signals")
        if row["season"] == year and row["grade"] != "D"
    }
    if not rows:
        assert "That does not mean there were none" in text(part)
        return
    cells = table(look_at(f"/match/{year}/"), "signals")
    assert cells.keys() == rows.keys()
    links = [link.get("href") for link in part.findall(".//td//small/a")]
    assert links == [rows[name]["official_url"] for name in cells if rows[name]["reported"]]
    for name, (total, gold, silver, graded) in cells.items():
        row = rows[name]
        assert total == str(row["total"] or "None")
        assert gold == ("–" if row["gold"] is None else str(row["gold"]))
        assert silver == ("–" if row["silver"] is None else str(row["silver"]))
        assert graded.startswith(row["grade"])
        assert ("Reported, not seen on the official page" in graded) == row["reported"]


def test_a_match_appears_when_its_rows_are_loaded_and_the_others_basis_stays_out(client, db):
    source = Source.objects.get(slug="match-s01")
    new = {"year": 2027, "source": source, "grade": "A"}
    MatchRate.objects.create(group="us_img", basis="no-couples", percent="12.3", **new)
    PositionTotal.objects.create(measure="offered", value=0, **new)
    PositionTotal.objects.create(measure="filled", value=98_765, **new | {"grade": "D"})
    Revision.bump()
    assert client.get("/match/").headers["Location"] == "/match/2027/"
    html = client.get("/match/2027/").text
    assert "12.3%" not in html
    assert "98,765" not in html
    assert "How many IMGs matched in 2027 is not published." in html
    cells = table(tree(html), "totals")
    assert cells["Positions offered"][0] == "0"
    assert cells["Positions filled"][0] == "Not published"
    assert re.search(r'rel="next">The 2027 Match', client.get("/match/2026/").text)


def test_a_site_without_rows_has_no_newest_match(client, db):
    for model in [MatchRate, PositionTotal, MatchResult]:
        model.objects.all().delete()
    Revision.bump()
    assert client.get("/match/").status_code == 404


def test_a_year_asks_only_for_the_revision(client, db, django_assert_num_queries):
    client.get("/match/2026/")
    with django_assert_num_queries(1):
        client.get("/match/2026/")
