"""The list of sources, and all that rests on one, as files."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from residencies.downloads.figures import Figure, Status, Topic
from residencies.downloads.kinds import of
from residencies.downloads.views import answer

from . import entries, index
from .entries import Resting


@require_safe
def sources(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give every source that is asked for, with how much rests on it."""
    held = entries.current()
    form = index.SourcesForm(request.GET, held.listed)
    figures = [counted(each) for each in form.found]
    page, year = index.address(form.chosen), held.guidance.evidence.year
    return answer(request, suffix, figures, name="sources", year=year, page=page)


@require_safe
def source(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """Give every figure and finding that rests on one source."""
    found = entries.current().sources.get(slug)
    if found is None:
        raise Http404("No source that may be shown has this address.")
    page = found.source.get_absolute_url()
    return answer(request, suffix, resting(found), name=f"source-{slug}", year=None, page=page)


def counted(found: Resting) -> Figure:
    """Return how much rests on one source: a count of our own."""
    return Figure(
        Topic(found.source.title, found.source.get_absolute_url()),
        "Figures and findings that rest on it",
        Status.OURS,
        found.figures,
        unit="figures",
        grade=found.source.grade,
        source=found.source,
    )


def resting(found: Resting) -> Iterator[Figure]:
    """Yield what rests on one source, each with the page that shows it."""
    page = found.source.get_absolute_url()
    for rows in found.rows.values():
        for place, row in rows:
            yield from of(row, Topic(place.name, place.url.split("#")[0] or page))
    for finding, pages in found.findings:
        yield from of(finding, Topic(finding.topic, pages[0].url if pages else page))
