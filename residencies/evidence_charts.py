"""The charts of those who matched to a specialty and of those who did not, each on its axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from . import charts, evidence
from .entries import Entry
from .models import CohortStatistic
from .standings import Cohort, Standing

Kind = CohortStatistic.Measure
SCORE_AXIS = (200.0, 280.0)
OUTCOMES = [(_("Matched"), True), (_("Not matched"), False)]
PLACES = {
    evidence.Place.ABOVE: _("Your {score} is above the middle half of those who matched."),
    evidence.Place.INSIDE: _("Your {score} is inside the middle half of those who matched."),
    evidence.Place.BELOW: _("Your {score} is below the middle half of those who matched."),
}
# What each measure tells and what it does not, so that no reader takes it for a goal.
MEANINGS = {
    Kind.CONTIGUOUS_RANKS: _(
        "Programs ranked in a row in this specialty, so mostly those that "
        "interviewed. Ranking more without interviews does not raise the chance."
    ),
    Kind.DISTINCT_SPECIALTIES: _(
        "Specialties on the rank list. It does not show whether a second one helped."
    ),
    Kind.RESEARCH: _(
        "Research projects, as applicants counted them. It does not show how long "
        "they were or in which field."
    ),
    Kind.ABSTRACTS: _("Abstracts, as applicants counted them: not how good they were."),
    Kind.PRESENTATIONS: _("Presentations, as applicants counted them: not where they were held."),
    Kind.PUBLICATIONS: _(
        "Publications, as applicants counted them: not how good they were, nor "
        "whether they are in this specialty."
    ),
    Kind.WORK: _(
        "Paid jobs, as applicants counted them: not whether they were clinical or in the "
        "United States."
    ),
    Kind.VOLUNTEER: _("Unpaid work, as applicants counted it: not how long it was."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One cohort on an axis; without a shape, its reason says why."""

    label: str
    cohort: Cohort
    shape: charts.Shape | None

    @property
    def counted(self) -> str:
        """How many people are behind it."""
        row = self.cohort.row
        if row.matched:
            return ngettext("{n} matched", "{n} matched", row.n).format(n=f"{row.n:,}")
        return ngettext("{n} not matched", "{n} not matched", row.n).format(n=f"{row.n:,}")

    def told(self, form: str) -> str:
        """Return the median, written as ``form`` says, and whose it is."""
        told = gettext("{n} of those who did not")
        if self.cohort.row.matched:
            told = gettext("{n} of those who matched")
        return told.format(n=form.format(self.cohort.row.median))


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of those who matched above those who did not, on an axis of its own."""

    label: str
    meaning: str
    top: float
    lines: list[Line]

    @property
    def reasons(self) -> str:
        """Why no line of it can be drawn; nothing where one can."""
        if any(each.shape for each in self.lines):
            return ""
        return gettext(", ").join(dict.fromkeys(each.cohort.reason for each in self.lines))

    @property
    def counted(self) -> str:
        """How many people of each line agreed to be counted, where the source says so."""
        return gettext(", ").join(
            each.counted for each in self.lines if each.cohort.row.n is not None
        )

    @property
    def finding(self) -> str:
        """The medians in words; nothing where none can be told."""
        return medians(self.label, self.lines)


def medians(label: str, lines: Sequence[Line], form: str = "{:g}") -> str:
    """Return the medians of those who matched and of those who did not, as far as they are told."""
    told = [each.told(form) for each in lines if each.shape]
    return f"{label}: {gettext(', ').join(told)}." if told else ""


def scores(standing: Standing, score: int | None) -> dict | None:
    """Return the Step 2 CK ranges of matched and not matched, and where ``score`` stands."""
    cohorts = zip(OUTCOMES, (standing.step2, standing.step2_not), strict=True)
    lines = [_line(label, each, SCORE_AXIS, score) for (label, _), each in cohorts if each]
    if not lines:
        return None
    told = [each.cohort.row for each in lines if each.shape]
    place = PLACES.get(standing.place(score))
    return {
        "standing": standing,
        "lines": lines,
        "row": lines[0].cohort.row,
        "ticks": charts.ticks(SCORE_AXIS),
        "told": bool(told),
        "finding": medians("Step 2 CK", lines, "{:.0f}"),
        "overlap": len(told) == 2 and max(row.q1 for row in told) <= min(row.q3 for row in told),
        "place": place and place.format(score=score),
    }


def _line(label, cohort, axis, score=None):
    row = cohort.row
    shape = charts.middle_half(row.q1, row.median, row.q3, axis, score) if cohort.tellable else None
    return Line(label, cohort, shape)


def measures(entry: Entry, group: str) -> list[Measure]:
    """Return the other measures that a source gives for the group, in the order of MEANINGS."""
    rows = [row for row in entry.cohorts if row.group == group]
    newest = max((row.edition for row in rows), default=None)
    found = {(row.measure, row.matched): Cohort(row) for row in rows if row.edition == newest}
    cohorts = {
        kind: [
            (label, found[kind, matched]) for label, matched in OUTCOMES if (kind, matched) in found
        ]
        for kind in MEANINGS
    }
    return [_measure(kind, each) for kind, each in cohorts.items() if each]


def _measure(kind: Kind, cohorts: Sequence[tuple[str, Cohort]]) -> Measure:
    top = charts.ceiling([each.row.q3 for _, each in cohorts if each.tellable], 5)
    lines = [_line(label, each, (0.0, top)) for label, each in cohorts]
    return Measure(kind.label, MEANINGS[kind], top, lines)
