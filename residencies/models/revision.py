import uuid
from functools import cache

from django.db import connections, models, router


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
        with connections[router.db_for_read(cls)].cursor() as cursor:
            cursor.execute(*_question())
            row = cursor.fetchone()
        return uuid.UUID(str(row[0])) if row else None

    @classmethod
    def bump(cls):
        """Tell every process to read the content again, once this transaction commits."""
        cls.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4()})


@cache
def _question():
    """Return the query for the token: every request asks it, and to make it takes longer."""
    return Revision.objects.filter(pk=1).values_list("token").query.sql_with_params()
