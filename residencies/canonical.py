"""One address for each page: other ways to ask for it lead there, so that caches hold it once."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict


def redirect(request: HttpRequest, form: Form, here: str) -> HttpResponse | None:
    """Lead to ``here``, the one address of what ``form`` asks for; None for who is there already.

    Fields that a browser sends empty, what other sites add to links, and another order of the same
    filters make no page of their own. What is typed wrong stays, to be mended.
    """
    wanted = QueryDict(here.partition("?")[2])
    if request.htmx or not request.GET or wanted == request.GET or not form.is_valid():
        return None
    return HttpResponseRedirect(here)
