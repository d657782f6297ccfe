"""Undo a whole import: each of its rows that nobody touched since goes back to what it was."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone

from residencies.models import Revision

from .. import live
from ..apply import update
from ..history import content_lock, recorded
from ..models import ContentBase, ContentRevision, TableImport
from ..plan import Change
from ..rows import newly_refused
from ..schema import schema


@dataclass
class Undoing:
    """What undoing an import would do: rows put back, rows taken away, and rows left, and why."""

    back: list[Change] = field(default_factory=list)
    away: list[Change] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        return bool(self.back or self.away)


def undoing(table_import: TableImport) -> Undoing:
    """Return what undoing would do now."""
    row_schema, found = schema(table_import.kind), Undoing()
    here, pks = live.states(row_schema), live.pks_named_by(row_schema)
    shipped = set(
        ContentBase.objects.filter(
            model=table_import.kind, synced_at__gte=table_import.imported_at, deleted_live=False
        ).values_list("key", flat=True)
    )
    for revision in table_import.revisions.all():
        row = here.get(revision.key)
        before = {
            name: value
            for name, value in (revision.before or {}).items()
            if name in row_schema.columns
        }
        if reason := _touched(revision, row) or _shipped(revision, shipped):
            found.left[revision.key] = reason
        elif revision.before is None:
            found.away.append(Change(row_schema, revision.key, row.pk, {}))
        elif reason := _refused(row_schema, row, before, pks):
            found.left[revision.key] = reason
        else:
            found.back.append(Change(row_schema, revision.key, row.pk, before))
    return found


def undo(table_import: TableImport, user) -> Undoing:
    """Undo what can be undone, and return it. Raises ValidationError where that is nothing."""
    with content_lock():
        table_import = TableImport.objects.select_for_update().get(pk=table_import.pk)
        if not table_import.imported_at or table_import.undone_at:
            raise ValidationError("There is nothing to undo: it was undone, or never imported.")
        found = undoing(table_import)
        if not found.writes:
            raise ValidationError("Every row of it was touched since, so nothing was undone.")
        row_schema = schema(table_import.kind)
        note = f"Undid the import of {table_import.file_name}"[:200]
        via = ContentRevision.Via.ADMIN
        with recorded(row_schema.model, via=via, actor=user, note=note):
            pks, here = live.pks_named_by(row_schema), live.states(row_schema)
            update(row_schema, found.back, pks, here)
            pks = [change.pk for change in found.away]
            row_schema.model.objects.filter(pk__in=pks).delete()
        table_import.undone_by, table_import.undone_at = user, timezone.now()
        table_import.save()
        Revision.bump()
    return found


def _touched(revision, row):
    if row is None:
        return "Deleted since."
    if any(row.values.get(name) != value for name, value in revision.after.items()):
        return "Changed since."
    return ""


def _shipped(revision, shipped):
    return "A release has it since." if revision.key in shipped else ""


def _refused(row_schema, row, before, pks):
    """Return why a row would not be right with what it held before, or nothing."""
    gone = [key for _, label, key in row_schema.references(before) if key not in pks[label]]
    if gone:
        return f"It rested on “{gone[0]}”, which is not here any more."
    return " ".join(newly_refused(row_schema, row.values, {**row.values, **before}))
