"""How much of the content is translated: of each kind, and of each row of one."""

from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst

from residencies import translations
from residencies.models import Translation
from residencies.models.translations import plain

from . import texts


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some texts are translated into one language."""

    language: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of content."""

    name: str
    label: str
    shares: list[Share]


def kinds(request: HttpRequest) -> list[Kind]:
    """Return every kind that has texts and that somebody may translate."""
    known = {code: Translation.objects.texts(code) for code, _ in texts.languages()}
    found = []
    for page in texts.pages(request):
        said = _said(page.model)
        shares = [Share(code, len(said & here.keys()), len(said)) for code, here in known.items()]
        if said:
            name = capfirst(page.opts.verbose_name_plural)
            found.append(Kind(name, page.opts.label_lower, shares))
    return found


def _said(model):
    rows = model.objects.values_list(*translations.fields(model))
    return {plain(text) for row in rows for text in row if text}


def rows(request: HttpRequest, page: ModelAdmin, language: str) -> list[tuple[Model, Share]]:
    """Return each row of one kind that has texts, those first of which most is missing."""
    known = Translation.objects.texts(language)
    found = []
    for row in page.get_queryset(request).select_related(*page.list_select_related or [None]):
        told = texts.of(row, known)
        if told:
            found.append((row, Share(language, sum(bool(each.said) for each in told), len(told))))
    return sorted(found, key=lambda each: each[1].done - each[1].of)
