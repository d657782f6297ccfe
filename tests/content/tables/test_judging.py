"""What is wrong with a row is told with its cell, in the words of the form of the admin."""

import pytest

from residencies.models import MatchResult, SignalAllocation
from tests.content.tables.files import MATCH, at, csv_file, named

NOTHING = [""] * 5


@pytest.fixture
def mistakes(admin_client, upload):
    """Return what is wrong with the rows of a table: (row, column, words)."""

    def _mistakes(rows, kind="matchresult"):
        page = admin_client.get(at(upload(admin_client, csv_file(rows), kind=kind)))
        return [
            (line.number, mistake.letter, mistake.what)
            for line in page.context["refused"]
            for mistake in line.mistakes
        ]

    return _mistakes


@pytest.fixture
def refusal(admin_client, send):
    """Return what is said beside the file."""

    def _refusal(file, kind="matchresult"):
        errors = send(admin_client, file, kind=kind).context["adminform"].form.errors
        assert list(errors) == ["file"]
        return errors["file"]

    return _refusal


def test_every_mistake_of_every_row_is_told_at_once(mistakes):
    found = mistakes(
        [
            MATCH,
            ["Patholgy", 2027, "PGY-1", "1.253", 30, *NOTHING],
            ["Pathology", "", "PGY-9", "", "–", *NOTHING],
            ["Pathology", 2207, "PGY-1", 9, 9, *NOTHING],
            ["Surgery", 2027, "pgy1", 40, 30, 10, 5, 1, 2, 10],
        ]
    )
    cells = ["2A", "2D", "3B", "3C", "3D", "3E", "4B", "5E"]
    assert [f"{row}{letter}" for row, letter, _ in found] == cells
    words = [what for _, _, what in found]
    assert "Is it “pathology”?" in words[0]
    assert words[2] == "This is empty, and is needed."
    assert "2207 is not a year between" in words[6]
    assert words[7] == "The groups add up to 28, but 30 positions were filled."


def test_two_rows_about_the_same_are_refused(mistakes):
    row = ["Pathology", 2027, "PGY-1", 9, 9, *NOTHING]
    again = ["pathology", "2027", "pgy1", 8, 8, *NOTHING]
    assert mistakes([MATCH, row, again]) == [(3, "", "Row 2 is about the same already.")]


def test_what_a_constraint_refuses_is_refused_before_the_database_is_asked(mistakes):
    headings = ["Specialty", "Season", "Gold", "Silver", "Total"]
    (found,) = mistakes([headings, ["Pathology", 2028, 2, 3, 6]], kind="signalallocation")
    assert found == (2, "E", "Gold and silver add up to 5, but the total is 6.")


def test_a_key_that_would_look_like_two_is_refused(mistakes):
    names = ["year", "state", "offered", "filled", "us_img", "non_us_img"]
    names += ["pgy1_offered", "pgy1_filled", "pgy1_us_img", "pgy1_non_us_img"]
    (found,) = mistakes([names, [2027, "Guam/Palau", *[0] * 8]], kind="stateresult")
    assert found[2] == "What names a row must not hold “/”."


def test_a_column_that_is_not_known_is_told_and_not_dropped(refusal):
    (words,) = refusal(csv_file([[*MATCH, "Comments"], ["Pathology", *[1] * 10]]))
    assert words == (
        "“Comments” is no column of match results. Name it as the template does, or delete it."
    )


def test_a_column_that_is_missing_or_twice_is_told(refusal):
    assert refusal(csv_file([["Specialty", "Year", "Year"], ["Pathology", 2027, 2027]])) == [
        "The column “Year” is there twice.",
        "The column “Track” is missing.",
        "The column “Offered” is missing.",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"\xff\xd8\xff picture", "This is neither XLSX nor a CSV file in UTF-8."),
        (b"PK\x03\x04", "This is no XLSX file"),
        (b"1" * 2_000_001, "This is larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_beside_its_field(refusal, content, words):
    assert words in refusal(named("table.csv", content))[0]


def test_headings_may_be_the_names_of_fields_in_any_order(admin_client, upload, press):
    rows = [["offered", "TRACK", "year", "specialty"], [9, "PGY-1", 2027, "Pathology"]]
    table = upload(admin_client, csv_file(rows, delimiter=";", encoding="utf-8-sig"))
    press(admin_client, table, "_import", accepted="on")
    assert MatchResult.objects.get(year=2027).offered == 9


@pytest.mark.parametrize(("grade", "reported"), [("A", False), ("B", False), ("C", True)])
def test_what_rests_on_a_secondary_source_says_so_unless_the_table_does(
    admin_client, upload, press, news, grade, reported
):
    news.grade = grade
    news.save()
    rows = [["Specialty", "Season", "Total", "Grade"], ["Pathology", 2028, 5, ""]]
    table = upload(admin_client, csv_file(rows), kind="signalallocation")
    press(admin_client, table, "_import", accepted="on")
    made = SignalAllocation.objects.get(season=2028)
    assert (made.grade, made.reported) == (grade, reported)


def test_other_sources_are_named_by_their_slugs(admin_client, upload, press):
    row = ["Pathology", 2027, "PGY-1", 9, 9, *NOTHING, "match-s01; match-s02"]
    table = upload(admin_client, csv_file([[*MATCH, "Also in"], row]))
    press(admin_client, table, "_import", accepted="on")
    made = MatchResult.objects.get(year=2027)
    assert {each.slug for each in made.also_in.all()} == {"match-s01", "match-s02"}


def test_a_table_asks_the_database_as_often_for_many_rows_as_for_few(
    admin_client, upload, django_assert_num_queries, django_assert_max_num_queries
):
    few = upload(admin_client, csv_file([MATCH, ["Pathology", 2027, "PGY-1", 9, 9, *NOTHING]]))
    slugs = ["pathology", "neurology", "psychiatry", "pediatrics", "urology", "dermatology"]
    rows = [[slug, 2027, "PGY-1", 9, 9, *NOTHING] for slug in slugs]
    many = upload(admin_client, csv_file([MATCH, *rows]))
    admin_client.get(at(few))
    with django_assert_max_num_queries(30) as first:
        admin_client.get(at(few))
    with django_assert_num_queries(len(first)):
        admin_client.get(at(many))
