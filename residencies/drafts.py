"""Whether drafts are read as if they were published: only while a preview is made.

What is held for readers is neither used nor touched meanwhile. What a preview reads is kept for its
one request, and nobody else finds it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import QuerySet

_kept: ContextVar[dict | None] = ContextVar("drafts", default=None)


@contextmanager
def in_place() -> Iterator[None]:
    """Read drafts as if they were published, until the end of the block and in it alone."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def kept() -> dict | None:
    """Return what this preview has read so far; None when readers are asking."""
    return _kept.get()


def public(rows: QuerySet, **state) -> QuerySet:
    """Return the rows that readers see, which have this state; in a preview, all of them."""
    return rows.filter(**state) if kept() is None else rows
