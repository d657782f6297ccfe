"""Which advice applies to one reader, which answers brought it, and in what order.

An item names situations; any one of them is enough, and someone is in a situation when each of its
conditions holds. An answer that was not given fulfils no condition. An item without situations is
for everyone, and an item may name situations in which nobody sees it.

    points(challenge) = its weight, from 1 to 5, plus 1 when an answer of the reader points to it
    points(other)     = the weight of the weightiest challenge of this reader that it answers
                        (1 if none), plus 1 when an answer of the reader points to it

Items stand by points, then by how soon their part of the season comes, then in the order given.
Of two that are declared to contradict each other, the one that stands first is kept.

The weights and situations are rows that editors set. Pure: plain values in and out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from guidance.profile import Profile

ROUND = ("before", "applying", "interviews", "ranking", "match-week", "after")
"""The parts of a season in order; "before" of the next one follows "after"."""
ANY = "any"
STAGES = {
    "before-applying": "before",
    "applied": "interviews",
    "interviewing": "interviews",
    "ranked": "match-week",
    "not-matched": "after",
}
"""The part of the season that each stage is in, whatever the date."""
STARTS = (
    ((2, 1), "ranking"),
    ((3, 8), "match-week"),
    ((3, 22), "after"),
    ((5, 1), "before"),
    ((6, 1), "applying"),
    ((10, 1), "interviews"),
)
"""The month and day on which each part starts, about; the last one goes on into January."""
STEPS = 3


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation. Someone is in it when every condition that is set holds of them."""

    because: str
    """The reason a reader sees: "You said that you need a visa."."""
    group: str = ""
    needs_visa: bool | None = None
    score: tuple[int | None, int | None] = (None, None)
    """Lowest and highest Step 2 CK score; None where there is no end. So are the next two."""
    years: tuple[int | None, int | None] = (None, None)
    us_months: tuple[int | None, int | None] = (None, None)
    us_experience: str = ""
    failed_an_exam: bool | None = None
    has_research: bool | None = None
    passed_step3: bool | None = None
    stage: str = ""
    specialties: frozenset[str] = frozenset()
    """Interested in any one of these."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of advice as the rules see it."""

    key: str
    situations: tuple[Situation, ...] = ()
    not_for: tuple[Situation, ...] = ()
    """Whoever is in one of these never sees it."""
    specialties: Mapping[str, str] = field(default_factory=dict)
    """Name by slug, of where it matters most; none means everywhere."""
    weight: int = 1
    answers: frozenset[str] = frozenset()
    """Keys of the challenges that it answers or is about."""
    season: str = ANY


@dataclass(frozen=True, slots=True)
class Chosen:
    """One item that applies to a reader."""

    item: Item
    reasons: tuple[str, ...]
    """What the reader said that brought it; none when it is for everyone."""
    points: int
    wait: int
    """Parts of the season until its time; 0 is now."""


def holds(situation: Situation, profile: Profile, today: date) -> bool:
    """Return whether every condition that is set holds; what was not answered holds nowhere."""
    same = [
        (situation.group or None, profile.group),
        (situation.needs_visa, profile.visa),
        (situation.us_experience or None, profile.us_experience),
        (situation.failed_an_exam, profile.failed_an_exam),
        (situation.has_research, profile.has_research),
        (situation.passed_step3, profile.passed_step3),
        (situation.stage or None, profile.stage),
    ]
    within = [
        (situation.score, profile.score),
        (situation.years, profile.years_since_graduation(today)),
        (situation.us_months, profile.us_months),
    ]
    return (
        all(wanted is None or wanted == answer for wanted, answer in same)
        and all(_between(ends, answer) for ends, answer in within)
        and (not situation.specialties or not situation.specialties.isdisjoint(profile.specialties))
    )


def _between(ends: tuple[int | None, int | None], answer: int | None) -> bool:
    low, high = ends
    if low is None and high is None:
        return True
    if answer is None:
        return False
    return (low is None or low <= answer) and (high is None or answer <= high)


def reasons(item: Item, profile: Profile, today: date) -> tuple[str, ...] | None:
    """Return what brings an item to this reader, () for everyone's; None when it does not apply."""
    held = [each.because for each in item.situations if holds(each, profile, today)]
    if item.situations and not held:
        return None
    if any(holds(each, profile, today) for each in item.not_for):
        return None
    here = [name for slug, name in item.specialties.items() if slug in profile.specialties]
    if item.specialties and profile.specialties and not here and not item.situations:
        return None
    chosen = [_("It matters most in {name}, which you chose.").format(name=name) for name in here]
    return tuple(dict.fromkeys(held + chosen))


def part_of_season(profile: Profile, today: date) -> str:
    """Return the part of the season that is now: the reader's stage says, else the date."""
    if profile.stage in STAGES:
        return STAGES[profile.stage]
    begun = [part for start, part in STARTS if start <= (today.month, today.day)]
    return begun[-1] if begun else STARTS[-1][1]


def wait(season: str, now: str) -> int:
    """Return how many parts of the season pass before one comes; 0 is now, or any time."""
    return 0 if season == ANY else (ROUND.index(season) - ROUND.index(now)) % len(ROUND)


def choose(
    items: Iterable[Item], profile: Profile, today: date, facing: Mapping[str, int] | None = None
) -> list[Chosen]:
    """Return the items that apply, weightiest first.

    ``facing`` gives the weight of each challenge that applies, when the items are answers to them;
    without it each item has its own weight.
    """
    now = part_of_season(profile, today)
    found = []
    for item in items:
        why = reasons(item, profile, today)
        if why is not None:
            weight = item.weight
            if facing is not None:
                weight = max((facing.get(key, 1) for key in item.answers), default=1)
            found.append(Chosen(item, why, weight + bool(why), wait(item.season, now)))
    return sorted(found, key=lambda each: (-each.points, each.wait))


def without_contradictions(
    chosen: Sequence[Chosen], opposed: frozenset[frozenset[str]]
) -> list[Chosen]:
    """Return ``chosen`` without what contradicts something that stands before it.

    ``opposed`` holds pairs of keys.
    """
    kept: list[Chosen] = []
    for each in chosen:
        if not any(frozenset({each.item.key, other.item.key}) in opposed for other in kept):
            kept.append(each)
    return kept


def next_steps(chosen: Sequence[Chosen], most: int = STEPS) -> list[Chosen]:
    """Return what to begin with: what comes soonest, and of that the weightiest."""
    return sorted(chosen, key=lambda each: (each.wait, -each.points))[:most]
