"""The seam: what was asked and what is known, joined into what is listed and what is left out."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import evidence, languages
from .catalogue import Catalogue
from .facets import FACETS, PLACES
from .models.cohorts import ImgGroup
from .rows import Row
from .words import closest, squeeze, words

NEAREST = 3
# What the table sorts by, and whether the greatest comes first.
ORDERS = {
    "openness": (_("How open it is"), True),
    "share": (_("Share of positions"), True),
    "places": (_("Positions filled by the group"), True),
    "matched": (_("Matched, of those who ranked it first"), True),
    "score": (_("Step 2 CK of those who matched"), False),
    "offered": (_("Positions offered"), True),
    "unfilled": (_("Unfilled positions"), True),
    "change": (_("Change in share"), True),
    "years": (_("Training length"), False),
    "name": (_("Name"), False),
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
class Result:
    """One specialty set against the criteria."""

    row: Row
    place: evidence.Place | None
    """Where the reader's score stands; None without a score."""
    rules: dict[str, str]
    """The rule, in words, of each filter that leaves it out, by the filter's name."""
    score: int | None

    @property
    def html(self) -> str:
        return self.row.html(self.score, self.place)

    @property
    def link(self) -> str:
        return self.row.keeping(self.row.link, self.score)

    @property
    def why(self) -> str:
        """Why it is left out."""
        return gettext("; ").join(self.rules.values())


@dataclass(frozen=True, slots=True)
class Exploration:
    """The answer to one set of criteria."""

    listed: list[Result]
    excluded: list[Result]
    """Those that the fewest filters leave out first, and of these the most open."""
    counts: dict[str, Counter]
    """For each filter, how many specialties each option would list beside the other filters."""
    removes: Counter
    """For each filter, how many specialties it alone leaves out."""
    nearest: list[Result]
    """When nothing is listed: the first of those left out."""
    suggestion: str
    """A name close to what was typed, when no name matches it."""
    after: list[tuple[Result, list[str]]]
    """When no name matches: the specialties with a fellowship of that name, and its full name."""


def explore(criteria: Criteria, catalogue: Catalogue) -> Exploration:
    """Return what ``criteria`` list and leave out, each with its reasons."""
    rows = catalogue.rows_of(criteria.group)
    said = _said(criteria)
    results = order([_result(row, criteria, said) for row in rows], "openness")
    listed = [each for each in results if not each.rules]
    excluded = sorted((each for each in results if each.rules), key=lambda each: len(each.rules))
    return Exploration(
        listed=order(listed, criteria.order, criteria.reverse),
        excluded=excluded,
        counts=_counts(results),
        removes=Counter(name for each in excluded if len(each.rules) == 1 for name in each.rules),
        nearest=[] if listed else excluded[:NEAREST],
        suggestion="" if listed else _suggestion(criteria.query, rows),
        after=[] if listed else _after(criteria.query, results),
    )


def order(results: list[Result], by: str, reverse: bool = False) -> list[Result]:
    """Return ``results`` sorted; those without the value last; ties by name.

    By openness, one-year entries follow those that finish training.
    """
    by_name = sorted(results, key=lambda each: each.row.keys["name"])
    known = [each for each in by_name if each.row.keys[by] is not None]
    unknown = [each for each in by_name if each.row.keys[by] is None]
    greatest_first = ORDERS[by][1] is not reverse
    known.sort(key=lambda each: each.row.keys[by], reverse=greatest_first)
    if by == "openness":
        # A preliminary year leads to no board: it must not head the list of what is open.
        known.sort(key=lambda each: each.row.entry.specialty.preliminary)
    return known + unknown


def meets(row: Row, query: str) -> bool:
    """Return whether the row has a name that ``query`` starts or abbreviates."""
    typed = words(query)
    together = "".join(typed)
    return any(name.startswith(together) for name in row.names) or all(
        any(word.startswith(each) for word in row.words) for each in typed
    )


def _said(criteria):
    """Return in words what each row may not meet: made once, since many rows say the same."""
    said = {}
    if criteria.query:
        said["q"] = gettext("its names do not match “{query}”").format(query=criteria.query)
    if criteria.places:
        stands = gettext("your score: {place}")
        said |= {key: stands.format(place=languages.inside(at)) for key, at in PLACES.items()}
    return said


def _result(row, criteria, said):
    rules = {}
    if criteria.query and not meets(row, criteria.query):
        rules["q"] = said["q"]
    for name, chosen in criteria.chosen.items():
        if chosen and row.facets[name].isdisjoint(chosen):
            rules[name] = row.told[name]
    stands = row.standing.place(criteria.score)
    if stands and criteria.places and stands not in criteria.places:
        rules["place"] = said[stands]
    return Result(row, stands, rules, criteria.score)


def _counts(results):
    # By the one filter that leaves it out; what more than one leave out counts nowhere.
    alone = defaultdict(list)
    for each in results:
        if len(each.rules) <= 1:
            alone[next(iter(each.rules), None)].append(each)

    def beside(name):
        """Return what the other filters list."""
        return alone[None] + alone[name]

    counts = {
        facet.name: Counter(
            value for each in beside(facet.name) for value in each.row.facets[facet.name]
        )
        for facet in FACETS
    }
    return counts | {"place": Counter(each.place for each in beside("place"))}


def _after(query, results):
    if not words(query) or any(meets(each.row, query) for each in results):
        return []
    named = [(each, _fellowships(each.row, words(query))) for each in results]
    return [(each, names) for each, names in named if names]


def _fellowships(row, typed):
    return [
        name
        for name in row.entry.specialty.fellowships.splitlines()
        if all(any(word.startswith(each) for word in words(name)) for each in typed)
    ]


def _suggestion(query, rows):
    if any(meets(row, query) for row in rows):
        return ""
    names = {name: row.entry.name for row in rows for name in row.names}
    # Names of specialties are alike: "cardiology", which is none, must not become "radiology".
    return names.get(closest(squeeze(query), names, likeness=0.85), "")
