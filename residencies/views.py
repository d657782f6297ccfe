from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url

from . import (
    address,
    canonical,
    catalogue,
    comparison,
    explorer_page,
    groups,
    landscape,
    pictures,
    states,
    years,
)
from .accessibility import FEWEST_FILLED, Band, range_text
from .downloads import files
from .forms import ExplorerForm, GroupForm
from .models.cohorts import ImgGroup
from .overview_forms import LandscapeForm, PlacesForm


@require_safe
@vary_on_headers("HX-Request")
def explorer(request: HttpRequest) -> HttpResponse:
    """Filter and sort the specialties; htmx gets the part of the page that changes."""
    form = ExplorerForm(request.GET)
    if moved := canonical.redirect(request, form):
        return moved
    context = explorer_page.context(form)
    if not request.htmx:
        return TemplateResponse(request, "residencies/explorer.html", context)
    response = TemplateResponse(
        request, "residencies/explorer.html#answer", context | {"oob": True}
    )
    here = address.address(context["criteria"])
    if here == request.htmx.current_url_abs_path:
        return response
    # Typing is one step back, however many letters; each tick of a box is its own.
    return (replace_url if request.htmx.trigger_name == "q" else push_url)(response, here)


@require_safe
@vary_on_headers("HX-Request")
def compare(request: HttpRequest) -> HttpResponse:
    """Put two to four specialties side by side; htmx gets the part of the page that changes."""
    held = catalogue.current()
    form = comparison.form(request.GET, held)
    if moved := canonical.redirect(request, form):
        return moved
    context = comparison.context(form, held)
    if not request.htmx:
        return TemplateResponse(request, "residencies/compare.html", context)
    removed = (request.htmx.trigger or "").startswith("remove-")
    context |= {"oob": True, "removed": removed}
    response = TemplateResponse(request, "residencies/compare.html#answer", context)
    here = comparison.here(form)
    return response if here == request.htmx.current_url_abs_path else push_url(response, here)


@require_safe
def method(request: HttpRequest) -> TemplateResponse:
    """Explain the measure with the numbers that are live now."""
    group = ImgGroup(GroupForm(request.GET).chosen_group)
    held = catalogue.current()
    examples = held.examples(group)
    context = {
        "group": group,
        "averages": [(held.overall[year], held.averages(year)) for year in held.overall],
        "bands": [(band, range_text(band), examples.get(band)) for band in Band],
        "behind": held.behind,
        "late": held.late,
        "year": held.year,
        "fewest": FEWEST_FILLED,
        "corrected": held.corrected(request.path),
    }
    return TemplateResponse(request, "residencies/method.html", context)


@require_safe
def all_specialties(request: HttpRequest) -> HttpResponse:
    """Show all specialties of one kind, by how open and how big they are to one group."""
    form = LandscapeForm(request.GET)
    if moved := canonical.redirect(request, form):
        return moved
    group, kind = form.chosen
    context = {
        "form": form,
        "shown": landscape.current()[group, kind],
        "group": group,
        "kind": kind,
        "kinds": landscape.CHOICES,
        "downloads": files.links(form.address),
    }
    return TemplateResponse(request, "residencies/landscape.html", context)


@require_safe
def newest_year(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the newest Match with rows."""
    newest = max(years.current(), default=None)
    if newest is None:
        raise Http404("There is no Match yet.")
    return redirect("residencies:year", newest)


@require_safe
def year(request: HttpRequest, year: int) -> TemplateResponse:
    """Say what one Match changed for IMGs."""
    found = years.current().get(year)
    if found is None:
        raise Http404("There are no rows of this Match.")
    context = {"found": found, "downloads": files.links(address.year(year))}
    return TemplateResponse(request, "residencies/year.html", context)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Show where one group, or both, filled positions in one Match."""
    held = states.current()
    form = PlacesForm(request.GET, states.years(held))
    if moved := canonical.redirect(request, form):
        return moved
    chosen = form.chosen
    context = {
        "form": form,
        "shown": held.get(chosen),
        "group": chosen[1],
        "groups": groups.CHOICES,
        "downloads": files.links(form.address),
    }
    return TemplateResponse(request, "residencies/places.html", context)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Give a picture that was drawn before the site started; other sites may show it."""
    path = pictures.path(name)
    if not path.is_file():
        raise Http404("No picture has this name.")
    return HttpResponse(path.read_bytes(), content_type="image/png", headers=pictures.HEADERS)
