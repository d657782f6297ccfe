"""The license rules of each state, as pages show them, with what may be open before a residency."""

from dataclasses import dataclass

from django.db.models import Prefetch

from residencies.models import Grade, Source

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


def read() -> dict[str, Board]:
    """Read every state by its abbreviation, with sources that may be shown: four queries."""
    shown = Prefetch("sources", Source.objects.exclude(grade=Grade.D))
    licenses = AlternativeLicense.objects.prefetch_related(shown)
    rows = StateBoard.objects.prefetch_related(shown, Prefetch("licenses", licenses))
    return {
        row.slug: Board(
            row,
            list(row.sources.all()),
            [License(each, list(each.sources.all())) for each in row.licenses.all()],
        )
        for row in rows
    }
