"""The rows of evidence, kind by kind: which they are, and the figures in each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router

from guidance.ledger.kinds import KINDS as OF_THE_LEDGER
from residencies import catalogue
from residencies.catalogue import Catalogue
from residencies.downloads.figures import Topic
from residencies.downloads.kinds import of, subject
from residencies.models import (
    CohortStatistic,
    Finding,
    MatchRate,
    MatchResult,
    PositionTotal,
    PreferredMatchRate,
    SignalAllocation,
    StateResult,
    VisaFact,
)

from . import answers, asking, meaning
from .document import reads
from .schemas import Figure, held, listed, made

router = Router(tags=["Figures"])


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row: what names a row of it and can be asked for, and where the rows are."""

    name: str
    model: type[models.Model]
    keys: tuple[str, ...]
    page: str
    """The route of the page that shows most of them."""
    parts: tuple[str, ...] = ()
    """What the ledger calls them."""
    told: tuple[str, ...] = ()
    """What else an answer says of a row, beside its figures."""

    def rows(self, held: Catalogue) -> Iterator[tuple[Topic, Any]]:
        """Yield every row that is shown, and what its figures are about."""
        for kind in OF_THE_LEDGER:
            if kind.slug in self.parts:
                for place, row in kind.rows(held):
                    page = place.url.partition("#")[0] or row.source.get_absolute_url()
                    yield Topic(subject(row), page), row

    def form(self, data: dict) -> asking.PartForm:
        """Return the form with a filter for each key, and one for the source."""
        form = asking.PartForm(data)
        for name in self.keys:
            form.fields[name] = asking.exactly(self.model._meta.get_field(name))
        form.fields["source"] = asking.exactly(self.model._meta.get_field("source"))
        return form

    def answer(self):
        """Return the schema of a row."""
        plain = [name for name in (*self.keys, *self.told) if name != "specialty"]
        slug = {"specialty": held(str, "The specialty, by its slug.")}
        return made(
            self.model.__name__,
            self.model.__doc__,
            (slug if "specialty" in self.keys else {})
            | meaning.of(self.model, *plain)
            | {
                "source": held(str, "The source, by its slug."),
                "figures": held(list[Figure], "A figure for each number in it."),
            },
        )


class Findings(Kind):
    """Statements, which stand on pages of advice and not in the tables of the ledger."""

    def rows(self, held: Catalogue) -> Iterator[tuple[Topic, Any]]:
        for row in held.findings.shown.values():
            yield Topic(row.topic, row.source.get_absolute_url()), row


OF_SPECIALTIES = "residencies:explorer"
KINDS = [
    Kind(
        "results",
        MatchResult,
        ("specialty", "year", "track"),
        OF_SPECIALTIES,
        ("results",),
        ("part_of_total",),
    ),
    Kind(
        "cohorts",
        CohortStatistic,
        ("specialty", "edition", "group", "matched", "measure"),
        OF_SPECIALTIES,
        ("scores", "degrees"),
        ("suppressed",),
    ),
    Kind(
        "first-choices",
        PreferredMatchRate,
        ("specialty", "year", "group"),
        OF_SPECIALTIES,
        ("preferred",),
    ),
    Kind("visas", VisaFact, ("specialty", "year", "measure"), OF_SPECIALTIES, ("visas",)),
    Kind("signals", SignalAllocation, ("specialty", "season"), OF_SPECIALTIES, ("signals",)),
    Kind("rates", MatchRate, ("year", "group", "basis"), "residencies:newest_year", ("rates",)),
    Kind("totals", PositionTotal, ("year", "measure"), "residencies:newest_year", ("totals",)),
    Kind("places", StateResult, ("year", "state"), "residencies:places", ("states",)),
    Findings(
        "findings",
        Finding,
        ("slug", "kind"),
        "sources",
        told=("topic", "as_of", "review_by", "reported", "official_url"),
    ),
]
EXAMPLES = {
    "results": ("?specialty=pathology&year=2026",),
    "cohorts": ("?specialty=pathology&measure=step2-ck&matched=true",),
    "first-choices": ("?specialty=pathology",),
    "visas": ("",),
    "signals": ("?specialty=urology",),
    "rates": ("?year=2026&basis=all-active",),
    "totals": ("?year=2026",),
    "places": ("?state=Texas",),
    "findings": ("?kind=rule", "?source=outcomes-s18"),
}


def _view(kind: Kind) -> Callable[[HttpRequest], dict]:
    def rows(request: HttpRequest) -> dict:
        form = asking.checked(request, kind.form(request.GET))
        held = catalogue.current()
        found = list(_wanted(kind.rows(held), form.wanted))

        def describe(each):
            topic, row = each
            told = {name: _plain(getattr(row, name)) for name in (*kind.keys, *kind.told)}
            figures = answers.figures(of(row, topic), request)
            return told | {"source": row.source.slug, "figures": figures}

        return answers.listed(request, form, found, describe, reverse(kind.page))

    return rows


def _wanted(rows: Iterable[tuple[Topic, Any]], wanted: dict[str, Any]) -> Iterator:
    asked = list(wanted.items())
    for topic, row in rows:
        if all(_plain(getattr(row, name)) == value for name, value in asked):
            yield topic, row


def _plain(value):
    return value.slug if isinstance(value, models.Model) else value


for _kind in KINDS:
    reads(
        router,
        f"/{_kind.name}",
        listed(_kind.answer()),
        _kind.form({}),
        name=_kind.name,
        words=_kind.model.__doc__,
        examples=EXAMPLES[_kind.name],
    )(_view(_kind))
