"""What a row of each kind says in one line of a table; words stand where there is no figure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from residencies import catalogue, evidence, languages
from residencies.models import CohortStatistic, MatchRate, MatchResult
from residencies.models.cohorts import ImgGroup
from residencies.models.results import FILLED_BY
from residencies.standings import Cohort

SHARES = {CohortStatistic.Measure.PHD, CohortStatistic.Measure.OTHER_DEGREE}
STATE_COUNTS = {
    "offered": _("Offered"),
    "filled": _("Filled"),
    "pgy1_offered": _("PGY-1 offered"),
    "pgy1_filled": _("PGY-1 filled"),
    "us_img": _("US-citizen IMGs"),
    "non_us_img": _("Non-US IMGs"),
    "pgy1_us_img": _("PGY-1 US-citizen IMGs"),
    "pgy1_non_us_img": _("PGY-1 non-US IMGs"),
}


class Place(NamedTuple):
    """The page on which a row is shown; without an address where the ledger alone shows it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words."""

    name: str
    cells: list[str]
    remark: str = ""
    """Why the other columns have no figure; else what a reader must know of the figures."""
    untold: int = 0
    """How many columns have none."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of figure: where its rows are, and what a line of them says."""

    slug: str
    heading: str
    caption: str
    columns: list[str]
    rows: Callable[[catalogue.Catalogue], Iterable[tuple[Place, object]]]
    line: Callable[[object], Line]


def _of_specialties(name: str, part: str, wanted: Callable = lambda row: True) -> Callable:
    """Return where the rows of one kind are that belong to a specialty and are on its page."""

    def rows(held: catalogue.Catalogue) -> Iterator[tuple[Place, object]]:
        for entry in held.entries.values():
            address = f"{entry.specialty.get_absolute_url()}{part}"
            place = Place(entry.name, address)
            yield from ((place, row) for row in getattr(entry, name) if wanted(row))

    return rows


def _rates(held):
    for row in held.rates:
        shown = row.basis == MatchRate.Basis.ALL_ACTIVE
        name = _match(row.year)
        if not shown:
            name = f"{name}, {languages.inside(row.get_basis_display())}"
        yield Place(name, f"{reverse('residencies:year', args=[row.year])}#rates" * shown), row


def _totals(held):
    for row in held.totals:
        address = f"{reverse('residencies:year', args=[row.year])}#totals"
        yield Place(_match(row.year), address), row


def _states(held):
    address = reverse("residencies:places")
    for row in held.states:
        yield Place(_match(row.year), f"{address}?year={row.year}"), row


def _match(year):
    return gettext("{season} Match").format(season=year)


def _count(value):
    return gettext("Not published") if value is None else f"{value:,}"


def _counts(row, names):
    return [_count(getattr(row, name)) for name in names]


def _percent(value):
    return gettext("Not published") if value is None else f"{value}%"


def _result(row: MatchResult) -> Line:
    names = ["offered", "filled", *FILLED_BY, "programs", "unfilled_programs"]
    inside = gettext("Already counted in another row of the year.") if row.part_of_total else ""
    name = f"{row.year}, {row.get_track_display()}"
    return Line(name, _counts(row, names), f"{inside} {row.derivation}".strip())


def _who(row: CohortStatistic) -> str:
    text = gettext("{measure}: {group}, not matched, {edition}")
    if row.matched:
        text = gettext("{measure}: {group}, matched, {edition}")
    group = ImgGroup(row.group).inline
    return text.format(measure=row.get_measure_display(), group=group, edition=row.edition)


def _measure(row: CohortStatistic) -> Line:
    told, known = Cohort(row), _counts(row, ["total", "n"])
    if not told.tellable:
        return Line(_who(row), known, told.reason, untold=3)
    middle = gettext("{low} to {high}").format(low=f"{row.q1:g}", high=f"{row.q3:g}")
    mean = gettext("Not published") if row.mean is None else f"{row.mean:g}"
    return Line(_who(row), [*known, f"{row.median:g}", middle, mean])


