"""What sources allow: no figure leaves in a file unless its source says that it may.

What the files should hold is worked out from the fixtures, without the code that writes them.
"""

import pytest

from residencies.models import CohortStatistic, MatchResult, PositionTotal, Revision, Source
from tests.residencies import naive
from tests.residencies.downloads.reading import FILES, open_statements, read

GIVEN = {"Published", "Worked out from published figures"}
SLUGS = ["internal-medicine", "pathology", "dermatology", "urology", "transitional-year"]
# The words of a contradiction are our own, and some sides are only reported: it has its own tests.
EVERY = [
    *(each for each in FILES if each != "/sources/contradictions.csv"),
    *(f"/specialties/{slug}.csv?group={group}" for slug in SLUGS for group in naive.GROUPS),
    *(f"/match/{year}.csv" for year in naive.YEARS),
    "/specialties.csv?group=us_img",
    "/landscape.csv?group=us_img",
    "/places.csv?group=both&year=2026",
]
COLUMNS = {
    ("Positions offered", ""): "offered",
    ("Positions filled", "All applicants"): "filled",
    ("Positions unfilled before SOAP", ""): "unfilled",
    ("Positions filled", "US MD seniors"): "us_md_senior",
    ("Positions filled", "US DO seniors"): "us_do_senior",
    ("Positions filled", "Earlier US graduates and others"): "us_graduate",
    ("Positions filled", "US-citizen IMGs"): "us_img",
    ("Positions filled", "Non-US IMGs"): "non_us_img",
}
TOTALS = {label: value for value, label in PositionTotal.Measure.choices}
TRACKS = {label: value for value, label in MatchResult.Track.choices}


@pytest.fixture
def allow(db):
    """Return a function that makes the terms of some sources open, and of all others not."""

    def _allow(*slugs, **fields):
        Source.objects.update(terms=Source.Terms.CITE)
        changed = Source.objects.filter(slug__in=slugs)
        changed.update(terms=Source.Terms.OPEN, **fields)
        assert len(changed) == len(slugs)
        Revision.bump()
        return {(each.publisher, each.title, each.published) for each in changed}

    return _allow


def source_of(row):
    return row["publisher"], row["title"], row["published"]


def position(row, of_state):
    """Return the count in the fixtures that a row of a file is about."""
    if row["about"] == "All specialties":
        measure = TOTALS[row["measure"]]
        (found,) = [
            each["value"]
            for each in naive.rows("position_totals")
            if (each["year"], each["measure"]) == (int(row["year"]), measure)
        ]
        return found
    column = COLUMNS[row["measure"], row["group"]]
    if of_state:
        (found,) = [
            each
            for each in naive.rows("state_results")
            if (each["year"], each["state"]) == (int(row["year"]), row["about"])
        ]
    else:
        names = {fields["name"]: slug for slug, fields in naive.specialties().items()}
        track = TRACKS[row["detail"].split(";")[0]]
        (found,) = [
            each
            for each in naive.of(names[row["about"]])
            if (each["year"], each["track"]) == (int(row["year"]), track)
        ]
    if column == "unfilled":
        return None if found["filled"] is None else found["offered"] - found["filled"]
    return found[column]


def test_no_number_is_in_a_file_while_no_source_of_one_is_open(client, db):
    cited = {source["slug"] for source in naive.rows("sources") if source["terms"] != "open"}
    numbers = ["match_results", "state_results", "match_rates", "position_totals", "cohorts"]
    numbers += ["preferred_match_rates", "signals", "visa_facts"]
    assert {row["source"][0] for name in numbers for row in naive.rows(name)} <= cited
    seen = 0
    for address in EVERY:
        for row in read(client, address):
            seen += 1
            if row["status"] == "Our own":
                assert row["measure"] in {"How open it is", "Figures and findings that rest on it"}
                assert row["value"].isdigit() is row["measure"].startswith("Figures")
                assert not any(sign.isdigit() for sign in row["note"])
            elif row["status"] in GIVEN:
                assert row["value"] in open_statements(), (address, row)
                assert row["terms"] == "open"
            else:
                assert row["value"] == row["n"] == "", (address, row)
    assert seen > 3000


def test_every_count_of_an_open_source_is_given_as_it_is_in_the_fixtures(client, allow):
    open_ones = allow("match-s01", "match-s02", "match-s03")
    given = missing = 0
    for address in EVERY:
        for row in read(client, address):
            if source_of(row) not in open_ones:
                assert row["status"] not in GIVEN, (address, row)
            elif row["measure"] in TOTALS or (row["measure"], row["group"]) in COLUMNS:
                expected = position(row, of_state=address.startswith("/places"))
                assert row["value"] == ("" if expected is None else str(expected)), (address, row)
                assert (row["status"] in GIVEN) is (expected is not None)
                assert (row["status"] == "Not published") is (expected is None)
                given += expected is not None
                missing += expected is None
    assert given > 1000
    assert missing > 10


