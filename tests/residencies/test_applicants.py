"""How many IMGs took part in each Match, against the file."""

import pytest

from residencies.models import MatchRate, Revision, Source
from tests.residencies import naive
from tests.residencies.markup import section, shown, table, text
from tests.residencies.naive import YEARS

WHO = {"non_us_img": "non-US IMGs", "us_img": "US-citizen IMGs"}
BASES = {"all-active": "", "no-couples": " not in a couple"}


def active(year, group, basis):
    rows = [
        row["active"]
        for row in naive.rows("match_rates")
        if (row["year"], row["group"], row["basis"]) == (year, group, basis) and row["grade"] != "D"
    ]
    return rows[0] if rows else None


def finding(look_at, year):
    return text(section(look_at(f"/match/{year}/"), "applicants").find(".//figcaption"))


@pytest.mark.parametrize("year", YEARS)
def test_each_count_of_applicants_is_that_of_the_file(look_at, year):
    cells = table(look_at(f"/match/{year}/"), "applicants")
    assert list(cells) == [str(each) for each in range(year, 2017, -1)]
    for each in map(int, cells):
        expected = [shown(active(each, group, basis)) for group in WHO for basis in BASES]
        assert [cell.rpartition(" ")[0] or cell for cell in cells[str(each)]] == [
            "Not" if each == "Not published" else each for each in expected
        ]


@pytest.mark.parametrize("year", YEARS)
def test_the_finding_compares_counts_of_one_basis_only(look_at, year):
    said = finding(look_at, year)
    for group, who in WHO.items():
        basis = next(each for each in BASES if active(year, group, each) is not None)
        now, before = (active(each, group, basis) for each in (year, year - 1))
        assert f"{now:,} {who}{BASES[basis]}" in said
        told = said.split(f"{now:,} {who}{BASES[basis]}")[1].split(";")[0]
        if before is None:
            assert "than" not in told
        else:
            way = "more" if now > before else "fewer"
            percent = 100 * abs(now - before) / before
            assert told.startswith(
                f", {abs(now - before):,} {way} than in {year - 1} ({percent:.1f}%)"
            )


@pytest.mark.parametrize("year", YEARS)
def test_the_two_bases_are_drawn_apart_with_a_dot_for_each_known_year(look_at, year):
    part = section(look_at(f"/match/{year}/"), "applicants")
    for group in WHO:
        for basis in BASES:
            dots = part.findall(f".//path[@class='{group} {basis} dot']")
            known = [y for y in range(2018, year + 1) if active(y, group, basis) is not None]
            assert len(dots) == len(known)


def test_applications_of_a_season_are_told_with_the_match_they_were_sent_for(look_at):
    (known,) = [
        row for row in naive.findings() if row["topic"] == "Applications" and "Oct" in row["as_of"]
    ]
    assert known["as_of"] == "October 2024"
    part = section(look_at("/match/2025/"), "applicants")
    (told,) = part.findall(".//li[@class='known']")
    assert told.get("id") == known["slug"]
    assert text(told).startswith(" ".join(known["statement"].split()))
    assert "is not published in a source" not in text(part)


@pytest.mark.parametrize("year", [each for each in YEARS if each != 2025])
def test_applications_are_not_published_and_the_official_page_is_linked(look_at, year):
    part = section(look_at(f"/match/{year}/"), "applicants")
    note = part.find("./p[@class='note']")
    assert f"for the {year} Match is not published in a source that we can show" in text(note)
    official = note.findall("a")[-1]  # a term before it may lead to the glossary
    assert official.get("href").startswith("https://www.aamc.org/")


def test_as_many_as_before_and_no_count_at_all_are_told_apart_from_a_change(look_at, db):
    new = {"group": "us_img", "basis": "all-active", "grade": "A"}
    source = Source.objects.get(slug="match-s01")
    MatchRate.objects.create(year=2027, active=4210, source=source, **new)
    MatchRate.objects.create(year=2028, active=None, source=source, **new)
    Revision.bump()
    said = finding(look_at, 2027)
    assert "4,210 US-citizen IMGs, as many as in 2026." in said
    assert "non-US" not in said
    assert finding(look_at, 2028).startswith(
        "How many IMGs were active applicants in 2028 is not published."
    )


def test_without_any_count_the_section_says_so(look_at, db):
    MatchRate.objects.all().delete()
    Revision.bump()
    said = text(section(look_at("/match/2026/"), "applicants"))
    assert "How many IMGs took part is not published for 2026 or any year before it." in said
