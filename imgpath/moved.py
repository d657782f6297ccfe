"""The old addresses of rows that a release named anew lead to where they are now.

What was renamed ships with the code, so this asks the database nothing.
"""

import re
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from residencies.models import Specialty

from .content import renames

SPECIALTY = Specialty._meta.label_lower
CHOOSING = re.compile(r"s[1-4]?")  # what addresses call the specialties that a reader chose


def redirect(get_response):
    """Lead from an address that holds an old slug to the same one with the new slug, for good."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        if found := _query(request):
            return HttpResponsePermanentRedirect(found)
        response = get_response(request)
        if response.status_code == 404 and (path := _path(request.path)):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
        return response

    return middleware


def specialties(slugs: Iterable[str]) -> list[str]:
    """Return slugs of specialties as they are now, each once."""
    renamed = renames.shipped().get(SPECIALTY, {})
    return list(dict.fromkeys(renamed.get(slug, slug) for slug in slugs))


def _query(request):
    """Return the address with every renamed specialty that its query chooses, if any is."""
    renamed = renames.shipped().get(SPECIALTY)
    if not renamed:
        return None
    asked, query = request.GET, request.GET.copy()
    for name in filter(CHOOSING.fullmatch, asked):
        query.setlist(name, [renamed.get(slug, slug) for slug in asked.getlist(name)])
    return f"{request.path}?{query.urlencode()}" if query != asked else None


def _path(path: str) -> str | None:
    for prefix, renamed in _pages():
        slug = re.match(r"[\w-]*", path.removeprefix(prefix))[0]
        if path.startswith(prefix) and slug in renamed:
            return f"{prefix}{renamed[slug]}{path[len(prefix) + len(slug) :]}"
    return None


def _pages() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield how the addresses of a kind of page begin, and the renames of that kind."""
    for label, renamed in renames.shipped().items():
        model = apps.get_model(label)
        if hasattr(model, "get_absolute_url"):
            address = model(slug="slug").get_absolute_url()
            if address.endswith("/slug/"):
                yield address.removesuffix("slug/"), renamed
