"""Every address that content leads readers to, and the rows that hold it.

They are found by what the fields hold, not by a list of fields: links in prose, and any text that
is an address as a whole. What readers do not see, such as a draft, counts for nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urldefrag

from django.db import models
from django.db.models import Q

from guidance import prose
from guidance.models.prose import ProseField

from .schema import Schema, schemas

WHOLE = re.compile(r"https?://\S+", re.IGNORECASE)
ASKED = re.compile(r"https?://|/", re.IGNORECASE)


def held() -> dict[str, list[models.Model]]:
    """Return the rows that hold each address, which has no fragment: one query a model."""
    found = defaultdict(list)
    for each in schemas():
        for row in _rows(each):
            addresses = (urldefrag(address).url for address in _in(row, _texts(each)))
            for address in dict.fromkeys(each for each in addresses if ASKED.match(each)):
                found[address].append(row)
    return dict(found)


def _texts(each: Schema) -> list[models.Field]:
    return [
        column.field
        for column in each.columns.values()
        if isinstance(column.field, models.CharField | models.TextField)
        and not column.field.choices
    ]


def _rows(each: Schema) -> models.QuerySet:
    """Return the rows that readers see and that may hold an address, with what they belong to."""
    may_hold = Q()
    for field in _texts(each):
        start = "" if isinstance(field, ProseField) else "http"
        may_hold |= Q(**{f"{field.name}__istartswith": start})
    parents = [column.name for column in each.relations if not column.many]
    shown = each.model.objects.select_related(*parents) if parents else each.model.objects.all()
    if each.shape.retired:
        name, value = each.shape.retired
        shown = shown.exclude(**{name: value})
    return shown.filter(may_hold) if may_hold else shown.none()


def _in(row: models.Model, fields: list[models.Field]) -> Iterator[str]:
    for field in fields:
        text = getattr(row, field.name)
        if isinstance(field, ProseField):
            yield from prose.addresses(text)
        elif WHOLE.fullmatch(text):
            yield text
