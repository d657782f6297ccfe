"""How many IMGs took part in a Match: what is published of their number, on two bases.

Active applicants certified a rank list. For some years only counts without couples, who rank
together, are published; the two are never joined or compared with each other.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import charts
from .models import Finding, MatchRate
from .models.cohorts import ImgGroup
from .rows import FIRST_YEAR

Basis = MatchRate.Basis
# The better first.
BASES = [Basis.ALL_ACTIVE, Basis.NO_COUPLES]


# Applications for a Match are sent from the September before it.
AUTUMN = re.compile(r"(?:September|October|November|December) (\d{4})$")


@dataclass(frozen=True, slots=True)
class Change:
    """The number of one group in one Match, and in the one before on the same basis."""

    now: MatchRate
    before: MatchRate | None

    @property
    def text(self) -> str:
        """The number, and how it changed."""
        told = _("{n} {group}")
        if self.now.basis == Basis.NO_COUPLES:
            told = _("{n} {group} not in a couple")
        found = told.format(n=f"{self.now.active:,}", group=ImgGroup(self.now.group).inline)
        if not self.before:
            return found
        change = self.now.active - self.before.active
        if not change:
            return _("{found}, as many as in {year}").format(found=found, year=self.before.year)
        told = _("{found}, {change} more than in {year} ({percent}%)")
        if change < 0:
            told = _("{found}, {change} fewer than in {year} ({percent}%)")
        return told.format(
            found=found,
            change=f"{abs(change):,}",
            year=self.before.year,
            percent=f"{100 * abs(change) / self.before.active:.1f}",
        )


@dataclass(frozen=True, slots=True)
class Applicants:
    """What the page of one Match says of the number of IMGs who took part."""

    finding: str
    lines: dict[str, charts.Line]
    """By group and basis, as the stylesheet names them."""
    top: float
    first: int
    last: int
    years: list[tuple[int, list[MatchRate | None]]]
    """Newest first: each group on each basis."""
    sources: list


def of(rates: list[MatchRate], year: int, years: list[int]) -> Applicants | None:
    """Return the applicants of one Match and of those before; None where none are published."""
    known = {
        (row.group, row.basis, row.year): row
        for row in rates
        if row.active is not None and row.group in {*ImgGroup} and row.year <= year
    }
    if not known:
        return None
    columns = [(group, basis) for group in ImgGroup for basis in BASES]
    last = max(year, FIRST_YEAR + 1)
    top = charts.ceiling([row.active for row in known.values()], 5000)
    lines = {
        f"{group} {basis}": charts.line(
            {each: row.active for (g, b, each), row in known.items() if (g, b) == (group, basis)},
            FIRST_YEAR,
            last,
            top,
        )
        for group, basis in columns
    }
    listed = [
        (each, [known.get((*column, each)) for column in columns])
        for each in reversed(years)
        if each <= year
    ]
    return Applicants(
        _finding(known, year),
        lines,
        top,
        FIRST_YEAR,
        year,
        listed,
        list({row.source: None for row in known.values()}),
    )


def _finding(known, year):
    changes = []
    for group in ImgGroup:
        for basis in BASES:
            now, before = known.get((group, basis, year)), known.get((group, basis, year - 1))
            if now:
                changes.append(Change(now, before).text)
                break
    if not changes:
        told = _("How many IMGs were active applicants in {year} is not published.")
        return told.format(year=year)
    told = _("Active applicants in the {year} Match: {changes}.")
    return told.format(year=year, changes=_("; ").join(changes))


def applications(shown: Iterable[Finding]) -> dict[int, list[Finding]]:
    """Return what is known of the applications sent for each Match, by findings of that season."""
    by_match: dict[int, list[Finding]] = {}
    for each in shown:
        autumn = each.topic == "Applications" and AUTUMN.search(each.as_of)
        if autumn:
            by_match.setdefault(int(autumn[1]) + 1, []).append(each)
    return by_match
