"""Search by PostgreSQL: full text search, and trigrams for what is typed wrongly.

What each page says is a row, named by what it says (a hash), and an index is a list of such names.
So an edit writes the rows of the pages that it changed; whoever holds other content, an older
release or another language, keeps an index of its own; and nothing is ever half there.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import count
from operator import itemgetter

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

from residencies import replica
from residencies.words import words

from .query import Fields, Phrase, Query

log = logging.getLogger(__name__)

CANDIDATES = 50
"""Known words that may be meant by another one: so many that the nearest is among them."""
PARTS = "ABCDD"
"""The weight, a letter in PostgreSQL, of a title, whole names, names, a summary and the rest."""
WHERE = {"": "ACD", "title": "A", "whole": "B"}
LAST = 16383
"""The last place in a text that PostgreSQL can tell."""

# A page counts by how many of some words it has, then by where: of the weights D comes first, and
# long texts count less (1). One whose whole name was typed is meant before others. Pages of others
# are found too; and where nothing is, an index that is there gives a row without a page.
FIND = """
SELECT hash, - (SELECT count(*) FROM unnest(%(each)s::tsquery[]) AS word WHERE words @@ word)
             - ts_rank_cd('{0.01, 0.2, 1, 1}', words, %(words)s::tsquery, 1)
             - ts_rank('{0, 0, 1, 0}', words, %(names)s::tsquery)
FROM search_index LEFT JOIN search_page ON words @@ %(match)s::tsquery
WHERE digest = %(digest)s
"""
KNOWS = """
SELECT EXISTS (
    SELECT FROM search_page, search_index
    WHERE words @@ %(match)s::tsquery AND hash = ANY(pages) AND digest = %(digest)s
)
"""
NEAR = "SELECT word FROM search_word ORDER BY word <-> %(word)s LIMIT %(most)s"

ALONE = "LOCK TABLE search_index IN EXCLUSIVE MODE"  # readers go on
USE = "UPDATE search_index SET used = now() WHERE digest = %s"
MISSING = """
SELECT hash FROM unnest(%s::bigint[]) AS hash WHERE hash NOT IN (SELECT hash FROM search_page)
"""
KEEP_PAGE = "INSERT INTO search_page VALUES (%s, %s::tsvector) ON CONFLICT DO NOTHING"
KEEP_WORDS = """
INSERT INTO search_word
SELECT DISTINCT unnest(tsvector_to_array(words)) FROM search_page WHERE hash = ANY(%s::bigint[])
ON CONFLICT DO NOTHING
"""
KEEP = "INSERT INTO search_index VALUES (%s, %s::bigint[], now()) ON CONFLICT DO NOTHING"
FORGET = "DELETE FROM search_index WHERE used < now() - interval '1 day'"
TIDY = [
    """DELETE FROM search_page WHERE hash NOT IN (SELECT unnest(pages) FROM search_index)""",
    """DELETE FROM search_word WHERE NOT EXISTS (
        SELECT FROM search_page WHERE words @@ quote_literal(word)::tsquery
    )""",
]


def keep(pages: Iterable[Fields]) -> "PostgreSQL | None":
    """Return what searches some pages in PostgreSQL, where their words are kept from now on.

    None where the site has another database, or one that does not take them now.
    """
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        return None
    server = PostgreSQL(pages)
    try:
        with transaction.atomic(using=DEFAULT_DB_ALIAS):
            server.keep()
    except DatabaseError as error:
        log.warning("PostgreSQL does not keep what is searched: %s", error)
        return None
    return server


class PostgreSQL:
    """An engine of search in PostgreSQL, for the pages of one process."""

    def __init__(self, pages: Iterable[Fields]):
        self._vectors, self._places = {}, defaultdict(list)
        for place, fields in enumerate(pages):
            vector = _vector(fields)
            name = int.from_bytes(blake2b(vector.encode(), digest_size=8).digest(), signed=True)
            self._vectors[name] = vector
            self._places[name].append(place)
        named = " ".join(map(str, self._places))
        self._digest = blake2b(named.encode(), digest_size=16).hexdigest()

    def keep(self) -> None:
        """Write the rows that are not there yet, and take away those that nobody asks for."""
        vectors, self._vectors = self._vectors, {}
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(USE, [self._digest])
            if cursor.rowcount:
                return
            cursor.execute(ALONE)
            cursor.execute(MISSING, [list(vectors)])
            missing = {name: vectors[name] for (name,) in cursor.fetchall()}
            cursor.executemany(KEEP_PAGE, list(missing.items()))
            cursor.execute(KEEP_WORDS, [list(missing)])
            cursor.execute(KEEP, [self._digest, list(vectors)])
            cursor.execute(FORGET)
            if cursor.rowcount:
                for statement in TIDY:
                    cursor.execute(statement)

    def every(self, query: Query) -> list[tuple[int, float]]:
        return self._find(query, " & ".join(map(_any, query.words)), query.name, each=[])

    def some(self, query: Query) -> list[tuple[int, float]]:
        each = list(map(_any, query.words))
        return self._find(query, " | ".join(each), [*query.names, *query.name], each)

    def knows(self, word: Sequence[Phrase]) -> bool:
        return self._ask(KNOWS, match=_any(word))[0][0]

    def near(self, word: str) -> list[str]:
        return [known for (known,) in self._ask(NEAR, word=word, most=CANDIDATES)]

    def _find(self, query, parts, names, each):
        """Return the place of each page and its score, the best first.

        Raises LookupError where the index is not there: on a replica that is behind, say.
        """
        whole = [phrase for phrase in [*query.name, *query.names] if not phrase.begins]
        rows = self._ask(
            FIND,
            match=f"({parts}) | {_any(names)}",
            each=each,
            words=" | ".join(map(_any, query.words)),
            names=_any(whole),
        )
        if not rows:
            raise LookupError(f"PostgreSQL has no index {self._digest}.")
        found = [(place, score) for name, score in rows for place in self._places.get(name, [])]
        return sorted(found, key=itemgetter(1, 0))

    def _ask(self, statement, **values):
        with connections[replica.alias()].cursor() as cursor:
            cursor.execute(statement, values | {"digest": self._digest})
            return cursor.fetchall()


def _vector(fields):
    """Return the words of a page with their places and weights, as PostgreSQL writes them."""
    places, place = defaultdict(list), count(1)
    for text, weight in zip(fields, PARTS, strict=True):
        for word in words(text):
            places[word].append(f"{min(next(place), LAST)}{weight}")
        next(place)  # no phrase goes on in the next field
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def _any(phrases):
    return f"({' | '.join(map(_written, phrases))})"


def _written(phrase):
    *before, last = phrase.text.split()
    where, begins = WHERE[phrase.where], "*" if phrase.begins else ""
    # Nothing in a word but letters and digits, so nothing can end the quotes.
    return " <-> ".join([*(f"'{word}':{where}" for word in before), f"'{last}':{begins}{where}"])
