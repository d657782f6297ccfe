"""An editor's decision about a conflict: take what was shipped, or keep what is here."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from . import live
from .history import recorded
from .models import ContentConflict, ContentRevision
from .overwrite import overwrite
from .schema import schema


def take_shipped(conflict, user):
    """Write the shipped values over those here, which the conflict then keeps for the record.

    Raises ValidationError, and changes nothing, where the row would not be right afterwards.
    """
    row_schema = schema(conflict.model)
    via = ContentRevision.Via.ADMIN if user else ContentRevision.Via.RELEASE
    with recorded(row_schema.model, via=via, actor=user, note="Took the shipped value"):
        conflict = _still_open(conflict)
        row = live.states(row_schema).get(conflict.key)
        if row is None:
            raise ValidationError("It was deleted here.")
        overwrite(row_schema, conflict.key, conflict.shipped)
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
