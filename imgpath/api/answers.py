"""What stands around an answer: where it came from, what follows it, and how sure its day is."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest
from django.utils import timezone

from residencies import freshness
from residencies.downloads.figures import Figure
from residencies.downloads.views import TERMS

from .asking import PartForm


def site(request: HttpRequest) -> str:
    """Return what our own addresses begin with."""
    return request.build_absolute_uri("/").removesuffix("/")


def one(request: HttpRequest, item: dict, page: str) -> dict:
    """Return an answer with one item. ``page`` is the address that shows people the same."""
    return {"about": _about(request, page), "item": item}


def listed[Item](
    request: HttpRequest,
    form: PartForm,
    found: Sequence[Item],
    describe: Callable[[Item], dict],
    page: str,
    corrected: str = "",
) -> dict:
    """Return an answer with the part of ``found`` that is asked for."""
    part = form.part
    about = _about(request, page) | {"count": len(found), "corrected": corrected}
    about |= {"next": None, "previous": None}
    size = part.stop - part.start
    if part.stop < len(found):
        about["next"] = _moved(request, part.stop)
    if part.start:
        about["previous"] = _moved(request, max(part.start - size, 0))
    return {"about": about, "items": [describe(each) for each in found[part]]}


def figures(found: Sequence[Figure], request: HttpRequest) -> list[dict]:
    """Return figures as files have them: with a value only where its source allows that."""
    here = site(request)
    return [each.cells(here) for each in found]


def _about(request, page):
    return {
        "self": site(request) + request.get_full_path(),
        "page": site(request) + page,
        "made_on": timezone.localdate(),
        "unconfirmed_since": freshness.away_since(),
        "terms": TERMS,
    }


def _moved(request, offset):
    query = request.GET.copy()
    query["offset"] = offset
    return f"{site(request)}{request.path}?{query.urlencode()}"
