"""The license rules of each state, as pages show them, with what may be open before a residency."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from residencies import translations
from residencies.joining import joined
from residencies.models import Source

from .models import AlternativeLicense, StateBoard


@dataclass(frozen=True, slots=True)
class Board:
    """One state: what its board asks for, and its licenses that ask for no US residency."""

    row: StateBoard
    sources: list[Source]
    licenses: list["License"]

    @property
    def may(self) -> list["License"]:
        """Those that may be open with Steps 1 and 2 CK alone."""
        return [each for each in self.licenses if each.row.open_to == AlternativeLicense.Open.MAY]

    @property
    def every_source(self) -> list[Source]:
        """All that the page of the state rests on, each once."""
        licenses = [source for each in self.licenses for source in each.sources]
        return list(dict.fromkeys([*self.sources, *licenses]))


@dataclass(frozen=True, slots=True)
class License:
    """One license that asks for no US residency, and what it rests on."""

    row: AlternativeLicense
    sources: list[Source]


def read(sources: Mapping[int, Source]) -> dict[str, Board]:
    """Read every state by its abbreviation, with those of ``sources`` that it names."""
    named = joined(AlternativeLicense, "sources", sources)
    licenses = defaultdict(list)
    for row in translations.over(AlternativeLicense.objects.all()):
        licenses[row.board_id].append(License(row, named[row.pk]))
    named = joined(StateBoard, "sources", sources)
    rows = translations.over(StateBoard.objects.all())
    return {row.slug: Board(row, named[row.pk], licenses[row.pk]) for row in rows}
