"""Where the share of each IMG group changed between one Match and the one before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import accessibility, charts, entries, standings
from .models.cohorts import ImgGroup

MOST = 5


@dataclass(frozen=True, slots=True)
class Share:
    """What one group filled of one specialty, and of the same specialty the year before."""

    count: int
    filled: int
    count_before: int
    filled_before: int
    points: float | None
    """Percentage points of change; None where there are too few positions for a share."""
    clear: bool
    """False when the ranges of the two years overlap: then it is little change."""

    @property
    def percent(self) -> float:
        return 100 * self.count / self.filled

    @property
    def percent_before(self) -> float:
        return 100 * self.count_before / self.filled_before

    @property
    def text(self) -> str:
        return standings.change_text(self.points, self.clear) or accessibility.Band.TOO_FEW.label


@dataclass(frozen=True, slots=True)
class Compared:
    """A specialty whose split by applicant group is published for both years."""

    entry: entries.Entry
    shares: dict[str, Share]
    grade: str
    """The lowest grade of the rows behind it."""
    derived: bool
    """Whether a part of the counts was worked out, not read."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The specialties whose share of one group clearly changed, those that changed most first."""

    group: ImgGroup
    top: float
    """The end of the axis, out of 100."""
    rose: list[tuple[Compared, Share, charts.Segment]]
    fell: list[tuple[Compared, Share, charts.Segment]]

    @property
    def finding(self) -> str:
        """Where the share rose and fell most, in one sentence."""
        if self.rose and self.fell:
            said = _("The share of {group} rose most in {up} and fell most in {down}.")
        elif self.rose:
            said = _("The share of {group} rose most in {up}.")
        elif self.fell:
            said = _("The share of {group} fell most in {down}.")
        else:
            said = _("The share of {group} changed little in every specialty that can be compared.")
        up, down = (
            "".join(f"{found.entry.name} ({share.text})" for found, share, bar in most[:1])
            for most in (self.rose, self.fell)
        )
        return said.format(group=self.group.inline, up=up, down=down)


def compare(entry: entries.Entry, year: int) -> Compared | None:
    """Return what both groups filled in two years, or None without a clean split in both."""
    one_year = entry.specialty.preliminary
    clean = {each: entry.counts.get(each) for each in [year - 1, year]}
    if None in clean.values():
        return None
    now, before = clean[year], clean[year - 1]
    rows = [row for each in clean for row in entries.parts_of(entry.results, each, one_year)]
    shares = {
        group: Share(
            now.by(group),
            now.filled,
            before.by(group),
            before.filled,
            *standings.change(group, clean, now),
        )
        for group in ImgGroup
    }
    return Compared(entry, shares, max(row.grade for row in rows), now.derived or before.derived)


def of(compared: list[Compared], group: str) -> Moves:
    """Return the specialties that rose and fell most; one-year entries are not among them."""
    clear = [
        (each, each.shares[group])
        for each in compared
        if each.shares[group].clear and not each.entry.specialty.preliminary
    ]
    clear.sort(key=lambda pair: -abs(pair[1].points))
    rose = [pair for pair in clear if pair[1].points > 0][:MOST]
    fell = [pair for pair in clear if pair[1].points < 0][:MOST]
    shown = [percent for _, s in [*rose, *fell] for percent in (s.percent, s.percent_before)]
    top = charts.ceiling(shown)
    drawn = [
        [(each, share, charts.span(share.percent_before, share.percent, top)) for each, share in m]
        for m in (rose, fell)
    ]
    return Moves(ImgGroup(group), top, *drawn)
