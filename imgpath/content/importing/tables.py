"""Research tables as rows that know where they came from, so that a refusal can say so."""

import csv
import re
from dataclasses import dataclass


class Refused(Exception):
    """A research table says something that cannot be true, or that we cannot read."""


@dataclass(frozen=True)
class Row:
    """One line of one table."""

    file: str
    line: int
    cells: dict

    def __getitem__(self, column):
        if column not in self.cells:
            raise self.refused(f"there is no column “{column}”")
        return (self.cells[column] or "").strip()

    def get(self, column):
        """Return a cell, or "" where the table has no such column."""
        return (self.cells.get(column) or "").strip()

    def count(self, column):
        """Return a whole number, or None for an empty cell: unknown is never zero."""
        text = self[column]
        if not text:
            return None
        if not re.fullmatch(r"[0-9]+", text):
            raise self.refused(f"“{column}” is “{text}”, not a whole number")
        return int(text)

    def known_count(self, column):
        """Return a whole number that cannot be missing."""
        number = self.count(column)
        if number is None:
            raise self.refused(f"“{column}” is missing")
        return number

    def measure(self, column):
        """Return a number that may have a decimal part, or None for an empty cell."""
        text = self[column]
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            raise self.refused(f"“{column}” is “{text}”, not a number") from None

    def pick(self, column, choices):
        """Return what ``choices`` maps this cell to."""
        if self[column] not in choices:
            raise self.refused(f"“{column}” is “{self[column]}”, which has no place here yet")
        return choices[self[column]]

    @property
    def source_ids(self):
        """The ids of the sources this line rests on, in the table's order."""
        return [part.strip() for part in re.split(r"[;|]", self["source_id"]) if part.strip()]

    def refused(self, reason):
        """Return the error to raise: file, line, reason."""
        return Refused(f"{self.file}, line {self.line}: {reason}.")


def read(folder, name):
    """Return the rows of ``folder/name``, a CSV file with a header line."""
    path = folder / name
    if not path.is_file():
        raise Refused(f"{name}: no such file in {folder}.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            return [Row(name, reader.line_num, _whole(cells)) for cells in reader]
    except UnicodeDecodeError:
        raise Refused(f"{name}: this is not UTF-8 text.") from None


def _whole(cells):
    """Join what an unquoted comma broke apart; the last column is then the last value."""
    if None not in cells:
        return cells
    surplus = cells.pop(None)
    *_, before_last, last = cells
    broken = [cells[before_last], cells[last], *surplus]
    return cells | {before_last: ",".join(broken[:-1]), last: broken[-1]}
