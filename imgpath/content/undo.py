"""Put back what a recorded change replaced, or the row that it deleted."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from . import live
from .history import recorded
from .merge import Fields, Value
from .models import ContentRevision
from .overwrite import overwrite
from .schema import Schema, schema


@dataclass(frozen=True)
class Undoing:
    """What undoing a change makes of a row: the fields it changed, as they are and as they were.

    `now` is None where the row is gone, which undoing then makes anew.
    """

    schema: Schema
    key: str
    now: Fields | None
    then: Fields

    @property
    def changes(self) -> dict[str, tuple[Value, Value]]:
        """The fields that would change: what they hold now, and what they held."""
        here = self.now or {}
        return {
            name: (here.get(name), value)
            for name, value in self.then.items()
            if self.now is None or here[name] != value
        }


def undoing(revision: ContentRevision) -> Undoing:
    """Return what undoing would do. Raises ValidationError where there is nothing to go back to."""
    if revision.before is None:
        raise ValidationError("This made the row. To take it away, open the row and delete it.")
    row_schema = schema(revision.model)
    if revision.after is not None and revision.before.keys() & set(row_schema.shape.key):
        raise ValidationError("A release gave the row this name. The next release may change it.")
    row = live.states(row_schema).get(revision.key)
    if row is None and revision.after is not None:
        raise ValidationError("The row was deleted since. Undo that first.")
    then = {name: value for name, value in revision.before.items() if name in row_schema.columns}
    now = {name: row.values[name] for name in then} if row else None
    return Undoing(row_schema, revision.key, now, then)


def undo(revision: ContentRevision, actor) -> None:
    """Put back what the fields of a row held before a change, or the row that it deleted.

    Raises ValidationError, and changes nothing, where the row would not be right afterwards.
    """
    when = timezone.localtime(revision.at)
    note = f"Undid the change of {when:%B} {when.day}, {when:%Y, %H:%M}"
    model = schema(revision.model).model
    with recorded(model, via=ContentRevision.Via.ADMIN, actor=actor, note=note):
        wanted = undoing(revision)
        overwrite(wanted.schema, wanted.key, wanted.then)
