"""The sentence of a page that was looked for, with the words that were found marked."""

import re
from collections.abc import Callable, Iterable, Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString

from residencies.words import plain

from .query import TITLE, Phrase, Query

OPEN, CLOSE = "\x02", "\x03"
"""What stands around each word that was found."""
WHOLE = 40
"""Letters from which a sentence says something by itself."""
LONGEST = 240
"""Letters of a sentence; of a longer one the part around the first word found is shown."""
BEFORE = 60
"""Letters of it that are shown before that word."""

_END = re.compile(rf"(?<=[.!?])\s+(?=[{OPEN}“\"(]*[A-Z0-9])")
_FOUND = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)


class _Letters(dict):
    """Each letter without case and accent, where that is one letter too."""

    def __missing__(self, code):
        letter = plain(chr(code))
        self[code] = letter if len(letter) == 1 else code
        return self[code]


_LETTERS = _Letters()


def marking(query: Query) -> Callable[..., str]:
    """Return what marks in a text, or in a title, what was looked for."""
    phrases = {each for word in query.words for each in word}
    patterns = {
        where: _pattern(each for each in phrases if each.where in {"", where})
        for where in ["", TITLE]
    }

    def marked(text: str, where: str = "") -> str:
        parts, last = [], 0
        for start, end in _spans(patterns[where], text.translate(_LETTERS)):
            parts += [text[last:start], OPEN, text[start:end], CLOSE]
            last = end
        return "".join([*parts, text[last:]])

    return marked


def _pattern(phrases: Iterable[Phrase]) -> re.Pattern:
    """Return what finds any of some phrases, the longest one where several begin."""
    longest = sorted(phrases, key=lambda each: (len(each.text), each.begins), reverse=True)
    ways = [
        r"[\W_]+".join(each.text.split()) + (r"[^\W_]*" if each.begins else r"(?![^\W_])")
        for each in longest
    ]
    return re.compile("|".join(ways))


def _spans(pattern: re.Pattern, text: str) -> Iterator[tuple[int, int]]:
    """Yield where phrases stand that begin with a word.

    To look for this with the pattern would take three times as long: it could not go by letters.
    """
    place = 0
    while found := pattern.search(text, place):
        start, place = found.span()
        if start and text[start - 1].isalnum():
            place = start + 1
        else:
            yield start, place


def html(text: str) -> SafeString:
    """Return a text with what was found in it marked."""
    parts = _FOUND.split(text)  # found are those between two others
    return format_html("{}" + "<mark>{}</mark>{}" * (len(parts) // 2), *parts)


def best(summary: str, body: str) -> str:
    """Return the sentence with most of the words found; of the summary where none has one."""
    lines = [line for line in f"{summary}\n{body}".splitlines() if OPEN in line]
    sentences = [each for line in lines or [summary] for each in _END.split(line.strip())]
    # Of those that have as many, max() takes the first.
    return _short(max(sentences, key=lambda each: (len(_found(each)), len(each) >= WHOLE)))


def within(text: str, title: str) -> bool:
    """Return whether all that was found in a text stands in a title too."""
    return all(each in title.casefold() for each in _found(text))


def _found(text):
    return {each.casefold() for each in _FOUND.findall(text)}


def _short(sentence):
    if len(sentence) <= LONGEST:
        return sentence
    start = max(0, sentence.find(OPEN) - BEFORE)
    if start:
        start = sentence.find(" ", start) + 1
    part = sentence[start : start + LONGEST].rpartition(" ")[0]
    part += CLOSE * (part.count(OPEN) - part.count(CLOSE))
    return f"{'… ' if start else ''}{part} …"
