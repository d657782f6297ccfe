"""What speaks for and against each specialty for one reader, and what no figure decides.

Each reason has a level: for, mixed, against or unknown. Unknown never counts as against.

| reason     | for         | mixed           | against            | unknown                      |
|------------|-------------|-----------------|--------------------|------------------------------|
| openness   | Open        | Accessible      | Selective or Rare  | no band                      |
| score      | above the middle half of those who matched | inside | below | not published        |
| visa       | –           | some took one   | none took one      | not published                |
| first year | –           | a separate one  | –                  | –                            |

    fit = for      when a reason is for and none is against
          against  when a reason is against and none is for
          mixed    when there are both; or neither, and openness or score is mixed
          unknown  otherwise: a visa or a first year alone does not decide

The score is a reason only when it was given, and the visa only for who needs one: that some
programs take a visa is no advantage over those who need none. An H-1B counts for who passed Step 3.
Who did not say which group they are in gets what holds for either group, and unknown where the two
differ.

A rule leaves out one-year entries, which lead to no board; specialties whose band is Rare with all
of its range; and those where programs were looked at and none took a visa. What the reader chose
stays in the list. Where nothing was published no rule leaves anything out.

Ordinal all through: no number comes out of this. Pure: plain values in and out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guidance.profile import Attempts, Profile
from residencies.accessibility import Band
from residencies.evidence import Place, place


class Level(StrEnum):
    """What one reason, or all of them together, say."""

    FOR = "for"
    MIXED = "mixed"
    AGAINST = "against"
    UNKNOWN = "unknown"


class About(StrEnum):
    """What a reason is about."""

    OPENNESS = "openness"
    SCORE = "score"
    VISA = "visa"
    FIRST_YEAR = "first-year"


class Rule(StrEnum):
    """Why a specialty is left out."""

    ONE_YEAR = "one-year"
    NO_VISA = "no-visa"
    RARE = "rare"


BANDS = {
    Band.OPEN: Level.FOR,
    Band.ACCESSIBLE: Level.MIXED,
    Band.SELECTIVE: Level.AGAINST,
    Band.RARE: Level.AGAINST,
}
PLACES = {Place.ABOVE: Level.FOR, Place.INSIDE: Level.MIXED, Place.BELOW: Level.AGAINST}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is published of one specialty for one group."""

    band: Band
    could_be: tuple[Band, ...] = ()
    """Other bands that the range of its share reaches."""
    middle: tuple[float, float] | None = None
    """The middle half of the scores of those who matched; None where it is not published."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is published of one specialty."""

    key: str
    groups: Mapping[str, Seen]
    visas: Mapping[str, float]
    """Of the programs looked at, how many of 100 took "j1" or "h1b"; only what is known."""
    one_year: bool = False
    first_year: bool = False
    """Whether every position needs a first year elsewhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """One reason as it stands for one group; "" where the group makes no difference."""

    group: str
    level: Level
    place: Place | None = None
    """Where the score stands."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for one reader."""

    about: About
    parts: tuple[Part, ...]

    @property
    def level(self) -> Level:
        """What holds for every group that the reader may be in."""
        levels = {part.level for part in self.parts}
        return levels.pop() if len(levels) == 1 else Level.UNKNOWN


@dataclass(frozen=True, slots=True)
class Judged:
    """One specialty for one reader."""

    key: str
    reasons: tuple[Reason, ...]
    rule: Rule | None
    """The rule that leaves it out, unless the reader chose it."""
    chosen: bool
    fit: Level

    @property
    def listed(self) -> bool:
        return self.rule is None or self.chosen


def together(levels: Mapping[About, Level]) -> Level:
    """Return what several reasons say together."""
    decided = {Level.FOR, Level.AGAINST} & set(levels.values())
    if len(decided) == 1:
        return decided.pop()
    between = Level.MIXED in (levels.get(About.OPENNESS), levels.get(About.SCORE))
    return Level.MIXED if decided or between else Level.UNKNOWN


def judge(profile: Profile, facts: Facts) -> Judged:
    """Return what speaks for and against one specialty, and the rule that leaves it out."""
    groups = [profile.group] if profile.group in facts.groups else list(facts.groups)
    seen = {group: facts.groups[group] for group in groups if group is not None}
    reasons = [Reason(About.OPENNESS, tuple(_openness(*each) for each in seen.items()))]
    if profile.score is not None:
        parts = (_score(profile.score, *each) for each in seen.items())
        reasons.append(Reason(About.SCORE, tuple(parts)))
    if profile.visa:
        reasons.append(Reason(About.VISA, (Part("", _visa(profile, facts)),)))
    if facts.first_year:
        reasons.append(Reason(About.FIRST_YEAR, (Part("", Level.MIXED),)))
    chosen = facts.key in profile.specialties
    rule = _rule(profile, facts, seen.values())
    fit = together({reason.about: reason.level for reason in reasons})
    return Judged(facts.key, tuple(reasons), rule, chosen, fit)


def _openness(group: str, seen: Seen) -> Part:
    return Part(group, BANDS.get(seen.band, Level.UNKNOWN))


def _score(score: int, group: str, seen: Seen) -> Part:
    stands = place(score, *(seen.middle or (None, None)))
    return Part(group, PLACES.get(stands, Level.UNKNOWN), stands)


def _visa(profile: Profile, facts: Facts) -> Level:
    usable = {"j1", "h1b"} if profile.passed_step3 else {"j1"}
    if any(facts.visas.get(visa) for visa in usable):
        return Level.MIXED
    return Level.AGAINST if facts.visas.keys() >= usable else Level.UNKNOWN


def _rule(profile: Profile, facts: Facts, seen: Iterable[Seen]) -> Rule | None:
    if facts.one_year:
        return Rule.ONE_YEAR
    if profile.visa and facts.visas.keys() >= {"j1", "h1b"} and not any(facts.visas.values()):
        return Rule.NO_VISA
    closed = all(each.band is Band.RARE and not each.could_be for each in seen)
    return Rule.RARE if closed else None


def evaluate(profile: Profile, specialties: Iterable[Facts]) -> dict[str, Judged]:
    """Return every specialty judged for one reader, in the order given."""
    return {facts.key: judge(profile, facts) for facts in specialties}


def once(profile: Profile) -> list[str]:
    """Return the answers of which no figure by specialty is published: said once for all."""
    said = {
        "attempts": profile.attempts not in (None, Attempts.NONE),
        "graduated": profile.graduated is not None,
        "research": profile.has_research is not None,
        "experience": profile.us_months is not None or profile.us_experience is not None,
    }
    return [name for name, holds in said.items() if holds]
