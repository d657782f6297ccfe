"""What the page of the search shows: the pages found, by kind."""

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
        "chosen": next((each for each in KINDS if each.slug == form.chosen), None),
        "everywhere": form.address(kind=""),
        "kinds": [(each, index.counts[each.slug]) for each in KINDS],
    }


def _groups(index, found, form):
    places = {kind: [] for kind in KINDS}
    by_slug = {kind.slug: each for kind, each in places.items()}
    for place, document in found.documents.items():
        by_slug[document.kind].append(place)
    having = [kind for kind in KINDS if places[kind]]
    having.sort(key=lambda kind: kind.weight * found.scores[places[kind][0]])
    most = ALONE if form.chosen else EACH
    shown = [place for kind in having for place in places[kind][:most]]
    hits = dict(zip(shown, index.mark(found, shown), strict=True))
    for kind in having:
        here = places[kind]
        more = "" if form.chosen or len(here) <= most else form.address(kind=kind.slug)
        yield Group(kind, len(here), [hits[place] for place in here[:most]], more)
