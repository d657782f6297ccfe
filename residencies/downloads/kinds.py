"""What each kind of row of evidence gives: one figure for each number in it."""

from django.utils.text import capfirst

from .. import evidence
from ..models import (
    CohortStatistic,
    Finding,
    Grade,
    MatchRate,
    MatchResult,
    PositionTotal,
    PreferredMatchRate,
    SignalAllocation,
    StateResult,
    VisaFact,
)
from ..models.cohorts import ImgGroup
from ..models.results import FILLED_BY
from ..models.totals import ApplicantGroup
from .figures import Figure, Status, Topic, figure

# The columns of positions: what each counts, and whose they are.
COUNTS = {
    "offered": ("Positions offered", ""),
    "filled": ("Positions filled", ApplicantGroup.ALL.label),
    "unfilled": ("Positions unfilled before SOAP", ""),
    **{
        name: ("Positions filled", capfirst(MatchResult._meta.get_field(name).verbose_name))
        for name in FILLED_BY
    },
}
EVERYWHERE = "All specialties"
MATCHED = "Ranked it first and matched to it"
VISAS = "Programs seen"
STATISTICS = {
    "q1": "lower quartile",
    "median": "median",
    "q3": "upper quartile",
    "percent": "percent",
}


def of(row, topic: Topic, names=None) -> list[Figure]:
    """Return the figures of one row of evidence, or of some of its columns; none of grade D."""
    grade = getattr(row, "grade", row.source.grade)
    if grade == Grade.D:
        return []
    told = {"grade": grade, "source": row.source}
    return list(KINDS[type(row)](row, topic, told, *([names] if names else [])))


def subject(row) -> str:
    """Return what a row of evidence is about: a specialty, a state, or all specialties."""
    specialty = getattr(row, "specialty", None)
    return specialty.name if specialty else getattr(row, "state", EVERYWHERE)


def _result(row, topic, told, names=(*COUNTS,)):
    inside = "; inside a total of this year" if row.part_of_total else ""
    detail = row.get_track_display() + inside
    return _counts(row, topic, names, told, detail, row.derivation)


def _state(row, topic, told, names=("offered", "filled", *ImgGroup)):
    return _counts(row, topic, names, told)


def _counts(row, topic, names, told, detail="", derivation=""):
    for name in names:
        measure, group = COUNTS[name]
        n = row.filled if name in FILLED_BY else None
        more = {"detail": detail, "group": group, "year": row.year, "unit": "positions"}
        derived = {"note": derivation, "derived": bool(derivation)}
        yield figure(topic, measure, getattr(row, name), n=n, **more, **derived, **told)


def _cohort(row, topic, told):
    cohort = "Matched" if row.matched else "Not matched"
    told |= {"group": row.get_group_display(), "year": row.edition}
    known = [name for name in STATISTICS if getattr(row, name) is not None]
    why_not = Status.WITHHELD if row.suppressed else None
    if not why_not and evidence.tier(row.n or 0) is evidence.Tier.TOO_FEW:
        why_not = Status.TOO_FEW if row.n else Status.MISSING
    if why_not or not known:
        yield figure(topic, row.get_measure_display(), None, detail=cohort, why_not=why_not, **told)
        return
    for name in known:
        told["detail"] = f"{cohort}: {STATISTICS[name]}"
        yield figure(topic, row.get_measure_display(), getattr(row, name), n=row.n, **told)


def _preferred(row, topic, told):
    told |= {"group": row.get_group_display(), "year": row.year, "unit": "people"}
    few = evidence.tier(row.applicants) is evidence.Tier.TOO_FEW
    yield figure(topic, "Ranked it first", row.applicants, **told)
    why_not = Status.TOO_FEW if few else None
    yield figure(topic, MATCHED, row.matched, why_not=why_not, n=row.applicants, **told)


def _rate(row, topic, told):
    told |= {"group": row.get_group_display(), "year": row.year, "detail": row.get_basis_display()}
    people = told | {"unit": "people", "note": row.note}
    yield figure(topic, "Active applicants", row.active, **people)
    yield figure(topic, "Matched to a PGY-1 position", row.matched, n=row.active, **people)
    told |= {"unit": "percent", "note": row.note}
    yield figure(topic, "Matched to a PGY-1 position", row.percent, n=row.active, **told)


def _total(row, topic, told):
    units = {row.Measure.REGISTERED: "people", row.Measure.PROGRAMS: "programs"}
    told |= {"year": row.year, "unit": units.get(row.measure, "positions"), "note": row.note}
    yield figure(topic, row.get_measure_display(), row.value, **told)


def _signal(row, topic, told):
    told |= {"year": row.season, "unit": "signals", "note": row.note}
    told["caution"] = _reported(row)
    for name in ("total", "gold", "silver"):
        value = getattr(row, name)
        if name == "total" or value is not None:
            yield figure(topic, "Program signals", value, detail=name.capitalize(), **told)


def _finding(row, topic, told):
    told["note"] = row.caution
    told["caution"] = " ".join(filter(None, [f"As of {row.as_of}.", _reported(row)]))
    yield figure(topic, row.get_kind_display(), row.statement, **told)


def _reported(row):
    said = f"Reported, not seen on the official page: {row.official_url}".rstrip(": ")
    return said if row.reported else ""


def _visa(row, topic, told):
    told |= {"year": row.year, "unit": "percent", "note": row.note}
    told["detail"] = row.get_measure_display()
    yield figure(topic, VISAS, row.percent, n=row.programs_seen, **told)


KINDS = {
    CohortStatistic: _cohort,
    Finding: _finding,
    MatchRate: _rate,
    MatchResult: _result,
    PositionTotal: _total,
    PreferredMatchRate: _preferred,
    SignalAllocation: _signal,
    StateResult: _state,
    VisaFact: _visa,
}
