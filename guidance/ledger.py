"""Every source that something published rests on, with how many figures do."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.template.loader import get_template
from django.utils.safestring import SafeString

from residencies.models import (
    CohortStatistic,
    Finding,
    Grade,
    MatchRate,
    MatchResult,
    PositionTotal,
    PreferredMatchRate,
    SignalAllocation,
    Source,
    Specialty,
    StateResult,
    VisaFact,
)

from . import search

SEVERAL = 3
FIGURES = [
    CohortStatistic,
    Finding,
    MatchRate,
    MatchResult,
    PositionTotal,
    PreferredMatchRate,
    SignalAllocation,
    VisaFact,
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One source and what rests on it."""

    source: Source
    figures: int
    """Rows of evidence and findings that are shown with this source."""
    text: str
    """What a search looks through."""
    html: SafeString


def read(items) -> list[Entry]:
    """Return the sources in order of publisher: a fixed number of queries.

    ``items`` are the published items of guidance, by kind. A source of grade D is in the list
    only for a finding that is shown as reported; as a second source it is not named.
    """
    figures = Counter()
    for model in FIGURES:
        figures.update(_counts(model.objects.exclude(grade=Grade.D), "source"))
    figures.update(_counts(StateResult.objects, "source"))
    published = [item for found in items.values() for item in found.values()]
    cited = {source.pk for item in published for source in item.sources}
    cited |= set(_counts(Specialty.objects.filter(published=True), "sources"))
    also = _counts(Finding.objects.exclude(grade=Grade.D), "also_in")
    trusted = Source.objects.exclude(grade=Grade.D).filter(pk__in={*also, *cited})
    figures.update({source.pk: also.get(source.pk, 0) for source in trusted})
    template = get_template("components/source.html")
    shown = Source.objects.filter(pk__in=list(figures))
    return [_entry(source, figures[source.pk], template) for source in shown]


def by_publisher(entries: Iterable[Entry]) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """Return the entries of each publisher with several, those with most first, and all others."""
    grouped = defaultdict(list)
    for entry in entries:
        grouped[entry.source.publisher].append(entry)
    several = {name: each for name, each in grouped.items() if len(each) >= SEVERAL}
    ordered = dict(sorted(several.items(), key=lambda item: -len(item[1])))
    others = [each for name, group in grouped.items() if name not in several for each in group]
    return ordered, others


def _entry(source, figures, template):
    html = template.render({"source": source, "figures": figures})
    return Entry(source, figures, search.index(source.publisher, source.title), html)


def _counts(rows, name):
    counted = rows.order_by().values_list(name).annotate(Count("pk"))
    return {pk: count for pk, count in counted if pk is not None}
