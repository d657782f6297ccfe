"""From a CSV or XLSX file to the texts of its cells.

What could be read in two ways is left to `cells`. Nothing here is guessed: a file that is not what
it seems is refused, with what to do about it.
"""

import csv
import io
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from .cells import letter

MOST_BYTES = 2_000_000
TOO_LARGE = f"This is larger than {MOST_BYTES // 1_000_000} MB: is it the right file?"
MOST_UNPACKED = 40_000_000  # what an XLSX file, which is a ZIP archive, may hold
MOST_PARTS = 500  # of them
MOST_ROWS = 5_000
MOST_COLUMNS = 60
DELIMITERS = ",;\t"
KNOWN = {  # how other files begin, and what to do with them
    b"\xd0\xcf\x11\xe0": "This is an old Excel file (XLS). Save it as XLSX or as CSV UTF-8.",
    b"%PDF": "This is a PDF. Copy its table into the template.",
    b"\x89PNG": "This is a picture. Type its table into the template.",
}


class Unreadable(Exception):
    """The file as a whole cannot be taken; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """The headings, and each row that holds anything, with the number a spreadsheet shows."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]

    def as_data(self):
        """Return it for a JSON field."""
        return {"headings": self.headings, "rows": [list(row) for row in self.rows]}


def read(content: bytes) -> Table:
    """Return the table of a file; of a workbook its first sheet. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    for start, advice in KNOWN.items():
        if content.startswith(start):
            raise Unreadable(advice)
    rows = _workbook(content) if content.startswith(b"PK\x03\x04") else _csv(_decoded(content))
    return _table(rows)


def _decoded(content):
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Unreadable(
            "This is neither XLSX nor a CSV file in UTF-8. In Excel, choose “Save as”, "
            "“CSV UTF-8 (Comma delimited)”."
        )
    return text


def _csv(text):
    """Yield the rows, whichever of the usual marks stands between the cells."""
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise Unreadable(f"This is no CSV file: {error}.") from error


def _workbook(content):
    """Yield the rows of the first sheet as texts.

    It is read twice, for values and for formulas: a formula that no spreadsheet worked out yet has
    no value, and would look like an empty cell. The XML parser of Python refuses entities that
    grow without end.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
            raise Unreadable("This holds far more than a table: is it the right file?")
        values, formulas = (_sheet(content, data_only=flag) for flag in (True, False))
        for row, written in zip(values, formulas, strict=True):
            yield [_text(*pair) for pair in zip(row, written, strict=True)]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl lets through whatever a broken file makes its parts raise
        raise Unreadable("This is no XLSX file that can be read. Save it as XLSX again.") from error


def _sheet(content, *, data_only):
    from openpyxl import load_workbook  # it loads an image library, which no other page needs

    with warnings.catch_warnings(action="ignore"):  # of parts that it cannot keep, such as pictures
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size can be wrong
        yield from sheet.iter_rows(max_col=MOST_COLUMNS + 1)


def _text(cell, written):
    """Return a cell as a person would type it."""
    value = cell.value
    if value is None:
        if written.data_type == "f":
            raise Unreadable(
                f"{written.coordinate} holds a formula that was never worked out. Open the file in "
                "a spreadsheet program and save it there."
            )
        return ""
    if cell.data_type == "e":
        raise Unreadable(f"{cell.coordinate} holds the error {value}. Put it right first.")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float):
        if "%" in cell.number_format:
            return f"{value * 100:.10g}%"
        return str(int(value)) if value == int(value) else repr(value)
    return str(value)


def _table(rows):
    headings, found = [], []
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if not headings:
            headings = _headings(cells)
            continue
        found.append((number, _fitted(headings, number, cells)))
        if len(found) > MOST_ROWS:
            raise Unreadable(f"This has more than {MOST_ROWS:,} rows: is it the right file?")
    if not headings:
        raise Unreadable("This file is empty.")
    if not found:
        raise Unreadable("There are no rows below the headings.")
    return Table(headings, found)


def _headings(cells):
    headings = cells[: max(index for index, cell in enumerate(cells, start=1) if cell)]
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(f"This has more than {MOST_COLUMNS} columns: is it the right file?")
    return headings


def _fitted(headings, number, cells):
    """Return the cells below the headings; a value below none is a mistake that must not pass."""
    fitted = []
    for index, (cell, heading) in enumerate(zip_longest(cells, headings, fillvalue=""), start=1):
        if cell and not heading:
            column = letter(index)
            raise Unreadable(
                f"{column}{number} holds “{cell}”, and column {column} has no heading."
            )
        fitted.append(cell)
    return fitted[: len(headings)]
