"""How many items readers of each kind are told, by the rules of `advice`.

They are asked once for all readers who answer the same to what an item asks: the answers to other
questions cannot matter to it. Pure: plain values in and out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from statistics import median_low

from guidance import advice
from guidance.advice import Item, Situation
from guidance.kinds import Answer, profile
from guidance.profile import Profile

type Reader = tuple[Answer, ...]

CHALLENGES, STRATEGIES = "challenges", "strategies"
FEWEST = {CHALLENGES: 5, STRATEGIES: 5, "questions": 5}
"""As many as a page shows before "more": fewer are few. The other kinds are not for everyone."""
THIN = 3
"""Where fewer items of all kinds together are written for some readers, that is a thin spot."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many items of one kind some readers are told."""

    least: int
    median: int
    """The number that half of them reach at least; always one that occurs."""


@dataclass(frozen=True)
class Coverage:
    """Readers of every kind, and how many items of each kind each of them is told."""

    readers: Sequence[Reader]
    told: Mapping[str, Sequence[int]]
    """By kind, in the order of the readers."""

    @cached_property
    def giving(self) -> dict[str, frozenset[int]]:
        """The places of the readers who give each answer, by its key."""
        found = defaultdict(list)
        for place, reader in enumerate(self.readers):
            for answer in reader:
                found[answer.key].append(place)
        return {key: frozenset(places) for key, places in found.items()}

    def of(self, answers: Iterable[Answer]) -> dict[str, Spread]:
        """Return what readers are told who give all these answers, by kind."""
        first, *others = (self.giving[each.key] for each in answers)
        places = first.intersection(*others)
        return {
            kind: spread(numbers[each] for each in places) for kind, numbers in self.told.items()
        }


def spread(numbers: Iterable[int]) -> Spread:
    ordered = sorted(numbers)
    return Spread(ordered[0], median_low(ordered))


def brought(
    items: Mapping[str, Sequence[Item]], answers: Sequence[Answer], today: date
) -> dict[str, list[Item]]:
    """Return the items that these answers bring by themselves, by kind: what is written for them.

    What is for everyone is not among them.
    """
    someone = profile(answers, today)
    return {
        kind: [each for each in found if advice.reasons(each, someone, today)]
        for kind, found in items.items()
    }


def count(
    questions: Mapping[str, Sequence[Answer]],
    items: Mapping[str, Sequence[Item]],
    opposed: frozenset[frozenset[str]],
    today: date,
) -> Coverage:
    """Count for each kind of reader what they are told, as `advice` decides it for one."""
    grid = _Grid(questions, today)
    told = {}
    for kind, found in items.items():
        numbers = told[kind] = [0] * len(grid.readers)
        for item in found:
            for someone, places in grid.alike(asked([item])):
                if advice.reasons(item, someone, today) is not None:
                    for place in places:
                        numbers[place] += 1
    _without_contradictions(told[STRATEGIES], grid, items, opposed, today)
    return Coverage(grid.readers, told)


def _without_contradictions(
    numbers: list[int],
    grid: "_Grid",
    items: Mapping[str, Sequence[Item]],
    opposed: frozenset[frozenset[str]],
    today: date,
) -> None:
    """Take off the strategies that are not shown because they contradict weightier ones.

    Which one weighs more depends on the challenges that they answer, and on the season.
    """
    either = frozenset[str]().union(*opposed)
    strategies = [each for each in items[STRATEGIES] if each.key in either]
    answered = frozenset[str]().union(*(each.answers for each in strategies))
    challenges = [each for each in items[CHALLENGES] if each.key in answered]
    for someone, places in grid.alike(asked([*strategies, *challenges]) | {"stage"}):
        facing = {each.item.key: each.points for each in advice.choose(challenges, someone, today)}
        chosen = advice.choose(strategies, someone, today, facing)
        dropped = len(chosen) - len(advice.without_contradictions(chosen, opposed))
        for place in places if dropped else ():
            numbers[place] -= dropped


class _Grid:
    """Readers of every kind, by what they answer to some of the questions."""

    def __init__(self, questions: Mapping[str, Sequence[Answer]], today: date):
        self.questions, self.today = questions, today
        self.readers: list[Reader] = list(product(*questions.values()))
        self._alike: dict[frozenset[str], list[tuple[Profile, list[int]]]] = {}

    def alike(self, questions: frozenset[str]) -> list[tuple[Profile, list[int]]]:
        """Return someone who answers these questions alone, and the places of all who answer so."""
        if questions not in self._alike:
            at = [place for place, name in enumerate(self.questions) if name in questions]
            places = defaultdict(list)
            for place, reader in enumerate(self.readers):
                places[tuple(reader[each] for each in at)].append(place)
            self._alike[questions] = [
                (profile(answers, self.today), found) for answers, found in places.items()
            ]
        return self._alike[questions]


def asked(items: Iterable[Item]) -> frozenset[str]:
    """Return the questions whose answers decide who is told these items."""
    situations = [each for item in items for each in (*item.situations, *item.not_for)]
    return frozenset(name for each in situations for name in _concerns(each))


def _concerns(situation: Situation) -> Iterable[str]:
    concerned = {
        "status": bool(situation.group) or situation.needs_visa is not None,
        "score": situation.score != (None, None),
        "exams": situation.failed_an_exam is not None,
        "years": situation.years != (None, None),
        "experience": situation.us_months != (None, None) or bool(situation.us_experience),
        "research": situation.has_research is not None,
        "step3": situation.passed_step3 is not None,
        "stage": bool(situation.stage),
    }
    return (name for name, is_asked in concerned.items() if is_asked)
