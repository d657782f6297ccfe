"""What one line of NRMP's program results says, seen alone. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from residencies.tilemap import NAMES

from .listed import Fill, Line

STATES = {name.casefold(): name for name in NAMES.values()} | {
    "washington, dc": NAMES["DC"],
    "washington dc": NAMES["DC"],
    "guam": "Guam",
    "virgin islands": "Virgin Islands",
    "u.s. virgin islands": "Virgin Islands",
}
LABELS = {"quota", "matched", "filled", "offered"}
MOST = 99_999  # no program has more places
EDGE = 3  # lines at the top and at the foot of a page

_PROGRAM = re.compile(r"(?P<name>.*?)\s*(?P<code>\d{7}[A-Z]\d{1,3})(?![0-9A-Za-z])(?P<figures>.*)")
_YEAR = re.compile(r"(19|20)\d\d")
_NUMBER = re.compile(r"\d{1,3}(,\d{3})+|\d+")
_DASHES = re.compile("[-–—‒−]+")
_CONTINUED = re.compile(r"[\s,–—-]*\(?\bcont(inued|['’]?d)?\b\.?\)?$", re.IGNORECASE)
_FURNITURE = re.compile(
    r"""^page\s+\d+ | ^\d{1,4}$ | ^\W*$ | ^[*†] | ^--\s+[a-z]
    | ^(january|february|march|april|may|june|july|august|september|october|november|december)
      \s+(\d{1,2},\s+)?\d{4}$
    | \bnrmp\b | national\ resident\ matching | main\ residency\ match | appointment\ year
    | did\ not\ fill | ©|copyright | ^\(?continued\)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_COLUMNS = re.compile(
    r"((program|institution|city|state|code|name|quota|matched|filled|offered)s?|[\s/,&*])*",
    re.IGNORECASE,
)


class Unreadable(Exception):
    """Figures that cannot be told apart; the message says why."""


@dataclass(frozen=True, slots=True)
class Years:
    """The end of a line that heads columns: years, or labels under years that stand above."""

    before: str
    years: tuple[int, ...]
    labels: int

    @property
    def in_order(self) -> bool:
        """Whether the years go one way, each once."""
        return list(self.years) in [sorted(set(self.years)), sorted(set(self.years), reverse=True)]


def squeezed(text: str) -> str:
    """Return a line with single spaces."""
    return " ".join(text.split())


def program(text: str) -> tuple[str, str, str] | None:
    """Return name, code and figures of a line that has the code of a program."""
    found = _PROGRAM.fullmatch(text)
    return (found["name"].strip(" *"), found["code"], found["figures"]) if found else None


def state(text: str) -> str | None:
    """Return the state that a line in capitals names."""
    name = without_continued(text)
    return STATES.get(name.casefold()) if name.upper() == name else None


def without_continued(text: str) -> str:
    """Return a heading without the words that say it goes on from the page before."""
    return _CONTINUED.sub("", text).strip()


def is_furniture(text: str) -> bool:
    """Say whether a line is a title, a footnote, a page number, or the names of columns."""
    return bool(_FURNITURE.search(text) or _COLUMNS.fullmatch(text))


def years(text: str) -> Years:
    """Return the years that a line ends with, or the labels, and what stands before them.

    What stands before is empty where it only names columns.
    """
    words = text.replace("*", " ").split()
    labels = 0
    while words and words[-1].casefold() in LABELS:
        words.pop()
        labels += 1
    found: list[int] = []
    while words and _YEAR.fullmatch(words[-1]):
        found.insert(0, int(words.pop()))
    before = " ".join(words)
    return Years("" if _COLUMNS.fullmatch(before) else before, tuple(found), labels)


def has_figures(text: str) -> bool:
    """Say whether a line ends with two figures, as a program's does."""
    words = text.replace("*", " ").split()[-2:]
    return len(words) == 2 and all(map(_figure, words))


def fills(text: str, columns: tuple[int, ...]) -> tuple[tuple[Fill, ...], list[str]]:
    """Return the figures of one program for the years above it, and what is wrong with some.

    Raises Unreadable where they cannot be told apart.
    """
    words = text.replace("*", " ").split()
    for word in words:
        if not _figure(word):
            raise Unreadable(f"“{word}” is no figure.")
    if len(words) != 2 * len(columns):
        words = _whole_years(words, len(columns))
    found, wrong = [], []
    for year, quota, filled in zip(columns, words[::2], words[1::2], strict=True):
        offered, taken = _value(quota), _value(filled)
        if offered is None and taken is None:
            continue
        if offered is None or taken is None:
            wrong.append(f"{year} is left out: one of its two figures is missing.")
        elif taken > offered or offered > MOST:
            wrong.append(f"{year} is left out: {taken:,} filled of {offered:,} cannot be.")
        else:
            found.append(Fill(year, offered, taken))
    return tuple(sorted(found, key=lambda each: each.year)), wrong


def _figure(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word) or _DASHES.fullmatch(word))


def _value(word: str) -> int | None:
    return None if _DASHES.fullmatch(word) else int(word.replace(",", ""))


def _whole_years(words: list[str], years: int) -> list[str]:
    """Return two words for each year, where one "--" stands for a whole year."""
    dashes = sum(_value(word) is None for word in words)
    found = [each for word in words for each in ([word, word] if _value(word) is None else [word])]
    apart = [_value(quota) is None for quota in found[::2]]
    together = apart == [_value(filled) is None for filled in found[1::2]]
    if not dashes or len(found) != 2 * years or not together:
        raise Unreadable(f"It has {len(words)} figures; {years} years need {2 * years}.")
    return found


def repeated(lines: Iterable[Line]) -> set[str]:
    """Return what stands at the top or the foot of most pages, and so belongs to none of them.

    A heading above a city is no such line, however often it is repeated.
    """
    seen = defaultdict(set)
    pages = 0
    for number, page in groupby(lines, lambda each: each.page):
        found = list(page)
        pages += 1
        for at, line in enumerate(found):
            above_city = at + 1 < len(found) and years(found[at + 1].text).years
            if (at < EDGE or at >= len(found) - EDGE) and not above_city:
                seen[unnumbered(line.text)].add(number)
    return {text for text, on in seen.items() if len(on) >= 3 and 2 * len(on) > pages}


def unnumbered(text: str) -> str:
    """Return a line with its numbers taken out, so that those of two pages are the same."""
    return re.sub(r"\d+", "#", text)
