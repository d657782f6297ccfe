"""The charts of a comparison: each measure of every specialty on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import charts, compare_table
from .catalogue import Catalogue
from .charts import Shape
from .differences import listed
from .entries import Entry
from .evidence import Tier
from .evidence_charts import SCORE_AXIS
from .models.cohorts import ImgGroup
from .standings import Cohort, Standing


@dataclass(frozen=True, slots=True)
class Line:
    """One specialty in one chart: what is printed, and what is drawn."""

    name: str
    figure: str
    detail: str
    shape: Shape | None = None
    standing: Standing | None = None
    """Given where the band is shown too."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure of every specialty on one axis."""

    slug: str
    title: str
    caption: str
    lines: list[Line]
    ticks: list[str]
    meaning: str
    sources: list

    @property
    def told(self) -> bool:
        """Whether any of the specialties has a figure."""
        return bool(self.sources)

    @property
    def first(self) -> str:
        """The first figure in words, for where no two can be compared."""
        told = [f"{each.name}: {each.figure}." for each in self.lines if each.figure]
        return told[0] if told else "No figure can be told."


def shares(entries: Sequence[Entry], group: str) -> Chart:
    """Return each specialty's share with its range, and all specialties of the same year."""
    standings = [entry.standings[group] for entry in entries]
    judged = [each.judgement for each in standings]
    values = [100 * end for each in judged for end in (each.high, each.overall_share) if end]
    axis = (0.0, charts.ceiling(values))
    lines = [
        Line(entry.name, *_share_words(each), _share_shape(each.judgement, axis), each)
        for entry, each in zip(entries, standings, strict=True)
    ]
    averages = {each.counts.year: each.overall_share for each in judged if each.overall_share}
    for year, average in sorted(averages.items()):
        at = charts.scale(100 * average, *axis)
        share = f"{100 * average:.1f}%"
        lines.append(Line("All specialties", share, f"in {year}", Shape(mark=at)))
    return Chart(
        "share",
        "Share of positions",
        f"Positions that {ImgGroup(group).inline} filled, of all that were filled, in percent"
        f"{_years(each.counts.year for each in judged if each.counts)}.",
        lines,
        charts.ticks(axis, "%") if averages else [],
        "The bar is the range that chance allows, the dot the share, the line all specialties "
        "of the same Match.",
        _sources(
            row
            for entry, each in zip(entries, judged, strict=True)
            for row in entry.results
            if each.counts and row.year == each.counts.year
        ),
    )


def _share_words(standing):
    judged = standing.judgement
    if judged.share is None:
        return "", standing.counts_text if judged.counts else standing.why
    range_text = f"{100 * judged.low:.1f} to {100 * judged.high:.1f}"
    return standing.share_text, f"{range_text} · {standing.counts_text}"


def _share_shape(judged, axis):
    if judged.share is None:
        return None
    ends = (judged.low, judged.high, judged.share, judged.overall_share)
    return Shape(*(charts.scale(100 * each, *axis) for each in ends))


def rates(entries: Sequence[Entry], group: str, held: Catalogue) -> Chart:
    """Return how many of those who ranked each first matched to it, as few people as allowed."""
    found = [(entry.name, entry.standings[group]) for entry in entries]
    lines = [_rate(name, each.matched, each.matched_year) for name, each in found]
    everywhere = compare_table.everyone(held, group)
    if everywhere:
        lines.append(_rate("All specialties with a figure", *everywhere))
    preferred = [row for entry in entries for row in entry.preferred if row.group == group]
    return Chart(
        "rate",
        "Those who ranked it first",
        f"{ImgGroup(group).label} who matched to it, of 100 who ranked it first"
        f"{_years(each.matched_year for _, each in found if each.matched_year)}.",
        lines,
        charts.ticks((0.0, 100.0)) if preferred else [],
        "The bar is the likely range if nothing changed. Those who ranked it had been "
        "interviewed; who applied and got no interview is not counted. The last line is our sum.",
        _sources(preferred),
    )


def _rate(name, matched, year):
    if not matched:
        return Line(name, "", "Not published")
    shape = None
    if matched.tier in {Tier.PER_100, Tier.RANGE}:
        middle = float(matched.per_100) if matched.tier is Tier.PER_100 else None
        shape = Shape(matched.low, matched.high, middle)
    likely = f"{matched.low} to {matched.high} · " if matched.tier is Tier.PER_100 else ""
    return Line(name, matched.short, f"{likely}{matched.basis} in {year}", shape)


def scores(entries: Sequence[Entry], group: str, score: int | None) -> Chart:
    """Return Step 2 CK of matched and not matched, on one axis with the reader's own score."""
    standings = [(entry.name, entry.standings[group]) for entry in entries]
    lines = [
        _score(f"{name}: matched", each.step2, score, each.place(score)) for name, each in standings
    ]
    lines += [_score(f"{name}: not matched", each.step2_not, score) for name, each in standings]
    cohorts = [each for _, pair in standings for each in (pair.step2, pair.step2_not) if each]
    line = f" The dashed line is your {score}." if score else ""
    return Chart(
        "score",
        "Step 2 CK scores",
        f"Step 2 CK, middle half and median, of {ImgGroup(group).inline} who ranked it first"
        f"{_years(each.row.edition for each in cohorts)}.",
        lines,
        charts.ticks(SCORE_AXIS) if any(each.tellable for each in cohorts) else [],
        "Half of the people scored inside the bar. Only those who agreed to have their answers "
        f"used.{line} Nothing is published for all specialties together.",
        _sources(each.row for each in cohorts),
    )


def _score(name: str, cohort: Cohort | None, score: int | None, place=None) -> Line:
    if not cohort or not cohort.tellable:
        return Line(name, "", cohort.reason if cohort else "Not published")
    row = cohort.row
    detail = f"{row.q1:.0f} to {row.q3:.0f} · {row.n:,} people"
    if place:
        detail += f" · you: {place}"
    shape = charts.middle_half(row.q1, row.median, row.q3, SCORE_AXIS, score)
    return Line(name, f"{row.median:.0f}", detail, shape)


def _years(years):
    """Return the years that a caption ends with, each once."""
    told = listed([str(year) for year in sorted(set(years))])
    return f", {told}" if told else ""


def _sources(rows):
    return list({row.source: None for row in rows})
