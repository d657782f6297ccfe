"""How a count out of a number of people may be told: the small-number rule.

Pure functions over plain numbers; no database. The cut-offs are the house's own, set at or above
the floors that US health statistics use (30 for a proportion, 10 events for a rate).

| people counted | what is told                                                      |
|----------------|-------------------------------------------------------------------|
| 100 or more    | "51 of 100", with its 95% range and the number of people          |
| 30 to 99       | the range first, rounded to the nearest 5: "35 to 65 of 100"      |
| 10 to 29       | the two counts: "7 of 19"                                         |
| below 10       | "Too few to say"                                                  |
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Z = 1.959963984540054  # the 97.5th percentile of the normal distribution: a 95% range


class Tier(StrEnum):
    """How much a number of people allows to be said."""

    PER_100 = "per-100"
    RANGE = "range"
    COUNTS = "counts"
    TOO_FEW = "too-few"


def tier(n: int) -> Tier:
    """Return what may be told of a share among ``n`` people."""
    if n >= 100:
        return Tier.PER_100
    if n >= 30:
        return Tier.RANGE
    return Tier.COUNTS if n >= 10 else Tier.TOO_FEW


def wilson(count: int, n: int) -> tuple[float, float]:
    """Return the 95% Wilson score range of ``count / n``, each end from 0 to 1.

    (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n), after E. B. Wilson (1927). Unlike the
    textbook p ± z·√(p(1-p)/n) it stays within 0 and 1 and is honest for small n.

    Raises ValueError unless 0 <= count <= n and n > 0.
    """
    if not 0 <= count <= n or n == 0:
        raise ValueError(f"{count} of {n} is not a share")
    p = count / n
    middle = p + Z * Z / (2 * n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    # At the two ends rounding can leave 1e-17 where the exact value is 0 or 1.
    low = 0.0 if count == 0 else (middle - half) / scale
    high = 1.0 if count == n else (middle + half) / scale
    return low, high


@dataclass(frozen=True, slots=True)
class Frequency:
    """``count`` of ``n`` people, with the words that the small-number rule allows."""

    count: int
    n: int
    tier: Tier
    low: int
    """Low end of the range, out of 100; a multiple of 5 when the tier is RANGE."""
    high: int
    """High end of the range, out of 100; a multiple of 5 when the tier is RANGE."""

    @property
    def per_100(self) -> int:
        return round(100 * self.count / self.n)

    @property
    def short(self) -> str:
        """For a table cell: "51 of 100"."""
        if self.tier is Tier.PER_100:
            return _("{n} of 100").format(n=self.per_100)
        if self.tier is Tier.RANGE:
            return _("{low} to {high} of 100").format(low=self.low, high=self.high)
        if self.tier is Tier.COUNTS:
            return _("{count} of {n}").format(count=self.count, n=self.n)
        return _("Too few to say")

    @property
    def basis(self) -> str:
        """What the short form rests on: "412 people"; for few people the count is all there is."""
        return ngettext("{n} person", "{n} people", self.n).format(n=f"{self.n:,}")


def frequency(count: int, n: int) -> Frequency:
    """Return ``count`` of ``n`` people as it may be told. Raises ValueError unless count <= n."""
    low, high = wilson(count, n) if (count, n) != (0, 0) else (0.0, 1.0)
    allowed = tier(n)
    step = 5 if allowed is Tier.RANGE else 1
    return Frequency(
        count, n, allowed, step * round(100 * low / step), step * round(100 * high / step)
    )


class Place(StrEnum):
    """Where one score stands against the middle half of a cohort."""

    ABOVE = "above"
    INSIDE = "inside"
    BELOW = "below"
    UNKNOWN = "unknown"


def place(score: float, lower_quartile: float | None, upper_quartile: float | None) -> Place:
    """Return where ``score`` stands; both quartiles themselves count as inside."""
    if lower_quartile is None or upper_quartile is None:
        return Place.UNKNOWN
    if score < lower_quartile:
        return Place.BELOW
    return Place.ABOVE if score > upper_quartile else Place.INSIDE
