"""An index of pages in memory, by SQLite's own full text search, whatever the site's database is.

It is made once and never changed: other content makes another index.
"""

import json
import sqlite3
import weakref
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from typing import Protocol

from django.utils.safestring import SafeString

from residencies.words import closest, squeeze, words

from . import query as asked
from .marks import CLOSE, OPEN, best, html, within

ENOUGH = 10
"""Pages: where fewer have every word, those with some of the words make up for them."""
LIKENESS = 0.78
"""How like a known word an unknown one must be to be taken for it: difflib's ratio."""
SHORTEST = 4
"""Letters of a word that may be put right."""
MENDED = 8
"""Words of a query that are put right; each takes milliseconds."""

# A word counts most in a title, or where it is a whole name; then in a name, a summary, the rest.
TABLE = """
CREATE VIRTUAL TABLE page USING fts5(
    title, whole, names, summary, body, kind UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO page(page, rank) VALUES ('rank', 'bm25(10, 12, 6, 3, 1)');
CREATE VIRTUAL TABLE word USING fts5vocab(page, row);
"""
FILL = "INSERT INTO page(rowid, title, whole, names, summary, body, kind) VALUES (?,?,?,?,?,?,?)"
FIND = "SELECT rowid, rank FROM page(?1) WHERE ?2 IN ('', kind) ORDER BY rank, rowid"
# With a plain rowid SQLite would search once for each page that is asked for.
MARK = """
SELECT rowid, highlight(page, 0, ?2, ?3), highlight(page, 2, ?2, ?3),
       highlight(page, 3, ?2, ?3), highlight(page, 4, ?2, ?3)
FROM page(?1) WHERE +rowid IN (SELECT value FROM json_each(?4))
"""


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
    expression: str = ""
    """What finds any of the words."""
    corrected: str = ""
    """The words that were looked for instead, where one was not known."""

    def having[Page: HasAddress](self, pages: Iterable[Page]) -> list[Page]:
        """Return those of ``pages`` that have every word, in their order; all if none was typed."""
        if not self.expression:
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


class Index:
    """What some pages say, to be searched by any thread."""

    def __init__(self, documents: Iterable[Document]):
        self.documents = list(documents)
        self.counts = Counter(each.kind for each in self.documents)
        self._lock = Lock()  # one connection, so one query at a time
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self._db.close)
        self._db.executescript(TABLE)
        self._db.executemany(FILL, map(_row, range(len(self.documents)), self.documents))
        self._db.commit()
        self._words = [word for (word,) in self._db.execute("SELECT term FROM word")]
        self._names = defaultdict(list)
        for each in self.documents:
            for name in [each.title, *each.names] if each.names else []:
                written = filter(None, [each.title, each.full])
                self._names[squeeze(name)] += [" ".join(words(text)) for text in written]

    def find(self, query: str, kind: str = "") -> Found:
        """Return the pages, or those of one kind, that have every word of ``query``.

        If there are none, those that have the words most like these.
        """
        words = asked.typed(query)
        if not words:
            return Found()
        full, corrected = self._matches(asked.every(words, self._names), kind), ""
        if not full:
            mended = [*map(self._mended, words[:MENDED]), *words[MENDED:]]
            if mended != words:
                full = self._matches(asked.every(mended, self._names), kind)
                words, corrected = mended, " ".join(mended) if full else ""
        some = asked.some(words, self._names)
        partial = []
        if len(full) < ENOUGH:
            places = {each.place for each in full}
            others = (each for each in self._matches(some, kind) if each.place not in places)
            partial = list(islice(others, ENOUGH - len(full)))
        return Found(full, partial, some, corrected)

    def mark(self, found: Found, matches: Sequence[Match]) -> dict[int, Hit]:
        """Return some of what was found, with the words marked, by its place."""
        if not matches:
            return {}
        places = json.dumps([each.place for each in matches])
        rows = self._rows(MARK, found.expression, OPEN, CLOSE, places)
        return {place: self._hit(place, *texts) for place, *texts in rows}

    def _hit(self, place, title, names, summary, body):
        document = self.documents[place]
        named = (each for each in names.splitlines() if not within(each, document.title))
        return Hit(
            document,
            html(title),
            html(next(named, "")),
            html(best(summary, body)),
        )

    def _matches(self, expression, kind):
        rows = self._rows(FIND, expression, kind)
        return [Match(place, self.documents[place], score) for place, score in rows]

    def _mended(self, word):
        """Return a word that is in no page as the known one that it is most like, if there is."""
        if len(word) < SHORTEST or not word.isalpha():
            return word
        if self._rows("SELECT 1 FROM page(?) LIMIT 1", asked.one(word, self._names)):
            return word
        return closest(word, self._words, LIKENESS) or word

    def _rows(self, statement, *values):
        with self._lock:
            return self._db.execute(statement, values).fetchall()


def _row(place, document):
    # A page that has other names is about a thing, and its title is the first of the names.
    names = [document.title, *document.names] if document.names else []
    return (
        place,
        document.title,
        "\n".join(dict.fromkeys(map(squeeze, names))),
        "\n".join(dict.fromkeys(document.names)),
        document.summary,
        document.body,
        document.kind,
    )
