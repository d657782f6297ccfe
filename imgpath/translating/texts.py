"""The English texts of content, and what each is in another language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.conf import settings
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst

from residencies import translations
from residencies.models import Translation
from residencies.models.translations import digest, plain

from ..content.wording import changes

ALIKE = 0.6
"""How much of an English text must be as it was for its old translation to be of use."""

_WRAPPED = re.compile(r"(?<!\n)\r?\n(?!\s|[-*>] |\d+\. )")
"""A line break that only keeps lines of a fixture short."""


@dataclass(frozen=True, slots=True)
class Text:
    """One English text of a row."""

    name: str
    """Its field."""
    label: str
    english: str
    said: str
    """Its translation; "" where it has none."""

    @property
    def shown(self) -> str:
        """The English with those line breaks alone that part paragraphs and items of lists."""
        return _WRAPPED.sub(" ", self.english)

    def key(self, language: str) -> dict[str, str]:
        """Return what names its translation."""
        return {"language": language, "digest": digest(self.english)}


@dataclass(frozen=True, slots=True)
class Former:
    """The translation of a text as it was before its English changed."""

    pieces: list[tuple[str, str]]
    """What changed of the English."""
    said: str


def languages() -> list[tuple[str, str]]:
    """Return the code and the name of each language besides English."""
    return [each for each in settings.LANGUAGES if each[0] != settings.LANGUAGE_CODE]


def pages(request: HttpRequest) -> Iterator[ModelAdmin]:
    """Yield the admin page of each kind of content that somebody may translate."""
    if request.user.has_perm("residencies.change_translation"):
        found = (admin.site.get_model_admin(model) for model in translations.kinds())
        yield from (each for each in found if each.has_change_permission(request))


def of(row: Model, known: dict[str, str]) -> list[Text]:
    """Return the texts of a row, those first that nobody translated; one that it has twice once."""
    found = {}
    for name in translations.fields(type(row)):
        if english := plain(getattr(row, name)):
            label = capfirst(row._meta.get_field(name).verbose_name)
            text = Text(name, label, getattr(row, name), known.get(english, ""))
            found.setdefault(english, text)
    return sorted(found.values(), key=lambda each: bool(each.said))


def formers(texts: list[Text], language: str) -> dict[str, Former]:
    """Return, by field, what was said of texts that have changed since and wait for a new one."""
    missing = {each.name: each.english for each in texts if not each.said}
    if not missing:
        return {}
    stale = Translation.objects.filter(language=language, pk__in=translations.stale())
    old = {each.english: each.text for each in stale}
    found = {name: get_close_matches(now, old, 1, ALIKE) for name, now in missing.items()}
    return {
        name: Former(changes(before, missing[name]), old[before])
        for name, close in found.items()
        for before in close
    }
