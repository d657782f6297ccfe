"""How one applicant group stands in a specialty: how open it is, who matched, what changed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import accessibility, charts, evidence
from .models import CohortStatistic, PreferredMatchRate, Specialty
from .models.cohorts import ImgGroup


@dataclass(frozen=True, slots=True)
class Cohort:
    """Step 2 CK or another measure of those who matched, or did not."""

    row: CohortStatistic

    @property
    def tellable(self) -> bool:
        """Whether enough people are behind the figure, and the source gives it."""
        known = None not in (self.row.q1, self.row.median, self.row.q3) and not self.row.suppressed
        return known and evidence.tier(self.row.n or 0) is not evidence.Tier.TOO_FEW

    @property
    def median_text(self) -> str:
        return f"{self.row.median:.0f}"

    @property
    def middle_text(self) -> str:
        """The middle half: "240 to 259"."""
        return _("{low} to {high}").format(low=f"{self.row.q1:.0f}", high=f"{self.row.q3:.0f}")

    @property
    def reason(self) -> str:
        """Why there is no figure."""
        if self.row.suppressed:
            return _("Withheld by the source")
        few = self.row.n and evidence.tier(self.row.n) is evidence.Tier.TOO_FEW
        return _("Too few to say") if few else _("Not published")


@dataclass(frozen=True, slots=True)
class Standing:
    """One specialty seen by one applicant group."""

    group: ImgGroup
    judgement: accessibility.Judgement
    matched: evidence.Frequency | None
    preferred: PreferredMatchRate | None
    """The newest row that ``matched`` tells."""
    step2: Cohort | None
    """Of those who matched."""
    step2_not: Cohort | None
    """Of those who did not."""
    shares: dict[int, float]
    """The group's share, out of 100, for each year with a clean split."""
    change: float | None
    """Percentage points since the year before; None unless both years have a clean split."""
    change_is_clear: bool
    """False when the two years' ranges overlap: then it is little change."""
    bar: list[charts.Segment]
    """This group, the other IMGs, US graduates."""

    @property
    def band(self) -> accessibility.Band:
        return self.judgement.band

    @property
    def matched_year(self) -> int | None:
        return self.preferred and self.preferred.year

    def place(self, score: int | None) -> evidence.Place | None:
        """Return where ``score`` stands against those who matched; None without a score."""
        if score is None:
            return None
        if not self.step2 or not self.step2.tellable:
            return evidence.Place.UNKNOWN
        return evidence.place(score, self.step2.row.q1, self.step2.row.q3)

    @property
    def share_text(self) -> str:
        share = self.judgement.share
        return "" if share is None else f"{100 * share:.1f}%"

    @property
    def counts_text(self) -> str:
        here = self.judgement.counts
        if here is None:
            return self.band.label
        told = _("{count} of {filled} in {year}")
        if here.derived:
            told = _("{count} of {filled} in {year}, partly worked out")
        counts = {"count": f"{self.judgement.count:,}", "filled": f"{here.filled:,}"}
        return told.format(**counts, year=here.year)

    @property
    def average_text(self) -> str:
        average = self.judgement.overall_share
        return "" if average is None else f"{100 * average:.1f}%"

    @property
    def why(self) -> str:
        """The reason for the band, in a few words."""
        if self.judgement.openness is not None:
            openness = self.judgement.openness_text
            return _("{openness} times the average share").format(openness=openness)
        return self.band.meaning[0].upper() + self.band.meaning[1:]

    @property
    def change_text(self) -> str:
        return change_text(self.change, self.change_is_clear)


def standing(specialty, group, plain, clean, cohorts, preferred, overall) -> Standing:
    """Judge one specialty for one group. ``clean`` gives its counts by year, where split."""
    one_year = specialty.preliminary
    # Without an average there is nothing to compare with: then an older year is told.
    compared = [row for row in plain if row.year in overall]
    newest = accessibility.newest_counts(compared, one_year)
    newest = newest or accessibility.newest_counts(plain, one_year)
    judgement = accessibility.judge(group, newest, newest and overall.get(newest.year))
    if specialty.match_service != Specialty.MatchService.NRMP:
        judgement = accessibility.Judgement(accessibility.Band.SEPARATE)
    rate = max((row for row in preferred if row.group == group), key=lambda r: r.year, default=None)
    points, clear = change(group, clean, newest)
    bar = []
    if newest:
        own, imgs = newest.by(group), newest.us_img + newest.non_us_img
        bar = charts.stacked([own, imgs - own, newest.filled - imgs], digits=0)
    return Standing(
        group=group,
        judgement=judgement,
        matched=evidence.frequency(rate.matched, rate.applicants) if rate else None,
        preferred=rate,
        step2=_step2(cohorts, group, matched=True),
        step2_not=_step2(cohorts, group, matched=False),
        shares={
            year: round(100 * here.by(group) / here.filled, 1)
            for year, here in clean.items()
            if here.filled >= accessibility.FEWEST_FILLED
        },
        change=points,
        change_is_clear=clear,
        bar=bar,
    )


def _step2(rows, group, matched):
    wanted = (group, matched, CohortStatistic.Measure.STEP2_CK)
    found = [row for row in rows if (row.group, row.matched, row.measure) == wanted]
    return Cohort(max(found, key=lambda row: row.edition)) if found else None


def change(group, clean, newest):
    """Return the change in share since the year before, and whether the two ranges are apart.

    The change is in percentage points; None unless both years have a clean split and enough
    positions. ``clean`` gives the counts by year, where split.
    """
    before = newest and clean.get(newest.year - 1)
    if not before or min(newest.filled, before.filled) < accessibility.FEWEST_FILLED:
        return None, False
    now, then = newest.by(group) / newest.filled, before.by(group) / before.filled
    now_low, now_high = evidence.wilson(newest.by(group), newest.filled)
    then_low, then_high = evidence.wilson(before.by(group), before.filled)
    return 100 * (now - then), now_low > then_high or now_high < then_low


def change_text(points: float | None, clear: bool) -> str:
    """Return a change in share in words; too small to tell from chance is little change."""
    if points is None:
        return ""
    if not clear:
        return _("little change")
    told = _("up {points} points") if points > 0 else _("down {points} points")
    return told.format(points=f"{abs(points):.1f}")
