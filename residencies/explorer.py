"""The seam: what was asked and what is known, joined into what is listed and what is left out."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from . import evidence
from .catalogue import Catalogue
from .facets import BY_NAME, FACETS, PLACES
from .models.cohorts import ImgGroup
from .rows import Row, squeeze, words

NEAREST = 3
# What the table sorts by, and whether the greatest comes first.
ORDERS = {
    "openness": ("How open it is", True),
    "share": ("Share of positions", True),
    "places": ("Positions filled by the group", True),
    "matched": ("Matched, of those who ranked it first", True),
    "score": ("Step 2 CK of those who matched", False),
    "offered": ("Positions offered", True),
    "unfilled": ("Unfilled positions", True),
    "change": ("Change in share", True),
    "years": ("Training length", False),
    "name": ("Name", False),
}


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a reader asked for. Every field has a value that asks for nothing."""

    group: str = ImgGroup.NON_US_IMG
    query: str = ""
    score: int | None = None
    places: tuple[str, ...] = ()
    """Where the score may stand; works only with a score."""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The options chosen in each facet, by facet name."""
    order: str = "openness"
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A row that meets every filter, with where the reader's score stands."""

    row: Row
    place: evidence.Place | None

    @property
    def place_text(self) -> str:
        return {
            evidence.Place.ABOVE: "You: above",
            evidence.Place.INSIDE: "You: inside",
            evidence.Place.BELOW: "You: below",
        }.get(self.place, "")


@dataclass(frozen=True, slots=True)
class Excluded:
    """A specialty that was left out, with each rule that did it."""

    row: Row
    rules: list[str]
    by: frozenset[str]
    """The names of the filters that left it out."""


@dataclass(frozen=True, slots=True)
class Exploration:
    """The answer to one set of criteria."""

    listed: list[Listed]
    excluded: list[Excluded]
    counts: dict[str, dict[str, int]]
    """For each filter, how many specialties each option would list beside the other filters."""
    removes: dict[str, int]
    """For each filter in use, how many specialties come back without it."""
    nearest: list[Excluded]
    """When nothing is listed: the most open of those that the fewest filters left out."""
    suggestion: str
    """A name close to what was typed, when no name matches it."""


def explore(criteria: Criteria, catalogue: Catalogue) -> Exploration:
    """Return what ``criteria`` list and leave out, each with its reasons."""
    rows = [row for (_, group), row in catalogue.rows.items() if group == criteria.group]
    places = {row.entry.slug: place(row, criteria.score) for row in rows}
    failures = {row.entry.slug: _failures(row, criteria, places[row.entry.slug]) for row in rows}
    listed = [row for row in rows if not failures[row.entry.slug]]
    excluded = [
        Excluded(row, list(failed.values()), frozenset(failed))
        for row in rows
        if (failed := failures[row.entry.slug])
    ]
    ranked = order([each.row for each in excluded], "openness")
    excluded.sort(key=lambda each: (len(each.rules), ranked.index(each.row)))
    active = {name for each in excluded for name in each.by}
    return Exploration(
        [
            Listed(row, places[row.entry.slug])
            for row in order(listed, criteria.order, criteria.reverse)
        ],
        excluded,
        _counts(rows, failures, places),
        {
            name: sum(each.by == {name} for each in excluded)
            for name in ["q", *BY_NAME, "place"]
            if name in active
        },
        [] if listed else excluded[:NEAREST],
        "" if listed else _suggestion(criteria.query, rows),
    )


def place(row: Row, score: int | None) -> evidence.Place | None:
    """Return where ``score`` stands against those who matched; None without a score."""
    if score is None:
        return None
    cohort = row.standing.step2
    if not cohort or not cohort.tellable:
        return evidence.Place.UNKNOWN
    return evidence.place(score, cohort.row.q1, cohort.row.q3)


def order(rows: list[Row], by: str, reverse: bool = False) -> list[Row]:
    """Return ``rows`` sorted; those without the value last; ties by name.

    By openness, one-year entries follow those that finish training.
    """
    by_name = sorted(rows, key=lambda row: row.keys["name"])
    known = [row for row in by_name if row.keys[by] is not None]
    unknown = [row for row in by_name if row.keys[by] is None]
    greatest_first = ORDERS[by][1] is not reverse
    known.sort(key=lambda row: row.keys[by], reverse=greatest_first)
    if by == "openness":
        # A preliminary year leads to no board: it must not head the list of what is open.
        known.sort(key=lambda row: row.entry.specialty.preliminary)
    return known + unknown


def meets(row: Row, query: str) -> bool:
    """Return whether the row has a name that ``query`` starts or abbreviates."""
    typed = squeeze(query)
    return (
        not typed
        or any(name.startswith(typed) for name in row.names)
        or all(any(word.startswith(each) for word in row.words) for each in words(query))
    )


def _failures(row, criteria, place):
    """Return the rule, in words, of each filter that leaves the row out, by filter name."""
    failed = {}
    if not meets(row, criteria.query):
        failed["q"] = f"its names do not match “{criteria.query}”"
    for facet in FACETS:
        chosen = criteria.chosen.get(facet.name)
        if chosen and row.facets[facet.name].isdisjoint(chosen):
            has = [
                label for value, label in facet.options.items() if value in row.facets[facet.name]
            ]
            failed[facet.name] = (
                f"{facet.legend.lower()}: {', '.join(has).lower() or 'none of these'}"
            )
    if place and criteria.places and place not in criteria.places:
        failed["place"] = f"your score: {PLACES[place].lower()}"
    return failed


def _counts(rows, failures, places):
    counts = {}
    for facet in FACETS:
        beside = [row for row in rows if set(failures[row.entry.slug]) <= {facet.name}]
        counts[facet.name] = {
            value: sum(value in row.facets[facet.name] for row in beside) for value in facet.options
        }
    beside = [row for row in rows if set(failures[row.entry.slug]) <= {"place"}]
    counts["place"] = {
        value: sum(places[row.entry.slug] == value for row in beside) for value in PLACES
    }
    return counts


def _suggestion(query, rows):
    typed = squeeze(query)
    if not typed or any(meets(row, query) for row in rows):
        return ""
    names = {name: row.entry.name for row in rows for name in row.names}
    close = get_close_matches(typed, names, n=1, cutoff=0.7)
    return names[close[0]] if close else ""
