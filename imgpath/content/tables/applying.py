"""Import a table that was looked at: all of it or nothing, and recorded row by row."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from residencies.models import Revision

from .. import live
from ..apply import create, update
from ..history import content_lock, recorded
from ..models import ContentRevision, TableImport
from ..plan import Change
from .judging import Judgement, judge
from .kinds import kinds

NOTE_LENGTH = ContentRevision._meta.get_field("note").max_length


class Stale(Exception):
    """What was shown is not what would be done now."""


def look(table_import: TableImport) -> Judgement:
    """Return what importing would do now. Raises ValidationError where it cannot be said."""
    if table_import.source is None:
        raise ValidationError("Its source was deleted. Upload the table again, with another.")
    return judge(kinds()[table_import.kind], table_import.table, table_import.source)


def apply(table_import: TableImport, user, *, seen: str, accepted: bool) -> TableImport:
    """Import what was shown under the fingerprint `seen`, and return the record of it.

    Raises Stale where that changed meanwhile, and ValidationError where it may not be imported.
    """
    with content_lock():
        table_import = TableImport.objects.select_for_update().get(pk=table_import.pk)
        if table_import.imported_at:
            raise ValidationError("It was imported already.")
        found = look(table_import)
        if found.fingerprint != seen:
            raise Stale
        if not found.writes:
            raise ValidationError("There is nothing to import, or a row is refused.")
        if found.failed and not accepted:
            raise ValidationError("Some sums failed. Say that you looked at them.")
        _record(table_import, found, user)
        note = f"Table {table_import.file_name}"[:NOTE_LENGTH]
        via = ContentRevision.Via.IMPORT
        with recorded(found.kind.model, via=via, actor=user, note=note, table_import=table_import):
            _write(found)
        Revision.bump()
    return table_import


def _record(table_import, found, user):
    table_import.imported_by, table_import.imported_at = user, timezone.now()
    table_import.made, table_import.changed = found.counts["new"], found.counts["changed"]
    table_import.accepted = [check.text for check in found.failed]
    table_import.save()


def _write(found):
    row_schema = found.kind.schema
    pks = live.pks_named_by(row_schema)
    here = live.states(row_schema)
    new = [Change(row_schema, line.key, None, dict(line.after)) for line in found.of("new")]
    changed = [
        Change(
            row_schema,
            line.key,
            here[line.key].pk,
            {name: value for name, value in line.after.items() if line.before[name] != value},
        )
        for line in found.of("changed")
    ]
    try:
        create(row_schema, new, pks)
        update(row_schema, changed, pks, here)
    except IntegrityError as error:
        raise ValidationError(f"The database refused it: {error}") from error
