"""Advice: each kind of item in its own words, whom it is for, and what it rests on."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Router, Schema

from guidance import catalogue
from guidance.catalogue import KINDS, Item
from guidance.models import Audience as AudienceRow
from guidance.models import GlossaryTerm
from guidance.search import kinds
from guidance.terms import Term
from residencies.downloads.figures import Topic
from residencies.downloads.kinds import of

from . import answers, asking, meaning
from .document import reads
from .schemas import Figure, held, listed, made, one

router = Router(tags=["Advice"])
SITUATION = ["slug", "name", "because"]
Audience = made("Audience", AudienceRow.__doc__, meaning.of(AudienceRow, *SITUATION))
AROUND = {
    "audiences": held(list[Audience], "Whom it is for: any one is enough. Empty: everyone."),
    "not_for": held(list[Audience], "Who never sees it in their advice."),
    "specialties": held(list[str], "Where it matters most, by slug. Empty: everywhere."),
    "findings": held(list[Figure], "What is known, each with its source."),
    "sources": held(list[str], "What it rests on beside the sources of its findings, by slug."),
    "page": held(str, "Our page of it."),
}
WITHOUT_A_LIST = {"outcomes": "guidance:routes"}
"""The pages to which those belong that no page lists."""
EXAMPLES = {
    "challenges": "visa-sponsorship",
    "strategies": "ask-each-program-about-your-visa",
    "questions": "what-step-2-ck-score-do-i-need",
    "pathways": "soap",
    "notices": "h-1b-payment",
    "outcomes": "apply-this-season",
}


def _columns(model: type[models.Model]) -> list[str]:
    """Return the columns that say something to a reader; what is not published is not here."""
    return [field.name for field in model._meta.fields if field.name not in {"id", "status"}]


def _told(row: models.Model) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _columns(type(row))}


def _slugs(rows: Iterable[models.Model]) -> list[str]:
    return [row.slug for row in rows]


def _situations(rows: Iterable[AudienceRow]) -> list[dict[str, str]]:
    return [{name: getattr(row, name) for name in SITUATION} for row in rows]


def _schema(kind: str) -> type[Schema]:
    model, others = KINDS[kind]
    related = {each: held(list[str], f"The {each} that belong to it, by slug.") for each in others}
    fields = meaning.of(model, *_columns(model)) | AROUND | related
    return made(model.__name__, model.__doc__, fields)


def _described(request: HttpRequest, kind: str, item: Item) -> dict[str, Any]:
    topic = Topic(item.title, item.url)
    found = [figure for finding in item.findings for figure in of(finding, topic)]
    around = {
        "audiences": _situations(item.audiences),
        "not_for": _situations(item.not_for),
        "specialties": _slugs(item.specialties),
        "findings": answers.figures(found, request),
        "sources": _slugs(item.sources),
        "page": answers.site(request) + item.url,
    }
    related = {each: _slugs(one.row for one in item.related[each]) for each in KINDS[kind][1]}
    return _told(item.row) | around | related


def _list(kind: str) -> Callable[[HttpRequest], dict]:
    def items(request: HttpRequest) -> dict:
        form = asking.checked(request, asking.AdviceForm(request.GET))
        asked = kinds.current().find(form.query, kind)
        found = asked.having(getattr(catalogue.current(), kind).values())
        page = reverse(WITHOUT_A_LIST.get(kind, f"guidance:{kind}"))

        def describe(item: Item) -> dict[str, Any]:
            return _described(request, kind, item)

        return answers.listed(request, form, found, describe, page, corrected=asked.corrected)

    return items


def _one(kind: str) -> Callable[[HttpRequest, str], dict]:
    def item(request: HttpRequest, slug: str) -> dict:
        asking.nothing(request)
        found = getattr(catalogue.current(), kind).get(slug)
        if found is None:
            raise Http404(f"None of our {kind} has this address.")
        return answers.one(request, _described(request, kind, found), found.url)

    return item


for _kind, (_model, _) in KINDS.items():
    _item = _schema(_kind)
    reads(
        router,
        f"/{_kind}",
        listed(_item),
        asking.AdviceForm({}),
        name=_kind,
        words=f"List the {_kind}; with q those that have all its words, as the search finds them.",
        examples=("", "?q=visa"),
    )(_list(_kind))
    reads(
        router,
        f"/{_kind}/{{slug:slug}}",
        one(_item),
        name=_model._meta.model_name,
        words=f"Give one of the {_kind}.",
        examples=(EXAMPLES[_kind],),
    )(_one(_kind))


TermOfGlossary = made(
    "GlossaryTerm",
    GlossaryTerm.__doc__,
    meaning.of(GlossaryTerm, *_columns(GlossaryTerm))
    | {name: AROUND[name] for name in ("sources", "page")},
)


@reads(router, "/glossary", listed(TermOfGlossary), asking.PartForm({}), name="glossary")
def glossary(request: HttpRequest) -> dict:
    """List the terms of the glossary, in the order of the alphabet."""
    form = asking.checked(request, asking.PartForm(request.GET))

    def describe(term: Term) -> dict[str, Any]:
        page = answers.site(request) + term.url
        return _told(term.row) | {"sources": _slugs(term.sources), "page": page}

    found = list(catalogue.current().terms.values())
    return answers.listed(request, form, found, describe, reverse("guidance:glossary"))
