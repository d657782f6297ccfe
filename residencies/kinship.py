"""Which specialties are like one another, and more open: one rule over plain values.

A specialty B is a more open neighbour of A, for one group of applicants, when

1. both have a band, and neither is a one-year entry, which leads to no board by itself;
2. they are alike: they share a kind of work (primary care, surgical, hospital-based), or they are
   of one family: one's name holds every word of the other's (child neurology and neurology);
3. B is more open beyond chance: the 95% ranges of their openness do not touch, and B's is higher.

The most alike come first: of one family, then by how many kinds they share, then by how close the
length of training is; the more open before the less. At most MOST are named.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 4
UNKNOWN_LENGTH = 99


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the rule looks at in one specialty. ``low`` to ``high`` is the range of openness."""

    slug: str
    kinds: frozenset[str]
    words: frozenset[str]
    years: int | None
    openness: float
    low: float
    high: float

    def family(self, other: "Likeness") -> bool:
        return self.words <= other.words or other.words <= self.words

    def years_apart(self, other: "Likeness") -> int:
        if self.years is None or other.years is None:
            return UNKNOWN_LENGTH
        return abs(self.years - other.years)


def more_open(own: Likeness, others: Iterable[Likeness]) -> list[Likeness]:
    """Return the more open neighbours of ``own``, the most alike first."""
    found = [
        other
        for other in others
        if other.slug != own.slug
        and (own.kinds & other.kinds or own.family(other))
        and other.low > own.high
    ]
    found.sort(
        key=lambda other: (
            not own.family(other),
            -len(own.kinds & other.kinds),
            own.years_apart(other),
            -other.openness,
        )
    )
    return found[:MOST]