def _share(row: CohortStatistic) -> Line:
    known = _counts(row, ["total", "n"])
    if row.suppressed or row.percent is None or not row.n:
        return Line(_who(row), known, Cohort(row).reason, untold=1)
    told = evidence.frequency(round(row.percent * row.n / 100), row.n)
    return Line(_who(row), [*known, told.short])


def _preferred(row) -> Line:
    told = evidence.frequency(row.matched, row.applicants)
    few = told.tier is evidence.Tier.TOO_FEW
    matched = told.short if few else _count(row.matched)
    cells = [*_counts(row, ["applicants", "applicants_all_groups"]), matched, told.short]
    return Line(f"{row.get_group_display()}, {row.year}", cells)


def _rate(row: MatchRate) -> Line:
    cells = [*_counts(row, ["active", "matched"]), _percent(row.percent)]
    return Line(row.get_group_display(), cells, row.note)


def _visa(row) -> Line:
    cells = [*_counts(row, ["programs_seen", "programs"]), _percent(row.percent)]
    return Line(f"{row.get_measure_display()}, {row.year}", cells, row.note)


def _signal(row) -> Line:
    none = gettext("No such kind")
    kinds = [none if each is None else f"{each:,}" for each in (row.gold, row.silver)]
    reported = gettext("Reported, not seen on the official page.") if row.reported else ""
    return Line(_match(row.season), [_count(row.total), *kinds], f"{reported} {row.note}".strip())


KINDS = [
    Kind(
        "results",
        _("Match results"),
        _("Positions and who filled them, before SOAP."),
        [
            _("Offered"),
            _("Filled"),
            *(MatchResult._meta.get_field(name).verbose_name for name in FILLED_BY),
            _("Programs"),
            _("Programs with unfilled positions"),
        ],
        _of_specialties("results", "#results"),
        _result,
    ),
    Kind(
        "preferred",
        _("Match rates of those who ranked a specialty first"),
        _("Applicants who ranked it first, and how many of them matched to it."),
        [_("Ranked it first"), _("Of every group"), _("Matched"), _("Match rate")],
        _of_specialties("preferred", "#matched"),
        _preferred,
    ),
    Kind(
        "scores",
        _("Scores and experiences"),
        _("What those who matched to their first choice, or did not, looked like."),
        [_("In the cohort"), _("Answers used"), _("Median"), _("Middle half"), _("Mean")],
        _of_specialties("cohorts", "#scores", lambda row: row.measure not in SHARES),
        _measure,
    ),
    Kind(
        "degrees",
        _("Degrees"),
        _("How many of those who matched to their first choice, or did not, had another degree."),
        [_("In the cohort"), _("Answers used"), _("Had it")],
        _of_specialties("cohorts", "", lambda row: row.measure in SHARES),
        _share,
    ),
    Kind(
        "rates",
        _("Match rates of all specialties together"),
        _("Active applicants who matched to a PGY-1 position, before SOAP."),
        [_("Active"), _("Matched"), _("Match rate")],
        _rates,
        _rate,
    ),
    Kind(
        "totals",
        _("Totals of a Match"),
        _("The whole Main Residency Match, every specialty and applicant group."),
        [_("Number")],
        _totals,
        lambda row: Line(row.get_measure_display(), _counts(row, ["value"]), row.note),
    ),
    Kind(
        "states",
        _("Positions by state"),
        _("Positions in each state or territory, and how many IMGs filled."),
        list(STATE_COUNTS.values()),
        _states,
        lambda row: Line(row.state, _counts(row, STATE_COUNTS)),
    ),
    Kind(
        "visas",
        _("Visas seen"),
        _("Programs that took a visa, of the programs looked at."),
        [
            _("Programs looked at"),
            _("Programs that did"),
            pgettext_lazy("part of a whole", "Share"),
        ],
        _of_specialties("visas", "#facts"),
        _visa,
    ),
    Kind(
        "signals",
        _("Program signals"),
        _("How many signals an applicant had in one season."),
        [_("Signals"), _("Gold"), _("Silver")],
        _of_specialties("signals", "#facts"),
        _signal,
    ),
]
