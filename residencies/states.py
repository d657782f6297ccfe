"""Where IMGs fill positions, by state: maps and tables, rendered once a revision."""

from collections import defaultdict
from dataclasses import dataclass
from math import ceil

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import catalogue, evidence, groups, tilemap
from .differences import listed
from .held import Held
from .models import Revision, StateResult
from .models.cohorts import ImgGroup


@dataclass(frozen=True, slots=True)
class State:
    """One state in one Match, and what each group filled of it."""

    row: StateResult
    shares: dict[str, evidence.Frequency]

    @property
    def name(self) -> str:
        return tilemap.called(self.row.state)


@dataclass(frozen=True, slots=True)
class Tile:
    """What one tile says and where: the abbreviation above, one or two lines beneath."""

    name: str
    x: int
    y: int
    words: list[str]
    shade: int | None
    """None where too few positions were filled for one."""


@dataclass(frozen=True, slots=True)
class Map:
    """One group on the map of one Match."""

    group: ImgGroup
    finding: str
    tiles: list[Tile]
    outlines: dict[str, str]
    """The path of all tiles of one shade, by its class."""
    ends: list[tuple[int, int]]
    """The lowest and the highest share of each shade."""
    highest: str
    """Where the share is highest, in one sentence."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows for one Match and one choice of group."""

    year: int
    headline: str
    body: SafeString
    rows: list[StateResult]
    """In the order of the table."""


def read() -> dict[tuple[int, str], Shown]:
    """Return every Match with results by state, for each choice, newest first."""
    by_year = defaultdict(list)
    for row in catalogue.at(Revision.current()).states:
        shares = {group: evidence.frequency(getattr(row, group), row.filled) for group in ImgGroup}
        by_year[row.year].append(State(row, shares))
    tops = {group: top(by_year.values(), group) for group in ImgGroup}
    template = get_template("residencies/places_body.html")
    return {
        (year, choice): _shown(by_year[year], year, choice, tops, template)
        for year in sorted(by_year, reverse=True)
        for choice in groups.CHOICES
    }


def _shown(states, year, choice, tops, template):
    shown = groups.of(choice)
    maps = [draw(states, group, tops[group]) for group in shown]
    ordered = sorted(states, key=lambda each: -sum(each.shares[group].count for group in shown))
    context = {
        "year": year,
        "maps": maps,
        "who": listed([group.inline for group in shown]),
        "states": [(each, [each.shares[group] for group in shown]) for each in ordered],
        "total": total(states, shown),
        "sources": list({each.row.source: None for each in states}),
        "row": "positions by state",
    }
    headline = " ".join(each.finding for each in maps)
    return Shown(year, headline, template.render(context), [each.row for each in ordered])


def years(held: dict[tuple[int, str], Shown]) -> list[int]:
    """Return every Match that is held, newest first."""
    return list(dict.fromkeys(year for year, _ in held))


def top(years, group: str) -> int:
    """Return the end of the scale of one group, the same for every Match."""
    told = [
        state.shares[group].per_100
        for states in years
        for state in states
        if state.shares[group].tier is evidence.Tier.PER_100
    ]
    return max(10, 10 * ceil((max(told, default=0) + 1) / 10))


def draw(states: list[State], group: ImgGroup, scale: int) -> Map:
    """Return the map of one group; a state without a row has a tile that says so."""
    known = {state.row.state: state.shares[group] for state in states}
    tiles = [
        _tile(name, x, y, known.get(tilemap.NAMES[name]), scale)
        for name, (x, y) in tilemap.PLACES.items()
    ]
    shades = {f"m{index}": index for index in range(tilemap.STEPS)} | {"low": None}
    outlines = {
        shade: tilemap.outline(tile.name for tile in tiles if tile.shade == index)
        for shade, index in shades.items()
    }
    return Map(
        group, finding(states, group), tiles, outlines, tilemap.ends(scale), highest(states, group)
    )


def _tile(name, x, y, known, scale):
    told = known is not None and known.tier is evidence.Tier.PER_100
    shade = tilemap.step(known.per_100, scale) if told else None
    return Tile(name, x, y, tilemap.words(known), shade)


def finding(states: list[State], group: ImgGroup) -> str:
    """Return in one sentence where half of the positions that a group filled are."""
    most = sorted(states, key=lambda each: -each.shares[group].count)
    whole = sum(each.shares[group].count for each in states)
    names, reached = [], 0
    for each in most:
        if 2 * reached >= whole:
            break
        names.append(each.name)
        reached += each.shares[group].count
    if not names:
        return _("{group} filled no position.").format(group=group.label)
    told = ngettext(
        "Half of the positions that {group} filled in {year} were in {n} of {all} places: {names}.",
        "Half of the positions that {group} filled in {year} were in {n} of {all} places: {names}.",
        len(names),
    )
    counts = {"n": len(names), "all": len(states), "year": states[0].row.year}
    return told.format(group=group.inline, names=listed(names), **counts)


def highest(states: list[State], group: ImgGroup) -> str:
    """Return where a group filled the highest share, of the states large enough for one."""
    told = [each for each in states if each.shares[group].tier is evidence.Tier.PER_100]
    if not told:
        return _("No state filled 100 positions.")
    top = max(each.shares[group].per_100 for each in told)
    names = [each.name for each in told if each.shares[group].per_100 == top]
    return _("Highest in {names}: {share} of 100.").format(names=listed(names), share=top)


def total(states: list[State], groups: list[ImgGroup]) -> dict:
    """Return the sum of all states, and what each group filled of it."""
    filled = sum(each.row.filled for each in states)
    counts = [sum(each.shares[group].count for each in states) for group in groups]
    return {
        "filled": filled,
        "offered": sum(each.row.offered for each in states),
        "shares": [evidence.frequency(count, filled) for count in counts],
    }


_held = Held(read)
current = _held.current
