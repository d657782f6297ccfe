import pytest

from tests.content.importing.made_up_research import only, rows, run


@pytest.fixture
def imported(tables, output):
    run(tables, output)
    return output


def test_a_line_of_the_table_becomes_a_row_with_every_field_named(imported):
    assert only(
        rows(imported, "match_results"), specialty=["underwater-medicine"], track="pgy1"
    ) == {
        "specialty": ["underwater-medicine"],
        "year": 2031,
        "track": "pgy1",
        "offered": 12,
        "filled": 11,
        "us_md_senior": 5,
        "us_do_senior": 3,
        "us_graduate": 1,
        "us_img": 1,
        "non_us_img": 1,
        "programs": 4,
        "unfilled_programs": 1,
        "part_of_total": False,
        "grade": "A",
        "derivation": "",
        "source": ["match-s01"],
        "also_in": [["match-s02"]],
    }


def test_a_preliminary_track_goes_to_the_one_year_entry_and_stays_part_of_the_total(imported):
    found = rows(imported, "match_results")
    year = only(found, specialty=["medicine-preliminary"])
    assert (year["track"], year["offered"], year["part_of_total"]) == ("preliminary", 10, True)
    tracks = {
        r["track"]: r["part_of_total"] for r in found if r["specialty"] == ["internal-medicine"]
    }
    assert tracks == {"pgy1-total": False, "categorical": True}


def test_what_we_worked_out_ourselves_says_so_and_is_no_better_than_c(imported):
    found = rows(imported, "match_results")
    derived = only(found, track="categorical")
    assert derived["grade"] == "C"
    assert derived["derivation"].startswith("US DO seniors, offered and filled are")
    summed = only(found, track="advanced")
    assert (summed["grade"], summed["us_img"]) == ("A", None)
    assert summed["derivation"] == "Summed by us from NRMP's list of programs."


def test_a_split_that_only_an_unknown_source_gives_is_left_unknown(tables, output, capsys):
    run(tables, output, verbosity=1)
    balloon = only(rows(output, "match_results"), specialty=["balloon-medicine"])
    assert (balloon["filled"], balloon["us_md_senior"]) == (5, 1)
    assert [balloon[group] for group in ("us_graduate", "us_img", "non_us_img")] == [None] * 3
    assert balloon["also_in"] == []
    assert "the split by group, which only S03 gives (grade D) (line 7)" in capsys.readouterr().out


def test_a_rate_keeps_the_source_that_gives_it_and_loses_what_nobody_can_look_up(imported):
    rates = rows(imported, "match_rates")
    known = only(rates, group="us_img", year=2031)
    assert (known["active"], known["percent"], known["source"]) == (12, "50.0", ["match-s04"])
    unknown = only(rates, group="non_us_img", year=2031)
    assert (unknown["active"], unknown["percent"]) == (None, None)
    assert (unknown["matched"], unknown["source"]) == (8, ["match-s01"])


def test_applicants_that_a_study_counted_are_used_where_its_rate_is_the_same(imported):
    rates = rows(imported, "match_rates")
    counted = only(rates, group="us_img", year=2030)
    assert (counted["active"], counted["matched"], counted["percent"]) == (10, 5, "50.0")
    assert counted["source"] == ["outcomes-s01"]
    assert "Active applicants and rate are those of the study" in counted["note"]
    other = only(rates, group="non_us_img", year=2030)
    assert (other["active"], other["percent"], other["source"]) == (None, "70.0", ["match-s04"])


def test_an_unverified_total_is_left_out(imported):
    totals = {row["measure"]: row["value"] for row in rows(imported, "position_totals")}
    assert totals == {
        "offered": 50,
        "filled": 46,
        "unfilled": 4,
        "pgy1-offered": 47,
        "pgy1-filled": 44,
    }


def test_a_withheld_cohort_says_so_in_every_measure(imported):
    found = rows(imported, "cohorts")
    assert len(found) == 22
    withheld = [row for row in found if row["suppressed"]]
    assert {row["matched"] for row in withheld} == {False}
    assert {(row["total"], row["n"], row["median"], row["percent"]) for row in withheld} == {
        (8, 4, None, None)
    }
    score = only(found, matched=True, measure="step2-ck")
    assert [score[end] for end in ("minimum", "q1", "median", "q3", "maximum")] == [1, 4, 5, 6, 9]
    assert only(found, matched=True, measure="phd")["percent"] == 12.5


def test_only_shares_of_the_programs_in_one_specialty_are_visa_facts(imported):
    facts = rows(imported, "visa_facts")
    assert [(f["measure"], f["percent"], f["programs"], f["programs_seen"]) for f in facts] == [
        ("h1b", "50.0", None, 4),
        ("j1", "75.0", 3, 4),
    ]


def test_signals_tell_none_from_not_known(imported):
    found = rows(imported, "signals")
    seen = {(row["specialty"][0], row["season"]): row["total"] for row in found}
    assert seen == {
        ("balloon-medicine", 2025): 3,
        ("underwater-medicine", 2025): 3,
        ("medicine-preliminary", 2026): 7,
        ("internal-medicine", 2027): 15,
        ("underwater-medicine", 2027): 0,
    }
    secondary = only(found, season=2026)
    assert (secondary["reported"], secondary["grade"]) == (True, "C")
    assert secondary["note"] == "Sources disagree: another page says 8. Ask the programs."
    assert not only(found, specialty=["balloon-medicine"])["reported"]


def test_a_source_can_be_opened_or_looked_up_or_is_not_there(imported):
    sources = {row["slug"]: row for row in rows(imported, "sources")}
    assert "match-s03" not in sources
    assert "outcomes-s02" not in sources
    report = sources["match-s01"]
    assert (report["publisher"], report["url"], report["grade"]) == ("NRMP", "", "B")
    assert report["citation"] == "NRMP, Made-up Tables 2031, 2031"
    assert report["read_at"] == "https://github.com/some/one/blob/abcdef1/tables.pdf"
    assert sources["match-s02"]["url"] == "https://github.com/some/two/blob/abcdef2/list.csv"
    assert sources["outcomes-s01"]["url"] == "https://www.nrmp.org/outcomes.pdf"
    assert (sources["match-s04"]["published"], sources["match-s04"]["grade"]) == ("", "C")
    assert sources["rules-aamc-signal2025"]["checked_on"] == "2031-02-03"


def test_a_preferred_match_rate_has_the_counts_that_two_tables_agree_on(imported):
    assert rows(imported, "preferred_match_rates") == [
        {
            "specialty": ["underwater-medicine"],
            "year": 2031,
            "group": "non_us_img",
            "applicants": 20,
            "matched": 12,
            "applicants_all_groups": 40,
            "grade": "B",
            "source": ["outcomes-s01"],
        }
    ]
