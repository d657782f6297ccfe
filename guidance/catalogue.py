"""Published guidance as frozen values in memory, its prose rendered: read once per revision.

It holds the catalogue of the evidence too, so that a page that needs both asks the database one
thing, the revision.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from residencies import catalogue, drafts, translations
from residencies.findings import in_order, trusted
from residencies.held import Held
from residencies.joining import joined
from residencies.models import Finding, Revision, Source, Specialty

from . import backups, boards, first_use, prose, routes, terms
from .models import Audience, Challenge, Notice, Outcome, Pathway, Question, Status, Strategy
from .models.prose import prose_fields

# Of each kind: its model, and the other kinds that it is joined to.
KINDS = {
    "challenges": (Challenge, ["strategies", "questions"]),
    "strategies": (Strategy, ["challenges", "questions", "pathways"]),
    "questions": (Question, ["challenges", "strategies"]),
    "pathways": (Pathway, ["strategies"]),
    "notices": (Notice, ["strategies", "questions"]),
    "outcomes": (Outcome, ["strategies", "questions", "pathways", "notices"]),
}

# How many challenges, and how many strategies, the page of a specialty shows.
MOST = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One published piece of guidance, with all that its page shows."""

    row: Challenge | Strategy | Question | Pathway | Notice | Outcome
    url: str
    prose: dict[str, SafeString]
    """By field."""
    audiences: list[Audience]
    """Any of them is enough; none means everyone."""
    not_for: list[Audience]
    specialties: list[Specialty]
    """Where it matters most; none means everywhere."""
    findings: list[Finding]
    """What is only reported comes last, after the best grade first."""
    sources: list[Source]
    """What it rests on beside the sources of its findings."""
    related: dict[str, list["Item"]] = field(default_factory=dict, repr=False, compare=False)
    """By kind."""

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def summary(self) -> str:
        """The one sentence that stands for it in a list."""
        return self.row.answer if isinstance(self.row, Question) else self.row.summary


@dataclass(frozen=True, slots=True)
class Guidance:
    """Everything that public pages say about what to do."""

    evidence: catalogue.Catalogue
    challenges: dict[str, Item]
    """Each kind by slug, in the order of its model."""
    strategies: dict[str, Item]
    questions: dict[str, Item]
    pathways: dict[str, Item]
    notices: dict[str, Item]
    outcomes: dict[str, Item]
    routes: dict[str, routes.Held]
    """By slug, in their order."""
    boards: dict[str, boards.Board]
    """By the abbreviation of the state, in order of name."""
    backups: dict[str, list[backups.Pair]]
    """By the slug of the specialty that they back up."""
    terms: dict[str, terms.Term]
    """Of the glossary, by slug, in the order of the alphabet."""
    uses: Callable[[str], first_use.Found]
    """Finds where a text uses one of them."""

    @property
    def items(self) -> list[Item]:
        """All items of every kind."""
        return [item for kind in KINDS for item in getattr(self, kind).values()]

    def named(self, addresses: Iterable[str]) -> list[Item]:
        """Return the items that ``addresses`` ("questions/j-1-or-h-1b") name, if published."""
        parts = (address.split("/") for address in addresses)
        found = (getattr(self, kind).get(slug) for kind, slug in parts)
        return [item for item in found if item]

    def mattering_in(self, kind: str, specialty: str) -> list[Item]:
        """Return the items that say they matter most in one specialty."""
        return [
            item
            for item in getattr(self, kind).values()
            if any(each.slug == specialty for each in item.specialties)
        ]

    def facing(self, specialty: str) -> dict[str, list[Item]]:
        """Return the challenges and the strategies that matter most in one specialty.

        First those that name it, then those that weigh most everywhere. Strategies are those that
        name it, then those that answer these challenges.
        """
        named = self.mattering_in("challenges", specialty)
        challenges = [*named, *filter(everywhere, self.challenges.values())]
        answers = [each for item in challenges for each in item.related["strategies"]]
        suiting = [each for each in answers if not each.specialties]
        strategies = {
            each.url: each for each in [*self.mattering_in("strategies", specialty), *suiting]
        }
        return {
            "challenges": challenges[:MOST],
            "strategies": list(strategies.values())[:MOST],
        }


def everywhere(item: Item) -> bool:
    """Return whether the item is for everyone in every specialty."""
    return not item.specialties and not item.audiences


def read() -> Guidance:
    """Read all published guidance: a fixed number of queries. Grade D and drafts stay out."""
    evidence = catalogue.at(Revision.current())
    sources = trusted(evidence.sources)
    audiences = Audience.objects.in_bulk()
    translations.over(audiences.values())
    named = {
        "audiences": audiences,
        "not_for": audiences,
        "specialties": {each.specialty.pk: each.specialty for each in evidence.entries.values()},
        "findings": evidence.findings.shown,
        "sources": sources,
    }
    items = {kind: _items(model, named) for kind, (model, _) in KINDS.items()}
    for kind, (model, others) in KINDS.items():
        for other in others:
            related = joined(model, other, items[other])
            for key, item in items[kind].items():
                item.related[other] = related[key]
    by_slug = {
        kind: {item.row.slug: item for item in found.values()} for kind, found in items.items()
    }
    glossary = terms.read(sources)
    return Guidance(
        evidence,
        **by_slug,
        routes=routes.read(items["outcomes"]),
        boards=boards.read(sources),
        backups=backups.read(evidence, sources),
        terms=glossary,
        uses=first_use.finder(terms.spellings(glossary.values())),
    )


def _items(model, named):
    """Return the published items of one kind by key, each with those of ``named`` that it names."""
    own = {field.name for field in model._meta.many_to_many}
    found = {name: joined(model, name, rows) for name, rows in named.items() if name in own}
    rows = drafts.public(model.objects.all(), status=Status.PUBLISHED)
    return {
        row.pk: _item(row, **{name: found[name][row.pk] if name in found else [] for name in named})
        for row in translations.over(rows)
    }


def _item(row, *, audiences, not_for, specialties, findings, sources):
    html = {name: prose.render(getattr(row, name)) for name in prose_fields(type(row))}
    shown = {finding.source_id for finding in findings}
    return Item(
        row,
        row.get_absolute_url(),
        html,
        audiences,
        not_for,
        specialties,
        in_order(findings),
        [source for source in sources if source.pk not in shown],
    )


_held = Held(read)
current = _held.current
at = _held.at
