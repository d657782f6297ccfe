"""The figures of one source as tables, cut into parts that a phone on a slow network can take."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .kinds import KINDS, Kind, Line, Place

LINES = 120
"""About how many lines a part has."""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines that are shown on one page of the site."""

    place: Place
    lines: list[tuple[Line, str]]
    """Each with the grade of its row."""


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one kind that one part has."""

    kind: Kind
    blocks: list[Block]

    @property
    def count(self) -> int:
        return sum(len(block.lines) for block in self.blocks)

    @property
    def name(self) -> str:
        """What is in it: the kind, and the first and the last place."""
        first, last = self.blocks[0].place.name, self.blocks[-1].place.name
        text = "{kind}: {first}" if first == last else _("{kind}: {first} to {last}")
        return text.format(kind=self.kind.heading, first=first, last=last)

    @property
    def span(self) -> int:
        """How many columns it has, with the name and the grade."""
        return len(self.kind.columns) + 2


@dataclass(frozen=True)
class Part:
    """What one page shows of the figures of a source."""

    tables: list[Table]

    @property
    def count(self) -> int:
        return sum(table.count for table in self.tables)

    @property
    def name(self) -> str:
        return _("; ").join(table.name for table in self.tables)

    @cached_property
    def html(self) -> SafeString:
        return get_template("ledger/tables.html").render({"tables": self.tables})


def cut(rows: dict[str, list]) -> list[Part]:
    """Return the rows of one source as parts of like size, by kind; no block is divided."""
    total = sum(map(len, rows.values()))
    enough = total / max(1, round(total / LINES))
    parts = []
    for kind, block in _blocks(rows):
        if not parts or parts[-1].count >= enough:
            parts.append(Part([]))
        tables = parts[-1].tables
        if not tables or tables[-1].kind is not kind:
            tables.append(Table(kind, []))
        tables[-1].blocks.append(block)
    return parts


def _blocks(rows: dict[str, list]) -> Iterator[tuple[Kind, Block]]:
    for kind in KINDS:
        for place, found in groupby(rows.get(kind.slug, []), lambda each: each[0]):
            yield kind, Block(place, [(kind.line(row), _grade(row)) for _, row in found])


def _grade(row) -> str:
    """Return the grade of a row; totals by state have that of their source."""
    return row.grade if hasattr(row, "grade") else row.source.grade
