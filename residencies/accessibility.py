"""How open a specialty is to one group of IMGs, compared with all specialties.

In a sentence: a specialty is more open than average to a group when that group fills a larger share
of its positions than of all positions in the same year's Match.

    share(g, s)    = positions of s that group g filled / positions of s that were filled
    openness(g, s) = share(g, s) / share(g, all specialties of that year)

Openness 1 is the average specialty; economists call it a location quotient. Positions counted are
those that a new graduate can take and finish training in: PGY-1 categorical and primary care, and
PGY-2 advanced. Left out are positions for physicians with earlier US training (R), and one-year
preliminary and transitional positions, which are entries of their own.

Counts: NRMP, Main Residency Match results by specialty and state. Pure: plain values in and out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from residencies.differences import either
from residencies.evidence import wilson

FULL_TRAINING = frozenset(
    {"pgy1", "categorical", "primary-care", "categorical-primary", "advanced"}
)
ONE_YEAR = frozenset({"preliminary", "pgy1"})
FEWEST_FILLED = 30
CUT_OFFS = (0.15, 0.5, 1.0)


class Band(StrEnum):
    """From most to least open, then the three that say why there is no band."""

    OPEN = "open"
    ACCESSIBLE = "accessible"
    SELECTIVE = "selective"
    RARE = "rare"
    TOO_FEW = "few"
    NOT_PUBLISHED = "unknown"
    SEPARATE = "separate"

    @property
    def label(self) -> str:
        return str(LABELS[self])

    @property
    def meaning(self) -> str:
        return str(MEANINGS[self]).format(fewest=FEWEST_FILLED)


LABELS = {
    Band.OPEN: pgettext_lazy("band", "Open"),
    Band.ACCESSIBLE: pgettext_lazy("band", "Accessible"),
    Band.SELECTIVE: pgettext_lazy("band", "Selective"),
    Band.RARE: pgettext_lazy("band", "Rare"),
    Band.TOO_FEW: _("Too few to say"),
    Band.NOT_PUBLISHED: _("Not published"),
    Band.SEPARATE: _("Separate match"),
}
MEANINGS = {
    Band.OPEN: _("fills at least its average share here"),
    Band.ACCESSIBLE: _("below average, yet a usual place to match"),
    Band.SELECTIVE: _("some match each year"),
    Band.RARE: _("few or none match"),
    Band.TOO_FEW: _("fewer than {fewest} positions were filled, so only counts are shown"),
    Band.NOT_PUBLISHED: _("who filled the positions was not published"),
    Band.SEPARATE: _("matches outside NRMP, so it is not in NRMP's tables"),
}
MEASURED = (Band.OPEN, Band.ACCESSIBLE, Band.SELECTIVE, Band.RARE)


@dataclass(frozen=True, slots=True)
class Positions:
    """Positions of one kind in one specialty in one year. None where it was not published."""

    year: int
    track: str
    filled: int | None
    us_img: int | None
    non_us_img: int | None
    derived: bool = False
    """Whether a part of it was worked out, not read."""

    @property
    def split_known(self) -> bool:
        return None not in (self.filled, self.us_img, self.non_us_img)


@dataclass(frozen=True, slots=True)
class Counts:
    """Positions filled in one year, and how many of them by each group of IMGs."""

    year: int
    filled: int
    us_img: int
    non_us_img: int
    derived: bool = False
    """Whether a part of them was worked out, not read."""

    def by(self, group: str) -> int:
        """Return the positions that ``group`` ("us_img" or "non_us_img") filled."""
        return self.us_img if group == "us_img" else self.non_us_img

    @property
    def basis(self) -> str:
        """What a number of positions is a part of: "of 634 in 2026"."""
        told = gettext("of {filled} in {year}")
        derived = gettext("of {filled} in {year}, partly worked out")
        return (derived if self.derived else told).format(filled=f"{self.filled:,}", year=self.year)


def counts(rows: Iterable[Positions], year: int, one_year_entry: bool = False) -> Counts | None:
    """Return the counts of one specialty in ``year``, or None unless every part has its split.

    ``rows`` are all positions of that specialty. A total that mixes preliminary with categorical
    positions does not count as a split: its share cannot be compared with other years'.
    """
    tracks = ONE_YEAR if one_year_entry else FULL_TRAINING
    parts = [row for row in rows if row.year == year and row.track in tracks]
    return _sum(parts, year) if parts and all(row.split_known for row in parts) else None


def newest_counts(rows: Sequence[Positions], one_year_entry: bool = False) -> Counts | None:
    """Return the counts of the newest year with a clean split, or None if there is none."""
    for year in sorted({row.year for row in rows}, reverse=True):
        if found := counts(rows, year, one_year_entry):
            return found
    return None


def overall(specialties: Iterable[Sequence[Positions]], year: int) -> Counts | None:
    """Return all positions of ``year`` together: what a share is compared with.

    ``specialties`` are the positions of each specialty, one-year entries left out. Where a
    specialty's split is published only with its preliminary positions inside (four specialties in
    2026), that total stands in: leaving the specialty out would leave out most IMGs. None when any
    specialty of that year has no split: an average over some of them compares with nothing.
    """
    parts: list[Positions] = []
    for rows in specialties:
        of_year = [row for row in rows if row.year == year]
        total = [row for row in of_year if row.track == "pgy1-total"]
        training = [row for row in of_year if row.track in FULL_TRAINING]
        if total and not all(row.split_known for row in training):
            training = total + [row for row in training if row.track == "advanced"]
        if not all(row.split_known for row in training):
            return None
        parts += training
    return _sum(parts, year) if parts else None


def _sum(parts: Sequence[Positions], year: int) -> Counts:
    return Counts(
        year,
        sum(row.filled or 0 for row in parts),
        sum(row.us_img or 0 for row in parts),
        sum(row.non_us_img or 0 for row in parts),
        any(row.derived for row in parts),
    )


def openness(share: float, overall_share: float) -> float:
    """Return how many times the average ``share`` is. Raises ValueError without an average."""
    if overall_share <= 0:
        raise ValueError("Without an average share there is nothing to compare with.")
    return share / overall_share


def band(value: float) -> Band:
    """Return the band of an openness; a value on a cut-off belongs to the higher band."""
    rare, selective, average = CUT_OFFS
    if value >= average:
        return Band.OPEN
    if value >= selective:
        return Band.ACCESSIBLE
    return Band.SELECTIVE if value >= rare else Band.RARE


def range_text(which: Band) -> str:
    """Return the openness that a band covers, in figures: "0.5 to below 1.0"."""
    rare, selective, average = CUT_OFFS
    return {
        Band.OPEN: gettext("{low} or more").format(low=average),
        Band.ACCESSIBLE: gettext("{low} to below {high}").format(low=selective, high=average),
        Band.SELECTIVE: gettext("{low} to below {high}").format(low=rare, high=selective),
        Band.RARE: gettext("below {high}").format(high=rare),
    }.get(which, gettext("no band"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """How open a specialty is to a group, and everything it rests on."""

    band: Band
    could_be: tuple[Band, ...] = ()
    """Other bands that the 95% range of the share reaches, most open first."""
    counts: Counts | None = None
    count: int | None = None
    """Positions that the group filled."""
    share: float | None = None
    low: float | None = None
    high: float | None = None
    openness: float | None = None
    """None where there are too few positions for a band."""
    overall_share: float | None = None
    openness_low: float | None = None
    openness_high: float | None = None
    """Ends of the 95% range of the share, each divided by the average share."""

    @property
    def could_be_text(self) -> str:
        """The other bands in words: "could be Open or Accessible"; empty where there is none."""
        bands = either([each.label for each in self.could_be])
        return gettext("could be {bands}").format(bands=bands) if bands else ""

    @property
    def openness_text(self) -> str:
        """With one decimal, below 0.1 with two, so that little does not read as nothing."""
        if self.openness is None:
            return ""
        return f"{self.openness:.{1 if self.openness >= 0.1 else 2}f}"


def judge(group: str, here: Counts | None, everywhere: Counts | None) -> Judgement:
    """Return how open a specialty with counts ``here`` is to ``group``.

    ``everywhere`` is the overall counts of the same year. None for either means not published.
    """
    if here is None:
        return Judgement(Band.NOT_PUBLISHED)
    count = here.by(group)
    if here.filled < FEWEST_FILLED:
        return Judgement(Band.TOO_FEW, counts=here, count=count)
    if everywhere is None:
        return Judgement(Band.NOT_PUBLISHED, counts=here, count=count)
    if everywhere.year != here.year:
        raise ValueError("A share is compared only with the same year's average.")
    average = everywhere.by(group) / everywhere.filled
    share = count / here.filled
    low, high = wilson(count, here.filled)
    value = openness(share, average)
    own = band(value)
    least, most = openness(low, average), openness(high, average)
    first, last = (MEASURED.index(band(end)) for end in (most, least))
    others = tuple(each for each in MEASURED[first : last + 1] if each is not own)
    return Judgement(own, others, here, count, share, low, high, value, average, least, most)
