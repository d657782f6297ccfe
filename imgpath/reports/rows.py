"""From the words that name a row in a report to the row itself."""

from django.core.exceptions import ValidationError
from django.db import models

from imgpath.content.schema import SEPARATOR, schemas


def find(words: str) -> models.Model | None:
    """Return the row that words such as "finding few-visas" name, if there is one.

    They are the name of a model and the natural key, as links on pages write them; a reader may
    have changed them to anything.
    """
    for schema in schemas():
        kind = f"{schema.model._meta.verbose_name} "
        key = words.removeprefix(kind).split(SEPARATOR)
        if words.startswith(kind) and len(key) == len(schema.shape.key):
            names = [
                f"{name}__slug" if schema.columns[name].target else name
                for name in schema.shape.key
            ]
            try:
                return schema.model.objects.filter(**dict(zip(names, key, strict=True))).first()
            except (ValueError, ValidationError):
                return None
    return None
