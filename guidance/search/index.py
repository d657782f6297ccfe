"""An index of pages: what a query leads to, by whichever engine the site has.

It is made once and never changed: other content makes another index.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from django.db import DatabaseError
from django.utils.safestring import SafeString

from residencies import freshness
from residencies.words import closest, squeeze, words

from . import marks
from .fts5 import FTS5
from .query import TITLE, Fields, Phrase, Query, asked, one, typed

log = logging.getLogger(__name__)

ENOUGH = 10
"""Pages: where fewer have every word, those with some of the words make up for them."""
LIKENESS = 0.78
"""How like a known word an unknown one must be to be taken for it: difflib's ratio."""
SHORTEST = 4
"""Letters of a word that may be put right."""
MENDED = 8
"""Words of a query that are put right; each takes milliseconds."""


class HasAddress(Protocol):
    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Document:
    """One page, and the words by which it is found."""

    kind: str
    title: str
    url: str
    summary: str
    body: str = ""
    """Lines and sentences."""
    names: Sequence[str] = ()
    """What else the thing is called."""
    full: str = ""
    """What its title is short for."""

    @property
    def fields(self) -> Fields:
        # A page that has other names is about a thing, and its title is the first of the names.
        names = [self.title, *self.names] if self.names else []
        return (
            self.title,
            "\n".join(dict.fromkeys(map(squeeze, names))),
            "\n".join(dict.fromkeys(self.names)),
            self.summary,
            self.body,
        )


@dataclass(frozen=True, slots=True)
class Match:
    """One page that a query leads to."""

    place: int
    """In the index."""
    document: Document
    score: float
    """The lower, the better."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query leads to, the best first."""

    full: list[Match] = field(default_factory=list)
    """What has every word."""
    partial: list[Match] = field(default_factory=list)
    """What has some of the words, where little has every one."""
    query: Query | None = None
    """What was looked for; None if no word was typed."""
    corrected: str = ""
    """The words that were looked for instead, where one was not known."""

    def having[Page: HasAddress](self, pages: Iterable[Page]) -> list[Page]:
        """Return those of ``pages`` that have every word, in their order; all if none was typed."""
        if not self.query:
            return list(pages)
        urls = {each.document.url for each in self.full}
        return [each for each in pages if each.url in urls]

    def near[Page: HasAddress](self, pages: Iterable[Page]) -> list[Page]:
        """Return those of ``pages`` that come nearest, the best first, if none has every word."""
        by_url = {} if self.full else {each.url: each for each in pages}
        urls = [each.document.url for each in self.partial]
        return [by_url[url] for url in urls if url in by_url]


@dataclass(frozen=True, slots=True)
class Hit:
    """One page that was found, with the words that were looked for marked."""

    document: Document
    title: SafeString
    name: SafeString
    """The other name that was looked for, if one was."""
    sentence: SafeString


class Engine(Protocol):
    """What finds pages by their words. A score is the better the lower it is."""

    def every(self, query: Query) -> list[tuple[int, float]]:
        """Return the place and the score of each page that has every word, the best first."""

    def some(self, query: Query) -> list[tuple[int, float]]:
        """Return the same of each page that has any of the words."""

    def knows(self, word: Sequence[Phrase]) -> bool:
        """Return whether a page has one word, in any of the ways to write it."""

    def near(self, word: str) -> Iterable[str]:
        """Return words of the pages, those among them that are most like ``word``."""


class Index:
    """What some pages say, to be searched by any thread."""

    def __init__(self, documents: Iterable[Document], server: Engine | None = None):
        self.documents = list(documents)
        self.counts = Counter(each.kind for each in self.documents)
        self._memory = FTS5(each.fields for each in self.documents)
        self._server = server
        self._names = defaultdict(list)
        for each in self.documents:
            for name in [each.title, *each.names] if each.names else []:
                written = filter(None, [each.title, each.full])
                self._names[squeeze(name)] += [" ".join(words(text)) for text in written]

    def find(self, query: str, kind: str = "") -> Found:
        """Return the pages, or those of one kind, that have every word of ``query``.

        If there are none, those that have the words most like these. The database is not asked.
        """
        return self._find(self._memory, typed(query), kind)

    def ask(self, query: str, kind: str = "") -> Found:
        """Return the same, found by the database where that searches, and answers in time."""
        words = typed(query)
        if words and self._server and not freshness.away_since():
            try:
                return freshness.within(
                    freshness.PATIENCE, lambda: self._find(self._server, words, kind)
                )
            except (DatabaseError, LookupError) as error:
                log.warning("The database did not search, the process does: %s", error)
        return self._find(self._memory, words, kind)

    def _find(self, engine, words, kind):
        def places(found):
            matches = (Match(place, self.documents[place], score) for place, score in found)
            return [each for each in matches if kind in {"", each.document.kind}]

        if not words:
            return Found()
        query, corrected = asked(words, self._names), ""
        full = places(engine.every(query))
        if not full:
            mended = [*(self._mended(engine, each) for each in words[:MENDED]), *words[MENDED:]]
            if mended != words:
                query = asked(mended, self._names)
                full = places(engine.every(query))
                corrected = " ".join(mended) if full else ""
        partial = []
        if len(full) < ENOUGH:
            there = {each.place for each in full}
            others = (each for each in places(engine.some(query)) if each.place not in there)
            partial = list(islice(others, ENOUGH - len(full)))
        return Found(full, partial, query, corrected)

    def _mended(self, engine, word):
        """Return a word that is in no page as the known one that it is most like, if there is."""
        if len(word) < SHORTEST or not word.isalpha() or engine.knows(one(word, self._names)):
            return word
        return closest(word, engine.near(word), LIKENESS) or word


def mark(found: Found, matches: Iterable[Match]) -> dict[int, Hit]:
    """Return some of what was found, with the words marked, by its place."""
    if not found.query:
        return {}
    marked = marks.marking(found.query)
    return {each.place: _hit(each.document, marked) for each in matches}


def _hit(document, marked):
    named = (marked(each) for each in dict.fromkeys(document.names))
    told = (each for each in named if not marks.within(each, document.title))
    return Hit(
        document,
        marks.html(marked(document.title, TITLE)),
        marks.html(next(told, "")),
        marks.html(marks.best(marked(document.summary), marked(document.body))),
    )
