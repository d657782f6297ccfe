"""Write a plan to the database, in bulk. The caller holds the transaction and the lock."""

import hashlib
import json
from collections import defaultdict

from residencies.models import Revision

from .live import through
from .models import ContentBase, ContentConflict

BATCH = 500


def apply(plan, live, release, now):
    """Write everything the plan says, and tell the site when readers will see a difference."""
    pks = live.pks()
    for row_schema, changes in _by_schema(plan.creates):
        create(row_schema, changes, pks)
    for row_schema, changes in _by_schema([*plan.updates, *plan.retires]):
        update(row_schema, changes, pks, live.rows[row_schema.label])
    for row_schema, changes in reversed(_by_schema(plan.deletes)):
        row_schema.model.objects.filter(pk__in=[change.pk for change in changes]).delete()
    _write_records(plan, release, now)
    _write_conflicts(plan, release, now)
    if plan.touches or plan.renamed:
        Revision.bump()


def _by_schema(changes):
    grouped = defaultdict(list)
    for change in changes:
        grouped[change.schema].append(change)
    return list(grouped.items())


def _fill(instance, row_schema, values, pks):
    for name, value in values.items():
        column = row_schema.columns[name]
        if column.target and not column.many:
            setattr(instance, column.attname, value and pks[column.target][value])
        elif not column.many:
            setattr(instance, name, column.python(value))


def create(row_schema, changes, pks):
    """Make rows, and add their primary keys to `pks`."""
    instances = []
    for change in changes:
        instance = row_schema.model()
        _fill(instance, row_schema, change.values, pks)
        instances.append(instance)
    row_schema.model.objects.bulk_create(instances, batch_size=BATCH)
    for change, instance in zip(changes, instances, strict=True):
        pks[row_schema.label][change.key] = instance.pk
    _link(row_schema, changes, pks)


def update(row_schema, changes, pks, rows):
    """Update in one go the rows of which the same fields change; `rows` are they as they are."""
    alike = defaultdict(list)
    for change in changes:
        names = [name for name in change.values if not row_schema.columns[name].many]
        if names:
            instance = row_schema.model(pk=change.pk)
            _fill(instance, row_schema, rows[change.key].values | change.values, pks)
            alike[tuple(sorted(names))].append(instance)
    for names, instances in alike.items():
        # Each row meets itself and is updated, many times as fast as by `bulk_update`.
        row_schema.model.objects.bulk_create(
            instances,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=names,
        )
    _link(row_schema, changes, pks)


def _link(row_schema, changes, pks):
    """Make the many-to-many links of new and changed rows exactly those that are wanted."""
    for column in row_schema.relations:
        concerned = [change for change in changes if column.name in change.values]
        if not column.many or not concerned:
            continue
        model, source, target = through(column)
        changed = [change.pk for change in concerned if change.pk]
        if changed:
            model.objects.filter(**{f"{source}__in": changed}).delete()
        here, there = pks[row_schema.label], pks[column.target]
        links = [
            model(**{source: change.pk or here[change.key], target: there[key]})
            for change in concerned
            for key in change.values[column.name]
        ]
        model.objects.bulk_create(links, batch_size=BATCH)


def _write_records(plan, release, now):
    records = [
        ContentBase(
            model=label,
            key=key,
            base_hash=fingerprint(state),
            release=release,
            synced_at=now,
            **state,
        )
        for (label, key), state in plan.records.items()
    ]
    ContentBase.objects.bulk_create(
        records,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["model", "key"],
        update_fields=[
            "base",
            "base_hash",
            "release",
            "removed_upstream",
            "deleted_live",
            "synced_at",
        ],
    )


def fingerprint(state):
    """Return a digest of a base record, by which a process sees that another one wrote it."""
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def _write_conflicts(plan, release, now):
    for resolution in sorted(set(plan.closed.values())):
        ContentConflict.objects.filter(
            pk__in=[pk for pk, reason in plan.closed.items() if reason == resolution]
        ).update(resolution=resolution, resolved_at=now)
    ContentConflict.objects.bulk_create(
        [ContentConflict(**found, release=release, opened_at=now) for found in plan.conflicts]
    )
