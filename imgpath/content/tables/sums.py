"""Whether the figures of a year agree with each other, across rows and tables. Pure: no Django.

One number is often told by several tables: the specialties add up to the national total, and so do
the states. Where two tellings differ, one of them was copied wrong, or a source is wrong.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from ..merge import Fields

type World = Mapping[str, Sequence[Fields]]
"""All rows of some models, by label, as they would be."""
type Told = tuple[str, int | None]
"""Who tells a number, in words, and the number; None where they tell only a part of it."""

RESULT, STATE = "residencies.matchresult", "residencies.stateresult"
TOTAL, RATE = "residencies.positiontotal", "residencies.matchrate"
COHORT, PREFERRED = "residencies.cohortstatistic", "residencies.preferredmatchrate"
VISA = "residencies.visafact"
BESIDE = {
    RESULT: (TOTAL, STATE, RATE),
    TOTAL: (RESULT, STATE, RATE),
    STATE: (RESULT, TOTAL, RATE),
    RATE: (RESULT, TOTAL, STATE),
    COHORT: (PREFERRED,),
    PREFERRED: (COHORT,),
}
"""Which other models a model is compared with."""

LATER = {"advanced", "physician"}  # tracks that start after PGY-1
GROUPS = {
    "us_md_senior": "US MD seniors",
    "us_do_senior": "US DO seniors",
    "us_img": "US-citizen IMGs",
    "non_us_img": "non-US IMGs",
}
COUNTS = {"offered": "positions offered", "filled": "positions filled"}
ROUNDING = 0.06  # how far a percentage with one decimal may be from its counts


class Outcome(Enum):
    PASSED = "passed"
    FAILED = "failed"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Check:
    outcome: Outcome
    text: str


def check(label: str, world: World, years: Iterable[int]) -> list[Check]:
    """Return what agrees and what does not, for the years of a table of one model."""
    found: list[Check] = []
    for year in sorted(years):
        found += _tellings(label, world, year)
        for each in CHECKS.get(label, ()):
            found += each(world, year)
    return found


def _tellings(label: str, world: World, year: int) -> Iterator[Check]:
    told: dict[str, dict[str, Told]] = defaultdict(dict)
    for teller, tell in TELLERS.items():
        for what, how in tell(_of(world.get(teller, ()), year)):
            told[what][teller] = how
    alone, unknown = [], []
    for what, tellings in told.items():
        if label not in tellings:
            continue
        known = [(who, number) for who, number in tellings.values() if number is not None]
        words = "; ".join(f"{who} {number:,}" for who, number in known)
        if tellings[label][1] is None:
            unknown.append(what)
        elif len(known) == 1:
            alone.append(f"{what} {known[0][1]:,}")
        else:
            agree = len({number for _, number in known}) == 1
            yield Check(_outcome(agree), f"{year}, {what}: {words}.")
    if alone:
        text = f"{year}: no other table to compare with yet: {'; '.join(alone)}."
        yield Check(Outcome.NOTED, text)
    if unknown:
        text = f"{year}: not added up, since some rows do not say: {'; '.join(unknown)}."
        yield Check(Outcome.NOTED, text)


def _by_specialty(rows: list[Fields]) -> Iterator[tuple[str, Told]]:
    once = [row for row in rows if not row["part_of_total"]]
    first = [row for row in once if row["track"] not in LATER]
    if once:
        for name, what in COUNTS.items():
            yield what, ("the specialties add up to", _sum(once, name))
            yield f"PGY-1 {what}", ("the specialties add up to", _sum(first, name))
        for name, who in GROUPS.items():
            yield f"positions of {who}", ("the specialties add up to", _sum(once, name))
            yield f"PGY-1 positions of {who}", ("the specialties add up to", _sum(first, name))


def _by_state(rows: list[Fields]) -> Iterator[tuple[str, Told]]:
    if not rows:
        return
    for name, what in COUNTS.items():
        yield what, ("the states add up to", _sum(rows, name))
        yield f"PGY-1 {what}", ("the states add up to", _sum(rows, f"pgy1_{name}"))
    for name in ("us_img", "non_us_img"):
        yield f"positions of {GROUPS[name]}", ("the states add up to", _sum(rows, name))
        pgy1 = _sum(rows, f"pgy1_{name}")
        yield f"PGY-1 positions of {GROUPS[name]}", ("the states add up to", pgy1)


def _national(rows: list[Fields]) -> Iterator[tuple[str, Told]]:
    totals = {row["measure"]: row for row in rows}
    for name, what in COUNTS.items():
        for measure, which in [(name, what), (f"pgy1-{name}", f"PGY-1 {what}")]:
            if measure in totals:
                yield which, ("the national total is", _count(totals[measure], "value"))


def _by_group(rows: list[Fields]) -> Iterator[tuple[str, Told]]:
    for row in rows:
        if row["basis"] != "all-active" or _count(row, "matched") is None:
            continue
        if row["group"] == "all":
            yield "PGY-1 positions filled", ("applicants who matched are", _count(row, "matched"))
        elif row["group"] in GROUPS:
            who = GROUPS[str(row["group"])]
            yield f"PGY-1 positions of {who}", ("those who matched are", _count(row, "matched"))


TELLERS: dict[str, Callable[[list[Fields]], Iterator[tuple[str, Told]]]] = {
    RESULT: _by_specialty,
    STATE: _by_state,
    TOTAL: _national,
    RATE: _by_group,
}


def _rollups(world: World, year: int) -> Iterator[Check]:
    """Compare rows that are part of a total with those totals, all specialties together."""
    rows = _of(world[RESULT], year)
    parts = [row for row in rows if row["part_of_total"]]
    totals = [row for row in rows if row["track"] == "pgy1-total" and not row["part_of_total"]]
    for name, what in COUNTS.items() if parts else ():
        whole, summed = _sum(totals, name), _sum(parts, name)
        if whole is not None and summed is not None:
            outcome = _outcome(whole == summed)
            text = f"rows with all kinds together have {whole:,}; rows that are part of them"
            yield Check(outcome, f"{year}, {what}: {text} add up to {summed:,}.")


def _unfilled(world: World, year: int) -> Iterator[Check]:
    totals = {row["measure"]: _count(row, "value") for row in _of(world[TOTAL], year)}
    offered, filled, unfilled = (totals.get(each) for each in ("offered", "filled", "unfilled"))
    if offered is not None and filled is not None and unfilled is not None:
        outcome = _outcome(offered - filled == unfilled)
        text = f"{offered:,} offered less {filled:,} filled is {offered - filled:,}"
        yield Check(outcome, f"{year}, positions unfilled: {text}; the total is {unfilled:,}.")


def _states(world: World, year: int) -> Iterator[Check]:
    names = {row["state"] for row in world[STATE] if row["year"] != year}
    for row in _of(world[STATE], year):
        if names and row["state"] not in names:
            text = f"{year}: no other year has “{row['state']}”. Is it written as in other years?"
            yield Check(Outcome.FAILED, text)


def _rates(world: World, year: int) -> Iterator[Check]:
    for row in _of(world[RATE], year):
        yield from _percent(row, "matched", "active", f"{year}, {row['group']}, {row['basis']}")


def _visas(world: World, year: int) -> Iterator[Check]:
    for row in _of(world[VISA], year):
        named = f"{year}, {row['specialty']}, {row['measure']}"
        yield from _percent(row, "programs", "programs_seen", named)


def _percent(row: Fields, some: str, out_of: str, named: str) -> Iterator[Check]:
    """Say of a percentage that its counts do not give; nothing of one that they do."""
    few, all_, percent = _count(row, some), _count(row, out_of), row["percent"]
    if few is None or not all_ or percent is None:
        return
    given = float(str(percent))
    if abs(100 * few / all_ - given) > ROUNDING:
        text = f"{few:,} of {all_:,} is {100 * few / all_:.1f} percent, not {given:g}."
        yield Check(Outcome.FAILED, f"{named}: {text}")


def _cohorts(world: World, year: int) -> Iterator[Check]:
    """Compare those who matched, and those who did not, with the size of their cohorts."""
    sizes = defaultdict(set)
    for row in (row for row in world[COHORT] if row["edition"] == year):
        sizes[row["specialty"], row["group"], row["matched"]].add(_count(row, "total"))
    compared, wrong = 0, []
    for row in _of(world[PREFERRED], year):
        matched, applicants = _count(row, "matched") or 0, _count(row, "applicants") or 0
        for outcome, number in [(True, matched), (False, applicants - matched)]:
            found = sizes.get((row["specialty"], row["group"], outcome), set()) - {None}
            compared += bool(found)
            if found - {number}:
                named = f"{row['specialty']}, {row['group']}, {'' if outcome else 'not '}matched"
                size = " or ".join(f"{each:,}" for each in sorted(filter(None, found)))
                wrong.append(f"{year}, {named}: {number:,} by the rates, a cohort of {size}.")
    yield from (Check(Outcome.FAILED, text) for text in wrong)
    if compared and not wrong:
        text = f"{year}: {compared} cohorts are as large as the rates of the first choice say."
        yield Check(Outcome.PASSED, text)


CHECKS: dict[str, tuple[Callable[[World, int], Iterator[Check]], ...]] = {
    RESULT: (_rollups,),
    TOTAL: (_unfilled,),
    STATE: (_states,),
    RATE: (_rates,),
    VISA: (_visas,),
    COHORT: (_cohorts,),
    PREFERRED: (_cohorts,),
}


def _outcome(agrees: bool) -> Outcome:
    return Outcome.PASSED if agrees else Outcome.FAILED


def _of(rows: Iterable[Fields], year: int) -> list[Fields]:
    return [row for row in rows if row.get("year") == year]


def _sum(rows: Iterable[Fields], name: str) -> int | None:
    """Return the sum of a column; None where any row does not say."""
    counts = [_count(row, name) for row in rows]
    known = [each for each in counts if each is not None]
    return sum(known) if len(known) == len(counts) else None


def _count(row: Fields, name: str) -> int | None:
    value = row.get(name)
    return value if isinstance(value, int) else None
