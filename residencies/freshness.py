"""Which revision of the content is live: asked once a request, and seldom while nothing answers.

A page is made from what is held in memory, so it can be made without the database too. Then the
one thing that costs time is to ask again and again what does not answer: after a failure the
question is put off, and asked anew beside the requests rather than by them.
"""

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from threading import Lock, current_thread
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.utils import timezone

from . import replica
from .models import Revision

log = logging.getLogger(__name__)

RETRY = 3
"""Seconds before a database that did not answer is asked again."""

PATIENCE = 0.25
"""Seconds for which a request waits for the revision: a server can be there and say nothing."""

NAME, THREADS = "database", 4
"""What asks, where a server can be there and say nothing: one for each thread that answers readers,
so that nobody's question for the revision waits until another's search is done."""

_asked: ContextVar[list | None] = ContextVar("asked", default=None)


class _Breaker:
    """What this process knows of the database."""

    def __init__(self):
        self._lock = Lock()
        self.since: datetime | None = None
        self.heard: datetime | None = None
        self._token: UUID | None = None
        self._ask_again = 0.0

    def ask(self) -> UUID | None:
        if self.since:
            if self._may_ask():
                if _threads is None:
                    return self._ask()
                _threads.submit(self._ask)  # the next reader hears; this one need not wait
            raise OperationalError("The database did not answer a moment ago.")
        return self._ask()

    def _ask(self):
        try:
            token = within(PATIENCE, _current)
        except DatabaseError:
            if not self.since:
                log.exception("The database is away; serving the content that was read last.")
            self.since = self.since or timezone.now()
            self._ask_again = time.monotonic() + RETRY
            raise
        if self.since:
            log.warning("The database answers again, after %s.", timezone.now() - self.since)
        self.since = None
        if token != self._token:
            self._token, self.heard = token, timezone.now()
        return token

    def _may_ask(self):
        with self._lock:
            if time.monotonic() < self._ask_again:
                return False
            self._ask_again = time.monotonic() + RETRY
            return True


_breaker = _Breaker()
_threads: ThreadPoolExecutor | None = None


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


def asked() -> bool:
    """Return whether this request asked for the revision already: to ask again costs no query."""
    return bool(_asked.get())


def away_since() -> datetime | None:
    """Return since when the database does not answer; None when it did, last time."""
    return _breaker.since


def heard_at() -> datetime | None:
    """Return when this process first heard of the revision that it heard of last."""
    return _breaker.heard


def within[Answer](seconds: float, question: Callable[[], Answer]) -> Answer:
    """Return the answer to a question to the database, or raise OperationalError in time.

    Only where `in_threads` was called. A thread that nobody answers waits on, so that the request
    need not.
    """
    if _threads is None or current_thread().name.startswith(NAME):
        return question()
    try:
        return _threads.submit(_answer, question).result(seconds)
    except TimeoutError as error:
        raise OperationalError("The database did not answer in time.") from error


def _current():
    with replica.for_readers():
        return Revision.current()


def _answer(question):
    """Ask, and once more over a new connection: the old one may be from before a restart."""
    try:
        return question()
    except (OperationalError, InterfaceError):
        connections[replica.alias()].close()
        return question()
    except DatabaseError:
        connections[replica.alias()].close()
        raise


def in_threads() -> None:
    """Ask a database server in threads of their own from now on, each with its own connection."""
    global _threads
    if connections[replica.alias()].vendor == "postgresql":
        _threads = ThreadPoolExecutor(THREADS, thread_name_prefix=NAME)


def forget() -> None:
    """Begin as a new process does, which has not asked yet."""
    global _breaker
    _breaker = _Breaker()
