"""The kinds of pages that a search looks through, and the words that each page is found by."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from residencies import drafts
from residencies.held import Held
from residencies.models import Revision

from ..ledger import entries
from ..ledger.entries import Ledger
from . import postgresql, tools
from .index import Document, Index

_BLOCK = re.compile(r"</(p|li|h\d)>")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of pages."""

    slug: str
    name: str
    documents: Callable[[str, Ledger], Iterable[Document]]
    """Given its slug, and everything that is published."""
    route: str
    """The page that lists them; "" where none does."""
    weight: float = 1
    """What its best page counts for beside those of other kinds."""


def _specialties(kind: str, held: Ledger) -> Iterator[Document]:
    for entry in held.guidance.evidence.entries.values():
        row = entry.specialty
        names = [row.nrmp_name, row.short_name, *row.synonyms.splitlines()]
        body = "\n".join([row.who_it_suits, row.fellowships, row.board])
        yield Document(kind, row.name, row.get_absolute_url(), row.what_it_is, body, names)


def _items(kind: str, held: Ledger) -> Iterator[Document]:
    for item in getattr(held.guidance, kind).values():
        parts = [_plain(each) for each in item.prose.values()]
        parts += [each.statement for each in item.findings]
        if item.specialties:
            names = ", ".join(each.name for each in item.specialties)
            parts.append(gettext("Matters most in {specialties}.").format(specialties=names))
        yield Document(kind, item.title, item.url, item.summary, "\n".join(parts))


def _plain(html: str) -> str:
    """Return the text of rendered prose, a line for each paragraph."""
    return unescape(strip_tags(_BLOCK.sub("\n", " ".join(html.split()))))


def _terms(kind: str, held: Ledger) -> Iterator[Document]:
    for term in held.guidance.terms.values():
        row = term.row
        names = [row.full_form, *row.linked.splitlines(), *row.synonyms.splitlines()]
        told = _plain(term.definition)
        yield Document(kind, row.name, term.url, told, names=names, full=row.full_form)


def _routes(kind: str, held: Ledger) -> Iterator[Document]:
    for each in held.guidance.routes.values():
        row = each.row
        asked = "\n".join(f"{question.text} {question.hint}" for question in row.questions.all())
        yield Document(kind, row.title, row.get_absolute_url(), row.summary, asked)


def _states(kind: str, held: Ledger) -> Iterator[Document]:
    for board in held.guidance.boards.values():
        row = board.row
        licenses = [f"{each.row.title}. {each.row.asks}" for each in board.licenses]
        body = "\n".join([row.official_name, row.attempts, row.time_limit, row.differs, *licenses])
        told = gettext("License rules of {state} for IMGs.").format(state=row.name)
        yield Document(kind, row.name, row.get_absolute_url(), told, body, [row.slug.upper()])


def _contradictions(kind: str, held: Ledger) -> Iterator[Document]:
    for row in held.guidance.evidence.findings.contradictions:
        body = "\n".join([row.reason, row.shown, *(each.statement for each in row.sides)])
        yield Document(kind, row.title, row.get_absolute_url(), row.differs, body)


def _sources(kind: str, held: Ledger) -> Iterator[Document]:
    for each in held.listed:
        row = each.source
        told = ", ".join(filter(None, [row.publisher, row.published]))
        yield Document(kind, row.title, row.get_absolute_url(), told, row.citation)


KINDS = [
    Kind("specialties", _("Specialties"), _specialties, "residencies:explorer"),
    Kind("challenges", _("Challenges"), _items, "guidance:challenges"),
    Kind("strategies", _("Strategies"), _items, "guidance:strategies"),
    Kind("questions", _("Questions"), _items, "guidance:questions"),
    Kind("pathways", _("Other paths"), _items, "guidance:pathways"),
    Kind("terms", _("Glossary"), _terms, "guidance:glossary"),
    Kind("tools", _("Tools and overviews"), tools.documents, ""),
    Kind("routes", _("Find your way"), _routes, "guidance:routes"),
    Kind("outcomes", _("What your answers can lead to"), _items, "", 0.5),
    Kind("states", _("State licenses"), _states, "guidance:states"),
    Kind("notices", _("Policies that can change"), _items, "guidance:notices"),
    Kind("contradictions", _("Where sources disagree"), _contradictions, "contradictions", 0.5),
    Kind("sources", _("Sources"), _sources, "sources", 0.2),
]


def read() -> Index:
    """Make the index of all that is published."""
    held = entries.at(Revision.current())
    documents = [each for kind in KINDS for each in kind.documents(kind.slug, held)]
    if drafts.kept() is not None:  # what a preview reads is for nobody else
        return Index(documents)
    return Index(documents, postgresql.keep(each.fields for each in documents))


_held = Held(read)
current = _held.current
