"""What the page of one specialty says for one group: sentences and charts, made from its entry."""

from dataclasses import dataclass

from . import address, charts, evidence
from .accessibility import Band
from .downloads import files
from .entries import Entry, parts_of
from .models import CohortStatistic, MatchResult
from .models.cohorts import ImgGroup
from .models.results import FILLED_BY
from .rows import FIRST_YEAR
from .standings import Cohort, Standing

Measure = CohortStatistic.Measure
SCORE_AXIS = (200.0, 280.0)
SPLIT = ["filled", *FILLED_BY]
LABELS = {name: MatchResult._meta.get_field(name).verbose_name for name in FILLED_BY}
# What each measure is, in words that keep a reader from taking it for a goal.
MEANINGS = {
    Measure.CONTIGUOUS_RANKS: "Programs ranked in a row in this specialty. It follows from "
    "interviews, so ranking more without interviews does not raise it.",
    Measure.DISTINCT_SPECIALTIES: "Specialties on the rank list.",
    Measure.RESEARCH: "As applicants counted them.",
    Measure.ABSTRACTS: "As applicants counted them.",
    Measure.PRESENTATIONS: "As applicants counted them.",
    Measure.PUBLICATIONS: "As applicants counted them; a few high numbers pull the mean up.",
    Measure.WORK: "Paid jobs, as applicants counted them.",
    Measure.VOLUNTEER: "As applicants counted them.",
}


@dataclass(frozen=True, slots=True)
class Filler:
    """One applicant group in the who-fills-it chart."""

    label: str
    count: int
    percent: float
    segment: charts.Segment


@dataclass(frozen=True, slots=True)
class Filling:
    """Who filled the positions of the newest year with every group known."""

    year: int
    filled: int
    own: int
    """Positions that the reader's group filled."""
    low: int
    """Low end of its 95% range, out of 100."""
    high: int
    groups: list[Filler]
    sources: list


@dataclass(frozen=True, slots=True)
class TrendYear:
    """One year of the trend table; None where it was not published."""

    year: int
    us_img: float | None
    non_us_img: float | None
    at_most: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """Shares over the years: lines on one axis, and the table beneath."""

    first: int
    last: int
    top: float
    lines: dict[str, charts.Line]
    years: list[TrendYear]
    sources: list


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of those who matched beside those who did not."""

    label: str
    meaning: str
    matched: Cohort | None
    unmatched: Cohort | None


def headline(entry: Entry, standing: Standing) -> str:
    """Return the finding in one sentence."""
    judged, who = standing.judgement, standing.group.label
    if standing.band is Band.SEPARATE:
        service = entry.specialty.get_match_service_display()
        return f"{entry.name} fills its positions through the {service}, not through NRMP's Match."
    if judged.counts is None:
        return f"Who filled the positions of {entry.name} was not published by applicant group."
    year = judged.counts.year
    if judged.share is None:
        return (
            f"{who} filled {judged.count} of {judged.counts.filled} positions in {year}: "
            "too few to say how open it is."
        )
    return (
        f"{who} filled {100 * judged.share:.0f} of every 100 positions in {year}, "
        f"{judged.openness:.1f} times their share of all specialties."
    )


def filling(entry: Entry, group: str) -> Filling | None:
    """Return who filled the newest year whose five groups are all known."""
    for year in sorted({row.year for row in entry.results}, reverse=True):
        parts = parts_of(entry.results, year, entry.specialty.preliminary)
        known = all(getattr(row, name) is not None for row in parts for name in SPLIT)
        if parts and known:
            # IMGs first, so that their part of every bar starts at the same edge.
            names = FILLED_BY[::-1]
            counts = [sum(getattr(row, name) for row in parts) for name in names]
            if not sum(counts):
                return None
            segments = charts.stacked(counts)
            groups = [
                Filler(LABELS[name], count, round(100 * count / sum(counts), 1), segment)
                for name, count, segment in zip(names, counts, segments, strict=True)
            ]
            own = counts[names.index(group)]
            low, high = (round(100 * end) for end in evidence.wilson(own, sum(counts)))
            sources = list({row.source for row in parts})
            return Filling(year, sum(counts), own, low, high, groups, sources)
    return None


def trend(entry: Entry) -> Trend | None:
    """Return both groups' shares since the first year, or None when no year has a share."""
    shares = {group: entry.standings[group].shares for group in ImgGroup}
    years = {*entry.at_most, *(year for each in shares.values() for year in each)}
    if not years or not entry.year:
        return None
    last = max(entry.year, FIRST_YEAR + 1)
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
            )
            for year in range(last, FIRST_YEAR - 1, -1)
            if year in years
        ],
        list({row.source: None for row in entry.results if row.year in years}),
    )


def scores(standing: Standing, score: int | None) -> dict | None:
    """Return the Step 2 CK ranges of matched and not matched, and where ``score`` stands."""
    cohorts = [("Matched", standing.step2), ("Not matched", standing.step2_not)]
    told = [(label, each) for label, each in cohorts if each]
    if not told:
        return None
    ranges = [each.row for _, each in told if each.tellable]
    place = standing.place(score)
    return {
        "ticks": range(int(SCORE_AXIS[0]), int(SCORE_AXIS[1]) + 1, 20),
        "edition": told[0][1].row.edition,
        "source": told[0][1].row.source,
        "ranges": [
            (label, each, _range(each.row) if each.tellable else None) for label, each in told
        ],
        "told": bool(ranges),
        "overlap": len(ranges) == 2
        and max(row.q1 for row in ranges) <= min(row.q3 for row in ranges),
        "you": charts.scale(score, *SCORE_AXIS) if score else None,
        "place": place if place is not evidence.Place.UNKNOWN else None,
    }


def _range(row):
    return charts.middle_half(row.q1, row.median, row.q3, SCORE_AXIS)


def comparisons(entry: Entry, group: str) -> list[Comparison]:
    """Return the other measures that a source gives for the group, in the order of MEANINGS."""
    newest = max((row.edition for row in entry.cohorts if row.group == group), default=None)
    found = {
        (row.measure, row.matched): Cohort(row)
        for row in entry.cohorts
        if row.group == group and row.edition == newest
    }
    return [
        Comparison(measure.label, meaning, found.get((measure, True)), found.get((measure, False)))
        for measure, meaning in MEANINGS.items()
        if (measure, True) in found or (measure, False) in found
    ]


def context(entry: Entry, group: str, score: int | None) -> dict:
    """Return what the page's template shows."""
    standing = entry.standings[group]
    matched = standing.matched
    return {
        "entry": entry,
        "standing": standing,
        "headline": headline(entry, standing),
        "filling": filling(entry, group),
        "trend": trend(entry),
        "scores": scores(standing, score),
        "score": score,
        "comparisons": comparisons(entry, group),
        "downloads": files.links(
            address.specialty(entry.specialty.get_absolute_url(), group, score)
        ),
        "icons": charts.icons(matched.per_100)
        if matched and matched.tier is evidence.Tier.PER_100
        else None,
    }
