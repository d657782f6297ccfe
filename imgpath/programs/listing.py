"""What the page of programs is made from: an index of them all, held until content changes.

Filtering asks the index alone. The row of a program is rendered when somebody first sees it, with
two queries for a whole page of rows, and kept for the next reader.
"""

from dataclasses import dataclass, field

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from residencies.held import Held
from residencies.models import Source
from residencies.words import words

from .models import Program, ProgramFill

MATCHES = 12  # columns of years, the newest ones
KEPT = 2_000  # rows that a process keeps rendered
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Listed:
    """What the filters ask of one program."""

    pk: int
    specialty: str
    """The slug; OTHER where it has none that is published here."""
    state: str
    unfilled: bool
    """Whether the newest Match left a position of it unfilled."""
    text: str
    """Each word after a space, without case and accents."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the figures of some Matches were read."""

    first: int
    last: int
    source: Source


@dataclass(frozen=True)
class Listing:
    """Every program of this database, by specialty and state."""

    programs: list[Listed]
    years: list[int]
    """The Matches that are shown, newest first."""
    specialties: dict[str, str]
    """The names of those that have programs, by slug, in order of name; OTHER comes last."""
    states: list[str]
    origins: list[Origin]
    rendered: dict[int, SafeString] = field(default_factory=dict)

    def rows(self, pks: list[int]) -> list[SafeString]:
        """Return the table row of each program."""
        missing = [pk for pk in pks if pk not in self.rendered]
        if len(self.rendered) + len(missing) > KEPT:
            self.rendered.clear()
            missing = pks
        template = get_template("programs/row.html") if missing else None
        made = {
            program.pk: template.render({"program": program, "cells": self._cells(program)})
            for program in Program.objects.with_fills(missing)
        }
        self.rendered.update(made)
        # Another thread may have cleared them in between; what was made here is at hand.
        return [made.get(pk) or self.rendered.get(pk, "") for pk in pks]

    def _cells(self, program):
        fills = {fill.year: fill for fill in program.fills.all()}
        return [(year, fills.get(year), year == self.years[0]) for year in self.years]


def read() -> Listing:
    """Read the index: four queries, however many programs there are."""
    origins = [
        Origin(row["first"], row["last"], row["source"]) for row in ProgramFill.objects.origins()
    ]
    newest = max((each.last for each in origins), default=0)
    oldest = min((each.first for each in origins), default=0)
    unfilled = set(ProgramFill.objects.unfilled(newest).values_list("program_id", flat=True))
    found, specialties = [], {}
    for pk, slug, name, state, *told in Program.objects.index():
        specialties[slug or OTHER] = name or _("No specialty found")
        text = "".join(f" {word}" for each in told for word in words(each))
        found.append(Listed(pk, slug or OTHER, state, pk in unfilled, text))
    years = list(range(newest, max(oldest, newest - MATCHES + 1) - 1, -1)) if origins else []
    states = sorted({each.state for each in found})
    return Listing(found, years, specialties, states, origins)


_held = Held(read)
current = _held.current


def address(**query) -> str:
    """Return the address of what ``query`` asks for, without what asks for nothing."""
    return reverse("programs", query={name: value for name, value in query.items() if value})
