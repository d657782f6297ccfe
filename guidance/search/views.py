from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url

from residencies import canonical

from . import page
from .forms import SearchEverythingForm


@require_safe
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """Find pages of every kind by their words; htmx gets the part of the page that changes."""
    form = SearchEverythingForm(request.GET)
    if moved := canonical.redirect(request, form):
        return moved
    context = page.context(form)
    if not request.htmx:
        return TemplateResponse(request, "search/page.html", context)
    response = TemplateResponse(request, "search/page.html#answer", context | {"oob": True})
    return replace_url(response, form.address(form.chosen))
