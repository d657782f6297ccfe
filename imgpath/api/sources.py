"""Sources: what the list of sources shows, and one of them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Router

from guidance.ledger import entries, files, index
from guidance.ledger.entries import Resting
from residencies import catalogue
from residencies.models import Contradiction as ContradictionRow
from residencies.models import Correction as CorrectionRow
from residencies.models import Source as Row

from . import answers, asking, meaning
from .document import reads
from .schemas import Figure, held, listed, made, one

router = Router(tags=["Sources"])
COLUMNS = [field.name for field in Row._meta.fields if field.name != "id"]
Source = made(
    "Source",
    Row.__doc__,
    meaning.of(Row, *COLUMNS)
    | {
        "figures": held(int, "How many figures and findings rest on it: a count of our own."),
        "page": held(str, "Our page of it."),
    },
)
SIDES = {
    "figures": held(list[Figure], "What was said, as its source allows, and what we say of it."),
    "page": held(str, "Where it stands on our page."),
}
CONTRADICTED = ["slug", "title", "as_of", "review_by"]
Contradiction = made(
    "Contradiction", ContradictionRow.__doc__, meaning.of(ContradictionRow, *CONTRADICTED) | SIDES
)
CORRECTED = ["slug", "made_on", "row", "noticed"]
Correction = made(
    "Correction", CorrectionRow.__doc__, meaning.of(CorrectionRow, *CORRECTED) | SIDES
)


@reads(
    router,
    "/sources",
    listed(Source),
    asking.SourcesForm({}, []),
    name="sources",
    examples=("?terms=open", "?q=nrmp&sort=publisher"),
)
def sources(request: HttpRequest) -> dict:
    """List the sources that something published rests on, with the filters of their page.

    To get what rests on one, ask for figures and findings with its slug as source.
    """
    form = asking.SourcesForm(request.GET, entries.current().listed)
    found = asking.checked(request, form).found
    page = index.address(
        {name: form.chosen[name] for name in form.chosen if name not in asking.PARTS}
    )
    return answers.listed(
        request, form, found, lambda each: _described(request, each), page, form.asked.corrected
    )


@reads(router, "/sources/{slug:slug}", one(Source), name="source", examples=("outcomes-s01",))
def source(request: HttpRequest, slug: str) -> dict:
    """Give one source, and what its terms allow."""
    asking.nothing(request)
    found = entries.current().sources.get(slug)
    if found is None:
        raise Http404("No source that may be shown has this address.")
    return answers.one(request, _described(request, found), found.source.get_absolute_url())


@reads(router, "/contradictions", listed(Contradiction), asking.PartForm({}), name="contradictions")
def contradictions(request: HttpRequest) -> dict:
    """List the questions that sources answer differently."""
    form = asking.checked(request, asking.PartForm(request.GET))
    found = catalogue.current().findings.contradictions

    def describe(row):
        return _sides(request, row, CONTRADICTED, files.opposed(row))

    return answers.listed(request, form, found, describe, reverse("contradictions"))


@reads(router, "/corrections", listed(Correction), asking.PartForm({}), name="corrections")
def corrections(request: HttpRequest) -> dict:
    """List what this site said and that was wrong, the newest first."""
    form = asking.checked(request, asking.PartForm(request.GET))
    found = catalogue.current().corrections

    def describe(row):
        return _sides(request, row, CORRECTED, files.changed(row))

    return answers.listed(request, form, found, describe, reverse("corrections"))


def _sides(request, row, names, figures):
    page = answers.site(request) + row.get_absolute_url()
    told = {name: getattr(row, name) for name in names}
    return told | {"figures": answers.figures(figures, request), "page": page}


def _described(request: HttpRequest, found: Resting) -> dict[str, Any]:
    told = {name: getattr(found.source, name) for name in COLUMNS}
    page = answers.site(request) + found.source.get_absolute_url()
    return told | {"figures": found.figures, "page": page}
