"""Links from one page of this site to another: what each names, and whether readers can open it."""

from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from django.apps import apps
from django.db import models
from django.http import Http404, HttpRequest
from django.urls import ResolverMatch, resolve
from django.utils.translation import gettext as _

from . import prose


def own(markdown: str) -> list[str]:
    """Return the addresses of this site that a text links to."""
    return [each for each in prose.addresses(markdown) if each.startswith("/")]


def missing(address: str) -> str:
    """Return what an editor is told of a link that leads nowhere."""
    text = _("There is no page at “{address}”. Copy the address from the page: it ends with a /.")
    return text.format(address=address)


def hidden(address: str) -> str:
    """Return what an editor is told of a link to what readers do not see."""
    text = _("Readers cannot open “{address}”: publish it first, or take the link out.")
    return text.format(address=address)


def problems(markdown: str, *, public: bool) -> Iterator[str]:
    """Yield what is wrong with the links of a text; a draft may lead to another draft."""
    for address in own(markdown):
        if opens(address):
            continue
        model, slug = named(address)
        row = model and model.objects.filter(slug=slug).first()
        if row is None or opens(row.get_absolute_url()):
            yield missing(address)
        elif public:
            yield hidden(address)


def opens(address: str) -> bool:
    """Return whether readers find a page at an address of this site, by asking its view."""
    match = routed(address)
    if match is None or not match.kwargs:
        return match is not None
    request = HttpRequest()
    request.method, request.path, request.htmx = "GET", urlsplit(address).path, False
    try:
        match.func(request, *match.args, **match.kwargs)
    except Http404:
        return False
    return True


def named(address: str) -> tuple[type[models.Model] | None, str]:
    """Return the model and the slug of the row that a page of this site is about, or belongs to.

    (None, "") for a page that is about no single row.
    """
    path = urlsplit(address).path
    while path:
        match = routed(path)
        if match and match.view_name in _pages():
            return _pages()[match.view_name], match.kwargs["slug"]
        path = path[: path.rstrip("/").rfind("/") + 1]
    return None, ""


def routed(address: str) -> ResolverMatch | None:
    """Return what answers at an address of this site, were it not in the admin."""
    try:
        match = resolve(urlsplit(address).path)
    except (Http404, ValueError):
        return None
    return match if match.app_name != "admin" else None


@cache
def _pages() -> dict[str, type[models.Model]]:
    """Return each model whose rows have a page of their own, by the name of its route."""
    found = {}
    for model in apps.get_models():
        if hasattr(model, "get_absolute_url") and any(f.name == "slug" for f in model._meta.fields):
            address = model(slug="xx").get_absolute_url()
            if "#" not in address:
                found[resolve(address).view_name] = model
    return found
