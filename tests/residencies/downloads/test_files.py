"""The text of files: whatever a cell holds, a spreadsheet reads it as it is and runs nothing."""

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from residencies.downloads import files

# What a spreadsheet may take for the start of a formula, or skip on the way to one.
SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫⁺₌"
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=SIGNS + "\t\r\n\ufeff\u200b\u00a0 ',;\"x1", max_size=6),
)
CELLS = st.one_of(TEXTS, st.integers(), st.floats(allow_nan=False), st.none())
TABLES = st.lists(st.fixed_dictionaries({"a": CELLS, "b": CELLS, "c": CELLS}), max_size=5)


def read(text):
    """Return the cells of a CSV text as a reader of RFC 4180 finds them."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def starts_a_formula(text):
    """Return whether the first sign that can be seen, full-width read as plain, starts one."""
    for sign in text:
        for plain in unicodedata.normalize("NFKC", sign):
            if not plain.isspace() and unicodedata.category(plain) not in {"Cc", "Cf"}:
                return plain in "=+-@"
    return False


@given(TEXTS)
@example("=1+1")
@example("\t=1+1")
@example("＝1+1")
@example("\u200b@SUM(1)")
@example("-2+3")
def test_no_text_can_start_a_formula(text):
    told = files.safe(text)
    assert not starts_a_formula(told)
    assert told[:1] not in {"\t", "\r", "\n"}
    assert told in {text, f"'{text}"}


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_a_plain_text_stays_as_it_is(text):
    assert files.safe(text) == text


@pytest.mark.parametrize("number", [-3, -0.5, 0, 12])
def test_a_number_stays_a_number(number):
    assert files.safe(number) is number
    _, (_, told) = read(files.csv_text(["a", "b"], [{"a": "x", "b": number}]))
    assert float(told) == number


@given(TABLES)
def test_a_csv_file_reads_back_as_it_was_written(table):
    header, *rows = read(files.csv_text(["a", "b", "c"], table))
    assert header == ["a", "b", "c"]
    expected = [[files.safe(row[name]) for name in "abc"] for row in table]
    assert rows == [["" if cell is None else str(cell) for cell in row] for row in expected]


@given(TABLES)
def test_a_csv_file_ends_every_line_alike_and_quotes_what_needs_it(table):
    text = files.csv_text(["a", "b", "c"], table)
    assert text.endswith("\r\n")
    outside = "".join(text.split('"')[::2])
    assert not {"\r", "\n"} & set(outside.replace("\r\n", ""))


@given(TABLES)
def test_a_json_file_holds_the_same_rows_as_they_are(table):
    found = json.loads(files.json_text({"page": "/x/"}, table))
    assert found == {"page": "/x/", "figures": table}


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("/specialties/", "/specialties.csv"),
        ("/specialties/?q=x.y/&band=open", "/specialties.csv?q=x.y/&band=open"),
        ("/specialties/pathology/?group=us_img", "/specialties/pathology.csv?group=us_img"),
        ("/match/2026/", "/match/2026.csv"),
    ],
)
def test_a_file_is_at_the_address_of_its_page_with_a_suffix(page, file):
    assert files.beside(page, "csv") == file
    assert files.links(page) == {"CSV": file, "JSON": file.replace(".csv", ".json", 1)}
