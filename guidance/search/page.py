"""What the page of the search shows: the pages found, by kind."""

from collections import defaultdict
from dataclasses import dataclass

from . import kinds
from .forms import SearchEverythingForm
from .index import Found, Hit, Match, mark
from .kinds import KINDS, Kind

EACH, ALONE = 5, 50
"""How many pages of a kind are shown: beside other kinds, and where only one is asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one kind that were found."""

    kind: Kind
    total: int
    hits: list[Hit]
    """The best of them."""
    url: str
    """Where more of them are; "" when all are shown."""


def context(form: SearchEverythingForm) -> dict:
    """Return what the page shows for one form."""
    index = kinds.current()
    found = index.ask(form.query, form.chosen)
    matches = _by_kind(found)
    most = ALONE if form.chosen else EACH
    others = found.partial if found.full else []
    shown = [each for here in matches.values() for each in here[:most]]
    hits = mark(found, shown + others)
    return {
        "section": "search",
        "form": form,
        "query": form.query,
        "found": found,
        "groups": [
            Group(
                kind,
                len(here),
                [hits[each.place] for each in here[:most]],
                form.address(kind.slug) if len(here) > most and not form.chosen else "",
            )
            for kind, here in matches.items()
        ],
        "others": [hits[each.place] for each in others],
        "chosen": next((each for each in KINDS if each.slug == form.chosen), None),
        "everywhere": form.address(kind=""),
        "kinds": [(each, index.counts[each.slug]) for each in KINDS],
    }


def _by_kind(found: Found) -> dict[Kind, list[Match]]:
    """Return what was found of each kind, the kind with the best of all first."""
    matches = defaultdict(list)
    for each in found.full or found.partial:
        matches[each.document.kind].append(each)
    having = [kind for kind in KINDS if kind.slug in matches]
    having.sort(key=lambda kind: kind.weight * matches[kind.slug][0].score)
    return {kind: matches[kind.slug] for kind in having}
