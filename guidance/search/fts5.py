"""Search by SQLite's own full text search (FTS5), in a database in the memory of the process.

It is made once and never changed: other content makes another one.
"""

import sqlite3
import weakref
from collections.abc import Iterable, Sequence
from threading import Lock

from .query import Fields, Phrase, Query

# A word counts most in a title, or where it is a whole name; then in a name, a summary, the rest.
TABLE = """
CREATE VIRTUAL TABLE page USING fts5(
    title, whole, names, summary, body, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO page(page, rank) VALUES ('rank', 'bm25(10, 12, 6, 3, 1)');
CREATE VIRTUAL TABLE word USING fts5vocab(page, row);
"""
FILL = "INSERT INTO page(rowid, title, whole, names, summary, body) VALUES (?, ?, ?, ?, ?, ?)"
FIND = "SELECT rowid, rank FROM page(?) ORDER BY rank, rowid"


class FTS5:
    """An engine of search that needs no server; any thread may ask it."""

    def __init__(self, pages: Iterable[Fields]):
        self._lock = Lock()  # one connection, so one query at a time
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self._db.close)
        self._db.executescript(TABLE)
        self._db.executemany(FILL, ((place, *fields) for place, fields in enumerate(pages)))
        self._db.commit()
        self._words = [word for (word,) in self._db.execute("SELECT term FROM word")]

    def every(self, query: Query) -> list[tuple[int, float]]:
        parts = " AND ".join(map(_any, query.words))
        return self._rows(FIND, f"- whole : ({parts}) OR {_any(query.name)}")

    def some(self, query: Query) -> list[tuple[int, float]]:
        parts = " OR ".join(map(_any, query.words))
        return self._rows(FIND, f"- whole : ({parts}) OR {_any([*query.names, *query.name])}")

    def knows(self, word: Sequence[Phrase]) -> bool:
        return bool(self._rows("SELECT 1 FROM page(?) LIMIT 1", _any(word)))

    def near(self, word: str) -> list[str]:
        return self._words

    def _rows(self, statement, *values):
        with self._lock:
            return self._db.execute(statement, values).fetchall()


def _any(phrases):
    return f"({' OR '.join(map(_written, phrases))})"


def _written(phrase):
    where = f"{phrase.where} : " if phrase.where else ""
    # Nothing in it but letters, digits and spaces, so nothing can end the quotes.
    return f'{where}"{phrase.text}"{" *" if phrase.begins else ""}'
