"""The sentence of a page that was looked for, with the words that were found marked."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString

OPEN, CLOSE = "\x02", "\x03"
"""What stands around each word that was found, as the index gives it."""
WHOLE = 40
"""Letters from which a sentence says something by itself."""
LONGEST = 240
"""Letters of a sentence; of a longer one the part around the first word found is shown."""
BEFORE = 60
"""Letters of it that are shown before that word."""

_END = re.compile(rf"(?<=[.!?])\s+(?=[{OPEN}“\"(]*[A-Z0-9])")
_FOUND = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)


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
