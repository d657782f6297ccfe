"""The committed evidence, read as plain files and added up again without the models."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "fixtures" / "residencies"
EVIDENCE = [
    *("match_results", "match_rates", "position_totals", "state_results"),
    *("cohorts", "preferred_match_rates", "visa_facts", "signals"),
]
GROUPS = ["us_md_senior", "us_do_senior", "us_graduate", "us_img", "non_us_img"]
LATER_THAN_PGY1 = ["advanced", "physician"]


@cache
def rows(name):
    text = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line)["fields"] for line in text.splitlines()]


def counted_once(year, *, pgy1=False):
    """Return each position's row once: a row that is part of another's total is left out."""
    found = [row for row in rows("match_results") if row["year"] == year]
    found = [row for row in found if not row["part_of_total"]]
    return [row for row in found if not (pgy1 and row["track"] in LATER_THAN_PGY1)]


def total(found, column):
    return sum(row[column] for row in found)


def published(year, measure):
    (value,) = [
        row["value"]
        for row in rows("position_totals")
        if (row["year"], row["measure"]) == (year, measure)
    ]
    return value


def matched(year, group):
    (value,) = [
        row["matched"]
        for row in rows("match_rates")
        if (row["year"], row["group"], row["basis"]) == (year, group, "all-active")
    ]
    return value


@pytest.mark.parametrize(
    ("year", "offered", "filled", "pgy1_offered", "pgy1_filled"),
    [(2026, 44344, 41482, 41126, 38354), (2025, 43237, 40764, 40041, 37667)],
)
def test_the_last_two_years_add_up_to_the_published_national_totals(
    year, offered, filled, pgy1_offered, pgy1_filled
):
    every, first_year = counted_once(year), counted_once(year, pgy1=True)
    assert total(every, "offered") == published(year, "offered") == offered
    assert total(every, "filled") == published(year, "filled") == filled
    assert total(first_year, "offered") == published(year, "pgy1-offered") == pgy1_offered
    assert total(first_year, "filled") == published(year, "pgy1-filled") == pgy1_filled


@pytest.mark.parametrize(
    ("year", "md", "do", "us_img", "non_us_img"),
    [(2026, 19567, 7928, 2949, 6733), (2025, 19044, 7773, 3108, 6653)],
)
def test_each_group_adds_up_to_those_who_matched_to_a_first_year(year, md, do, us_img, non_us_img):
    first_year = counted_once(year, pgy1=True)
    assert total(first_year, "us_md_senior") == matched(year, "us_md_senior") == md
    assert total(first_year, "us_do_senior") == matched(year, "us_do_senior") == do
    assert total(first_year, "us_img") == matched(year, "us_img") == us_img
    assert total(first_year, "non_us_img") == matched(year, "non_us_img") == non_us_img


@pytest.mark.parametrize("year", range(2018, 2025))
def test_earlier_years_add_up_to_the_published_totals(year):
    every, first_year = counted_once(year), counted_once(year, pgy1=True)
    assert total(every, "offered") == published(year, "offered")
    assert total(every, "filled") == published(year, "filled")
    assert total(first_year, "offered") == published(year, "pgy1-offered")
    assert total(first_year, "filled") == published(year, "pgy1-filled")


@pytest.mark.parametrize("year", range(2020, 2025))
@pytest.mark.parametrize("group", ["us_md_senior", "us_do_senior"])
def test_us_seniors_of_earlier_years_add_up_to_those_who_matched(year, group):
    known = [row[group] for row in counted_once(year, pgy1=True) if row[group] is not None]
    assert sum(known) == matched(year, group)


def test_groups_fill_every_position_that_is_filled_wherever_all_are_known():
    complete = [row for row in rows("match_results") if None not in [row[g] for g in GROUPS]]
    assert all(sum(row[group] for group in GROUPS) == row["filled"] for row in complete)
    newest = [row for year in (2025, 2026) for row in counted_once(year)]
    assert all(row in complete for row in newest)


@pytest.mark.parametrize(
    ("year", "columns"), [(2025, ["offered", "filled", *GROUPS]), (2026, ["offered"])]
)
def test_the_parts_of_a_total_add_up_to_it(year, columns):
    found = [row for row in rows("match_results") if row["year"] == year]
    wholes = [row for row in found if row["track"] == "pgy1-total"]
    parts = [row for row in found if row["part_of_total"]]
    assert len(wholes) == 4
    for column in columns:
        assert total(parts, column) == total(wholes, column)


def test_a_preliminary_year_is_an_entry_of_its_own():
    tracks = {(row["specialty"][0], row["track"]) for row in rows("match_results")}
    assert {specialty for specialty, track in tracks if track == "preliminary"} == {
        "medicine-preliminary",
        "surgery-preliminary",
        "pediatrics-preliminary",
        "obstetrics-gynecology-preliminary",
    }
    assert {track for specialty, track in tracks if "preliminary" in specialty} == {"preliminary"}


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_states_add_up_to_the_country(year):
    states = [row for row in rows("state_results") if row["year"] == year]
    assert len(states) == 52
    for group in ("offered", "filled", "us_img", "non_us_img"):
        assert total(states, group) == total(counted_once(year), group)
        assert total(states, f"pgy1_{group}") == total(counted_once(year, pgy1=True), group)


def test_the_cohorts_are_the_specialties_of_the_report():
    cohorts = [row for row in rows("cohorts") if row["measure"] == "step2-ck"]
    assert len({row["specialty"][0] for row in cohorts}) == 24
    assert total([row for row in cohorts if row["matched"]], "total") == 5708
    assert total([row for row in cohorts if not row["matched"]], "total") == 5941
    rates = rows("preferred_match_rates")
    assert (len(rates), total(rates, "applicants"), total(rates, "matched")) == (24, 11649, 5708)
    measures = Counter(row["measure"] for row in rows("cohorts"))
    assert len(measures) == 11
    assert set(measures.values()) == {48}


def test_a_withheld_cohort_has_its_counts_and_nothing_else():
    withheld = [row for row in rows("cohorts") if row["suppressed"]]
    assert len(withheld) == 9 * 11
    for row in withheld:
        figures = ["mean", "sd", "q1", "median", "q3", "minimum", "maximum", "percent"]
        assert {row[figure] for figure in figures} == {None}
        assert row["n"] < 5
    shown = [row for row in rows("cohorts") if not row["suppressed"]]
    assert all((row["median"] is None) != (row["percent"] is None) for row in shown)


@pytest.mark.parametrize("name", EVIDENCE)
def test_no_figure_is_unverified_and_none_rests_on_a_source_nobody_can_open(name):
    grades = {row["slug"]: row["grade"] for row in rows("sources")}
    for row in rows(name):
        assert row.get("grade") != "D"
        for slug in [row["source"], *row.get("also_in", [])]:
            assert grades[slug[0]] != "D"


@pytest.mark.parametrize("name", EVIDENCE)
def test_sources_that_invent_their_figures_back_none(name):
    invented = {"outcomes-s06", "outcomes-s07", "outcomes-s70"}
    used = {s[0] for row in rows(name) for s in [row["source"], *row.get("also_in", [])]}
    assert not used & invented
    # The same site's headline counts fit NRMP's; its table of specialties does not.
    assert "match-s22" not in used or name in {"match_rates", "position_totals"}


def test_soap_positions_of_2026_are_not_shown():
    kept = {(row["year"], row["measure"]) for row in rows("position_totals")}
    assert (2025, "soap-offered") in kept
    assert not {(2026, "soap-offered"), (2026, "soap-filled"), (2026, "soap-start")} & kept


def test_every_source_has_an_address_or_a_citation_or_is_grade_d():
    for row in rows("sources"):
        assert row["url"] or row["citation"] or row["grade"] == "D", row["slug"]


@pytest.mark.parametrize("name", [*EVIDENCE, "sources"])
def test_the_files_read_well_and_name_no_database_key(name):
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert len(set(lines)) == len(lines)
    for line in lines:
        assert list(json.loads(line)) == ["model", "fields"]
        assert "unfilled" not in json.loads(line)["fields"]
