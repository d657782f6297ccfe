"""The glossary: what each term means, as pages show it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from residencies import drafts, translations
from residencies.joining import joined
from residencies.models import Source

from . import prose
from .models import GlossaryTerm, Status


@dataclass(frozen=True, slots=True)
class Term:
    """One published term."""

    row: GlossaryTerm
    url: str
    definition: SafeString
    sources: list[Source]

    @property
    def letter(self) -> str:
        """The letter under which it stands, in capitals; all that begins otherwise is together."""
        first = self.row.name[:1].upper()
        return first if "A" <= first <= "Z" else "0-9"


def read(sources: Mapping[int, Source]) -> dict[str, Term]:
    """Read every published term by its slug, in order, with those of ``sources`` that it names."""
    rows = drafts.public(GlossaryTerm.objects.all(), status=Status.PUBLISHED)
    named = joined(GlossaryTerm, "sources", sources)
    found = [
        Term(row, row.get_absolute_url(), prose.render(row.definition), named[row.pk])
        for row in translations.over(rows)
    ]
    return {
        each.row.slug: each
        for each in sorted(found, key=lambda each: (each.letter, each.row.name.casefold()))
    }


def spellings(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    """Yield each spelling that pages link, and where it leads."""
    for term in terms:
        for spelling in term.row.linked.splitlines():
            yield spelling, term.url
