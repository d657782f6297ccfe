"""The charts on the page of one specialty: what each shows of its rows, and on which axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import accessibility, charts, evidence
from .entries import Entry, parts_of
from .models import CohortStatistic, MatchResult
from .models.cohorts import ImgGroup
from .models.results import FILLED_BY
from .rows import FIRST_YEAR
from .standings import Cohort, Standing

Kind = CohortStatistic.Measure
SCORE_AXIS = (200.0, 280.0)
SPLIT = ["filled", *FILLED_BY]
LABELS = {name: MatchResult._meta.get_field(name).verbose_name for name in FILLED_BY}
OUTCOMES = [("Matched", True), ("Not matched", False)]
# What each measure tells and what it does not, so that no reader takes it for a goal.
MEANINGS = {
    Kind.CONTIGUOUS_RANKS: "Programs ranked in a row in this specialty, so mostly those that "
    "interviewed. Ranking more without interviews does not raise the chance.",
    Kind.DISTINCT_SPECIALTIES: "Specialties on the rank list. It does not tell whether a second "
    "one helped.",
    Kind.RESEARCH: "Research projects, as applicants counted them. It does not tell how long "
    "they were or in which field.",
    Kind.ABSTRACTS: "Abstracts, as applicants counted them: not how good they were.",
    Kind.PRESENTATIONS: "Presentations, as applicants counted them: not where they were held.",
    Kind.PUBLICATIONS: "Publications, as applicants counted them: not how good they were, nor "
    "whether they are in this specialty.",
    Kind.WORK: "Paid jobs, as applicants counted them: not whether they were clinical or in the "
    "United States.",
    Kind.VOLUNTEER: "Unpaid work, as applicants counted it: not how long it was.",
}


@dataclass(frozen=True, slots=True)
class Filler:
    """One applicant group in the who-fills-it chart."""

    label: str
    count: int
    percent: float | None
    """None where there are too few positions for one."""
    segment: charts.Segment


@dataclass(frozen=True, slots=True)
class Filling:
    """Who filled the positions of the newest year with every group known, read or derived."""

    year: int
    filled: int
    own: dict[str, int]
    """Positions that each group of IMGs filled."""
    groups: list[Filler]
    derived: bool
    sources: list


@dataclass(frozen=True, slots=True)
class TrendYear:
    """One year of the trend table, read or derived; None where it was not published."""

    year: int
    us_img: float | None
    non_us_img: float | None
    at_most: float | None
    derived: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """Shares over the years: lines on one axis, and the table beneath."""

    first: int
    last: int
    top: float
    lines: dict[str, charts.Line]
    years: list[TrendYear]
    sources: list

    def told(self, standing: Standing) -> str:
        """Return one group's newest share, and how it changed, in words."""
        if standing.judgement.counts is None:
            newest = self.years[0]
            return (
                f"not published apart; all IMGs filled at most {newest.at_most}% in {newest.year}"
            )
        share = f"{standing.share_text}, " if standing.share_text else ""
        change = f", {standing.change_text} since the year before" if standing.change_text else ""
        return f"{share}{standing.counts_text}{change}"


