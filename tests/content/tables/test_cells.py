"""A cell says one thing, or the editor is told why not."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgpath.content.tables import cells
from imgpath.content.tables.cells import Doubtful, alike, letter, number, one_of, whole, yes_or_no


def test_the_examples_hold():
    assert doctest.testmod(cells).failed == 0


@pytest.mark.parametrize("text", ["1253", "1,253", "1 253", "1\u00a0253", "1\u202f253", "1253.0"])
def test_a_count_may_have_separators_between_thousands(text):
    assert whole(text) == 1253


@given(st.integers(0, 999_999_999_999))
def test_every_count_is_read_as_it_was_written(count):
    assert [whole(f"{count}"), whole(f"{count:,}"), whole(f"{count:,}".replace(",", " "))] == [
        count
    ] * 3


@given(st.text("0123456789., -%x", max_size=12))
def test_a_text_is_read_as_the_count_it_shows_or_not_at_all(text):
    try:
        count = whole(text)
    except Doubtful:
        return
    assert text.removesuffix(".0").replace(",", "").replace(" ", "").lstrip("0") == (
        str(count).lstrip("0")
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.253", "not a whole number"),
        ("1.000", "not a whole number"),
        ("12.5", "not a whole number"),
        ("1,25", "not a whole number"),
        ("-5", "not a whole number"),
        ("\u0663", "not a whole number"),
        ("1e3", "not a whole number"),
        ("9" * 13, "not a whole number"),
        ("forty", "not a whole number"),
        ("50%", "is a percentage"),
        ("2027-03-01T00:00:00", "is a date"),
        ("\u2013", "none or not known"),
        ("n/a", "none or not known"),
        ("--", "none or not known"),
    ],
)
def test_what_is_no_count_is_not_guessed(text, reason):
    with pytest.raises(Doubtful, match=reason):
        whole(text)


@pytest.mark.parametrize(
    ("text", "percent", "read"),
    [
        ("56.1", True, "56.1"),
        ("56.1%", True, "56.1"),
        ("56.1 %", True, "56.1"),
        ("56,1", True, "56.1"),
        ("3", False, "3"),
        ("1,234.5", False, "1234.5"),
    ],
)
def test_a_number_keeps_its_decimals(text, percent, read):
    assert number(text, percent=percent) == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1,234", "can be read in two ways"),
        ("56.1%", "is a percentage"),
        ("1.2.3", "not a number"),
        ("nan", "not a number"),
        ("inf", "not a number"),
        ("-", "none or not known"),
    ],
)
def test_what_is_no_number_is_not_guessed(text, reason):
    with pytest.raises(Doubtful, match=reason):
        number(text)


def test_yes_and_no_are_read_in_the_usual_ways():
    assert [yes_or_no(text) for text in ["yes", "X", "TRUE", "1"]] == [True] * 4
    assert [yes_or_no(text) for text in ["No", "false", "0"]] == [False] * 3
    with pytest.raises(Doubtful, match="neither yes nor no"):
        yes_or_no("maybe")


def test_a_name_is_found_however_it_is_written_and_a_slip_is_guessed_at():
    known = {alike("PGY-1, all kinds together"): "pgy1-total", alike("Pathology"): "pathology"}
    assert one_of("pgy\u20111,  All Kinds together", known) == "pgy1-total"
    with pytest.raises(Doubtful, match="Is it “pathology”?"):
        one_of("Patholgy", known)
    with pytest.raises(Doubtful, match="“Cardiology” is not known here.$"):
        one_of("Cardiology", known)


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")]
)
def test_a_column_is_called_as_in_a_spreadsheet(column, name):
    assert letter(column) == name
