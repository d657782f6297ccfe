"""Content in other languages: what editors translated stands in the place of the English.

English that has no translation, or none any more since it changed, is shown as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model
from django.utils.translation import get_language

from . import languages
from .held import Held
from .models import Revision, Translation
from .models.translations import digest, plain


class Translated(str):
    """Words of the active language. What is no such text is English."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the words of content in the active language."""

    translated: dict[str, str]
    """By the English."""
    untranslated: set[str] = field(default_factory=set)
    """The English that stood in a row and that nobody translated."""

    def of(self, english: str) -> str:
        """Return what readers are shown for an English text."""
        key = plain(english)
        if isinstance(english, Translated):  # a row that is met on two ways
            return english
        if key in self.translated:
            return Translated(self.translated[key])
        self.untranslated.add(key)
        return english


def fields(model: type[Model]) -> list[str]:
    """Return the fields of a model that hold words for readers: each model names its own."""
    return getattr(model, "translatable", [])


def over[Row: Model](rows: Iterable[Row]) -> Iterable[Row]:
    """Put what is translated in the place of its English, in rows that no other language has."""
    if not languages.foreign():
        return rows
    rows, words = list(rows), _held.at(Revision.current())
    for row in rows:
        for name in fields(type(row)):
            if english := getattr(row, name):
                setattr(row, name, words.of(english))
    return rows


def read() -> Words:
    """Read what is translated into the active language: one query, and none in English."""
    return Words(Translation.objects.texts(get_language()) if languages.foreign() else {})


def kinds() -> list[type[Model]]:
    """Return the models whose rows hold words for readers."""
    return [model for model in apps.get_models() if fields(model)]


def stale() -> list[int]:
    """Return the keys of translations whose English stands in no row any more."""
    rows = (row for model in kinds() for row in model.objects.values_list(*fields(model)))
    here = {digest(text) for row in rows for text in row}
    known = Translation.objects.values_list("pk", "digest")
    return [key for key, named in known if named not in here]


_held = Held(read)
current = _held.current