@dataclass(frozen=True, slots=True)
class Line:
    """One cohort on an axis; without a shape, its reason says why."""

    label: str
    cohort: Cohort
    shape: charts.Shape | None

    @property
    def whose(self) -> str:
        """Whom the figure is of, as a sentence goes on."""
        return f"of those who {'matched' if self.cohort.row.matched else 'did not'}"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of those who matched above those who did not, on an axis of its own."""

    label: str
    meaning: str
    top: float
    lines: list[Line]

    @property
    def reasons(self) -> str:
        """Why no line of it can be drawn; nothing where one can."""
        if any(each.shape for each in self.lines):
            return ""
        return ", ".join(dict.fromkeys(each.cohort.reason for each in self.lines))

    @property
    def finding(self) -> str:
        """The medians in words; nothing where none can be told."""
        return medians(self.label, self.lines)


def medians(label: str, lines: Sequence[Line], form: str = "{:g}") -> str:
    """Return the medians of those who matched and of those who did not, as far as they are told."""
    told = [f"{form.format(each.cohort.row.median)} {each.whose}" for each in lines if each.shape]
    return f"{label}: {', '.join(told)}." if told else ""


def openness(entry: Entry) -> tuple[dict[str, charts.Shape], list[str]]:
    """Return how open it is to each group that has a band, and the axis, the same for both."""
    judged = {group: each.judgement for group, each in entry.standings.items()}
    known = {group: each for group, each in judged.items() if each.openness is not None}
    ends = [each.openness_high for each in known.values()]
    axis = (0.0, charts.ceiling(ends, 2 * accessibility.CUT_OFFS[-1]))

    def shape(each):
        values = (each.openness_low, each.openness_high, each.openness, 1.0)
        return charts.Shape(*(charts.scale(value, *axis) for value in values))

    return {group: shape(each) for group, each in known.items()}, charts.ticks(axis)


def filling(entry: Entry) -> Filling | None:
    """Return who filled the newest year whose five groups are all known."""
    for year in sorted({row.year for row in entry.results} - entry.withheld, reverse=True):
        parts = parts_of(entry.results, year, entry.specialty.preliminary)
        known = all(getattr(row, name) is not None for row in parts for name in SPLIT)
        if parts and known:
            # IMGs first, so that their part of every bar starts at the same edge.
            counts = {name: sum(getattr(row, name) for row in parts) for name in FILLED_BY[::-1]}
            if not (filled := sum(counts.values())):
                return None
            segments = charts.stacked(list(counts.values()))
            fillers = [
                Filler(LABELS[name], count, _percent(count, filled), segment)
                for (name, count), segment in zip(counts.items(), segments, strict=True)
            ]
            own = {group: counts[group] for group in ImgGroup}
            sources = list({row.source: None for row in parts})
            return Filling(year, filled, own, fillers, any(r.derivation for r in parts), sources)
    return None


def _percent(count, filled):
    enough = filled >= accessibility.FEWEST_FILLED
    return round(100 * count / filled, 1) if enough else None


def trend(entry: Entry) -> Trend | None:
    """Return both groups' shares since the first year, or None when no year has a share."""
    shares = {group: entry.standings[group].shares for group in ImgGroup}
    years = {*entry.at_most, *(year for each in shares.values() for year in each)}
    if not years or not entry.year:
        return None
    last, one_year = max(entry.year, FIRST_YEAR + 1), entry.specialty.preliminary
    values = [*entry.at_most.values(), *(v for each in shares.values() for v in each.values())]
    top = charts.ceiling(values)
    series = {**shares, "at_most": entry.at_most}
    return Trend(
        FIRST_YEAR,
        last,
        top,
        {name: charts.line(each, FIRST_YEAR, last, top) for name, each in series.items()},
        [
            TrendYear(
                year,
                shares[ImgGroup.US_IMG].get(year),
                shares[ImgGroup.NON_US_IMG].get(year),
                entry.at_most.get(year),
                any(row.derivation for row in parts_of(entry.results, year, one_year)),
            )
            for year in range(last, FIRST_YEAR - 1, -1)
            if year in years
        ],
        list({row.source: None for row in entry.results if row.year in years}),
    )


def scores(standing: Standing, score: int | None) -> dict | None:
    """Return the Step 2 CK ranges of matched and not matched, and where ``score`` stands."""
    cohorts = zip(OUTCOMES, (standing.step2, standing.step2_not), strict=True)
    lines = [_line(label, each, SCORE_AXIS, score) for (label, _), each in cohorts if each]
    if not lines:
        return None
    told = [each.cohort.row for each in lines if each.shape]
    place = standing.place(score)
    return {
        "standing": standing,
        "lines": lines,
        "row": lines[0].cohort.row,
        "ticks": charts.ticks(SCORE_AXIS),
        "told": bool(told),
        "finding": medians("Step 2 CK", lines, "{:.0f}"),
        "overlap": len(told) == 2 and max(row.q1 for row in told) <= min(row.q3 for row in told),
        "place": place if place is not evidence.Place.UNKNOWN else None,
    }


def _line(label, cohort, axis, score=None):
    row = cohort.row
    shape = charts.middle_half(row.q1, row.median, row.q3, axis, score) if cohort.tellable else None
    return Line(label, cohort, shape)


def measures(entry: Entry, group: str) -> list[Measure]:
    """Return the other measures that a source gives for the group, in the order of MEANINGS."""
    rows = [row for row in entry.cohorts if row.group == group]
    newest = max((row.edition for row in rows), default=None)
    found = {(row.measure, row.matched): Cohort(row) for row in rows if row.edition == newest}
    cohorts = {
        kind: [
            (label, found[kind, matched]) for label, matched in OUTCOMES if (kind, matched) in found
        ]
        for kind in MEANINGS
    }
    return [_measure(kind, each) for kind, each in cohorts.items() if each]


def _measure(kind: Kind, cohorts: Sequence[tuple[str, Cohort]]) -> Measure:
    top = charts.ceiling([each.row.q3 for _, each in cohorts if each.tellable], 5)
    lines = [_line(label, each, (0.0, top)) for label, each in cohorts]
    return Measure(kind.label, MEANINGS[kind], top, lines)
