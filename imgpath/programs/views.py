from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url

from . import listing, page
from .finding import ProgramsForm


@require_safe
@vary_on_headers("HX-Request")
def programs(request: HttpRequest) -> TemplateResponse:
    """List programs and how they filled; htmx gets the part of the page that changes."""
    held = listing.current()
    context = page.context(ProgramsForm(request.GET, held), held, request.GET.get("page"))
    if not request.htmx:
        return TemplateResponse(request, "programs/list.html", context)
    context |= {"oob": True}
    response = TemplateResponse(request, "programs/list.html#answer", context)
    here = context["here"]
    if here == request.htmx.current_url_abs_path:
        return response
    return (replace_url if request.htmx.trigger_name == "q" else push_url)(response, here)
