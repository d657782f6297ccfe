"""Published evidence as frozen values in memory: read once per content revision, swapped whole."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from . import accessibility, citing, drafts, entries, findings, languages, rows, translations
from .held import Held
from .joining import joined, sourced
from .models import (
    CohortStatistic,
    Correction,
    Grade,
    MatchRate,
    MatchResult,
    PositionTotal,
    PreferredMatchRate,
    SignalAllocation,
    Source,
    Specialty,
    StateResult,
    VisaFact,
)
from .models.cohorts import ImgGroup

# What an entry holds of each specialty, newest first.
ROWS = {
    "results": MatchResult,
    "cohorts": CohortStatistic,
    "visas": VisaFact,
    "signals": SignalAllocation,
    "preferred": PreferredMatchRate,
}


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
        here = languages.bare(path)
        return [each for each in self.corrections if each.path == here]

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
    translations.over(specialties.values())
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
        corrections=list(translations.over(Correction.objects.shown())),
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
