"""Fixture lines: one row a line, every field named, in the order of the model."""

import json
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import NOT_PROVIDED, UniqueConstraint

from .tables import Refused


def natural_key_fields(model):
    """Return the fields that tell two rows of a model apart."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            return list(constraint.fields)
    return ["slug"]


def text(model, pairs):
    """Return a fixture file for ``(row, values)`` pairs: sorted, the same for the same tables."""
    keys = natural_key_fields(model)
    seen = {}
    for row, values in pairs:
        key = tuple(values[field] for field in keys)
        if key in seen:
            raise row.refused(f"{' '.join(map(str, key))} is in line {seen[key][0].line} already")
        seen[key] = row, _fields(row, model, values)
    label = model._meta.label_lower
    return "".join(
        json.dumps({"model": label, "fields": seen[key][1]}, ensure_ascii=False) + "\n"
        for key in sorted(seen)
    )


def _fields(row, model, values):
    """Return what the fixture holds: unknown counts as null, relations as natural keys."""
    values = dict(values)
    fields = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.generated:
            continue
        value = values.pop(field.name, _default(field))
        if field.is_relation:
            fields[field.name] = [value]
            continue
        try:
            field.clean(value, None)
        except ValidationError as error:
            reason = f"“{field.name}” is {value!r}: {' '.join(error.messages)}"
            raise row.refused(reason.rstrip(".")) from None
        fields[field.name] = value.isoformat() if isinstance(value, date) else value
    for field in model._meta.many_to_many:
        fields[field.name] = [[slug] for slug in values.pop(field.name, [])]
    if values:
        raise Refused(f"{model._meta.label} has no field {', '.join(values)}.")
    return fields


def _default(field):
    if field.default is not NOT_PROVIDED:
        return field.default
    return "" if field.empty_strings_allowed and not field.null else None
