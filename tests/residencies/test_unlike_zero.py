"""What is not a plain figure never looks like zero, nor like another kind of gap."""

from itertools import combinations

import pytest

from residencies.models import CohortStatistic, MatchResult, PositionTotal, Revision, Source
from tests.residencies.downloads.reading import read
from tests.residencies.markup import cell, listed, section, table, text

PAGE = "/specialties/pathology/"
# A row of results, as it may be; its groups always add up to what was filled.
PLAIN = {"us_graduate": 34, "non_us_img": 170, "part_of_total": False, "derivation": ""}
RESULTS = {
    "published": {},
    "zero": {"non_us_img": 0, "us_graduate": 204},
    "missing": {"non_us_img": None},
    "derived": {"derivation": "Summed by us in a test."},
    "partial": {"part_of_total": True},
}
LISTED = {"specialty", "ledger", "file"}
# The scores of a cohort, as they may be.
KNOWN = {"n": 128, "q1": 232, "median": 244, "q3": 253, "suppressed": False}
UNKNOWN = dict.fromkeys(["q1", "median", "q3", "mean", "sd", "minimum", "maximum"])
SCORES = {
    "published": {},
    "zero": {"q1": 0, "median": 0, "q3": 0},
    "missing": UNKNOWN,
    "suppressed": UNKNOWN | {"suppressed": True},
    "too few": {"n": 9},
}


def rows(part, name):
    """Return the words of the rows of a table that begin with ``name``."""
    return [text(row) for row in part.findall(".//tbody/tr") if text(row).startswith(name)]


def ledger(page, name):
    """Return the words of the rows about Pathology on a page of a source."""
    bodies = [each for each in page.findall(".//tbody") if text(each[0]) == "Pathology"]
    return [text(row) for body in bodies for row in body if text(row).startswith(name)]


def file(client, measure):
    lines = read(client, f"{PAGE[:-1]}.csv")
    return [
        (line["value"], line["status"], line["detail"], line["note"])
        for line in lines
        if (line["measure"], line["group"], line["year"]) == (measure, "Non-US IMGs", "2026")
    ]


def compared(look_at, *labels):
    found = section(look_at("/compare/?s=pathology&s=neurology"), "side-by-side")
    return [text(row[1]) for row in found.findall(".//tbody/tr") if text(row[0]) in labels]


# Where the row of results is shown, and where the scores are.
SHOWN = {
    "specialty": lambda look_at, _: rows(section(look_at(PAGE), "results"), "2026"),
    "trend": lambda look_at, _: rows(section(look_at(PAGE), "trend"), "2026"),
    "explorer": lambda look_at, _: cell(
        listed(look_at("/specialties/"))["pathology"], "Share of positions"
    ),
    "compare": lambda look_at, _: compared(
        look_at, "Places filled by the group", "Share of positions"
    ),
    "landscape": lambda look_at, _: rows(look_at("/landscape/"), "Pathology"),
    "year": lambda look_at, _: rows(section(look_at("/match/2026/"), "moves"), "Pathology"),
    "ledger": lambda look_at, _: ledger(look_at("/sources/match-s01/"), "2026, PGY-1"),
    "file": lambda _, client: file(client, "Positions filled"),
}
TOLD = {
    "specialty": lambda look_at, _: text(section(look_at(PAGE), "scores")).split("Not matched")[0],
    "explorer": lambda look_at, _: cell(
        listed(look_at("/specialties/"))["pathology"], "Step 2 CK of matched"
    ),
    "compare": lambda look_at, _: compared(look_at, "Step 2 CK of matched"),
    "ledger": lambda look_at, _: ledger(
        look_at("/sources/outcomes-s01/", part=3), "Step 2 CK score: non-US IMGs, matched"
    ),
    "file": lambda _, client: file(client, "Step 2 CK score")[:3],
}


@pytest.fixture
def alike(look_at, client):
    """Return a function that gives the places where two states of a row cannot be told apart."""
    Source.objects.filter(slug__in=["match-s01", "outcomes-s01"]).update(terms=Source.Terms.OPEN)

    def _alike(places, row, usual, states):
        shown = {}
        for state, fields in states.items():
            assert row.update(**usual | fields) == 1
            Revision.bump()
            shown[state] = {name: place(look_at, client) for name, place in places.items()}
        return {
            (place, one, other)
            for one, other in combinations(states, 2)
            for place in places
            if shown[one][place] == shown[other][place]
        }

    return _alike


def test_a_count_that_is_missing_partial_or_worked_out_looks_unlike_zero_and_another(alike):
    row = MatchResult.objects.filter(specialty__slug="pathology", year=2026)
    # A part of a total is as sound a count as any: only where rows are listed is it told.
    same = {(place, "published", "partial") for place in SHOWN.keys() - LISTED}
    assert alike(SHOWN, row, PLAIN, RESULTS) == same


def test_a_score_that_is_suppressed_or_of_too_few_looks_unlike_zero_and_another(alike):
    row = CohortStatistic.objects.filter(
        specialty__slug="pathology",
        edition=2026,
        group="non_us_img",
        measure="step2-ck",
        matched=True,
    )
    assert alike(TOLD, row, KNOWN, SCORES) == set()


def test_a_total_of_a_year_that_is_missing_looks_unlike_zero(look_at):
    total = PositionTotal.objects.filter(year=2026, measure=PositionTotal.Measure.UNFILLED)
    shown = []
    for change in (lambda: total.update(value=0), total.delete):
        assert change()
        Revision.bump()
        shown.append(table(look_at("/match/2026/"), "totals")["Positions unfilled"][0])
    assert shown == ["0", "Not published"]
