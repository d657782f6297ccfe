"""An editor's decision about a conflict: take what was shipped, or keep what is here."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from residencies.models import Revision

from . import live
from .apply import update
from .models import ContentConflict
from .plan import Change
from .rows import newly_refused
from .schema import schema


@transaction.atomic
def take_shipped(conflict, user):
    """Write the shipped values over those here, which the conflict then keeps for the record.

    Raises ValidationError, and changes nothing, where the row would not be right afterwards.
    """
    conflict = _still_open(conflict)
    row_schema, current = schema(conflict.model), live.read()
    row = current.rows[conflict.model].get(conflict.key)
    if row is None:
        raise ValidationError("It was deleted here.")
    for _, label, key in row_schema.references(conflict.shipped):
        if key not in current.rows[label]:
            raise ValidationError(f"It names {label} “{key}”, which is not here.")
    after = {**row.values, **conflict.shipped}
    if reasons := newly_refused(row_schema, row.values, after):
        raise ValidationError(reasons)
    update(row_schema, [Change(row_schema, conflict.key, row.pk, conflict.shipped)], current.pks())
    Revision.bump()
    conflict.live = {name: row.values[name] for name in conflict.shipped}
    _close(conflict, ContentConflict.Resolution.TAKE_SHIPPED, user)


@transaction.atomic
def keep_mine(conflict, user):
    """Leave the value here as it is, and ask no more until upstream changes again."""
    _close(_still_open(conflict), ContentConflict.Resolution.KEEP_MINE, user)


def _still_open(conflict):
    found = ContentConflict.objects.select_for_update().filter(pk=conflict.pk, resolution="")
    try:
        return found.get()
    except ContentConflict.DoesNotExist:
        raise ValidationError("It is decided already.") from None


def _close(conflict, resolution, user):
    conflict.resolution = resolution
    conflict.resolved_by = user
    conflict.resolved_at = timezone.now()
    conflict.save()
