"""One row stays one row when a release names it anew: with its edits, its history, its children.

A row that is here under the old slug gets the new one before anything is merged, and so does all
that remembers it by name. Where both names are taken there are two rows, and none is renamed.
"""

from dataclasses import dataclass, field

from .apply import fingerprint
from .live import Live, LiveRow
from .merge import Value
from .models import ContentBase, ContentConflict, ContentRevision
from .plan import Memory, Stale
from .renames import Names
from .schema import SEPARATOR, Schema, schema, schemas

# What remembers rows by name: the fields that hold plain values of a row.
BOOKS = {
    ContentBase: ["base"],
    ContentConflict: ["base", "shipped", "live"],
    ContentRevision: ["before", "after"],
}


@dataclass
class Renaming:
    """New slugs of rows, by model and old slug, and everything that is named by them."""

    names: Names = field(default_factory=dict)

    def __bool__(self):
        return any(self.names.values())

    def __iter__(self):
        """Yield (model, old slug, new slug)."""
        return ((label, *pair) for label, pairs in self.names.items() for pair in pairs.items())

    def key(self, row_schema: Schema, key: str) -> str:
        """Return a natural key with every slug in it renamed."""
        parts = key.split(SEPARATOR)
        if len(parts) != len(row_schema.shape.key):
            return key
        columns = (row_schema.columns[name] for name in row_schema.shape.key)
        return SEPARATOR.join(
            self._new(column.target or row_schema.label, part)
            if column.target or len(parts) == 1
            else part
            for column, part in zip(columns, parts, strict=True)
        )

    def values(self, row_schema: Schema, values: dict[str, Value] | None):
        """Return plain values in which every row that they name has its new slug."""
        if values is None:
            return None
        found = dict(values)
        for column in row_schema.relations:
            named = found.get(column.name)
            if isinstance(named, list):
                found[column.name] = sorted({self._new(column.target, each) for each in named})
            elif named:
                found[column.name] = self._new(column.target, named)
        if row_schema.shape.key == ("slug",) and "slug" in found:
            found["slug"] = self._new(row_schema.label, found["slug"])
        return found

    def live(self, current: Live) -> Live:
        """Return the live rows as they are called once they are renamed."""
        if not self:
            return current
        found = Live()
        for each in schemas():
            found.rows[each.label] = {
                self.key(each, key): LiveRow(row.pk, self.values(each, row.values))
                for key, row in current.rows[each.label].items()
            }
            found.keys[each.label] = {row.pk: key for key, row in found.rows[each.label].items()}
        return found

    def memory(self, memory: Memory) -> Memory:
        """Return what the loader remembers, under the new names. Rows of `memory` stay as read."""
        if not self:
            return memory
        found = Memory()
        for base in memory.bases.values():
            renamed = self.row(base)
            found.bases[renamed.model, renamed.key] = renamed
        for conflict in memory.conflicts.values():
            renamed = self.row(conflict)
            found.conflicts[renamed.model, renamed.key, renamed.unit] = renamed
        return found

    def row(self, row):
        """Return a copy of a row of BOOKS, renamed."""
        row_schema = schema(row.model)
        held = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        values = {name: self.values(row_schema, held[name]) for name in BOOKS[type(row)]}
        return type(row)(**held | values | {"key": self.key(row_schema, row.key)})

    def concerned(self) -> list[str]:
        """Return the models whose rows may name a renamed row, or be one."""
        return [
            each.label
            for each in schemas()
            if each.label in self.names
            or any(column.target in self.names for column in each.relations)
        ]

    def _new(self, label, slug):
        return self.names.get(label, {}).get(slug, slug)


def due(names: Names, current: Live, memory: Memory) -> Renaming:
    """Return the renames that are still to be done: the old name is known and the new one free."""
    found = {}
    for label, pairs in names.items():
        taken = {key for model, key in memory.bases if model == label} | current.rows[label].keys()
        for old, new in pairs.items():
            if old in taken and new not in taken:
                found.setdefault(label, {})[old] = new
                taken.add(new)
    return Renaming(found)


def carry_out(renaming: Renaming, before: Live):
    """Rename rows and what remembers them. Raises Stale where a row is no longer called so.

    The caller holds the lock.
    """
    for label, old, new in renaming:
        row = before.rows[label].get(old)
        if row:
            found = schema(label).model.objects.filter(pk=row.pk, slug=old)
            if not found.update(slug=new):
                raise Stale("a row to be renamed was deleted meanwhile")
    for model, fields in BOOKS.items():
        for row in model.objects.filter(model__in=renaming.concerned()).order_by():
            renamed = renaming.row(row)
            if any(getattr(renamed, name) != getattr(row, name) for name in ["key", *fields]):
                if model is ContentBase:
                    renamed.base_hash = fingerprint(renamed.state)
                # One by one: in bulk, an empty value would become JSON's null.
                renamed.save(force_update=True)
