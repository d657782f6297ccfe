from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from residencies.downloads.files import links

from . import entries, index


@require_safe
def sources(request: HttpRequest) -> TemplateResponse:
    """List every source that something published rests on."""
    form = index.SourcesForm(request.GET, entries.current().listed)
    context = index.context(form, request.GET.get("page"))
    return TemplateResponse(request, "ledger/sources.html", context)


@require_safe
def source(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show one source with everything that rests on it."""
    found = entries.current().sources.get(slug)
    if found is None:
        raise Http404("No source that may be shown has this address.")
    shown = Paginator(found.parts, 1).get_page(request.GET.get("part"))
    downloads = links(found.source.get_absolute_url())
    context = {"found": found, "source": found.source, "shown": shown, "downloads": downloads}
    return TemplateResponse(request, "ledger/source.html", context)
