from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from residencies import catalogue
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
    held = entries.current()
    found = held.sources.get(slug)
    if found is None:
        raise Http404("No source that may be shown has this address.")
    shown = Paginator(found.parts, 1).get_page(request.GET.get("part"))
    downloads = links(found.source.get_absolute_url())
    context = {"found": found, "source": found.source, "shown": shown, "downloads": downloads}
    context["corrected"] = held.guidance.evidence.corrected(request.path)
    return TemplateResponse(request, "ledger/source.html", context)


@require_safe
def contradictions(request: HttpRequest) -> TemplateResponse:
    """Put what sources say differently side by side."""
    found = catalogue.current().findings.contradictions
    context = {"contradictions": found, "downloads": links(reverse("contradictions"))}
    return TemplateResponse(request, "ledger/contradictions.html", context)


@require_safe
def corrections(request: HttpRequest) -> TemplateResponse:
    """List what was wrong on this site, the newest first."""
    found = catalogue.current().corrections
    context = {"corrections": found, "downloads": links(reverse("corrections"))}
    return TemplateResponse(request, "ledger/corrections.html", context)
