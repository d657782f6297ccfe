"""What the fields of models hold, in words and as types: from the models, where editors read it."""

import datetime
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
    name = str(field.verbose_name)
    told = [] if field.help_text and name == field.name.replace("_", " ") else [capfirst(name)]
    told += [str(field.help_text)] if field.help_text else []
    told += [f"{value}: {label}" for value, label in field.flatchoices]
    return " ".join(each if each.endswith((".", "!", "?")) else f"{each}." for each in told)
