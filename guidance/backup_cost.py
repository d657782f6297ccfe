"""What a second specialty costs beyond each program's fee: told from the training of both.

Amounts of money are findings, which the page prints with their sources.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from residencies.entries import Entry
from residencies.models import Specialty

UNKNOWN = Specialty.ApplicationService.UNKNOWN
PreliminaryYear = Specialty.PreliminaryYear


@dataclass(frozen=True, slots=True)
class Cost:
    """One thing that a second specialty asks for."""

    text: str
    detail: str = ""
    official: str = ""
    """Where to check what is only reported."""


def costs(first: Entry, second: Entry) -> list[Cost]:
    """Return what ``second`` asks of someone who applies to ``first`` too."""
    return [
        *_application(first, second),
        _signals(second),
        _training(first, second),
        *_entry(second),
    ]


def _application(first: Entry, second: Entry) -> Iterator[Cost]:
    one, two = (each.specialty.application_service for each in (first, second))
    names = [each.specialty.get_application_service_display() for each in (first, second)]
    notes = {each.specialty.application_note: each.name for each in (first, second)}
    note = " ".join(
        f"{name}: {note}" if len(notes) > 1 else note for note, name in notes.items() if note
    )
    if UNKNOWN in (one, two):
        unseen = second if two == UNKNOWN else first
        yield Cost(f"Which service {unseen.name} takes applications through was not seen.", note)
    elif one == two:
        yield Cost(f"The same application service, {names[1]}: a second list of programs.", note)
    else:
        yield Cost(f"A second application: through {names[1]}, where yours is {names[0]}.", note)
    if first.specialty.match_service != second.specialty.match_service:
        matches = [each.specialty.get_match_service_display() for each in (first, second)]
        yield Cost(f"A second match: the {matches[1]}, where yours is the {matches[0]}.")


def _signals(second: Entry) -> Cost:
    newest = max(second.signals, key=lambda row: row.season, default=None)
    if newest is None:
        return Cost("Whether it takes signals was not seen.")
    official = newest.official_url if newest.reported else ""
    if not newest.total:
        return Cost(f"No signals in the {newest.season} Match.", newest.note, official)
    split = f" ({newest.gold} gold, {newest.silver} silver)" if newest.gold else ""
    text = f"Signals of its own: {newest.total}{split} in the {newest.season} Match."
    return Cost(text, newest.note, official)


def _training(first: Entry, second: Entry) -> Cost:
    if second.specialty.years_min is None:
        return Cost("How long it trains was not seen.")
    unit = "year" if second.years_text == "1" else "years"
    told = f"Training: {second.years_text} {unit}"
    if first.specialty.years_min is None:
        return Cost(f"{told}.")
    if first.years_text == second.years_text:
        return Cost(f"{told}, as in {first.name}.")
    return Cost(f"{told}; {first.name} takes {first.years_text}.")


def _entry(second: Entry) -> Iterator[Cost]:
    if second.specialty.preliminary:
        yield Cost("One year only: it leads to no board by itself.")
    elif second.specialty.preliminary_year == PreliminaryYear.ADVANCED:
        yield Cost("Its advanced positions need a separate first year, which you apply to as well.")
    elif second.specialty.preliminary_year == PreliminaryYear.YES:
        yield Cost("It needs a separate first year, which you apply to as well.")
