"""Queries without noise, so that caches hold a page once and shared addresses are short."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def redirect(request: HttpRequest, form: Form) -> HttpResponse | None:
    """Lead to the address without fields that are empty and names that ``form`` does not know.

    Browsers send empty fields, and other sites add names of theirs to links. What is typed wrong
    stays, to be mended. None where the address has nothing of the kind.
    """
    wanted = request.GET.copy()
    for name in request.GET:
        kept = [value for value in request.GET.getlist(name) if value and name in form.fields]
        wanted.setlist(name, kept)
    query = wanted.urlencode()
    if request.htmx or query == request.GET.urlencode():
        return None
    return HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)
