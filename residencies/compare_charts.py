"""The charts of a comparison: each measure of every specialty on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import charts, compare_table
from .catalogue import Catalogue
from .charts import Shape
from .differences import listed
from .entries import Entry
from .evidence import Place, Tier
from .evidence_charts import SCORE_AXIS
from .models.cohorts import ImgGroup
from .standings import Cohort, Standing

YOU = {
    Place.ABOVE: gettext_lazy("you: above"),
    Place.INSIDE: gettext_lazy("you: inside"),
    Place.BELOW: gettext_lazy("you: below"),
}


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
        sentence = _("{name}: {figure}.")
        figures = [(each.name, each.figure) for each in self.lines if each.figure]
        told = [sentence.format(name=name, figure=figure) for name, figure in figures]
        return told[0] if told else _("No figure can be told.")


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
        when = _("in {year}").format(year=year)
        lines.append(Line(_("All specialties"), share, when, Shape(mark=at)))
    return Chart(
        "share",
        _("Share of positions"),
        _("Positions that {group} filled, of all that were filled, in percent, {years}.").format(
            group=ImgGroup(group).inline,
            years=_years(each.counts.year for each in judged if each.counts),
        ),
        lines,
        charts.ticks(axis, "%") if averages else [],
        _(
            "The bar is the range that chance allows, the dot the share, the line all specialties "
            "of the same Match."
        ),
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
    return standing.share_text, f"{compare_table.likely(judged)} · {standing.counts_text}"


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
        lines.append(_rate(_("All specialties with a figure"), *everywhere))
    preferred = [row for entry in entries for row in entry.preferred if row.group == group]
    return Chart(
        "rate",
        _("Those who ranked it first"),
        _("{group} who matched to it, of 100 who ranked it first, {years}.").format(
            group=ImgGroup(group).label,
            years=_years(each.matched_year for _name, each in found if each.matched_year),
        ),
        lines,
        charts.ticks((0.0, 100.0)) if preferred else [],
        _(
            "The bar is the range that chance allows. Those who ranked it had mostly been "
            "interviewed; those who applied and got no interview are not counted. The last line is "
            "our sum."
        ),
        _sources(preferred),
    )


def _rate(name, matched, year):
    if not matched:
        return Line(name, "", _("Not published"))
    shape = None
    if matched.tier in {Tier.PER_100, Tier.RANGE}:
        middle = float(matched.per_100) if matched.tier is Tier.PER_100 else None
        shape = Shape(matched.low, matched.high, middle)
    detail = _("{people} in {year}").format(people=matched.basis, year=year)
    if matched.tier is Tier.PER_100:
        likely = _("{low} to {high}").format(low=matched.low, high=matched.high)
        detail = f"{likely} · {detail}"
    return Line(name, matched.short, detail, shape)


def scores(entries: Sequence[Entry], group: str, score: int | None) -> Chart:
    """Return Step 2 CK of matched and not matched, on one axis with the reader's own score."""
    standings = [(entry.name, entry.standings[group]) for entry in entries]
    matched, not_matched = _("{name}: matched"), _("{name}: not matched")
    lines = [
        _score(matched.format(name=name), each.step2, score, each.place(score))
        for name, each in standings
    ]
    lines += [
        _score(not_matched.format(name=name), each.step2_not, score) for name, each in standings
    ]
    cohorts = [each for _name, pair in standings for each in (pair.step2, pair.step2_not) if each]
    meaning = [
        _(
            "Half of the people scored inside the bar. Only those who agreed to have their answers "
            "used."
        ),
        _("The dashed line is your {score}.").format(score=score) if score else "",
        _("Nothing is published for all specialties together."),
    ]
    return Chart(
        "score",
        _("Step 2 CK scores"),
        _("Step 2 CK, middle half and median, of {group} who ranked it first, {years}.").format(
            group=ImgGroup(group).inline,
            years=_years(each.row.edition for each in cohorts),
        ),
        lines,
        charts.ticks(SCORE_AXIS) if any(each.tellable for each in cohorts) else [],
        " ".join(filter(None, meaning)),
        _sources(each.row for each in cohorts),
    )


def _score(name: str, cohort: Cohort | None, score: int | None, place=None) -> Line:
    if not cohort or not cohort.tellable:
        return Line(name, "", cohort.reason if cohort else _("Not published"))
    row = cohort.row
    people = ngettext("{n} person", "{n} people", row.n).format(n=f"{row.n:,}")
    details = [cohort.middle_text, people, YOU[place] if place else ""]
    shape = charts.middle_half(row.q1, row.median, row.q3, SCORE_AXIS, score)
    return Line(name, cohort.median_text, " · ".join(str(each) for each in details if each), shape)


def _years(years):
    """Return the years that a caption ends with, each once."""
    return listed([str(year) for year in sorted(set(years))])


def _sources(rows):
    return list({row.source: None for row in rows})
