"""Between a model's fields and the plain values that are merged: one column, one row at a time."""

import math
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from .merge import normalise
from .units import SHAPES

SEPARATOR = "/"
_UNSTORABLE = re.compile("[\\x00\ud800-\udfff]")


class Column:
    """One field that fixtures may fill."""

    def __init__(self, field):
        self.field = field
        self.name = field.name
        self.attname = field.attname
        self.many = field.many_to_many
        self.target = field.related_model._meta.label_lower if field.is_relation else None
        self.required = not (field.blank or field.has_default())
        self.places = getattr(field, "decimal_places", None)

    @property
    def default(self):
        """The plain value of a row whose fixture leaves this field out."""
        return [] if self.many else self.plain(self.field.get_default())

    def clean(self, raw):
        """Return the plain value of a raw fixture value, or raise ValidationError."""
        if self.many:
            if not isinstance(raw, list):
                raise ValidationError("Give a list of natural keys, like [[first], [second]].")
            return normalise([self._reference(item) for item in raw])
        if raw is None:
            if not self.field.null:
                raise ValidationError("This field cannot be empty.")
            return None
        if self.target:
            return self._reference(raw)
        self._refuse_wrong_type(raw)
        value = self.plain(self.field.to_python(raw))
        if isinstance(value, str) and _UNSTORABLE.search(value):
            raise ValidationError("Null characters and half characters are not allowed.")
        return value

    def plain(self, value):
        """Return the plain, normalised form of a Python value of this field."""
        if self.places is not None and isinstance(value, Decimal):
            text = f"{value:.{self.places}f}"
            return text if Decimal(text) == value else str(value)
        if isinstance(value, date):
            return value.isoformat()
        return normalise(value)

    def python(self, plain):
        """Return what the model instance holds for a plain value; not for relations."""
        return self.field.to_python(plain)

    def _reference(self, raw):
        if isinstance(raw, list) and len(raw) == 1 and isinstance(raw[0], str) and raw[0].strip():
            return raw[0].strip()
        raise ValidationError(f"“{raw}” is not a natural key: give it as a list, like [some-slug].")

    def _refuse_wrong_type(self, raw):
        """Refuse what `to_python` would quietly bend: 2.7 to 2, true to 1, a list to its text."""
        field, number = self.field, isinstance(raw, int | float) and not isinstance(raw, bool)
        if isinstance(field, models.BooleanField):
            fits = isinstance(raw, bool)
        elif isinstance(field, models.IntegerField):
            fits = isinstance(raw, int) and number
        elif isinstance(field, models.DecimalField):
            fits = isinstance(raw, str) or (number and math.isfinite(raw))
        elif isinstance(field, models.FloatField):
            fits = number and math.isfinite(raw)
        elif isinstance(field, models.DateField):
            fits = isinstance(raw, str | date) and not isinstance(raw, datetime)
        else:
            fits = isinstance(raw, str | int | date) and not isinstance(raw, bool | datetime)
        if not fits:
            raise ValidationError(f"“{raw}” is not of the right kind ({field.description}).")


class Schema:
    """What fixtures may say about one model."""

    def __init__(self, label):
        self.label = label
        self.model = apps.get_model(label)
        self.shape = SHAPES[label]
        options = self.model._meta
        self.columns = {
            field.name: Column(field)
            for field in [*options.concrete_fields, *options.many_to_many]
            if not (field.primary_key or field.generated)
        }
        self.relations = [column for column in self.columns.values() if column.target]
        self.defaults = {
            name: column.default for name, column in self.columns.items() if not column.required
        }
        self.units = self._units()

    def _units(self):
        free = [name for name in self.columns if name not in self.shape.key]
        if self.shape.whole:
            return {self.shape.whole: tuple(free)}
        grouped = {name for group in self.shape.groups.values() for name in group}
        return {**self.shape.groups, **{name: (name,) for name in free if name not in grouped}}

    @property
    def deletes(self):
        """Whether retiring an unedited row deletes it, for want of a field that hides it."""
        return self.shape.retired is None

    def hides(self, values):
        """Return whether readers do not see a row of plain values: it is a draft, or retired."""
        if self.shape.retired is None:
            return False
        name, value = self.shape.retired
        return values.get(name, self.defaults.get(name)) == value

    def stays(self, key):
        """Whether a row is this database's alone: it is never shipped, so never exported."""
        own = getattr(self.model, "OWN", "")
        return bool(own) and key.startswith(own)

    def key(self, values):
        """Return the natural key in a row of plain values as one text."""
        return SEPARATOR.join(
            str(values[name]).lower() if isinstance(values[name], bool) else str(values[name])
            for name in self.shape.key
        )

    def references(self, values):
        """Yield the (column, label, key) of every row that a row of plain values names."""
        for column in self.relations:
            named = values.get(column.name) or []
            for key in named if column.many or not named else [named]:
                yield column, column.target, key

    def instance(self, values):
        """Return an unsaved instance with the plain values; a row it names stands by its key."""
        columns = {name: self.columns[name] for name in values}
        return self.model(
            **{
                column.attname: values[name] if column.target else column.python(values[name])
                for name, column in columns.items()
                if not column.many
            }
        )


@cache
def schema(label):
    """Return the schema of a model, by its label in lower case."""
    return Schema(label)


def schemas():
    """Return every schema, parents before children."""
    return [schema(label) for label in SHAPES]
