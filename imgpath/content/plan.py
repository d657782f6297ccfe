"""What a load will write and report, and what the loader remembers from earlier loads."""

from dataclasses import dataclass, field

from .fixtures import Problem
from .merge import Value
from .models import ContentBase, ContentConflict
from .rows import Row
from .schema import Schema


class Stale(Exception):
    """Somebody wrote to a planned row between the plan and the lock."""


@dataclass(frozen=True)
class Change:
    """One live row to be written: all its values when it is new, else those that change."""

    schema: Schema
    key: str
    pk: int | None
    values: dict[str, Value]
    row: Row | None = None


@dataclass
class Plan:
    """Everything a load writes, and what it only reports. `records` maps (label, key)."""

    renamed: list[tuple[Schema, str, str]] = field(default_factory=list)
    creates: list[Change] = field(default_factory=list)
    updates: list[Change] = field(default_factory=list)
    retires: list[Change] = field(default_factory=list)
    deletes: list[Change] = field(default_factory=list)
    records: dict[tuple[str, str], dict] = field(default_factory=dict)
    conflicts: list[dict] = field(default_factory=list)
    closed: dict[int, str] = field(default_factory=dict)
    kept: list[tuple[Schema, str, str]] = field(default_factory=list)
    orphans: list[tuple[Schema, str, str]] = field(default_factory=list)
    stay_deleted: list[tuple[Schema, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def touches(self):
        """The changes to live rows, which readers will see."""
        return [*self.creates, *self.updates, *self.retires, *self.deletes]

    @property
    def writes(self):
        """Whether anything at all would be written, bookkeeping included."""
        return bool(self.renamed or self.touches or self.records or self.conflicts or self.closed)


@dataclass
class Memory:
    """What the loader remembers: base records by (label, key), open conflicts by their unit."""

    bases: dict[tuple[str, str], ContentBase] = field(default_factory=dict)
    conflicts: dict[tuple[str, str, str], ContentConflict] = field(default_factory=dict)


def remember():
    """Read the memory from the database: two queries."""
    return Memory(
        {(base.model, base.key): base for base in ContentBase.objects.order_by()},
        {
            (found.model, found.key, found.unit): found
            for found in ContentConflict.objects.filter(resolution="").order_by()
        },
    )
