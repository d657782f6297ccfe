"""The findings that pages may show, each with its sources and with what contradicts it."""

from collections.abc import Mapping
from dataclasses import dataclass

from . import translations
from .joining import joined, sourced
from .models import Contradiction, Finding, Grade, Source


@dataclass(frozen=True, slots=True)
class Findings:
    """Every row is there once, whoever names it."""

    shown: dict[int, Finding]
    """By key. Each has `beside`, its other sources, and `disagreeing`, what it is a side of."""
    contradictions: list[Contradiction]
    """Each has `sides`: the best grade first, what is only reported last."""


def read(sources: Mapping[int, Source]) -> Findings:
    """Read them: five queries. ``sources`` are by key; those of grade D stay out of `beside`."""
    rows = sourced(Finding.objects.exclude(grade=Grade.D), sources)
    shown = {row.pk: row for row in rows}
    contradictions = Contradiction.objects.shown().in_bulk()
    translations.over(contradictions.values())
    beside = joined(Finding, "also_in", trusted(sources))
    disagreeing = joined(Finding, "contradictions", contradictions)
    for row in shown.values():
        row.beside, row.disagreeing = beside[row.pk], disagreeing[row.pk]
    sides = joined(Contradiction, "findings", shown)
    for row in contradictions.values():
        row.sides = in_order(sides[row.pk])
    return Findings(shown, list(contradictions.values()))


def in_order(found: list[Finding]) -> list[Finding]:
    """Return findings with the best grade first, and what is only reported last."""
    return sorted(found, key=lambda each: (each.reported, each.grade))


def trusted(sources: Mapping[int, Source]) -> dict[int, Source]:
    """Leave out sources of grade D, which are named only for what is shown as reported."""
    return {key: source for key, source in sources.items() if source.grade != Grade.D}
