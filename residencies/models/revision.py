import uuid

from django.db import models


class Revision(models.Model):
    """The token that every process compares, once a request, to know whether content changed.

    A random token rather than a counter: after a backup is restored a counter would come to the
    same number again with other content.
    """

    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        permissions = [
            ("publish", "Can publish content and take it back"),
            ("change_published", "Can change content that is published"),
        ]

    def __str__(self):
        return str(self.token)

    @classmethod
    def current(cls):
        """Return the token in the database, by one small query; None before content is loaded."""
        return cls.objects.filter(pk=1).values_list("token", flat=True).first()

    @classmethod
    def bump(cls):
        """Tell every process to read the content again, once this transaction commits."""
        cls.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4()})
