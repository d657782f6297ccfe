from django.db import models

from .. import prose


class ProseField(models.TextField):
    """Markdown. Its length and its links are checked whoever writes it: an editor or a load.

    To the database it is a text like any other, and so it is to migrations.
    """

    default_validators = [prose.validate]

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def prose_fields(model: type[models.Model]) -> list[str]:
    """Return the names of the fields of a model that hold Markdown, in order."""
    return [field.name for field in model._meta.fields if isinstance(field, ProseField)]
