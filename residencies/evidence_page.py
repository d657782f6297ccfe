"""What the page of one specialty says for one group, or for both side by side.

All but the reader's own score is the same for every reader, so the parts of the page are rendered
once for each catalogue, when somebody first asks for them; a score renders two of them anew.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import address, charts, entries, evidence, evidence_charts, groups, neighbours, share_charts
from .accessibility import MEASURED, Band, range_text
from .catalogue import Catalogue
from .downloads import files
from .entries import Entry
from .standings import Standing

# The parts of the page from top to bottom, and whether each speaks to one choice of groups.
PARTS = {"figures": True, "scores": True, "background": True, "neighbours": True, "rest": False}
OF_THE_READER = {"scores", "neighbours"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One group on the page."""

    standing: Standing
    shape: charts.Shape | None
    """How open it is, on the axis of the page."""
    icons: tuple[str, str] | None
    told: str
    """The newest share, and how it changed, in words."""


def headline(entry: Entry, standing: Standing) -> str:
    """Return the finding in one sentence."""
    judged = standing.judgement
    if standing.band is Band.SEPARATE:
        return _(
            "{specialty} fills its positions through the {service}, not through NRMP's Match."
        ).format(specialty=entry.name, service=entry.specialty.get_match_service_display())
    if judged.counts is None:
        return _(
            "Who filled the positions of {specialty} was not published by applicant group."
        ).format(specialty=entry.name)
    about = {"group": standing.group.label, "year": judged.counts.year}
    if judged.share is None:
        return _(
            "{group} filled {count} of {filled} positions in {year}: too few to say how open it is."
        ).format(**about, count=judged.count, filled=judged.counts.filled)
    return _(
        "{group} filled {share} of every 100 positions in {year}, {openness} times their share of "
        "all specialties."
    ).format(**about, share=f"{100 * judged.share:.0f}", openness=judged.openness_text)


def headlines(entry: Entry, choice: str) -> list[tuple[Standing, str]]:
    """Return the finding of each group shown; once where both would say the same."""
    found = {headline(entry, each): each for each in _standings(entry, choice)}
    return [(standing, said) for said, standing in found.items()]


def context(
    held: Catalogue, entry: Entry, choice: str, score: int | None, advice: Callable[[], dict]
) -> dict:
    """Return what the page's template shows. ``advice`` gives what to do about it, when needed."""
    return {
        "entry": entry,
        "choice": choice,
        "who": groups.name(choice),
        "headlines": headlines(entry, choice),
        "parts": [part(name, held, entry, choice, score, advice) for name in PARTS],
        "downloads": files.links(
            address.specialty(entry.specialty.get_absolute_url(), choice, score)
        ),
        **neighbours.links(entry, choice, score),
    }


def part(name, held, entry, choice, score, advice) -> SafeString:
    """Return one part of the page, as it was rendered before where that is the same."""

    def render() -> SafeString:
        values = MAKE[name](held, entry, choice, score)
        if name == "rest":
            values |= advice()
        shared = {"entry": entry, "choice": choice, "first": groups.first(choice)}
        shared["page"] = entry.specialty.get_absolute_url()
        return get_template(f"residencies/evidence/{name}.html").render(shared | values)

    if score is not None and name in OF_THE_READER:
        return render()
    known = (name, entry.slug, PARTS[name] and choice)
    if known not in held.rendered:
        held.rendered[known] = render()
    return held.rendered[known]


def _standings(entry, choice):
    return [entry.standings[group] for group in groups.of(choice)]


def _figures(held, entry, choice, score):
    shapes, ticks = share_charts.openness(entry)
    filling, trend = share_charts.filling(entry), share_charts.trend(entry)
    standings = _standings(entry, choice)
    return {
        "seen": [
            Seen(
                each,
                shapes.get(each.group),
                _icons(each.matched),
                trend.told(each) if trend else "",
            )
            for each in standings
        ],
        "drawn": any(group in shapes for group in groups.of(choice)),
        "ticks": ticks,
        "bands": [(band, range_text(band)) for band in MEASURED],
        "filling": filling,
        "filled_by": _filled_by(filling, standings),
        "trend": trend,
    }


def _filled_by(filling, standings):
    """Return what each group filled, with its range out of 100 where there are enough positions."""
    if not filling:
        return []
    told = []
    for each in standings:
        count, few = filling.own[each.group], each.judgement.share is None
        ends = (None, None) if few else evidence.wilson(count, filling.filled)
        told.append((each.group, count, *(end if few else round(100 * end) for end in ends)))
    return told


def _icons(matched):
    told = matched and matched.tier is evidence.Tier.PER_100
    return charts.icons(matched.per_100) if told else None


def _scores(held, entry, choice, score):
    seen = [(each, evidence_charts.scores(each, score)) for each in _standings(entry, choice)]
    return {"seen": seen, "score": score}


def _background(held, entry, choice, score):
    seen = [(group, evidence_charts.measures(entry, group)) for group in groups.of(choice)]
    known = entry.year and entries.left(entry, entry.year, mixed=False)
    return {
        "seen": [
            (group, found, next((each.finding for each in found if each.finding), ""))
            for group, found in seen
            if found
        ],
        "newest": list({row.source: None for row in entry.results if row.year == entry.year}),
        "left": known or entry.year and entries.left(entry, entry.year, mixed=True),
        "mixed": not known,
        "fellowships": entry.specialty.fellowships.splitlines(),
    }


def _neighbours(held, entry, choice, score):
    return {
        "seen": neighbours.of_each(entry, held.entries, choice, score),
        **neighbours.links(entry, choice, score),
    }


def _rest(held, entry, choice, score):
    return {"sources": sources(entry)}


MAKE = {
    "figures": _figures,
    "scores": _scores,
    "background": _background,
    "neighbours": _neighbours,
    "rest": _rest,
}


def sources(entry: Entry) -> list:
    """Return every source that the page rests on, once, in order of publisher."""
    rows = [*entry.results, *entry.cohorts, *entry.visas, *entry.signals, *entry.preferred]
    found = {row.source for row in rows} | set(entry.sources)
    return sorted(found, key=lambda each: (each.publisher, each.title, each.slug))
