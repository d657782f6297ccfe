"""Published evidence as frozen values in memory: read once per content revision, swapped whole.

A request asks the database one thing, the revision. While the answer stays the same, every page is
made from what is held here; when it changes, or nothing is held yet, everything is read again. A
new day counts as a change too, since parts that are held rendered say what is past its review date.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import ClassVar
from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone
from django.utils.safestring import SafeString

from . import accessibility, citing, drafts, entries, findings, freshness, replica, rows
from .joining import joined, sourced
from .models import (
    CohortStatistic,
    Correction,
    Grade,
    MatchRate,
    MatchResult,
    PositionTotal,
    PreferredMatchRate,
    Revision,
    SignalAllocation,
    Source,
    Specialty,
    StateResult,
    VisaFact,
)
from .models.cohorts import ImgGroup

log = logging.getLogger(__name__)

# What an entry holds of each specialty, newest first.
ROWS = {
    "results": MatchResult,
    "cohorts": CohortStatistic,
    "visas": VisaFact,
    "signals": SignalAllocation,
    "preferred": PreferredMatchRate,
}


READING = 15
"""Seconds that reading all of the content may take."""


class Held[Value]:
    """A value built from the database, held until the content revision or the day changes."""

    everything: ClassVar[list["Held"]] = []

    def __init__(self, build: Callable[[], Value]):
        Held.everything.append(self)
        self._build = build
        self._lock = Lock()
        self._held: tuple[tuple[UUID | None, date], Value] | None = None

    def current(self) -> Value:
        """Return the value of the newest revision; the last one held when the database is away."""
        if drafts.kept() is not None:
            return self.at(None)
        try:
            return self.at(freshness.revision())
        except DatabaseError:
            if self._held is None:
                raise
            if freshness.away_since() is None:
                log.exception("The content could not be read; serving what was read last.")
            return self._held[1]

    def at(self, revision: UUID | None) -> Value:
        """Return the value of a revision that is known already, without asking for it."""
        previewed = drafts.kept()
        if previewed is not None:  # of no revision: it is read anew for each preview
            if self not in previewed:
                previewed[self] = self._build()
            return previewed[self]
        version = (revision, timezone.localdate())
        if self._held is None or self._held[0] != version:
            with self._lock:
                freshness.within(READING, lambda: self._read(version))
        return self._held[1]

    @replica.for_readers()
    def _read(self, version: tuple[UUID | None, date]) -> None:
        while self._held is None or self._held[0] != version:
            try:
                value, failed = self._build(), None
            except LookupError as error:  # a row may name one that was added after those were read
                value, failed = None, error
            after = (Revision.current(), timezone.localdate())
            # An edit that lands while rows are being read would mix old with new: read again.
            if after == version:
                if failed:
                    raise failed
                self._held = (version, value)
            version = after


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that public pages say about specialties."""

    entries: dict[str, entries.Entry]
    """By slug, in order of name."""
    overall: dict[int, accessibility.Counts]
    """All specialties together, for each year with a split."""
    rates: list[MatchRate]
    totals: list[PositionTotal]
    rows: dict[tuple[str, str], rows.Row]
    """The row of the explorer's table, by specialty slug and applicant group."""
    late: list[Source]
    """Those past their review date, for pages that do not name the source of each figure."""
    states: list[StateResult]
    corrections: list[Correction]
    """The newest first."""
    sources: dict[int, Source]
    """Every source by its key, those of grade D too."""
    findings: findings.Findings
    rendered: dict[tuple, SafeString | list[SafeString]] = field(default_factory=dict)
    """The parts of pages that somebody asked for, by their name; those with slots in pieces."""

    @property
    def year(self) -> int | None:
        """The newest Match with results."""
        return max((entry.year for entry in self.entries.values() if entry.year), default=None)

    @property
    def names(self) -> dict[str, str]:
        """Each specialty's plain name, by slug."""
        return {slug: entry.name for slug, entry in self.entries.items()}

    def corrected(self, path: str) -> list[Correction]:
        """Return the corrections of one page."""
        return [each for each in self.corrections if each.path == path]

    def averages(self, year: int | None) -> dict[str, float]:
        """Each group's share of all positions in one Match, out of 100; empty if not published."""
        here = self.overall.get(year)
        return {group: 100 * here.by(group) / here.filled for group in ImgGroup} if here else {}

    @property
    def behind(self) -> list[entries.Entry]:
        """Specialties of the newest Match whose band rests on an older one: no clean split."""
        newest = self.year

        def rests_on_older(standing):
            counts = standing.judgement.counts
            return counts is not None and counts.year != newest

        return [
            entry
            for entry in self.entries.values()
            if entry.year == newest
            and not entry.specialty.preliminary
            and any(map(rests_on_older, entry.standings.values()))
        ]

    def rows_of(self, group: str) -> list[rows.Row]:
        """Return the rows of one applicant group, in order of name."""
        return [row for (_, each), row in self.rows.items() if each == group]

    def examples(self, group: str) -> dict[accessibility.Band, rows.Row]:
        """Return the specialty with most positions in each band."""

        def size(row):
            counts = row.standing.judgement.counts
            return counts.filled if counts else 0

        return {row.standing.band: row for row in sorted(self.rows_of(group), key=size)}


def read() -> Catalogue:
    """Read and join all published evidence: a fixed number of queries. Grade D stays out."""
    # A draft is not shown, yet its positions are part of the Match that shares are compared with.
    specialties, sources = Specialty.objects.in_bulk(), Source.objects.in_bulk()
    grouped = {name: _by_specialty(model, specialties, sources) for name, model in ROWS.items()}
    grouped["sources"] = joined(Specialty, "sources", sources)
    overall = _overall(grouped["results"], specialties.values())
    found = {
        specialty.slug: entries.build(
            specialty, overall, **{name: each[key] for name, each in grouped.items()}
        )
        for key, specialty in specialties.items()
        if specialty.published or drafts.kept() is not None
    }
    return Catalogue(
        entries=found,
        overall=overall,
        rates=list(sourced(MatchRate.objects.exclude(grade=Grade.D), sources)),
        totals=list(sourced(PositionTotal.objects.exclude(grade=Grade.D), sources)),
        rows=rows.render(found.values()),
        late=_late(
            row
            for name in ROWS
            for found in grouped[name].values()
            for row in found
            if row.grade != Grade.D
        ),
        states=list(sourced(StateResult.objects.exclude(source__grade=Grade.D), sources)),
        corrections=list(Correction.objects.shown()),
        sources=sources,
        findings=findings.read(sources),
    )


def _late(figures):
    sources = dict.fromkeys(row.source for row in figures)
    return [source for source in sources if citing.past(source.review_by)]


def _by_specialty(model, specialties, sources):
    grouped = defaultdict(list)
    # An entry leaves results of grade D out itself: it must know that its sums lack a part.
    unsure = [] if model is MatchResult else [Grade.D]
    for row in sourced(model.objects.exclude(grade__in=unsure), sources):
        row.specialty = specialties[row.specialty_id]  # so that naming a row costs no query
        grouped[row.specialty_id].append(row)
    return grouped


def _overall(results, specialties):
    full = [entries.positions(results[each.pk]) for each in specialties if not each.preliminary]
    years = {row.year for rows in full for row in rows}
    counts = {year: accessibility.overall(full, year) for year in sorted(years)}
    return {year: here for year, here in counts.items() if here}


_held = Held(read)
current = _held.current
at = _held.at
