"""Tables as an editor would have them, made by the tests, and where they are looked at."""

import csv
import io

from django.urls import reverse
from openpyxl import Workbook

ADD = reverse("admin:content_tableimport_add")
MATCH = [
    "Specialty",
    "Year",
    "Track",
    "Offered",
    "Filled",
    "US MD seniors",
    "US DO seniors",
    "Earlier US graduates and others",
    "US-citizen IMGs",
    "Non-US IMGs",
]


def csv_file(rows, name="table.csv", *, delimiter=",", encoding="utf-8"):
    """Return a CSV file to upload."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return named(name, text.getvalue().encode(encoding))


def xlsx_file(rows, name="table.xlsx", formats=None):
    """Return an XLSX file to upload; `formats` holds number formats by cell."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    content = io.BytesIO()
    book.save(content)
    return named(name, content.getvalue())


def named(name, content):
    file = io.BytesIO(content)
    file.name = name
    return file


def at(table):
    """Return the page of a table that was uploaded."""
    return reverse("admin:content_tableimport_change", args=[table.pk])
