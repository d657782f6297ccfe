"""The kinds of rows that come as a table each year, and the columns that such a table has.

They follow from the models: a kind is a model whose rows hold figures that only move together.
"""

from dataclasses import dataclass, field
from functools import cache

from django.db import models
from django.utils.text import capfirst

from residencies.models import Specialty

from .. import live
from ..merge import Fields, Value
from ..schema import Column, Schema, schema
from ..units import SHAPES
from . import cells
from .cells import alike

SOURCE = "source"  # chosen for the whole table, and never a column of it
LIST_MARK = ";"
CARRIED = {"part_of_total", "official_url"}  # is as the year before, and alone no figure


@dataclass(frozen=True)
class Names:
    """What a cell may call a row: {label: {name as it is compared: slug}}; and how we call it."""

    known: dict[str, dict[str, str]] = field(default_factory=dict)
    shown: dict[str, dict[str, str]] = field(default_factory=dict)


class Heading:
    """One column of a table."""

    def __init__(self, column: Column):
        self.column = column
        self.name = column.name
        self.title = str(capfirst(column.field.verbose_name))
        self.help = column.field.help_text
        self.choices = [] if column.target else column.field.flatchoices
        self._known = {
            alike(str(text)): value for value, label in self.choices for text in (value, label)
        }

    def read(self, text: str, names: Names) -> Value:
        """Return the plain value of a cell that is not empty, or raise Doubtful."""
        kind, target = self.column.field, self.column.target
        if self.column.many:
            parts = [part.strip() for part in text.split(LIST_MARK)]
            return sorted({cells.one_of(part, names.known[target]) for part in parts if part})
        if target:
            return cells.one_of(text, names.known[target])
        if self.choices:
            return cells.one_of(text, self._known)
        if isinstance(kind, models.BooleanField):
            return cells.yes_or_no(text)
        if isinstance(kind, models.IntegerField):
            return cells.whole(text)
        if isinstance(kind, models.DecimalField | models.FloatField):
            return self._number(text)
        return self.column.plain(text)

    def _number(self, text):
        read = cells.number(text, percent=self.name == "percent")
        return self.column.plain(self.column.python(read))

    @property
    def takes(self) -> str:
        """What a cell takes, in words."""
        kind = self.column.field
        if self.column.many:
            return f"Slugs of sources, with “{LIST_MARK}” between them."
        if self.column.target:
            return "A name from the list, or another name of it that the site knows."
        if self.name == "grade":
            return "A letter, or empty for the grade of the source."
        if self.choices:
            return "One of the list."
        if isinstance(kind, models.BooleanField):
            return "Yes or no."
        if isinstance(kind, models.IntegerField):
            return "A whole number. Empty: not published. 0: counted, and none."
        if isinstance(kind, models.DecimalField | models.FloatField):
            return "A number with a decimal point. Empty: not published."
        return "Words."

    def offers(self, names: Names) -> list[str]:
        """Return the names that a cell can choose from; none where it takes anything else."""
        if self.column.target and not self.column.many:
            return sorted(names.shown[self.column.target].values())
        return [] if self.name == "grade" else [str(label) for _, label in self.choices]

    def show(self, value: Value, names: Names) -> str:
        """Return a plain value as a cell says it."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return f"{LIST_MARK} ".join(value)
        if self.column.target:
            return names.shown[self.column.target].get(value, value)
        return str(dict(self.choices).get(value, value))


class Kind:
    """A kind of rows, by the schema of its model."""

    def __init__(self, row_schema: Schema):
        self.schema = row_schema
        self.label = row_schema.label
        self.model = row_schema.model
        self.slug = self.model._meta.model_name
        self.name = self.model._meta.verbose_name_plural
        self.key = row_schema.shape.key
        self.year = next(name for name in ("year", "edition", "season") if name in self.key)
        rest = [name for name in row_schema.columns if name not in {*self.key, SOURCE}]
        self.headings = [Heading(row_schema.columns[name]) for name in [*self.key, *rest]]
        self.needed = {
            each.name
            for each in self.headings
            if each.name in self.key or (each.column.required and each.name != "grade")
        }

    def names(self) -> Names:
        """Return what cells may call the rows that this kind names."""
        found = Names()
        for label, pks in live.pks_named_by(self.schema).items():
            found.known[label] = {alike(slug): slug for slug in pks}
            found.shown[label] = {}
        if Specialty._meta.label_lower in found.known:
            _add_specialties(found)
        return found

    def about(self, values: Fields, names: Names) -> list[str]:
        """Return what names a row, part by part, in words."""
        return [
            f"{'' if values[each.name] else 'not '}{each.name}"
            if isinstance(values[each.name], bool)
            else each.show(values[each.name], names)
            for each in self.headings
            if each.name in self.key
        ]

    def match(self, titles: list[str]) -> tuple[list[Heading | None], list[str]]:
        """Return the column that each heading of a file means, and what is wrong with them."""
        meant = {alike(text): each for each in self.headings for text in (each.name, each.title)}
        found = [meant.get(alike(title)) for title in titles]
        problems = [
            f"“{title}” is no column of {self.name}. Name it as the template does, or delete it."
            for title, each in zip(titles, found, strict=True)
            if title and each is None
        ]
        given = [each.name for each in found if each]
        problems += [
            f"The column “{each.title}” is missing."
            if given.count(each.name) == 0
            else f"The column “{each.title}” is there twice."
            for each in self.headings
            if given.count(each.name) > 1 or (each.name in self.needed and each.name not in given)
        ]
        return found, problems


def _add_specialties(names):
    label, doubtful = Specialty._meta.label_lower, set()
    known, shown = names.known[label], names.shown[label]
    for each in Specialty.objects.all():
        shown[each.slug] = each.name
        for text in [each.name, each.nrmp_name, each.short_name, *each.synonyms.splitlines()]:
            if (said := alike(text)) and known.setdefault(said, each.slug) != each.slug:
                doubtful.add(said)
    for said in doubtful - {alike(slug) for slug in shown}:
        del known[said]  # it names two of them


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its label."""
    return {label: Kind(schema(label)) for label, shape in SHAPES.items() if shape.whole}