def test_a_cohort_of_an_open_source_is_given_but_what_it_withholds_stays_withheld(client, allow):
    open_ones = allow("outcomes-s01")
    kept, told = 0, 0
    names = {fields["name"]: slug for slug, fields in naive.specialties().items()}
    measures = {label: value for value, label in CohortStatistic.Measure.choices}
    statistics = {"lower quartile": "q1", "median": "median", "upper quartile": "q3"}
    statistics["percent"] = "percent"
    for address in EVERY:
        for row in read(client, address):
            if source_of(row) not in open_ones or row["measure"] not in measures:
                continue
            outcome, _, statistic = row["detail"].partition(": ")
            (found,) = [
                each
                for each in naive.of(names[row["about"]], "cohorts")
                if each["edition"] == int(row["year"])
                and each["measure"] == measures[row["measure"]]
                and each["matched"] is (outcome == "Matched")
                and {"us_img": "US-citizen IMGs", "non_us_img": "Non-US IMGs"}[each["group"]]
                == row["group"]
            ]
            if found["suppressed"]:
                assert (row["status"], row["value"]) == ("Withheld by the source", "")
                kept += 1
            elif found["n"] < 10:
                assert (row["status"], row["value"]) == ("Too few to say", "")
            else:
                assert float(row["value"]) == found[statistics[statistic]]
                assert int(row["n"]) == found["n"]
                told += 1
    assert kept
    assert told > 50


def test_a_source_that_nobody_can_look_up_gives_nothing_whatever_its_terms(client, allow):
    allow("match-s01", "match-s02", grade="D")
    for address in ["/specialties/pathology.csv", "/places.csv", "/match/2026.csv"]:
        assert not [row for row in read(client, address) if row["status"] in GIVEN]


def test_a_row_of_grade_d_is_in_no_file(client, allow):
    allow("match-s01")
    MatchResult.objects.filter(specialty__slug="pathology", year=2026).update(grade="D")
    Revision.bump()
    rows = read(client, "/specialties/pathology.csv")
    counts = [row for row in rows if row["measure"].startswith("Positions")]
    assert counts
    assert "2026" not in {row["year"] for row in counts}


def test_what_is_worked_out_is_marked_where_its_value_is_given(client, allow):
    derived = [row for row in naive.rows("match_results") if row["derivation"]]
    source = derived[0]["source"][0]
    allow(source)
    row = derived[0]
    rows = [
        each
        for each in read(client, f"/specialties/{row['specialty'][0]}.csv")
        if each["note"] == row["derivation"]
    ]
    assert rows
    assert {each["status"] for each in rows} == {"Worked out from published figures"}


def test_nothing_is_held_back_once_every_source_is_open(client, allow):
    allow(*(source["slug"] for source in naive.rows("sources") if source["grade"] != "D"))
    rows = [row for address in EVERY for row in read(client, address)]
    assert {row["status"] for row in rows} == {
        *GIVEN,
        "Our own",
        "Not published",
        "Too few to say",
        "Withheld by the source",
    }
    measured = {row["measure"] for row in rows if row["status"] in GIVEN}
    assert {"Program signals", "Programs seen", "Matched to a PGY-1 position"} <= measured


def test_signals_visas_and_rates_are_given_as_they_are_in_the_fixtures(client, allow):
    allow(*(source["slug"] for source in naive.rows("sources") if source["grade"] != "D"))
    rows = read(client, "/specialties/internal-medicine.csv")
    signals = {
        (int(row["year"]), row["detail"].lower()): int(row["value"])
        for row in rows
        if row["measure"] == "Program signals"
    }
    assert signals == {
        (row["season"], name): row[name]
        for row in naive.of("internal-medicine", "signals")
        for name in ["total", "gold", "silver"]
        if row[name] is not None
    }
    visas = [(row["value"], row["n"]) for row in rows if row["measure"] == "Programs seen"]
    assert sorted((float(value), int(n)) for value, n in visas) == sorted(
        (float(row["percent"]), row["programs_seen"])
        for row in naive.of("internal-medicine", "visa_facts")
    )
    rates = [
        float(row["value"])
        for row in read(client, "/match/2026.csv")
        if (row["unit"], row["year"], row["status"]) == ("percent", "2026", "Published")
    ]
    assert sorted(rates) == sorted(
        float(row["percent"])
        for row in naive.rows("match_rates")
        if (row["year"], row["basis"]) == (2026, "all-active") and row["percent"] is not None
    )
