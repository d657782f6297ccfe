"""The rows of a comparison: what is known of each specialty, beside all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from . import accessibility, evidence
from .catalogue import Catalogue
from .entries import Entry
from .models import PositionTotal
from .standings import Standing

NOT_PUBLISHED, NOT_SEEN = _("Not published"), _("Not seen")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one specialty has in one row. Without a figure, ``detail`` says why."""

    figure: str = ""
    detail: str = ""
    official: str = ""
    """Where to check a figure that is only reported."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; ``everywhere`` is of all specialties together."""

    label: str
    cells: list[list[Cell]]
    everywhere: str = "–"


def everyone(held: Catalogue, group: str) -> tuple[evidence.Frequency, int] | None:
    """Return how many matched of all who ranked a specialty first, and the year, if published."""
    found = [each for entry in held.entries.values() for each in entry.preferred]
    rows = [row for row in found if row.group == group]
    newest = max((row.year for row in rows), default=None)
    counted = [row for row in rows if row.year == newest]
    if not counted:
        return None
    matched, applicants = (sum(getattr(r, n) for r in counted) for n in ("matched", "applicants"))
    return evidence.frequency(matched, applicants), newest


def totals(held: Catalogue) -> list[PositionTotal]:
    """Return the newest Match's positions offered and unfilled, all specialties together."""
    newest = max((row.year for row in held.totals), default=None)
    measures = {PositionTotal.Measure.OFFERED, PositionTotal.Measure.UNFILLED}
    return [row for row in held.totals if row.year == newest and row.measure in measures]


def rows(entries: Sequence[Entry], group: str, held: Catalogue) -> list[Row]:
    """Return every row of the table, in the order of the page of a specialty."""
    standings = [entry.standings[group] for entry in entries]
    years = sorted({each.judgement.counts.year for each in standings if each.judgement.counts})
    overall = [(year, held.overall[year]) for year in years if year in held.overall]
    share = gettext(", ").join(
        gettext("{share} in {year}").format(share=f"{held.averages(year)[group]:.1f}%", year=year)
        for year, _here in overall
    )
    places = gettext(", ").join(_of(here.by(group), here.filled, year) for year, here in overall)
    known = everyone(held, group)
    return [
        Row(
            _("How open it is"),
            [[_openness(each)] for each in standings],
            _("1.0 by definition"),
        ),
        Row(_("Share of positions"), [[_share(each)] for each in standings], share or "–"),
        Row(
            _("Places filled by the group"), [[_places(each)] for each in standings], places or "–"
        ),
        Row(
            _("Matched, of those who ranked it first"),
            [[_matched(each)] for each in standings],
            gettext("{rate} in {year}, where published").format(rate=known[0].short, year=known[1])
            if known
            else NOT_PUBLISHED,
        ),
        Row(_("Step 2 CK of matched"), [[_score(each.step2)] for each in standings], NOT_PUBLISHED),
        Row(
            _("Step 2 CK of not matched"),
            [[_score(each.step2_not)] for each in standings],
            NOT_PUBLISHED,
        ),
        Row(_("Unfilled before SOAP"), [[_unfilled(entry)] for entry in entries], _total(held)),
        *(Row(label, [of(entry) for entry in entries]) for label, of in FACTS.items()),
    ]


def _openness(standing: Standing) -> Cell:
    judged = standing.judgement
    details = [judged.could_be_text, standing.why]
    return Cell(standing.band.label, " · ".join(each for each in details if each))


def _share(standing):
    judged = standing.judgement
    if judged.share is None:
        return Cell("", standing.band.label)
    return Cell(standing.share_text, likely(judged))


def likely(judged: accessibility.Judgement) -> str:
    """Return the range of a share that chance allows, in percent."""
    low, high = f"{100 * judged.low:.1f}", f"{100 * judged.high:.1f}"
    return gettext("{low} to {high}").format(low=low, high=high)


def _places(standing):
    judged = standing.judgement
    if judged.count is None:
        return Cell("", standing.band.label)
    return Cell(f"{judged.count:,}", judged.counts.basis)


def _matched(standing):
    known = standing.matched
    if not known:
        return Cell("", NOT_PUBLISHED)
    told = gettext("{people} in {year}")
    return Cell(known.short, told.format(people=known.basis, year=standing.matched_year))


def _score(cohort):
    if not cohort or not cohort.tellable:
        return Cell("", cohort.reason if cohort else NOT_PUBLISHED)
    return Cell(cohort.median_text, cohort.middle_text)


def _unfilled(entry):
    if entry.offered is None:
        return Cell("", NOT_PUBLISHED)
    if entry.unfilled is None:
        told = gettext("Not published; {offered} offered in {year}")
        return Cell("", told.format(offered=f"{entry.offered:,}", year=entry.year))
    told = gettext("of {offered} offered in {year}")
    return Cell(f"{entry.unfilled:,}", told.format(offered=f"{entry.offered:,}", year=entry.year))


def _total(held):
    found = {row.measure: row for row in totals(held)}
    if len(found) < 2:
        return NOT_PUBLISHED
    offered, unfilled = found[PositionTotal.Measure.OFFERED], found[PositionTotal.Measure.UNFILLED]
    return gettext("{unfilled} of {offered} offered in {year}").format(
        unfilled=f"{unfilled.value:,}", offered=f"{offered.value:,}", year=offered.year
    )


def _of(count, filled, year):
    told = gettext("{count} of {filled} in {year}")
    return told.format(count=f"{count:,}", filled=f"{filled:,}", year=year)


def _years(entry):
    if entry.specialty.years_min is None:
        return [Cell("", NOT_SEEN)]
    return [Cell(entry.length_text)]


def _entry(entry):
    specialty = entry.specialty
    ways = [
        (_("Categorical"), _("from PGY-1"), specialty.categorical),
        (_("Advanced"), _("from PGY-2"), specialty.advanced),
        (_("One year only"), _("leads to no board by itself"), specialty.preliminary),
    ]
    return [Cell(way, when) for way, when, offered in ways if offered] or [Cell("", NOT_SEEN)]


def _signals(entry):
    newest = max(entry.signals, key=lambda row: row.season, default=None)
    if newest is None:
        return [Cell("", NOT_SEEN)]
    told = gettext("{season} Match")
    if newest.gold:
        told = gettext("{gold} gold, {silver} silver, {season} Match")
    detail = told.format(gold=newest.gold, silver=newest.silver, season=newest.season)
    official = newest.official_url if newest.reported else ""
    return [Cell(f"{newest.total or gettext('No signals')}", detail, official)]


def _visas(entry):
    found = [Cell(f"{row.percent}%", _visa(row)) for row in entry.visas]
    return found or [Cell("", _("Not published: ask each program"))]


def _visa(row):
    label, n = row.get_measure_display(), row.programs_seen
    told = ngettext(
        "{label}, of {n} program seen in {year}", "{label}, of {n} programs seen in {year}", n
    )
    return told.format(label=label[0].lower() + label[1:], n=f"{n:,}", year=row.year)


FACTS = {
    _("Training"): _years,
    _("How you enter"): _entry,
    _("Separate first year"): lambda entry: [Cell(entry.specialty.get_preliminary_year_display())],
    _("Signals"): _signals,
    _("Visas seen"): _visas,
    _("J-1 waiver through HHS"): lambda entry: [
        Cell(entry.specialty.get_waiver_display(), entry.specialty.waiver_note)
    ],
    _("Match"): lambda entry: [Cell(entry.specialty.get_match_service_display())],
}
