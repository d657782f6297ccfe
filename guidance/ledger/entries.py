"""Each source with all that rests on it, read once per revision."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from residencies.entries import Entry
from residencies.findings import trusted
from residencies.held import Held
from residencies.models import Finding, MatchResult, Revision, Source

from .. import catalogue
from ..models import SeasonEvent
from .kinds import KINDS
from .parts import Part, cut


@dataclass(frozen=True, slots=True)
class Page:
    """A page of guidance, and what its words rest on."""

    title: str
    url: str
    findings: Iterable[Finding]
    sources: Iterable[Source]
    """Beside those of its findings."""


@dataclass(frozen=True)
class Resting:
    """One source, and what is shown with it."""

    source: Source
    rows: dict[str, list] = field(default_factory=lambda: defaultdict(list))
    """(place, row) for each figure, by the slug of its kind."""
    findings: list[tuple[Finding, list[Page]]] = field(default_factory=list)
    """Each with the pages that show it; those that rest on another source too come last."""
    agreeing: list[tuple[Entry, list[MatchResult]]] = field(default_factory=list)
    """Match results that rest on another source and that this one has too, by specialty."""
    pages: list[Page] = field(default_factory=list)
    """Those that name it beside their findings."""
    specialties: list[Entry] = field(default_factory=list)
    """Those whose training, board and entry it gives."""

    @property
    def url(self) -> str:
        return self.source.get_absolute_url()

    @cached_property
    def figures(self) -> int:
        """How many figures and findings are shown with it."""
        return sum(map(len, self.rows.values())) + len(self.findings)

    @cached_property
    def agrees(self) -> int:
        """How many figures of other sources it has too."""
        return sum(len(rows) for _, rows in self.agreeing)

    @property
    def used(self) -> bool:
        """Whether anything that is published rests on it."""
        return any([self.figures, self.agreeing, self.pages, self.specialties])

    @cached_property
    def year(self) -> str:
        """The first year that it says it was published in; "" where it says none."""
        found = re.search(r"\b(19|20)\d\d", self.source.published)
        return found[0] if found else ""

    @cached_property
    def html(self) -> SafeString:
        """Its line in the list of sources."""
        return get_template("ledger/listed.html").render({"each": self})

    @cached_property
    def agreement(self) -> SafeString:
        """The figures of other sources that it has too, as its page shows them."""
        return get_template("ledger/agreeing.html").render({"found": self})

    @cached_property
    def parts(self) -> list[Part]:
        """Its figures, made into tables when they are first asked for."""
        return cut(self.rows)


@dataclass(frozen=True)
class Ledger:
    """Every source that may be shown, beside the guidance that rests on them."""

    guidance: catalogue.Guidance
    sources: dict[str, Resting]
    """By slug."""

    @cached_property
    def listed(self) -> list[Resting]:
        """The sources that something published rests on, those with most figures first."""
        found = [each for each in self.sources.values() if each.used]
        return sorted(found, key=lambda each: (-each.figures, -each.agrees, str(each.source)))


def read() -> Ledger:
    """Read what rests on each source: a fixed number of queries.

    A source of grade D is there only for what is shown as reported.
    """
    held = catalogue.at(Revision.current())
    evidence = held.evidence
    found = {key: Resting(source) for key, source in evidence.sources.items()}
    sure = trusted(evidence.sources)
    for kind in KINDS:
        for place, row in kind.rows(evidence):
            found[row.source_id].rows[kind.slug].append((place, row))
    # Figures of single programs are only in this database, and have one page.
    own = [each.source for each in found.values() if each.source.is_own]
    programs = Page(_("Programs and how they filled"), reverse("programs"), [], own)
    pages = [*_pages(held), programs]
    _add_findings(found, evidence.findings.shown.values(), pages)
    _add_agreeing(found, sure.keys(), evidence.entries.values())
    for page in pages:
        for source in page.sources:
            found[source.pk].pages.append(page)
    for entry in evidence.entries.values():
        for source in entry.sources:
            if source.pk in sure:
                found[source.pk].specialties.append(entry)
    shown = {each.source.slug: each for pk, each in found.items() if pk in sure or each.used}
    return Ledger(held, shown)


def _pages(held):
    pages = [Page(item.title, item.url, item.findings, item.sources) for item in held.items]
    for slug, pairs in held.backups.items():
        title = _("Backups for {specialty}").format(specialty=held.evidence.entries[slug].name)
        findings = dict.fromkeys(each for pair in pairs for each in pair.findings)
        sources = dict.fromkeys(each for pair in pairs for each in pair.sources)
        pages.append(Page(title, reverse("guidance:backup", args=[slug]), findings, sources))
    events = SeasonEvent.objects.shown().values_list("source", flat=True)
    dated = [held.evidence.sources[key] for key in dict.fromkeys(events)]
    pages.append(Page(_("My plan: the dates of a season"), reverse("me:plan"), [], dated))
    for board in held.boards.values():
        title = _("State licenses: {state}").format(state=board.row.name)
        pages.append(Page(title, board.row.get_absolute_url(), [], board.every_source))
    for term in held.terms.values():
        title = _("Glossary: {term}").format(term=term.row.name)
        pages.append(Page(title, term.url, [], term.sources))
    for each in held.evidence.findings.contradictions:
        pages.append(Page(each.title, each.get_absolute_url(), each.sides, []))
    return pages


def _add_findings(found, findings, pages):
    shown = defaultdict(list)
    for page in pages:
        for finding in page.findings:
            shown[finding.pk].append(page)
    for finding in findings:
        found[finding.source_id].findings.append((finding, shown[finding.pk]))
    for finding in findings:
        for source in finding.beside:
            found[source.pk].findings.append((finding, shown[finding.pk]))


def _add_agreeing(found, trusted, entries):
    sources = defaultdict(list)
    for result, source in MatchResult.also_in.through.objects.values_list(
        "matchresult_id", "source_id"
    ):
        sources[result].append(source)
    for entry in entries:
        rows = defaultdict(list)
        for row in entry.results:
            for source in sources[row.pk]:
                rows[source].append(row)
        for source in rows.keys() & trusted:
            found[source].agreeing.append((entry, rows[source]))


_held = Held(read)
current = _held.current
at = _held.at
