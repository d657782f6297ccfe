"""How many programs those who matched, and those who did not, had ranked in a row: as published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from residencies import charts
from residencies.entries import Entry
from residencies.evidence_charts import MEANINGS, OUTCOMES, Line, medians
from residencies.models import CohortStatistic, Source
from residencies.models.cohorts import ImgGroup
from residencies.standings import Cohort

KIND = CohortStatistic.Measure.CONTIGUOUS_RANKS


@dataclass(frozen=True, slots=True)
class Ranked:
    """One specialty: those who matched above those who did not."""

    entry: Entry
    edition: int
    lines: list[Line]

    @property
    def finding(self) -> str:
        """The medians in words; "" where none may be told."""
        return medians(self.entry.name, self.lines)


@dataclass(frozen=True, slots=True)
class Picture:
    """The ranks of a few specialties on one axis."""

    group: ImgGroup
    ranked: list[Ranked]
    silent: list[Entry]
    """Those without a published figure."""
    anywhere: bool
    """Whether it is published for the group in any specialty."""
    top: float
    meaning: str = MEANINGS[KIND]

    @property
    def sources(self) -> list[Source]:
        rows = (line.cohort.row for each in self.ranked for line in each.lines)
        return list({row.source: None for row in rows})

    @property
    def editions(self) -> list[int]:
        return sorted({each.edition for each in self.ranked})


def picture(chosen: Sequence[str], group: ImgGroup, known: Mapping[str, Entry]) -> Picture:
    """Return the newest published ranks of one group in the specialties chosen."""
    entries = [known[slug] for slug in chosen]
    found = {entry.slug: _cohorts(entry, group) for entry in entries}
    ends = [each.row.q3 for rows in found.values() for _, each in rows if each.tellable]
    top = charts.ceiling(ends, 5)
    return Picture(
        group,
        [
            Ranked(entry, rows[0][1].row.edition, [_line(label, each, top) for label, each in rows])
            for entry in entries
            if (rows := found[entry.slug])
        ],
        [entry for entry in entries if not found[entry.slug]],
        any(_cohorts(entry, group) for entry in known.values()),
        top,
    )


def _cohorts(entry, group):
    rows = [row for row in entry.cohorts if (row.measure, row.group) == (KIND, group)]
    newest = max((row.edition for row in rows), default=None)
    known = {row.matched: Cohort(row) for row in rows if row.edition == newest}
    return [(label, known[matched]) for label, matched in OUTCOMES if matched in known]


def _line(label, cohort, top):
    row = cohort.row
    shape = None
    if cohort.tellable:
        shape = charts.middle_half(row.q1, row.median, row.q3, (0.0, top))
    return Line(label, cohort, shape)
