"""What people type, as an expression for the full text search of SQLite (FTS5). Pure: no Django."""

import re
from collections.abc import Iterable, Mapping

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

type Names = Mapping[str, list[str]]
"""What else a thing is called, by each of its other names without spaces."""


def typed(query: str) -> list[str]:
    """Return the words of ``query``, each once, without case and accents; "J-1" is one."""
    return list(dict.fromkeys(_WORD.findall(plain(query))))[:MOST]


def telling(found: Iterable[str]) -> list[str]:
    """Return those of some words that tell what is looked for; all, when none does."""
    found = list(found)
    return [each for each in found if each not in EMPTY] or found


def every(found: list[str], names: Names) -> str:
    """Return what finds the pages that have every word, or a name that is all of them."""
    parts = " AND ".join(one(each, names) for each in telling(found))
    return f"- whole : ({parts}) OR {_together(found)}"


def some(found: list[str], names: Names) -> str:
    """Return what finds the pages that have any of the words: all that have every one too."""
    parts = " OR ".join(one(each, names) for each in telling(found))
    whole = " OR ".join(f"whole : {_phrase(squeeze(each))}" for each in telling(found))
    return f"- whole : ({parts}) OR {whole} OR {_together(found)}"


def _together(found: list[str]) -> str:
    """Return what finds a name that is all of the words, also those that tell nothing."""
    together = "".join(map(squeeze, found))
    begins = f"OR whole : {_phrase(together)} *" if len(together) > BEGINS else ""
    return f"whole : {_phrase(together)} {begins}"


def one(word: str, names: Names) -> str:
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
    found = [_phrase(each) for each in dict.fromkeys(whole)]
    found += [f"{_phrase(each)} *" for each in dict.fromkeys(begun)]
    if len(joined) < BEGINS:
        found.append(f"title : {_phrase(joined)} *")
    return f"({' OR '.join(found)})"


def _phrase(text: str) -> str:
    return f'"{text}"'  # nothing in it but letters, digits and spaces


def _root(word: str) -> str:
    """Return the beginning that the forms of one word share; the word where it has no ending."""
    for end, instead, least in ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= least:
            return word.removesuffix(end) + instead
    return word
