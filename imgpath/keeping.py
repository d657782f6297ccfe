"""A reader's own shortlist: slugs in one cookie, which is set only when a star is pressed."""

import re

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_cookie

from residencies import address, catalogue, shortlist
from residencies.forms import SpecialtyForm

from . import moved
from .cookies import Cookie
from .security import same_origin_post

COOKIE = Cookie(plain="shortlist", former="shortlist", former_path="/", for_scripts=True)
LONGEST = 2_000
SLUG = re.compile(r"[a-z0-9-]{1,60}")


@same_origin_post
@never_cache
@vary_on_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest) -> HttpResponse:
    """Show the list that the address names, or lead to the reader's own; a POST changes that."""
    if request.method == "POST":
        return change(request)
    held, own = catalogue.current(), kept(request)
    form = shortlist.form(request.GET, held)
    if own and not request.GET.getlist("s"):
        # A slug that is no more goes along: the page then says that it was left out.
        return redirect(address.shortlist(own, form.chosen_group, form.cleaned_data.get("score")))
    context = shortlist.context(form, held, [slug for slug in own if slug in held.entries])
    return TemplateResponse(request, "residencies/shortlist.html", context)


def change(request: HttpRequest) -> HttpResponse:
    """Add, remove or clear; without htmx, lead to the list as it then is."""
    held, before = catalogue.current(), kept(request)
    asked = _asked(request.POST, before)
    after = [slug for slug in asked if slug in held.entries][: shortlist.MOST]
    if request.htmx:
        context = _told(before, after, held.names) | {"url": _own_address(request, after)}
        return keep(after, TemplateResponse(request, "residencies/shortlist.html#kept", context))
    # The address names what does not fit too, so that the page says what was left out.
    response = redirect(_own_address(request, asked[: 2 * shortlist.MOST]))
    response.status_code = 303
    return keep(after, response)


def kept(request: HttpRequest) -> list[str]:
    """Return the slugs in the cookie, whatever it holds: some may be of no specialty any more."""
    found = _slugs(COOKIE.read(request)[:LONGEST].split("."))
    return moved.specialties(found)[: shortlist.MOST]


def keep(slugs: list[str], response: HttpResponse) -> HttpResponse:
    """Put ``slugs`` into the cookie; without any there is none. The page's script reads it too."""
    return COOKIE.keep(response, ".".join(slugs))


def _slugs(texts):
    return list(dict.fromkeys(filter(SLUG.fullmatch, texts)))


def _asked(sent, before):
    removed = before if "clear" in sent else sent.getlist("remove")
    return [slug for slug in _slugs(before + sent.getlist("add")) if slug not in removed]


def _told(before, after, names):
    added = [names[slug] for slug in after if slug not in before]
    removed = [names[slug] for slug in before if slug in names and slug not in after]
    return {"added": added, "removed": removed, "kept": after, "most": shortlist.MOST}


def _own_address(request, slugs):
    """Return where the list is for the reader that the page which sent the form spoke to."""
    page = request.htmx.current_url or request.headers.get("Referer", "")
    form = SpecialtyForm(QueryDict(page.partition("?")[2].partition("#")[0]))
    return address.shortlist(slugs, form.chosen_group, form.cleaned_data.get("score"))
