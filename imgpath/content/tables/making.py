"""Make a table for an editor to fill in: empty, or with what names each row of the last year."""

import io

from django.db.models import Max
from django.utils.text import capfirst

from residencies.downloads.files import csv_text

from .. import live
from .cells import letter
from .kinds import CARRIED, Heading, Kind, Names
from .reading import MOST_ROWS

HELP_SHEET, NAMES_SHEET = "What to write", "Names"
WIDEST = 60


def last_year(kind: Kind) -> int | None:
    """Return the newest year of which rows are here."""
    return kind.model.objects.aggregate(newest=Max(kind.year))["newest"]


def rows_to_fill(kind: Kind, names: Names) -> list[list[str]]:
    """Return the rows of the last year for the next one: what names them, and no figure."""
    year = last_year(kind)
    here = {row.pk: row.values for row in live.states(kind.schema).values()}
    kept = {*kind.key, *CARRIED}
    found = []
    for pk in kind.model.objects.filter(**{kind.year: year}).values_list("pk", flat=True):
        values = here[pk] | {kind.year: year + 1}
        found.append(
            [
                each.show(values[each.name], names) if each.name in kept else ""
                for each in kind.headings
            ]
        )
    return found


def as_csv(kind: Kind, rows: list[list[str]]) -> bytes:
    """Return the headings and rows as CSV, as Excel knows it."""
    titles = [each.title for each in kind.headings]
    return csv_text(titles, [dict(zip(titles, row, strict=True)) for row in rows]).encode()


def as_xlsx(kind: Kind, rows: list[list[str]], names: Names) -> bytes:
    """Return a workbook: the table, what each column takes, and the names to choose from."""
    from openpyxl import Workbook  # it loads an image library, which no other page needs

    book, content = Workbook(), io.BytesIO()
    table = book.active
    table.title = capfirst(kind.name)[:31]
    _write(table, [[each.title for each in kind.headings], *rows])
    for index, heading in enumerate(kind.headings, start=1):
        table.column_dimensions[letter(index)].width = max(12, min(len(heading.title) + 2, 40))
    table.freeze_panes = "A2"
    help_sheet = book.create_sheet(HELP_SHEET)
    explained = [[each.title, _needed(kind, each), _explained(each)] for each in kind.headings]
    _write(help_sheet, [["Column", "Needed", "What it takes"], *explained])
    for column, width in [("A", 36), ("B", 12), ("C", 90)]:
        help_sheet.column_dimensions[column].width = width
    _offer_names(book, kind, names)
    book.save(content)
    return content.getvalue()


def _write(sheet, rows):
    from openpyxl.styles import Alignment, Font

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if text.isascii() and text.isdecimal():
                cell.value = int(text)
            elif text:
                cell.value = text
                cell.data_type = "s"  # never a formula
            cell.alignment = wrapped
            if number == 1:
                cell.font = bold


def _offer_names(book, kind, names):
    """Let the cells of a column choose from the names that it knows, or take another one."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = book.create_sheet(NAMES_SHEET)
    lists = {heading.name: heading.offers(names) for heading in kind.headings}
    offered = [heading for heading in kind.headings if lists[heading.name]]
    for index, heading in enumerate(offered, start=1):
        name, known = letter(index), lists[heading.name]
        for number, text in enumerate([heading.title, *known], start=1):
            sheet[f"{name}{number}"] = text
        sheet[f"{name}1"].font = Font(bold=True)
        sheet.column_dimensions[name].width = min(max(map(len, known)) + 2, WIDEST)
        choice = DataValidation(
            type="list",
            formula1=f"{NAMES_SHEET}!${name}$2:${name}${len(known) + 1}",
            allow_blank=True,
            showErrorMessage=False,
        )
        column = letter(kind.headings.index(heading) + 1)
        choice.add(f"{column}2:{column}{MOST_ROWS}")
        book.worksheets[0].add_data_validation(choice)


def _needed(kind: Kind, heading: Heading) -> str:
    return "always" if heading.name in kind.needed else "if known"


def _explained(heading: Heading) -> str:
    return " ".join(filter(None, [heading.takes, heading.help]))
