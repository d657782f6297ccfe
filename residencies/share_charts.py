"""The charts of the positions of one specialty: how open it is, who fills them, and since when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import accessibility, charts
from .entries import Entry, parts_of
from .models import MatchResult
from .models.cohorts import ImgGroup
from .models.results import FILLED_BY
from .rows import FIRST_YEAR
from .standings import Standing

SPLIT = ["filled", *FILLED_BY]
LABELS = {name: MatchResult._meta.get_field(name).verbose_name for name in FILLED_BY}


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
            return _("not published apart; all IMGs filled at most {percent} in {year}").format(
                percent=f"{newest.at_most}%", year=newest.year
            )
        changed = _("{change} since the year before").format(change=standing.change_text)
        told = [standing.share_text, standing.counts_text, standing.change_text and changed]
        return _(", ").join(filter(None, told))


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
