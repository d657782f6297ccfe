"""Tables as CSV and JSON text, and the addresses of files. Pure: no Django, nothing of Matches."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

type Cell = str | int | float | None

SUFFIXES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
FORMULA = frozenset("=+-@")
BOM = "\ufeff"


def beside(page: str, suffix: str) -> str:
    """Return the address of the file of ``page``: the same with a suffix, the query kept."""
    path, mark, query = page.partition("?")
    return f"{path.rstrip('/')}.{suffix}{mark}{query}"


def links(page: str) -> dict[str, str]:
    """Return the address of each file of ``page``, by what the link to it says."""
    return {suffix.upper(): beside(page, suffix) for suffix in SUFFIXES}


def safe(cell: Cell) -> Cell:
    """Return ``cell`` so that no spreadsheet takes it for a formula; a number stays a number.

    A spreadsheet may skip blanks and what cannot be seen, and some read the full-width signs of
    East Asian keyboards as the plain ones: a text that begins so in any of these ways gets an
    apostrophe in front, which spreadsheets read as "this is text".
    """
    if not isinstance(cell, str):
        return cell
    plain = unicodedata.normalize("NFKC", cell)
    seen = next((each for each in plain if unicodedata.category(each)[0] not in "CZM"), "")
    return f"'{cell}" if seen in FORMULA or cell[:1] in {"\t", "\r", "\n"} else cell


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return a table after RFC 4180, with the byte order mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([safe(row[name]) for name in columns] for row in rows)
    return BOM + text.getvalue()


def json_text(about: Mapping[str, object], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return ``about`` and the same rows, a missing value being null, one row a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    head = json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{head},\n "figures": [\n{lines}\n]}}\n'
