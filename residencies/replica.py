"""Where public pages are read from: the replica of the database, if the settings name one.

It may be some seconds behind. A page is whole all the same: the revision comes from there too, and
with it the content. Everything else, and whatever writes, is asked of the database itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

REPLICA = "replica"

_for_readers: ContextVar[bool] = ContextVar("for_readers", default=False)


def alias() -> str:
    """Return the name of the database that public pages are read from."""
    return REPLICA if REPLICA in settings.DATABASES else DEFAULT_DB_ALIAS


@contextmanager
def for_readers() -> Iterator[None]:
    """Read for public pages until the end of the block."""
    token = _for_readers.set(True)
    try:
        yield
    finally:
        _for_readers.reset(token)


class Router:
    """What Django asks before each query."""

    def db_for_read(self, model, **hints):
        return alias() if _for_readers.get() else None

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True  # the replica has the same rows

    def allow_migrate(self, db, app_label, **hints):
        return db == DEFAULT_DB_ALIAS  # the replica follows by itself
