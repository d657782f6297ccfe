"""The addresses of the explorer and of what it leads to: one query string for each state.

Every link keeps who the reader is: the group, and the score where one was given.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from . import languages
from .explorer import ORDERS, Criteria
from .facets import BY_NAME, PLACES
from .models.cohorts import ImgGroup


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go with the same criteria but for one change."""

    label: str
    url: str
    current: bool = False
    descending: bool = False


def reader(group: str, score: int | None) -> dict[str, str | int]:
    """Return the part of a query that says who the reader is."""
    return _given({"group": group if group != ImgGroup.NON_US_IMG else "", "score": score})


def specialty(page: str, group: str, score: int | None) -> str:
    """Return the address of a specialty's ``page`` for this reader."""
    text = urlencode(reader(group, score))
    return f"{page}?{text}" if text else page


def compare(slugs: Sequence[str], group: str, score: int | None) -> str:
    """Return the address of a comparison for this reader."""
    return reverse("residencies:compare", query={"s": slugs} | reader(group, score))


def landscape(group: str, kind: str) -> str:
    """Return the address of the chart of all specialties of one kind, "" being every kind."""
    return reverse("residencies:landscape", query=reader(group, None) | _given({"kind": kind}))


def year(year: int) -> str:
    """Return the address of what one Match changed."""
    return reverse("residencies:year", args=[year])


def places(year: int | None, group: str) -> str:
    """Return the address of the map of one Match."""
    return reverse("residencies:places", query=reader(group, None) | _given({"year": year}))


def shortlist(slugs: Sequence[str], group: str, score: int | None) -> str:
    """Return the address of a shortlist for this reader; without slugs, of the reader's own."""
    return reverse("shortlist", query={"s": slugs} | reader(group, score))


def address(criteria: Criteria) -> str:
    """Return the one address of ``criteria``, without what asks for nothing."""
    return _ordered(_unordered(criteria), criteria.order, criteria.reverse)


def _unordered(criteria):
    query = {
        **reader(criteria.group, None),
        "q": criteria.query,
        "score": criteria.score,
        "place": criteria.places,
        **{name: criteria.chosen.get(name) for name in BY_NAME},
    }
    given = urlencode(_given(query), doseq=True)
    return f"{_explorer()}?{given}" if given else _explorer()


def _ordered(unordered, order, reverse):
    sort = f"{'-' if reverse else ''}{order}"
    if sort == "openness":
        return unordered
    return f"{unordered}{'&' if '?' in unordered else '?'}sort={sort}"


@languages.each
def _explorer():
    # One page has some fifteen of its addresses; the path is the same for as long as the site runs.
    return reverse("residencies:explorer")


def _given(query):
    return {name: value for name, value in query.items() if value}


def without(criteria: Criteria, name: str) -> Criteria:
    """Return ``criteria`` without one filter: "q", "place" or a facet's name."""
    if name == "q":
        return replace(criteria, query="")
    if name == "place":
        return replace(criteria, places=())
    return replace(
        criteria, chosen={key: value for key, value in criteria.chosen.items() if key != name}
    )


def without_option(criteria: Criteria, name: str, value: str) -> Criteria:
    """Return ``criteria`` without one option of a facet."""
    left = tuple(each for each in criteria.chosen[name] if each != value)
    return replace(criteria, chosen=criteria.chosen | {name: left})


def chips(criteria: Criteria) -> list[Link]:
    """Return a link for each filter in use, which removes it."""
    found = []
    if criteria.query:
        label = _("Name: {query}").format(query=criteria.query)
        found.append(Link(label, address(without(criteria, "q"))))
    for name, values in criteria.chosen.items():
        facet = BY_NAME[name]
        found += [
            Link(
                _("{filter}: {option}").format(filter=facet.legend, option=facet.options[value]),
                address(without_option(criteria, name, value)),
            )
            for value in values
        ]
    if criteria.score is not None:
        cleared = replace(criteria, score=None, places=())
        label = _("Step 2 CK: {score}").format(score=criteria.score)
        found.append(Link(label, address(cleared)))
    for place in criteria.places:
        left = tuple(each for each in criteria.places if each != place)
        label = _("Score: {place}").format(place=languages.inside(PLACES[place]))
        found.append(Link(label, address(replace(criteria, places=left))))
    return found


def orders(criteria: Criteria) -> dict[str, Link]:
    """Return a link for each order; following the current one turns it round."""
    links, unordered = {}, _unordered(criteria)  # all but their last word is the same
    for name, (label, greatest_first) in ORDERS.items():
        current = name == criteria.order
        url = _ordered(unordered, name, reverse=current and not criteria.reverse)
        descending = greatest_first is not (current and criteria.reverse)
        links[name] = Link(label, url, current, descending)
    return links


def named(criteria: Criteria, name: str) -> str:
    """Return the address that looks for ``name`` alone, for the same group."""
    return address(Criteria(group=criteria.group, query=name))


def cleared(criteria: Criteria) -> str:
    """Return the address with no filter, for the same group."""
    return address(Criteria(group=criteria.group))


def offers(criteria: Criteria, removes: Counter) -> list[Link]:
    """Return a link for each filter that alone leaves something out, the greatest number first."""
    labels = {
        "q": _("Name"),
        **{name: facet.legend for name, facet in BY_NAME.items()},
        "place": _("Where your score stands"),
    }
    more = _("{filter}: {n} more")
    return [
        Link(more.format(filter=labels[name], n=removes[name]), address(without(criteria, name)))
        for name in sorted(labels, key=lambda name: -removes[name])
        if removes[name]
    ]
