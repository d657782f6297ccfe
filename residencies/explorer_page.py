"""What the explorer's page shows: the answer to its form, and links that change the question."""

from functools import cache

from django.utils.safestring import SafeString

from . import address, catalogue, slots
from .downloads import files
from .explorer import explore
from .facets import FACETS, PLACES
from .forms import ExplorerForm
from .models.cohorts import ImgGroup


def context(form: ExplorerForm) -> dict:
    """Return what the explorer's template shows for one form."""
    held, criteria = catalogue.current(), form.criteria
    found = explore(criteria, held)
    boxes = list(form.boxes(found.counts))
    return {
        "section": "specialties",
        "form": form,
        "criteria": criteria,
        "group": ImgGroup(criteria.group),
        "found": found,
        "boxes": slots.filled(_texts("boxes"), [each for box in boxes for each in _box(*box)]),
        "counts": slots.filled(_texts("counts"), [count for _, count in boxes]),
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


@cache
def _texts(part: str) -> list[SafeString]:
    """Return the boxes of the form, or their counts for htmx: what is the same in each answer."""
    context = {"facets": FACETS, "places": PLACES}
    return slots.rendered(f"residencies/explorer_{part}.html", context)


def _box(ticked, count):
    return " checked" if ticked else "", count
