"""What a table says otherwise than the year before: to be looked at, since it may be a slip.

Pure: no Django.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from ..merge import Fields
from .sums import COHORT, PREFERRED, RATE, RESULT, STATE, TOTAL, VISA, Check, Outcome

SIZES = {
    RESULT: "offered",
    STATE: "offered",
    TOTAL: "value",
    RATE: "matched",
    COHORT: "total",
    PREFERRED: "applicants",
    VISA: "programs_seen",
    "residencies.signalallocation": "total",
}
"""The column that says how large what a row is about is."""
TIMES, LEAST = 2, 20  # a size that changed so many times, and is not small, is told
NAMED = 12


def check(
    label: str,
    rows: Sequence[Fields],
    years: Iterable[int],
    year_name: str,
    about: Callable[[Fields], list[str]],
) -> Iterator[Check]:
    """Note, for each year, which rows of the year before are gone, and which sizes jumped."""
    by_year: dict[object, dict[tuple[str, ...], Fields]] = {}
    for row in rows:
        year = row[year_name]
        name = tuple(part for part in about(row) if part != str(year))
        by_year.setdefault(year, {})[name] = row
    for year in sorted(years):
        now, before = by_year[year], by_year.get(year - 1, {})
        gone = [", ".join(name) for name in before if name not in now]
        yield from _noted(f"{year}: these were in {year - 1} and are in no row now", gone)
        size = SIZES[label]
        told = size.replace("_", " ")
        jumped = [
            f"{', '.join(name)} ({before[name][size]:,} to {row[size]:,})"
            for name, row in now.items()
            if name in before and _jumps(before[name][size], row[size])
        ]
        yield from _noted(f"{year}: “{told}” is twice or half what it was, or more", jumped)


def _jumps(old: object, new: object) -> bool:
    if not isinstance(old, int) or not isinstance(new, int) or max(old, new) < LEAST:
        return False
    return max(old, new) >= TIMES * min(old, new)


def _noted(what: str, names: list[str]) -> Iterator[Check]:
    if names:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield Check(Outcome.NOTED, f"{what}: {'; '.join(names[:NAMED])}{more}.")
