"""An index of pages in memory, by SQLite's own full text search, whatever the site's database is.

It is made once and never changed: other content makes another index.
"""

import json
import sqlite3
import weakref
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from django.utils.safestring import SafeString

from residencies.words import closest, squeeze, words

from . import query as asked
from .marks import CLOSE, OPEN, best, html, within

NEAREST = 12
"""How many pages are offered when none has every word."""
LIKENESS = 0.78
"""How like a known word an unknown one must be to be taken for it: difflib's ratio."""
SHORTEST = 4
"""Letters of a word that may be put right."""

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
MARK = """
SELECT rowid, highlight(page, 0, ?2, ?3), highlight(page, 2, ?2, ?3),
       highlight(page, 3, ?2, ?3), highlight(page, 4, ?2, ?3)
FROM page(?1) WHERE rowid IN (SELECT value FROM json_each(?4))
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
class Found:
    """What a query leads to, the best first."""

    documents: dict[int, Document]
    """By their place in the index."""
    scores: dict[int, float]
    """The lower, the better."""
    expression: str
    corrected: str = ""
    """The words that were looked for instead, where one was not known."""
    nearest: bool = False
    """Whether no page has every word: these have some of them."""

    def having[Page: HasAddress](self, pages: Iterable[Page]) -> list[Page]:
        """Return those of ``pages`` that have every word, in their order; all if none was typed."""
        if not self.expression:
            return list(pages)
        urls = set() if self.nearest else {each.url for each in self.documents.values()}
        return [each for each in pages if each.url in urls]

    def near[Page: HasAddress](self, pages: Iterable[Page]) -> list[Page]:
        """Return those of ``pages`` that come nearest, the best first, if none has every word."""
        by_url = {each.url: each for each in pages} if self.nearest else {}
        return [by_url[each.url] for each in self.documents.values() if each.url in by_url]


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

        If there are none, those that have the words most like these; then those with some of them.
        """
        typed = asked.typed(query)
        if not typed:
            return Found({}, {}, "")
        found = self._found(asked.every(typed, self._names), kind)
        if found.documents:
            return found
        mended = [self._mended(word) for word in typed]
        if mended != typed:
            told = {"corrected": " ".join(mended)}
            found = self._found(asked.every(mended, self._names), kind, **told)
        if not found.documents:
            found = self._found(asked.some(mended, self._names), kind, NEAREST, nearest=True)
        return found

    def mark(self, found: Found, places: Iterable[int]) -> list[Hit]:
        """Return some of what was found, with the words marked."""
        wanted = list(places)
        rows = self._rows(MARK, found.expression, OPEN, CLOSE, json.dumps(wanted))
        hits = {place: self._hit(place, *texts) for place, *texts in rows}
        return [hits[place] for place in wanted]

    def _hit(self, place, title, names, summary, body):
        document = self.documents[place]
        named = (each for each in names.splitlines() if not within(each, document.title))
        return Hit(
            document,
            html(title),
            html(next(named, "")),
            html(best(summary, body)),
        )

    def _found(self, expression, kind, most=None, **told):
        scores = dict(self._rows(FIND, expression, kind)[:most])
        documents = {place: self.documents[place] for place in scores}
        return Found(documents, scores, expression, **told)

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
