"""What the page of programs shows: the answer to its form, and links that change the question."""

from itertools import groupby

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from residencies.address import Link

from .finding import Criteria, ProgramsForm
from .listing import OTHER, Listing, address

PER_PAGE = 50


def context(form: ProgramsForm, listing: Listing, number: str | None) -> dict:
    """Return what the template shows; a page that is not there is the nearest one."""
    criteria = form.criteria
    found = criteria.find(listing)
    shown = Paginator(found, PER_PAGE).get_page(number)
    return {
        "form": form,
        "criteria": criteria,
        "listing": listing,
        "found": found,
        "shown": shown,
        "groups": _groups(listing, shown.object_list),
        "pages": [
            (each, _page(criteria, each)) if isinstance(each, int) else (None, each)
            for each in shown.paginator.get_elided_page_range(shown.number, on_each_side=2)
        ],
        "here": _page(criteria, shown.number),
        "chips": _chips(criteria, listing),
        "offers": [] if found else _offers(criteria, listing),
        "cleared": address(),
    }


def _page(criteria: Criteria, number: int) -> str:
    return address(**criteria.query, page=number if number > 1 else "")


def _groups(listing, programs):
    """Return the rows of each specialty on this page: its name, its own page, its rows."""
    rows = dict(zip(programs, listing.rows([each.pk for each in programs]), strict=True))
    found = []
    for slug, group in groupby(programs, key=lambda each: each.specialty):
        url = "" if slug == OTHER else reverse("specialty", args=[slug])
        found.append((listing.specialties[slug], url, [rows[each] for each in group]))
    return found


def _chips(criteria: Criteria, listing: Listing) -> list[Link]:
    """Return a link for each filter in use, which removes it."""
    return [
        Link(label, address(**criteria.without(name).query))
        for name, label in _labels(criteria, listing).items()
    ]


def _labels(criteria, listing):
    labels = {
        "q": _("Words: {words}").format(words=criteria.q),
        "specialty": listing.specialties.get(criteria.specialty),
        "state": criteria.state,
        "unfilled": _unfilled(listing),
    }
    return {name: label for name, label in labels.items() if getattr(criteria, name)}


def _unfilled(listing):
    newest = listing.years[0] if listing.years else ""
    return _("Not all filled in {year}").format(year=newest) if newest else ""


def _offers(criteria: Criteria, listing: Listing) -> list[Link]:
    """Return a link for each filter without which something is found, the most first."""
    found = []
    for name, label in _labels(criteria, listing).items():
        wider = criteria.without(name)
        if count := len(wider.find(listing)):
            more = ngettext("{label}: {n} more", "{label}: {n} more", count)
            text = more.format(label=label, n=f"{count:,}")
            found.append((count, Link(text, address(**wider.query))))
    return [link for count, link in sorted(found, key=lambda each: -each[0])]
