"""What people type, made comparable with what things are called. Pure: no Django."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def plain(text: str) -> str:
    """Return ``text`` without case and accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(each for each in parts if not unicodedata.combining(each))


def words(text: str) -> list[str]:
    """Return the words of ``text`` without case and accents."""
    return re.findall(r"[^\W_]+", plain(text))


def squeeze(text: str) -> str:
    """Return ``text`` without case, accents, spaces and punctuation: "OB-GYN" as "obgyn"."""
    return "".join(words(text))


def closest(typed: str, known: Iterable[str], likeness: float = 0.7) -> str | None:
    """Return the one of ``known`` that ``typed`` most likely misspells; None when none is near.

    ``likeness`` is difflib's ratio, from 0 to 1.
    """
    close = get_close_matches(typed, list(known), n=1, cutoff=likeness)
    return close[0] if close else None
