"""A file is read as a spreadsheet shows it, or refused with what to do about it."""

import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook

from imgpath.content.tables import reading
from imgpath.content.tables.reading import Unreadable, read
from tests.content.tables.files import csv_file, xlsx_file

ROWS = [["Specialty", "Filled"], ["Pathology", "30"]]
READ = [(2, ["Pathology", "30"])]


def test_a_csv_file_is_read_whichever_mark_and_encoding_excel_chose():
    for delimiter in ",;\t":
        for encoding in ["utf-8", "utf-8-sig", "utf-16"]:
            table = read(csv_file(ROWS, delimiter=delimiter, encoding=encoding).read())
            assert (table.headings, table.rows) == (ROWS[0], READ), (delimiter, encoding)


def test_a_workbook_is_read_from_its_first_sheet():
    assert read(xlsx_file(ROWS).read()).rows == READ


@pytest.mark.parametrize("file", [csv_file, xlsx_file])
def test_blank_rows_are_left_out_and_rows_keep_the_number_of_the_spreadsheet(file):
    rows = [["", ""], *ROWS, ["", ""], [" ", ""], ["Surgery", "5"]]
    assert [number for number, _ in read(file(rows).read()).rows] == [3, 6]


def test_cells_of_a_workbook_are_read_as_they_are_shown():
    values = [1253.0, 56.1, 0.561, True, datetime.date(2027, 3, 1), "1,253", None, " x "]
    rows = [["n"] * len(values), values]
    ((_, cells),) = read(xlsx_file(rows, formats={"C2": "0.0%"}).read()).rows
    assert cells == ["1253", "56.1", "56.1%", "yes", "2027-03-01T00:00:00", "1,253", "", "x"]


def test_a_formula_that_was_never_worked_out_is_no_empty_cell():
    rows = [["Specialty", "Filled"], ["Pathology", "=1+1"]]
    with pytest.raises(Unreadable, match="B2 holds a formula that was never worked out"):
        read(xlsx_file(rows).read())


def test_an_error_of_the_spreadsheet_is_told():
    rows = [["Specialty", "Filled"], ["Pathology", "#REF!"]]
    with pytest.raises(Unreadable, match="B2 holds the error #REF!"):
        read(xlsx_file(rows).read())


def test_a_value_below_no_heading_is_told():
    for file in csv_file, xlsx_file:
        with pytest.raises(Unreadable, match="C2 holds “7”, and column C has no heading"):
            read(file([["Specialty", "Filled"], ["Pathology", 3, 7]]).read())


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "This file is empty."),
        (b"\n,,\n", "This file is empty."),
        (b"Specialty,Filled\n", "no rows below the headings"),
        (b"\xd0\xcf\x11\xe0 old", "Save it as XLSX"),
        (b"%PDF-1.7", "This is a PDF"),
        ("Spécialité,1\nx,2".encode("latin-1"), "CSV UTF-8"),
        (b"a,b\n\x00,1", "CSV UTF-8"),
        (b'a,b\n"open,1', "no CSV file"),
        (b"PK\x03\x04 cut off", "no XLSX file"),
        (b"x" * (reading.MOST_BYTES + 1), "larger than 2 MB"),
        (b"a\n" + b"1\n" * (reading.MOST_ROWS + 1), "more than 5,000 rows"),
        (b",".join([b"a"] * (reading.MOST_COLUMNS + 1)) + b"\n1", "more than 60 columns"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(content, advice):
    with pytest.raises(Unreadable, match=advice):
        read(content)


def test_a_file_that_unpacks_to_far_more_than_a_table_is_not_unpacked():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (reading.MOST_UNPACKED + 1))
    with pytest.raises(Unreadable, match="far more than a table"):
        read(content.getvalue())


def test_an_archive_of_very_many_files_is_not_unpacked():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(reading.MOST_PARTS + 1):
            archive.writestr(f"xl/{number}.xml", b"")
    with pytest.raises(Unreadable, match="far more than a table"):
        read(content.getvalue())


def test_entities_that_grow_without_end_are_refused():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE x [<!ENTITY e0 "{"x" * 10}">{entities}]><x>&e9;</x>'
    whole, content = xlsx_file(ROWS), io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, text if sheet else old.read(name))
    with pytest.raises(Unreadable, match="no XLSX file"):
        read(content.getvalue())


def test_other_zip_archives_are_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(Unreadable, match="no XLSX file"):
        read(content.getvalue())


def test_a_far_cell_does_not_make_the_table_large():
    book, content = Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.active["A30000"] = " "
    book.active["XFD1"] = " "
    book.save(content)
    assert read(content.getvalue()).rows == READ
