"""One specialty as pages show it: its rows joined, and judged for each group, once a revision."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import accessibility
from .models import CohortStatistic, Grade, MatchResult, Source, Specialty
from .models.cohorts import ImgGroup
from .standings import Standing, standing


@dataclass(frozen=True, slots=True)
class Entry:
    """One specialty with everything that is known of it."""

    specialty: Specialty
    results: list[MatchResult]
    """Newest year first."""
    cohorts: list[CohortStatistic]
    visas: list
    signals: list
    preferred: list
    sources: list[Source]
    """Of what is said of its training, its board and its entry."""
    standings: dict[str, Standing]
    at_most: dict[int, float]
    """Share filled by anyone but US seniors, out of 100, where no clean split is published."""
    offered: int | None
    unfilled: int | None
    year: int | None
    """The newest year with any row; offered and unfilled are of that year."""
    counts: dict[int, accessibility.Counts]
    """Positions filled in each year with a clean split."""
    withheld: frozenset[int]
    """Years with a part of grade D: it is not shown, so the sum of the others is not told."""

    @property
    def slug(self) -> str:
        return self.specialty.slug

    @property
    def name(self) -> str:
        return self.specialty.name

    @property
    def years_text(self) -> str:
        low, high = self.specialty.years_min, self.specialty.years_max
        if low is None:
            return _("Not seen")
        if low == high:
            return f"{low}"
        told = _("{low} to {high}") if high else _("{low} or more")
        return told.format(low=low, high=high)

    @property
    def length_text(self) -> str:
        """How long it trains, with the unit."""
        low, high = self.specialty.years_min, self.specialty.years_max
        if low is None:
            return self.years_text
        if low == high:
            return ngettext("{n} year", "{n} years", low).format(n=low)
        told = _("{low} to {high} years") if high else _("{low} or more years")
        return told.format(low=low, high=high)


def positions(rows: list[MatchResult]) -> list[accessibility.Positions]:
    """Return the rows as the plain values that the measure judges; those of grade D are unknown."""
    return [
        accessibility.Positions(row.year, row.track, None, None, None)
        if row.grade == Grade.D
        else accessibility.Positions(
            row.year, row.track, row.filled, row.us_img, row.non_us_img, bool(row.derivation)
        )
        for row in rows
    ]


def build(specialty, overall, *, results, cohorts, visas, signals, preferred, sources) -> Entry:
    """Join the rows of one specialty. ``overall`` gives the counts of all specialties by year.

    ``results`` hold those of grade D too, so that a sum without them is not taken for the whole.
    """
    plain = positions(results)
    one_year = specialty.preliminary
    unsure = [row for row in results if row.grade == Grade.D]
    results = [row for row in results if row.grade != Grade.D]
    withheld = frozenset(row.year for row in unsure if row.track in _tracks(one_year))
    by_year = {
        year: accessibility.counts(plain, year, one_year) for year in {row.year for row in results}
    }
    clean = {year: here for year, here in by_year.items() if here}
    year = max(by_year, default=None)
    told = [row for row in results if row.year not in withheld]
    return Entry(
        specialty=specialty,
        results=results,
        cohorts=cohorts,
        visas=visas,
        signals=signals,
        preferred=preferred,
        sources=sources,
        standings={
            group: standing(specialty, group, plain, clean, cohorts, preferred, overall)
            for group in ImgGroup
        },
        at_most=_at_most(told, clean, one_year),
        offered=of_year(told, year, one_year, "offered"),
        unfilled=of_year(told, year, one_year, "unfilled"),
        year=year,
        counts=clean,
        withheld=withheld,
    )


def parts_of(results, year, one_year):
    """Return the rows of one year whose positions count."""
    return [row for row in results if row.year == year and row.track in _tracks(one_year)]


def _tracks(one_year):
    return accessibility.ONE_YEAR if one_year else accessibility.FULL_TRAINING


def _at_most(results, clean, one_year):
    """Return the upper bound on IMGs for the years whose split by group was not published."""
    bounds = {}
    for year in {row.year for row in results} - set(clean):
        parts = parts_of(results, year, one_year)
        known = all(None not in (row.filled, row.us_md_senior, row.us_do_senior) for row in parts)
        filled = sum(row.filled or 0 for row in parts)
        if known and filled >= accessibility.FEWEST_FILLED:
            seniors = sum(row.us_md_senior + row.us_do_senior for row in parts)
            bounds[year] = round(100 * (filled - seniors) / filled, 1)
    return bounds


def of_year(results, year, one_year, name):
    """Sum ``offered`` or ``unfilled`` over one year's parts; None when one is not known."""
    values = [getattr(row, name) for row in parts_of(results, year, one_year)]
    return sum(values) if values and None not in values else None


def left(entry: Entry, year: int, mixed: bool) -> list[int] | None:
    """Return the positions unfilled and offered in one year; None where a part is not known.

    ``mixed`` takes the published total with the preliminary positions inside instead.
    """
    one_year, rows = entry.specialty.preliminary, entry.results
    if not mixed:
        if year in entry.withheld:
            return None
        values = [of_year(rows, year, one_year, name) for name in ("unfilled", "offered")]
        return None if None in values else values
    total = MatchResult.Track.PGY1_TOTAL
    parts = [
        row for row in rows if row.year == year and row.track in (total, MatchResult.Track.ADVANCED)
    ]
    if total not in {row.track for row in parts} or any(row.filled is None for row in parts):
        return None
    return [sum(row.unfilled for row in parts), sum(row.offered for row in parts)]
