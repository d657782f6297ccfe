"""What each Match changed for IMGs, worked out from the catalogue and rendered once a revision."""

from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import accessibility, applicants, catalogue, charts, entries, moves
from .differences import listed
from .held import Held
from .models import MatchRate, PositionTotal, Revision, SignalAllocation, Source
from .models.cohorts import ImgGroup
from .models.totals import ApplicantGroup
from .rows import FIRST_YEAR

MOST_UNFILLED = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """A national figure beside the one of the year before; None where it was not published."""

    label: str
    now: PositionTotal | MatchRate | None
    before: PositionTotal | MatchRate | None


@dataclass(frozen=True, slots=True)
class Unfilled:
    """The places that one specialty had left."""

    entry: entries.Entry
    unfilled: int
    offered: int
    before: int | None
    mixed: bool
    """True where only a total with preliminary positions inside is published."""
    bar: list[charts.Segment]


@dataclass(frozen=True, slots=True)
class Year:
    """Everything that the page of one Match says, ready to be shown."""

    year: int
    headline: str
    body: SafeString


def read() -> dict[int, Year]:
    """Return every Match that has rows, oldest first."""
    held = catalogue.at(Revision.current())
    years = known(held)
    template = get_template("residencies/year_body.html")
    sent = applicants.applications(held.findings.shown.values())
    return {year: _year(held, year, years, template, sent.get(year)) for year in years}


def known(held: catalogue.Catalogue) -> list[int]:
    """Return every Match that has rows, oldest first."""
    return sorted(
        {row.year for row in [*held.totals, *held.rates]}
        | {row.year for entry in held.entries.values() for row in entry.results}
    )


def _year(held, year, years, template, applications):
    rates = _pairs(
        [row for row in held.rates if row.basis == MatchRate.Basis.ALL_ACTIVE],
        year,
        "group",
        ApplicantGroup,
    )
    found = held.entries.values()
    compared = [each for each in (moves.compare(entry, year) for entry in found) if each]
    context = {
        "year": year,
        "before": year - 1 if year - 1 in years else None,
        "after": year + 1 if year + 1 in years else None,
        "rates": rates,
        "trend": trend(held.rates, year, years),
        "applicants": applicants.of(held.rates, year, years),
        "applications": applications,
        "totals": _pairs(held.totals, year, "measure", PositionTotal.Measure),
        "compared": compared,
        "moves": [moves.of(compared, group) for group in ImgGroup],
        "fewest": accessibility.FEWEST_FILLED,
        "sources": sources([each.entry for each in compared], year - 1, year),
        "unfilled": unfilled(found, year),
        "signals": signals(found, year),
    }
    said = headline(year, dict(zip(ApplicantGroup, rates, strict=True)))
    return Year(year, said, template.render(context))


def _pairs(rows, year, key, labels):
    """Return one pair for each of ``labels``, in their order."""
    known = {(row.year, getattr(row, key)): row for row in rows}
    return [
        Pair(each.label, known.get((year, each)), known.get((year - 1, each))) for each in labels
    ]


def headline(year: int, rates: dict[str, Pair]) -> str:
    """Return what decided for IMGs in one sentence, with the year before where both are known.

    ``rates`` are by applicant group.
    """
    told = {group: _told(group, rates[group]) for group in ImgGroup}
    if not any(told.values()):
        return _("How many IMGs matched in {year} is not published.").format(year=year)
    untold = [group.inline for group in ImgGroup if told[group] and not rated(rates[group])]
    said = _("In the {year} Match, {found} matched to a PGY-1 position.")
    if untold:
        said = _(
            "In the {year} Match, {found} matched to a PGY-1 position; the match rate of {untold} "
            "is not published."
        )
    found = listed(list(filter(None, told.values())))
    return said.format(year=year, found=found, untold=listed(untold))


def rated(pair: Pair) -> bool:
    """Return whether the match rate of this year is known, and not only a number."""
    return bool(pair.now) and pair.now.percent is not None


def _told(group, pair):
    row, before = pair.now, pair.before
    if rated(pair):
        told = {"percent": f"{row.percent}%", "group": group.inline}
        if before is None or before.percent is None:
            return _("{percent} of {group}").format(**told)
        then = {"before": f"{before.percent}%", "year": before.year}
        return _("{percent} of {group} ({before} in {year})").format(**told, **then)
    if row is None or row.matched is None:
        return ""
    return _("{n} {group}").format(n=f"{row.matched:,}", group=group.inline)


def trend(rates: list[MatchRate], year: int, years: list[int]) -> dict:
    """Return both groups' match rates up to one Match: lines, and the table beneath."""
    percents = {
        group: {
            row.year: float(row.percent)
            for row in rates
            if (row.group, row.basis) == (group, MatchRate.Basis.ALL_ACTIVE)
            and row.year <= year
            and row.percent is not None
        }
        for group in ImgGroup
    }
    last = max(year, FIRST_YEAR + 1)
    return {
        "first": FIRST_YEAR,
        "last": year,
        "lines": {
            group: charts.line(each, FIRST_YEAR, last, 100) for group, each in percents.items()
        },
        "years": [
            (each, [percents[group].get(each) for group in ImgGroup])
            for each in reversed(years)
            if each <= year
        ],
        "known": any(percents.values()),
        "finding": " ".join(f"{group.label}: {_span(percents[group])}." for group in ImgGroup),
    }


def _span(percents):
    """Return the lowest and the highest of a few percentages by year, in words."""
    ends = [find(percents, key=percents.get) for find in (min, max)] if percents else []
    told = [f"{percents[year]}% ({year})" for year in dict.fromkeys(ends)]
    if len(told) == 2:
        return _("{low} to {high}").format(low=told[0], high=told[1])
    return told[0] if told else _("not published")


def unfilled(found, year: int) -> dict:
    """Return the specialties with most places left before SOAP, and those that gave no count."""
    known, missing = [], []
    for entry in found:
        mixed = entries.left(entry, year, mixed=False) is None
        now, before = (entries.left(entry, each, mixed) for each in (year, year - 1))
        if now:
            known.append((entry, *now, before and before[0], mixed))
        elif any(row.year == year for row in entry.results):
            missing.append(entry.name)
    known = sorted((each for each in known if each[1]), key=lambda each: -each[1])[:MOST_UNFILLED]
    listed = [
        Unfilled(entry, left, offered, before, mixed, [charts.span(0, left, known[0][1])])
        for entry, left, offered, before, mixed in known
    ]
    shown = sources([each.entry for each in listed], year)
    return {"listed": listed, "missing": missing, "sources": shown}


def signals(found, season: int) -> list[tuple[entries.Entry, SignalAllocation]]:
    """Return how many signals each specialty allowed in one season, in order of name."""
    return [(entry, row) for entry in found for row in entry.signals if row.season == season]


def sources(shown: list[entries.Entry], *years: int) -> list[Source]:
    """Return what the results of some specialties in some years rest on."""
    rows = [row for entry in shown for row in entry.results if row.year in years]
    return list({row.source: None for row in rows})


_held = Held(read)
current = _held.current
