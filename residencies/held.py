"""What is made from content and held in memory, until the content changes.

A request asks the database one thing, the revision. While the answer stays the same, every page is
made from what is held here; when it changes, or nothing is held yet, everything is read again. A
new day counts as a change too, since parts that are held rendered say what is past its review date.
"""

import logging
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import ClassVar
from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import get_language, override

from . import drafts, freshness, replica
from .models import Revision

log = logging.getLogger(__name__)

READING = 15
"""Seconds that reading all of the content may take."""


class Held[Value]:
    """A value built from the database, held until the content revision or the day changes.

    There is one for each language in which somebody asked.
    """

    everything: ClassVar[list["Held"]] = []

    def __init__(self, build: Callable[[], Value]):
        Held.everything.append(self)
        self._build = build
        self._lock = Lock()
        self._held: dict[str, tuple[tuple[UUID | None, date], Value]] = {}

    def current(self) -> Value:
        """Return the value of the newest revision; the last one held when the database is away."""
        if drafts.kept() is not None:
            return self.at(None)
        try:
            return self.at(freshness.revision())
        except DatabaseError:
            if get_language() not in self._held:
                raise
            if freshness.away_since() is None:
                log.exception("The content could not be read; serving what was read last.")
            return self._held[get_language()][1]

    def at(self, revision: UUID | None) -> Value:
        """Return the value of a revision that is known already, without asking for it."""
        previewed = drafts.kept()
        if previewed is not None:  # of no revision: it is read anew for each preview
            if self not in previewed:
                previewed[self] = self._build()
            return previewed[self]
        version, language = (revision, timezone.localdate()), get_language()
        if not self._holds(version, language):
            with self._lock:
                freshness.within(READING, lambda: self._read(version, language))
        return self._held[language][1]

    def _holds(self, version, language):
        return language in self._held and self._held[language][0] == version

    @replica.for_readers()
    def _read(self, version: tuple[UUID | None, date], language: str) -> None:
        while not self._holds(version, language):
            try:
                with override(language):
                    value, failed = self._build(), None
            except LookupError as error:  # a row may name one that was added after those were read
                value, failed = None, error
            after = (Revision.current(), timezone.localdate())
            # An edit that lands while rows are being read would mix old with new: read again.
            if after == version:
                if failed:
                    raise failed
                self._held[language] = (version, value)
            version = after
