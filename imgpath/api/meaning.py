"""What the fields of models hold, in words and as types: from the models, where editors read it."""

import datetime
from collections.abc import Iterable
from typing import Any, Literal

from django.db import models
from django.utils.text import capfirst
from ninja import Field

TYPES = {
    models.BooleanField: bool,
    models.DateField: datetime.date,
    models.DecimalField: float,
    models.FloatField: float,
    models.IntegerField: int,
}


def of(model: type[models.Model], *names: str) -> dict[str, tuple[Any, Any]]:
    """Return fields of a model as fields of an answer, described by their help texts."""
    fields = [model._meta.get_field(name) for name in names]
    return {field.name: (typed(field), Field(description=meaning(field))) for field in fields}


def typed(field: models.Field) -> Any:
    """Return the type of a field's values."""
    if field.choices:
        values = [value for value, _ in field.flatchoices]
        kind = Literal[tuple(values + [""] if field.blank and not field.null else values)]
    else:
        kind = next((kind for of, kind in TYPES.items() if isinstance(field, of)), str)
    return kind | None if field.null else kind


def meaning(field: models.Field) -> str:
    """Return what a field holds: its name in the admin, its help text, and what its values mean."""
    return sentences([words(field), *(f"{value}: {label}" for value, label in options(field))])


def options(field: models.Field) -> list[tuple[str, str]]:
    """Return the values that a field may have, each with what it means."""
    return [(value, str(label).removeprefix(f"{value}: ")) for value, label in field.flatchoices]


def words(field: models.Field) -> str:
    """Return the name of a field in the admin, where it says more than the name, and its help."""
    name = str(field.verbose_name)
    said = field.help_text and name == field.name.replace("_", " ")
    return sentences(["" if said else capfirst(name), str(field.help_text)])


def sentences(texts: Iterable[str]) -> str:
    """Return texts one after the other, each ending as a sentence does."""
    return " ".join(
        each if each.endswith((".", "!", "?")) else f"{each}." for each in texts if each
    )
