"""The rows of a comparison: what is known of each specialty, beside all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import evidence
from .catalogue import Catalogue
from .entries import Entry
from .models import PositionTotal
from .standings import Standing

NOT_PUBLISHED, NOT_SEEN = "Not published", "Not seen"


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
    share = ", ".join(f"{held.averages(year)[group]:.1f}% in {year}" for year, _ in overall)
    places = ", ".join(f"{here.by(group):,} of {here.filled:,} in {y}" for y, here in overall)
    known = everyone(held, group)
    return [
        Row("How open it is", [[_openness(each)] for each in standings], "1.0 by definition"),
        Row("Share of positions", [[_share(each)] for each in standings], share or "–"),
        Row("Places filled by the group", [[_places(each)] for each in standings], places or "–"),
        Row(
            "Matched, of those who ranked it first",
            [[_matched(each)] for each in standings],
            f"{known[0].short} in {known[1]}, where published" if known else NOT_PUBLISHED,
        ),
        Row("Step 2 CK of matched", [[_score(each.step2)] for each in standings], NOT_PUBLISHED),
        Row(
            "Step 2 CK of not matched",
            [[_score(each.step2_not)] for each in standings],
            NOT_PUBLISHED,
        ),
        Row("Unfilled before SOAP", [[_unfilled(entry)] for entry in entries], _total(held)),
        *(Row(label, [of(entry) for entry in entries]) for label, of in FACTS.items()),
    ]


def _openness(standing: Standing) -> Cell:
    judged = standing.judgement
    others = " or ".join(each.label for each in judged.could_be)
    details = [f"could be {others}" if others else "", standing.why]
    return Cell(standing.band.label, " · ".join(each for each in details if each))


def _share(standing):
    judged = standing.judgement
    if judged.share is None:
        return Cell("", standing.band.label)
    return Cell(standing.share_text, f"{100 * judged.low:.1f} to {100 * judged.high:.1f}")


def _places(standing):
    judged = standing.judgement
    if judged.count is None:
        return Cell("", standing.band.label)
    return Cell(f"{judged.count:,}", judged.counts.basis)


def _matched(standing):
    known = standing.matched
    return (
        Cell(known.short, f"{known.basis} in {standing.matched_year}")
        if known
        else Cell("", NOT_PUBLISHED)
    )


def _score(cohort):
    if not cohort or not cohort.tellable:
        return Cell("", cohort.reason if cohort else NOT_PUBLISHED)
    return Cell(cohort.median_text, cohort.middle_text)


def _unfilled(entry):
    if entry.offered is None:
        return Cell("", NOT_PUBLISHED)
    if entry.unfilled is None:
        return Cell("", f"{NOT_PUBLISHED}; {entry.offered:,} offered in {entry.year}")
    return Cell(f"{entry.unfilled:,}", f"of {entry.offered:,} offered in {entry.year}")


def _total(held):
    found = {row.measure: row for row in totals(held)}
    if len(found) < 2:
        return NOT_PUBLISHED
    offered, unfilled = found[PositionTotal.Measure.OFFERED], found[PositionTotal.Measure.UNFILLED]
    return f"{unfilled.value:,} of {offered.value:,} offered in {offered.year}"


def _years(entry):
    years = entry.years_text
    if entry.specialty.years_min is None:
        return [Cell("", NOT_SEEN)]
    return [Cell(f"{years} year{'' if years == '1' else 's'}")]


def _entry(entry):
    specialty = entry.specialty
    ways = [
        ("Categorical", "from PGY-1", specialty.categorical),
        ("Advanced", "from PGY-2", specialty.advanced),
        ("One year only", "leads to no board by itself", specialty.preliminary),
    ]
    return [Cell(way, when) for way, when, offered in ways if offered] or [Cell("", NOT_SEEN)]


def _signals(entry):
    newest = max(entry.signals, key=lambda row: row.season, default=None)
    if newest is None:
        return [Cell("", NOT_SEEN)]
    split = f"{newest.gold} gold, {newest.silver} silver, " if newest.gold else ""
    official = newest.official_url if newest.reported else ""
    return [Cell(f"{newest.total or 'No signals'}", f"{split}{newest.season} Match", official)]


def _visas(entry):
    found = [
        Cell(f"{row.percent}%", f"{label}, of {row.programs_seen:,} programs seen in {row.year}")
        for row in entry.visas
        for label in [row.get_measure_display()[0].lower() + row.get_measure_display()[1:]]
    ]
    return found or [Cell("", f"{NOT_PUBLISHED}: ask each program")]


FACTS = {
    "Training": _years,
    "How you enter": _entry,
    "Separate first year": lambda entry: [Cell(entry.specialty.get_preliminary_year_display())],
    "Signals": _signals,
    "Visas seen": _visas,
    "J-1 waiver through HHS": lambda entry: [
        Cell(entry.specialty.get_waiver_display(), entry.specialty.waiver_note)
    ],
    "Match": lambda entry: [Cell(entry.specialty.get_match_service_display())],
}
