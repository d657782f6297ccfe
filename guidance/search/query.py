"""What people type, as the phrases that an engine of full text search finds. Pure: no Django."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from residencies.words import plain, squeeze, words

# What IMGs type, and what the content says for it: beginnings of words, or words in a row. Other
# names of a specialty or of a term of the glossary are not here: editors give them with it.
SAME = {
    "attempt": ["failed"],
    "backlog": ["wait"],
    "connections": ["contacts", "network"],
    "cs": ["oet"],
    "cutoff": ["filter"],
    "cv": ["application"],
    "cycle": ["season"],
    "debt": ["cost"],
    "easiest": ["most open"],
    "gc": ["green card"],
    "husband": ["spouse"],
    "iv": ["interview"],
    "ivs": ["interview"],
    "licence": ["license"],
    "loan": ["cost"],
    "lor": ["letter"],
    "lors": ["letter"],
    "money": ["cost"],
    "observership": ["clinical experience"],
    "old": ["years"],
    "pgy1": ["first year"],
    "price": ["cost"],
    "programme": ["program"],
    "publication": ["research"],
    "reapplicant": ["again"],
    "reapply": ["again"],
    "recommendation": ["letter"],
    "scam": ["paid"],
    "shadowing": ["clinical experience"],
    "unmatched": ["did not match", "no match"],
    "usce": ["us clinical experience", "us experience"],
    "wife": ["spouse"],
    "yog": ["graduation", "graduated"],
}
# Words that say nothing about the subject, so that a whole question can be typed.
EMPTY = frozenset(
    words(
        """a am an and any are as at be can could do does for from have how i if in is it me my of
        on or should so that the there to was we what when which who why will with you your"""
    )
)
ENDINGS = [
    ("ies", "y", 3),
    ("ied", "y", 3),
    ("ches", "ch", 4),
    ("ing", "", 4),
    ("ed", "", 4),
    ("s", "", 4),
]
"""Of words: what may stand instead, and after how many letters."""
MOST = 40
"""How many words of a query count."""
BEGINS = 3
"""Letters that are taken for the beginning of a word; fewer would be in most of the content."""

_WORD = re.compile(r"[^\W_]+(?:['’.‐‑–-]+[^\W_]+)*")
_LETTER_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
_DIGIT_LETTER = re.compile(r"(?<=\d)(?=[^\W\d_])")

TITLE, WHOLE = "title", "whole"
"""Where a phrase may have to stand: in the title, or as a whole name without its spaces."""

type Fields = tuple[str, str, str, str, str]
"""What a page says: its title, whole names without spaces, names, summary and the rest."""

type Names = Mapping[str, list[str]]
"""What else a thing is called, by each of its other names without spaces."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, of letters and digits alone; the last may be the beginning of one."""

    text: str
    begins: bool = False
    where: str = ""
    """One of the two above; "" anywhere but in whole names."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks for."""

    words: list[list[Phrase]]
    """Each word that tells something, in all the ways it may be written."""
    name: list[Phrase]
    """A name that is all of the words together: it finds its page whatever the words do."""
    names: list[Phrase]
    """A name that is one of the words: it finds its page where some of the words are enough."""


def typed(query: str) -> list[str]:
    """Return the words of ``query``, each once, without case and accents; "J-1" is one."""
    return list(dict.fromkeys(_WORD.findall(plain(query))))[:MOST]


def telling(found: Iterable[str]) -> list[str]:
    """Return those of some words that tell what is looked for; all, when none does."""
    found = list(found)
    return [each for each in found if each not in EMPTY] or found


def asked(found: list[str], names: Names) -> Query:
    """Return what finds the pages that have some words, or a name that is all of them."""
    together = "".join(map(squeeze, found))
    name = [Phrase(together, where=WHOLE)]
    if len(together) > BEGINS:
        name.append(Phrase(together, begins=True, where=WHOLE))
    found = telling(found)
    whole = [Phrase(squeeze(each), where=WHOLE) for each in found]
    return Query([one(each, names) for each in found], name, whole)


def one(word: str, names: Names) -> list[Phrase]:
    """Return what finds one word: in each way to write it, and in what the content says for it."""
    joined = squeeze(word)
    # "j1" is written J-1, "h1b" is H-1B, and "2ck" is 2 CK.
    apart = _LETTER_DIGIT.sub(" ", joined)
    written = [" ".join(words(word)), joined, apart, _DIGIT_LETTER.sub(" ", apart)]
    root = _root(joined)
    same = SAME.get(joined) or SAME.get(root, [])
    called = names.get(joined, [])
    whole = [*written, root, *called]
    begun = [*(each for each in (joined, root, *called) if len(each) >= BEGINS), *same]
    found = [Phrase(each) for each in dict.fromkeys(whole)]
    found += [Phrase(each, begins=True) for each in dict.fromkeys(begun)]
    if len(joined) < BEGINS:
        found.append(Phrase(joined, begins=True, where=TITLE))
    return found


def _root(word: str) -> str:
    """Return the beginning that the forms of one word share; the word where it has no ending."""
    for end, instead, least in ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= least:
            return word.removesuffix(end) + instead
    return word
