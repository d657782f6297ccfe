"""What the page of the search shows: the pages found, by kind."""

from collections import defaultdict
from dataclasses import dataclass

from . import kinds
from .forms import SearchEverythingForm
from .index import Hit
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
    found = index.find(form.query, form.chosen)
    return {
        "section": "search",
        "form": form,
        "query": form.query,
        "found": found,
        "groups": list(_groups(index, found, form)),
        "others": index.mark(found, found.partial) if found.full else [],
        "chosen": next((each for each in KINDS if each.slug == form.chosen), None),
        "everywhere": form.address(kind=""),
        "kinds": [(each, index.counts[each.slug]) for each in KINDS],
    }


def _groups(index, found, form):
    matches = defaultdict(list)
    for each in found.full or found.partial:
        matches[each.document.kind].append(each)
    having = [kind for kind in KINDS if kind.slug in matches]
    for kind in sorted(having, key=lambda kind: kind.weight * matches[kind.slug][0].score):
        here, most = matches[kind.slug], ALONE if form.chosen else EACH
        more = form.address(kind=kind.slug) if len(here) > most and not form.chosen else ""
        yield Group(kind, len(here), index.mark(found, here[:most]), more)
