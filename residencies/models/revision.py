from django.db import models
from django.db.models import F


class Revision(models.Model):
    """The number that every process compares, once a request, to know whether content changed."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self):
        return f"Revision {self.number}"

    @classmethod
    def current(cls):
        """Return the revision in the database: one small query, 0 before any content is loaded."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def bump(cls):
        """Tell every process to read the content again once this transaction commits.

        The row lock makes writers queue, so that a higher number always commits later.
        """
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1, defaults={"number": 1})
