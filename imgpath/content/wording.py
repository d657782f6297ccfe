"""How one text became another, word by word, so that a person sees what changed."""

import re
from difflib import SequenceMatcher


def as_text(value):
    """Return a plain value as a person would write it."""
    if value is None or value == "" or value == []:
        return "(empty)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def changes(before, after):
    """Return the pieces of both texts in order, each with "same", "gone" or "new".

    >>> changes("apply early", "apply very early")
    [('same', 'apply '), ('new', 'very '), ('same', 'early')]
    """
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    pieces = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[i1:i2])))
        else:
            pieces += [("gone", "".join(old[i1:i2]))] if i2 > i1 else []
            pieces += [("new", "".join(new[j1:j2]))] if j2 > j1 else []
    return pieces
