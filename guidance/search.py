"""Finding items by what people type: words or their beginnings, in any order, case or accent."""

from collections.abc import Iterable
from typing import Protocol

from residencies.words import closest, words

# What IMGs type, and the words that the content uses for it.
SAME = {
    "attempts": "failed",
    "backlog": "wait",
    "cs": "oet",
    "cv": "application",
    "cycle": "season",
    "gap": "gaps",
    "green": "card",
    "hands": "experience",
    "iv": "interview",
    "loan": "cost",
    "lor": "letter",
    "lors": "letter",
    "money": "cost",
    "observership": "experience",
    "old": "years",
    "pd": "director",
    "price": "cost",
    "ps": "statement",
    "publication": "research",
    "rol": "rank",
    "scramble": "soap",
    "unmatched": "match",
    "usce": "experience",
    "yog": "graduated",
}
# Words that say nothing about the subject, so that a whole question can be typed.
EMPTY = frozenset(
    words(
        """a am an and any are as at be can could do does for from have how i if in is it me my of
        on or should so that the there to was we what when which who why will with you your"""
    )
)
NEAREST = 3


class Searchable(Protocol):
    text: str
    """Each word once, after a space, without case and accents."""


def index(*texts: str) -> str:
    """Return the words of ``texts`` as find() looks for them."""
    found = {word for text in texts for word in words(text)}
    return "".join(f" {word}" for word in sorted(found))


def find[Found: Searchable](query: str, items: Iterable[Found]) -> list[Found]:
    """Return the items that have every word of ``query``."""
    typed = _typed(query)
    return [item for item in items if all(_has(item, word) for word in typed)]


def nearest[Found: Searchable](query: str, items: Iterable[Found]) -> list[Found]:
    """Return the few items that have most of the words of ``query``, and at least one."""
    typed = _typed(query)
    ranked = [(sum(_has(item, word) for word in typed), item) for item in items]
    best = sorted((each for each in ranked if each[0]), key=lambda each: -each[0])
    return [item for _, item in best[:NEAREST]]


def suggestion(query: str, items: Iterable[Searchable]) -> str:
    """Return ``query`` with unknown words put right; "" when there is nothing better to offer."""
    items = list(items)
    known = sorted({word for item in items for word in item.text.split()})
    better = [_better(word, known, items) for word in words(query)]
    offer = " ".join(better)
    return offer if better != words(query) and find(offer, items) else ""


def _better(word, known, items):
    if word in EMPTY or any(_has(item, word) for item in items):
        return word
    return closest(word, known) or word


def _typed(query):
    return [word for word in words(query) if word not in EMPTY]


def _has(item, word):
    wanted = {word, SAME.get(word, word)}
    # "visas" finds "visa"; the other way round the beginning is enough.
    wanted |= {each[:-1] for each in wanted if len(each) > 3 and each.endswith("s")}
    return any(f" {each}" in item.text for each in wanted)
