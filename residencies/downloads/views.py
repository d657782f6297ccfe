from collections.abc import Callable, Iterable, Iterator
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from .. import (
    address,
    catalogue,
    compare_table,
    comparison,
    explorer,
    landscape,
    shortlist,
    states,
    years,
)
from ..entries import Entry
from ..forms import EvidenceForm, ExplorerForm
from ..models.cohorts import ImgGroup
from ..overview_forms import LandscapeForm, PlacesForm
from . import contents, files
from .figures import COLUMNS, Figure, Topic

TERMS = (
    "A value is given only where the terms of its source allow bulk export. For every other figure "
    "its source is named."
)


def in_english(view):
    """Give the same file whatever the language of its page: programs read what it says."""

    @wraps(view)
    def given(*args, **kwargs):
        with translation.override(settings.LANGUAGE_CODE):
            return view(*args, **kwargs)

    return given


def answer(
    request: HttpRequest,
    suffix: str,
    figures: Iterable[Figure],
    *,
    name: str,
    year: int | None,
    page: str,
) -> HttpResponse:
    """Return a file to keep. ``page`` is the address that shows the same, with its query."""
    site = request.build_absolute_uri("/").removesuffix("/")
    rows = [figure.cells(site) for figure in figures]
    if suffix == "csv":
        text = files.csv_text(list(COLUMNS), rows)
    else:
        made_on = timezone.now().date().isoformat()
        about = {"page": site + page, "made_on": made_on, "terms": TERMS, "columns": COLUMNS}
        text = files.json_text(about, rows)
    kept = "-".join(str(part) for part in ["imgpath", name, year] if part)
    headers = {
        "Content-Language": settings.LANGUAGE_CODE,
        "Content-Disposition": f'attachment; filename="{kept}.{suffix}"',
        "Link": f'<{site}{page}>; rel="canonical"',
    }
    return HttpResponse(text, content_type=files.SUFFIXES[suffix], headers=headers)


def each(
    entries: Iterable[Entry], group: str, of: Callable[[Entry, ImgGroup], Iterator[Figure]]
) -> list[Figure]:
    """Return what one of ``contents`` says of each specialty to a group."""
    return [figure for entry in entries for figure in of(entry, ImgGroup(group))]


@require_safe
@in_english
def specialties(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give the explorer's list as a file, in its order."""
    held, criteria = catalogue.current(), ExplorerForm(request.GET).criteria
    listed = [result.row.entry for result in explorer.explore(criteria, held).listed]
    figures = each(listed, criteria.group, contents.in_list)
    page = address.address(criteria)
    return answer(request, suffix, figures, name="specialties", year=held.year, page=page)


@require_safe
@in_english
def specialty(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """Give the evidence of one specialty as a file."""
    held = catalogue.current()
    entry = held.entries.get(slug)
    if entry is None:
        raise Http404("No specialty has this address.")
    choice, score = EvidenceForm(request.GET).reader
    page = address.specialty(entry.specialty.get_absolute_url(), choice, score)
    figures = list(contents.whole(entry, choice))
    return answer(request, suffix, figures, name=slug, year=held.year, page=page)


@require_safe
@in_english
def compare(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give a comparison as a file: no figures while there are too few to compare."""
    held = catalogue.current()
    form = comparison.form(request.GET, held)
    page, entries = comparison.here(form), [held.entries[slug] for slug in form.chosen]
    figures = []
    if len(entries) >= comparison.FEWEST:
        everywhere = Topic(contents.EVERYWHERE, page)
        figures = each(entries, form.chosen_group, contents.compared)
        figures += contents.figures(compare_table.totals(held), everywhere)
    return answer(request, suffix, figures, name="compare", year=held.year, page=page)


@require_safe
@in_english
def shortlisted(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give the shortlist that the address names as a file; what a browser keeps plays no part."""
    held = catalogue.current()
    form = shortlist.form(request.GET, held)
    page, entries = shortlist.here(form), [held.entries[slug] for slug in form.chosen]
    figures = each(entries, form.chosen_group, contents.in_list)
    return answer(request, suffix, figures, name="shortlist", year=held.year, page=page)


@require_safe
@in_english
def all_specialties(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give what the chart of all specialties shows as a file."""
    form = LandscapeForm(request.GET)
    held = catalogue.current()
    entries = [row.entry for row in landscape.listed(held.rows, *form.chosen)]
    figures = each(entries, form.chosen_group, contents.openness)
    return answer(request, suffix, figures, name="landscape", year=held.year, page=form.address)


@require_safe
@in_english
def year(request: HttpRequest, year: int, suffix: str) -> HttpResponse:
    """Give the figures of one Match as a file."""
    held = catalogue.current()
    if year not in years.known(held):
        raise Http404("There are no rows of this Match.")
    page = address.year(year)
    figures = contents.match(held, year, page)
    return answer(request, suffix, figures, name="match", year=year, page=page)


@require_safe
@in_english
def places(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give the map of one Match as a file."""
    held = states.current()
    form = PlacesForm(request.GET, states.years(held))
    chosen = form.chosen
    rows = held[chosen].rows if chosen in held else []
    figures = contents.by_state(rows, chosen[1], form.address)
    return answer(request, suffix, figures, name="places", year=chosen[0], page=form.address)
