"""How one text became another, word by word, so that a person sees what changed."""

import re
from difflib import SequenceMatcher

from django.utils.text import capfirst

from .schema import schema

ALIKE = 0.3  # the share of words in common from which two texts are compared word by word


def as_text(value):
    """Return a plain value as a person would write it."""
    if value is None or value == "" or value == []:
        return "(empty)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def changes(before, after):
    """Return the pieces of both texts in order, each with "same", "gone" or "new".

    Texts with little in common stand whole, one after the other.

    >>> changes("apply early", "apply very early")
    [('same', 'apply '), ('new', 'very '), ('same', 'early')]
    """
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    pieces, matcher = [], SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return [("gone", before), ("new", after)]
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[i1:i2])))
        else:
            pieces += [("gone", "".join(old[i1:i2]))] if i2 > i1 else []
            pieces += [("new", "".join(new[j1:j2]))] if j2 > j1 else []
    return pieces


def differences(row_schema, before, after):
    """Return the fields that differ between two states, each with its words as changes.

    A state is {field: plain value}, or None where there was no row.
    """
    before, after = before or {}, after or {}
    return [
        {
            "name": capfirst(column.field.verbose_name),
            "pieces": changes(as_text(before.get(name)), as_text(after.get(name)))
            if before
            else [("new", as_text(after[name]))],
        }
        for name, column in row_schema.columns.items()
        if before.get(name) != after.get(name)
    ]


def told(revision):
    """Return a change with what a page says of it."""
    row_schema = schema(revision.model)
    kind = "Changed"
    if revision.before is None:
        kind = "Made"
    elif revision.after is None:
        kind = "Deleted"
    return {
        "revision": revision,
        "kind": kind,
        "model": capfirst(row_schema.model._meta.verbose_name),
        "rows": differences(row_schema, revision.before, revision.after),
    }
