"""The pages of the ledger as files: sources, what rests on one, contradictions, corrections."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from residencies import catalogue
from residencies.downloads.figures import Figure, Status, Topic, figure
from residencies.downloads.kinds import of, subject
from residencies.downloads.views import answer, in_english
from residencies.models import Contradiction, Correction

from . import entries, index
from .entries import Resting


@require_safe
@in_english
def sources(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give every source that is asked for, with how much rests on it."""
    held = entries.current()
    form = index.SourcesForm(request.GET, held.listed)
    figures = [counted(each) for each in form.found]
    page, year = index.address(form.chosen), held.guidance.evidence.year
    return answer(request, suffix, figures, name="sources", year=year, page=page)


@require_safe
@in_english
def source(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """Give every figure and finding that rests on one source."""
    found = entries.current().sources.get(slug)
    if found is None:
        raise Http404("No source that may be shown has this address.")
    page = found.source.get_absolute_url()
    return answer(request, suffix, resting(found), name=f"source-{slug}", year=None, page=page)


@require_safe
@in_english
def contradictions(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give each side of every contradiction, with what we make of it."""
    figures = [each for row in catalogue.current().findings.contradictions for each in opposed(row)]
    page = reverse("contradictions")
    return answer(request, suffix, figures, name="contradictions", year=None, page=page)


@require_safe
@in_english
def corrections(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give what every correction changed."""
    figures = [each for row in catalogue.current().corrections for each in changed(row)]
    page = reverse("corrections")
    return answer(request, suffix, figures, name="corrections", year=None, page=page)


def opposed(row: Contradiction) -> Iterator[Figure]:
    """Yield the sides of a contradiction as their sources allow, then our own words on it."""
    topic = Topic(row.title, row.get_absolute_url())
    for finding in row.sides:
        yield from of(finding, topic)
    yield Figure(topic, "What differs", Status.OURS, row.differs)
    yield Figure(topic, "Why they may differ", Status.OURS, row.reason)
    yield Figure(topic, "What imgpath shows", Status.OURS, row.shown)


def changed(row: Correction) -> Iterator[Figure]:
    """Yield what a correction changed; words about a figure only as its source allows."""
    topic = Topic(row.page, row.get_absolute_url())
    when = f"{row.made_on}. Noticed by: {row.get_noticed_display().lower()}."
    for measure, words in [("What it said", row.said), ("What it says now", row.says)]:
        if row.source:
            yield figure(topic, measure, words, source=row.source, detail=row.row, caution=when)
        else:
            yield Figure(topic, measure, Status.OURS, words, detail=row.row, note=when)
    yield Figure(topic, "Why it was changed", Status.OURS, row.reason, detail=row.row, note=when)


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
            yield from of(row, Topic(subject(row), place.url.split("#")[0] or page))
    for finding, pages in found.findings:
        yield from of(finding, Topic(finding.topic, pages[0].url if pages else page))
