"""Which revision of the content is live: asked once a request, and seldom while nothing answers.

A page is made from what is held in memory, so it can be made without the database too. Then the
one thing that costs time is to ask again and again what does not answer: after a failure the
question is put off, and one request at a time asks it anew.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from threading import Lock
from uuid import UUID

from django.db import DatabaseError, OperationalError
from django.utils import timezone

from .models import Revision

log = logging.getLogger(__name__)

RETRY = 3
"""Seconds before a database that did not answer is asked again."""

_asked: ContextVar[list | None] = ContextVar("asked", default=None)


class _Breaker:
    """What this process knows of the database."""

    def __init__(self):
        self._lock = Lock()
        self.since: datetime | None = None
        self._ask_again = 0.0

    def ask(self) -> UUID | None:
        if self.since and not self._may_ask():
            raise OperationalError("The database did not answer a moment ago.")
        try:
            token = Revision.current()
        except DatabaseError:
            if not self.since:
                log.exception("The database is away; serving the content that was read last.")
            self.since = self.since or timezone.now()
            self._ask_again = time.monotonic() + RETRY
            raise
        if self.since:
            log.warning("The database answers again, after %s.", timezone.now() - self.since)
        self.since = None
        return token

    def _may_ask(self):
        with self._lock:
            if time.monotonic() < self._ask_again:
                return False
            self._ask_again = time.monotonic() + RETRY
            return True


_breaker = _Breaker()


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask the database at most once until the end of the block, whatever comes of it."""
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


def revision() -> UUID | None:
    """Return the revision that is live. Raises DatabaseError while the database does not answer."""
    asked = _asked.get()
    if asked is None:
        return _breaker.ask()
    if not asked:
        try:
            asked.append(_breaker.ask())
        except DatabaseError as error:
            asked.append(error)
    if isinstance(asked[0], DatabaseError):
        raise asked[0]
    return asked[0]


def away_since() -> datetime | None:
    """Return since when the database does not answer; None when it did, last time."""
    return _breaker.since


def forget() -> None:
    """Begin as a new process does, which has not asked yet."""
    _breaker.__init__()
