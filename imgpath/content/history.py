"""Who changed which row, when, through what: recorded for every change.

Whoever writes content holds `content_lock` from before the first look at a row until the commit,
so what is read before and after a change differs by that change alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction
from django.utils import timezone

from . import live
from .models import ContentRevision
from .plan import Plan
from .schema import schema, schemas

# Any number will do, as long as nothing else in this database takes the same advisory lock.
ADVISORY_LOCK = 0x1136_7061
BATCH = 500


@contextmanager
def content_lock() -> Iterator[None]:
    """Open a transaction in which nobody else writes content. SQLite has one writer anyway."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        yield


@contextmanager
def recorded(
    model: type[models.Model], *, via: str, actor=None, note: str = "", table_import=None
) -> Iterator[None]:
    """Record what the block does to rows of a model, and to those that are deleted with them."""
    watched = _with_children(schema(model._meta.label_lower))
    with content_lock():
        before = {each.label: live.states(each) for each in watched}
        yield
        found = [
            found
            for each in watched
            for found in _differences(each, before[each.label], live.states(each))
        ]
        _write(found, via=via, actor=actor, note=note, table_import=table_import)


def record_load(plan: Plan, current: live.Live, release: str, now) -> None:
    """Record what a load writes."""
    found = []
    for row_schema, old, new in plan.renamed:
        if new in current.rows[row_schema.label]:
            found.append((row_schema, new, {"slug": old}, {"slug": new}))
    for change in plan.creates:
        found.append((change.schema, change.key, None, change.values))
    for change in plan.deletes:
        found.append((change.schema, change.key, _here(current, change), None))
    for change in [*plan.updates, *plan.retires]:
        here = _here(current, change)
        found.append(_units_of(change.schema, change.key, here, {**here, **change.values}))
    _write(found, via=ContentRevision.Via.RELEASE, release=release, now=now)


def _with_children(row_schema):
    """Return a schema and those whose rows are deleted together with its rows."""
    found = [row_schema]
    for each in found:
        found += [
            child
            for child in schemas()
            if child not in found
            and any(
                column.target == each.label
                and not column.many
                and column.field.remote_field.on_delete is models.CASCADE
                for column in child.relations
            )
        ]
    return found


def _differences(row_schema, before, after):
    """Yield what changed between two states of all rows of a model."""
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            yield row_schema, key, old and old.values, new and new.values
        elif old.values != new.values:
            yield _units_of(row_schema, key, old.values, new.values)


def _units_of(row_schema, key, old, new):
    """Return a change by whole units, so that undoing it never parts a figure from its source."""
    names = [
        name
        for members in row_schema.units.values()
        if any(old[member] != new[member] for member in members)
        for name in members
    ]
    return row_schema, key, {name: old[name] for name in names}, {name: new[name] for name in names}


def _here(current, change):
    return current.rows[change.schema.label][change.key].values


def _write(found, *, via, actor=None, release="", note="", table_import=None, now=None):
    at = now or timezone.now()
    ContentRevision.objects.bulk_create(
        [
            ContentRevision(
                model=row_schema.label,
                key=key,
                before=before,
                after=after,
                via=via,
                actor=actor,
                release=release,
                note=note,
                table_import=table_import,
                at=at,
            )
            for row_schema, key, before, after in found
        ],
        batch_size=BATCH,
    )
