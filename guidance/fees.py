"""The fees that are known, as plain values and as the rows that they rest on: read once a revision.

A fee with one price of grade D is not known at all: without that price its sum would be too low.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from residencies.held import Held
from residencies.joining import sourced
from residencies.models import Grade, Revision

from . import catalogue, costs
from .costs import Counted
from .models import Fee

Unit = Fee.Unit
COUNTED = {
    Unit.PROGRAM: Counted.PROGRAMS,
    Unit.LIST: Counted.PROGRAMS,
    Unit.RANK: Counted.RANKS,
    Unit.MATCH: Counted.MATCH,
}


@dataclass(frozen=True)
class Known:
    """One fee: its value for the sum, and its rows, a row a price."""

    value: costs.Fee
    rows: list[Fee]

    @property
    def row(self) -> Fee:
        """The row of its first price, which names it."""
        return self.rows[0]

    @property
    def names(self) -> str:
        """The specialties that it is for alone."""
        return _(", ").join(each.name for each in self.row.specialties.all())

    @property
    def about(self) -> bool:
        return any(row.about for row in self.rows)

    @property
    def disputed(self) -> bool:
        return any(row.disputed for row in self.rows)

    @property
    def reported(self) -> bool:
        return any(row.reported for row in self.rows)

    @cached_property
    def bases(self) -> list[Fee]:
        """The rows that differ in what they rest on, so that each basis is told once."""
        return list({(row.source_id, row.as_of, row.grade): row for row in self.rows}.values())

    @cached_property
    def review_by(self):
        """The day on which the first of its prices is due to be looked at again."""
        return min(row.review_by for row in self.rows)

    @property
    def prices(self) -> list[str]:
        """Each price in words."""
        ends = [row.first - 1 for row in self.rows[1:]] + [None]
        return [_words(row, end) for row, end in zip(self.rows, ends, strict=True)]


@dataclass(frozen=True)
class Fees:
    """Every fee that may be shown, beside the guidance that leads on."""

    guidance: catalogue.Guidance
    known: dict[str, Known]
    """By slug: what all pay first, then what is ticked at first."""

    @cached_property
    def values(self) -> list[costs.Fee]:
        return [each.value for each in self.known.values()]

    @cached_property
    def ticks(self) -> list[Known]:
        """Those that a reader says apply."""
        return [each for each in self.known.values() if each.value.counted is Counted.TICK]

    @cached_property
    def usual(self) -> list[str]:
        """The slugs of those that are ticked at first."""
        return [each.row.slug for each in self.ticks if each.row.ticked]

    @cached_property
    def tariffs(self) -> list[Known]:
        """What lists of programs cost, where every number has a price."""
        programs = (e for e in self.known.values() if e.value.counted is Counted.PROGRAMS)
        return [each for each in programs if each.value.whole]


def _words(row, end):
    if row.unit == Unit.LIST:
        text = _("{amount} in all for the first {end}") if end else _("{amount} in all")
    elif row.unit not in {Unit.PROGRAM, Unit.RANK}:
        text = "{amount}"
    elif end:
        text = _("{amount} each for numbers {first} to {end}")
    elif row.first > 1:
        text = _("{amount} each from number {first} on")
    else:
        text = _("{amount} each")
    return text.format(amount=costs.dollars(row.amount, row.about), first=row.first, end=end)


def read() -> Fees:
    """Read every fee: a fixed number of queries. Grade D stays out, and what it is a part of."""
    held = catalogue.at(Revision.current())
    rows = list(sourced(Fee.objects.prefetch_related("specialties"), held.evidence.sources))
    for row in rows:
        row.finding = held.evidence.findings.shown.get(row.finding_id)
    found = [_known(list(each)) for _, each in groupby(rows, key=lambda row: row.slug)]
    shown = [each for each in found if all(row.grade != Grade.D for row in each.rows)]
    order = list(Counted)
    shown.sort(key=lambda each: (order.index(each.value.counted), not each.row.ticked))
    return Fees(held, {each.row.slug: each for each in shown})


def _known(rows):
    first = rows[0]
    return Known(
        costs.Fee(
            first.slug,
            first.name,
            COUNTED.get(first.unit, Counted.TICK),
            tuple(costs.Tier(row.first, row.amount, row.unit == Unit.LIST) for row in rows),
            first.application_service,
            first.match_service,
            tuple(each.slug for each in first.specialties.all()),
        ),
        rows,
    )


_held = Held(read)
current = _held.current
