"""Write plain values over one row, checked as a load checks them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from residencies.models import Revision

from . import live
from .apply import create, update
from .merge import Fields
from .plan import Change
from .rows import newly_refused, refused
from .schema import Schema


def overwrite(row_schema: Schema, key: str, values: Fields) -> None:
    """Write the values over those of a row, or make the row, and tell the site.

    Raises ValidationError, and changes nothing, where the row would not be right afterwards.
    """
    row, pks = live.states(row_schema).get(key), live.pks_named_by(row_schema)
    for _, label, named in row_schema.references(values):
        if named not in pks[label]:
            raise ValidationError(f"It names {label} “{named}”, which is not here.")
    if row is None:
        reasons = refused(row_schema, values)
    else:
        reasons = newly_refused(row_schema, row.values, {**row.values, **values})
    if reasons:
        raise ValidationError(reasons)
    change = Change(row_schema, key, row and row.pk, dict(values))
    try:
        with transaction.atomic():
            if row:
                update(row_schema, [change], pks, {key: row})
            else:
                create(row_schema, [change], pks)
    except IntegrityError as error:
        raise ValidationError(f"The database refused it: {error}") from error
    Revision.bump()
