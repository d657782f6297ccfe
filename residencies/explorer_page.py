"""What the explorer's page shows: the answer to its form, and links that change the question."""

from functools import partial

from . import address, catalogue, filters, listing
from .downloads import files
from .explorer import explore
from .forms import ExplorerForm
from .models.cohorts import ImgGroup


def context(form: ExplorerForm) -> dict:
    """Return what the explorer's template shows for one form."""
    held, criteria = catalogue.current(), form.criteria
    found = explore(criteria, held)
    return {
        "section": "specialties",
        "form": form,
        "criteria": criteria,
        "group": ImgGroup(criteria.group),
        "found": found,
        # A page shows the form, and an answer to htmx what changes in it: the template calls one.
        "filters": partial(filters.filters, form, found.counts),
        "beside": partial(filters.beside, form, found.counts),
        "total": len(held.entries),
        "table": listing.table(held, criteria.group, found.listed, address.orders(criteria)),
        "left_out": listing.left_out(found.excluded),
        "chips": address.chips(criteria),
        "offers": address.offers(criteria, found.removes),
        "cleared": address.cleared(criteria),
        "compare": address.compare([], criteria.group, criteria.score),
        "downloads": files.links(address.address(criteria)),
        "suggested": address.named(criteria, found.suggestion),
    }
