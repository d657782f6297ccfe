"""Which rows a release names anew: `renames.json` says {model: {old slug: new slug}}.

Entries stay in the file, since old addresses lead to the new ones for as long as they do.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from . import fixtures
from .units import SHAPES

type Names = dict[str, dict[str, str]]


def read(folder=fixtures.FOLDER) -> tuple[Names, list[fixtures.Problem]]:
    """Return the new slug of each old one, however often it was renamed, and the problems met."""
    path = Path(folder) / fixtures.RENAMES
    if not path.is_file():
        return {}, []
    try:
        found = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=fixtures.once)
    except ValueError as error:
        return {}, [_problem(f"This cannot be read: {error}")]
    if not isinstance(found, dict) or not all(map(_is_pairs, found.values())):
        return {}, [_problem("Give {model: {old slug: new slug}}.")]
    problems = [_problem(reason) for label, pairs in found.items() for reason in _bad(label, pairs)]
    return {} if problems else {label: _last(pairs) for label, pairs in found.items()}, problems


def wrong(names: Names, rows, known: Callable[[str, str], bool]):
    """Yield what is wrong with renames beside the rows that ship with them.

    `known` says whether a row of a model and a key is, or was, on this site.
    """
    for label, pairs in names.items():
        for old, new in pairs.items():
            if row := rows[label].get(old):
                yield row.problem(f"{fixtures.RENAMES} says that it is called “{new}” now.")
            elif new not in rows[label] and not known(label, new):
                yield _problem(f"There is no {label} “{new}”, as “{old}” is to be called.")


@cache
def shipped() -> Names:
    """Return the renames of this release, for addresses. A process serves one release."""
    return read()[0]


def _problem(reason):
    return fixtures.Problem(fixtures.RENAMES, 1, reason)


def _is_pairs(found):
    return isinstance(found, dict) and all(
        isinstance(new, str) and old and new for old, new in found.items()
    )


def _bad(label, pairs):
    if label not in SHAPES:
        yield f"Unknown model “{label}”."
    elif SHAPES[label].key != ("slug",):
        yield f"{label}: its rows have no slug of their own; rename the rows that name them."
    else:
        loops = [old for old in pairs if _last_of(pairs, old) is None]
        yield from (f"{label}: “{old}” leads back to itself." for old in loops)


def _last(pairs):
    return {old: _last_of(pairs, old) for old in pairs}


def _last_of(pairs, name):
    """Return what a row is called after all renames, or None where they never end."""
    seen = set()
    while name in pairs:
        if name in seen:
            return None
        seen.add(name)
        name = pairs[name]
    return name
