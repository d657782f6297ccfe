"""One public page with drafts in place, for staff: made for one request, and kept nowhere."""

import copy
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from guidance import links
from residencies import drafts as reading

from . import drafts, readers, staging


@dataclass(frozen=True, slots=True)
class Preview:
    """What the banner above a page says."""

    word: str
    """What the page itself is, when readers do not see it."""
    public: str
    """Where readers find it, as a whole address, which leads out of the preview."""
    edit: str
    """The form of what the page is about."""
    unsaved: bool
    """Whether it shows what is typed into a form."""
    reader: readers.Reader | None
    """Whose page it is, when it is of one reader."""


def page(request: HttpRequest, url: str, *, unsaved: bool = False) -> HttpResponse:
    """Return the page of this site at ``url`` as readers would see it, had all been published."""
    try:
        response = _page(request, url, unsaved)
    except Http404:
        context = admin.site.each_context(request) | {"title": "Nothing to preview here"}
        missing = TemplateResponse(request, "preview/missing.html", context, status=404)
        response = missing.render()
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request, url, unsaved):
    path = url.partition("#")[0]
    match = links.routed(path)
    if match is None or not staging.has_page(path):
        raise Http404("No page has this address.")
    words = drafts.found()
    word = words.get(url, words.get(path, ""))
    asked = _as_reader(request, path)
    with reading.in_place():
        reader = readers.asked_for(request.GET) if path in staging.OWN else None
        asked.COOKIES = reader.cookies if reader else {}
        asked.preview = Preview(word, request.build_absolute_uri(path), _form(url), unsaved, reader)
        response = match.func(asked, *match.args, **match.kwargs)
        if hasattr(response, "render"):
            response.render()
    query = reader.query if reader else ""
    if response.has_header("Location"):
        return redirect(staging.address(response["Location"], query))
    looked_for = request.GET.get(readers.LOOKED_FOR, "") if reader else ""
    html = staging.staged(response.text, path, words, query, looked_for)
    return HttpResponse(html, status=response.status_code)


def _as_reader(request, path):
    """Return the request as the browser of a reader without scripts would have made it."""
    asked = copy.copy(request)
    asked.path = asked.path_info = path
    asked.user, asked.htmx = AnonymousUser(), False
    if request.method == "POST":  # a form of the admin: nothing of it is the page's
        asked.method, asked.GET, asked.POST = "GET", QueryDict(), QueryDict()
    return asked


def _form(url):
    """Return the admin's form of the row that a page is about; "" for a page about none."""
    model, slug = links.named(url)
    row = model and model in admin.site._registry and model.objects.filter(slug=slug).first()
    if not row:
        return ""
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk])
