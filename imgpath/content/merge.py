"""The three-way merge of shipped and live content. Pure: plain values in, decisions out.

B is the base (what was shipped last), N what is shipped now, L what is live. A unit is a field, or
fields that only move together; only the fields that N names take part, the rest is never touched.

| Case                                   | Verdict                                              |
|----------------------------------------|------------------------------------------------------|
| L = N                                  | SAME: nothing to write                               |
| L = B, N differs                       | FOLLOW: write N                                      |
| N = B, L differs                       | KEEP: an editor's change stays, and is listed        |
| all differ, or no B and L differs      | CONFLICT: the editor's value stays, and is asked for |

Values are compared after `normalise`: browsers post CRLF for a line break and the admin's forms
strip text, so without it saving a form unchanged would look like an edit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

type Value = bool | int | float | str | list[str] | None
type Fields = Mapping[str, Value]
type Units = Mapping[str, tuple[str, ...]]


class Verdict(Enum):
    """What becomes of one unit."""

    SAME = "same"
    FOLLOW = "follow"
    KEEP = "keep"
    CONFLICT = "conflict"


class Fate(Enum):
    """What becomes of one row."""

    CREATE = "create"
    MERGE = "merge"
    STAY_DELETED = "stay deleted"
    RETIRE = "retire"
    ORPHAN = "orphan"
    LEAVE = "leave"


@dataclass(frozen=True)
class Record:
    """What the loader remembers of a row it shipped: its values, and whether it retired it."""

    values: Fields
    removed: bool = False


def normalise(value: Value) -> Value:
    """Return the value in the one form in which values are compared and stored.

    Line ends become LF, text loses the white space around it, and lists of keys lose order and
    repetition.
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, list):
        return sorted({item.strip() for item in value})
    return value


def judge(base: Fields | None, shipped: Fields, live: Fields) -> Verdict:
    """Decide one unit; the three hold the same fields, and `base` is None where none is known."""
    new, here = _normal(shipped), _normal(live)
    if here == new:
        return Verdict.SAME
    old = None if base is None else _normal(base)
    if here == old:
        return Verdict.FOLLOW
    if new == old:
        return Verdict.KEEP
    return Verdict.CONFLICT


def merge(units: Units, base: Fields | None, shipped: Fields, live: Fields) -> dict[str, Verdict]:
    """Decide every unit of a row. A unit of which nothing is shipped has no verdict."""
    verdicts = {}
    for unit, members in units.items():
        names = [name for name in members if name in shipped]
        if names:
            known = base is not None and all(name in base for name in names)
            verdicts[unit] = judge(
                {name: base[name] for name in names} if base is not None and known else None,
                {name: shipped[name] for name in names},
                {name: live[name] for name in names},
            )
    return verdicts


def written(units: Units, verdicts: Mapping[str, Verdict], shipped: Fields) -> dict[str, Value]:
    """Return the fields that the verdicts say to write, a unit always whole."""
    return {
        name: normalise(shipped[name])
        for unit, verdict in verdicts.items()
        if verdict is Verdict.FOLLOW
        for name in units[unit]
        if name in shipped
    }


def edited(base: Fields, live: Fields) -> bool:
    """Return whether any field that was shipped is no longer as it was shipped."""
    return any(
        normalise(value) != normalise(live[name]) for name, value in base.items() if name in live
    )


def fate(
    record: Record | None, shipped: Fields | None, live: Fields | None, *, deletes: bool
) -> Fate:
    """Decide a row. `deletes` says that rows of its model are deleted when retired, not hidden."""
    if record is None:
        if shipped is None:
            return Fate.LEAVE
        return Fate.CREATE if live is None else Fate.MERGE
    if shipped is not None:
        if live is not None:
            return Fate.MERGE
        return Fate.CREATE if record.removed and deletes else Fate.STAY_DELETED
    if live is None or record.removed:
        return Fate.LEAVE
    return Fate.ORPHAN if edited(record.values, live) else Fate.RETIRE


def _normal(fields: Fields) -> dict[str, Value]:
    return {name: normalise(value) for name, value in fields.items()}
