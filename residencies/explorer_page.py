"""What the explorer's page shows: the answer to its form, and links that change the question."""

from . import address, catalogue
from .downloads import files
from .explorer import explore
from .forms import ExplorerForm
from .models.cohorts import ImgGroup


def context(form: ExplorerForm) -> dict:
    """Return what the explorer's template shows for one form."""
    held, criteria = catalogue.current(), form.criteria
    found = explore(criteria, held)
    facets, places = list(form.facets(found.counts)), form.places(found.counts)
    options = [(facet.name, listed) for facet, listed in facets] + [("place", places)]
    return {
        "section": "specialties",
        "form": form,
        "criteria": criteria,
        "group": ImgGroup(criteria.group),
        "found": found,
        "facets": facets,
        "places": places,
        "numbers": [(f"{name}-{each[0]}", each[-1]) for name, listed in options for each in listed],
        "total": len(held.entries),
        "late": held.late,
        "year": held.year,
        "average": held.averages(held.year).get(criteria.group),
        "chips": address.chips(criteria),
        "orders": address.orders(criteria),
        "offers": address.offers(criteria, found.removes),
        "cleared": address.cleared(criteria),
        "compare": address.compare([], criteria.group, criteria.score),
        "downloads": files.links(address.address(criteria)),
        "suggested": address.named(criteria, found.suggestion),
    }
