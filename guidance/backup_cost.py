"""What a second specialty costs beyond each program's fee: told from the training of both.

Amounts of money are findings, which the page prints with their sources.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

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
        text = _("Which service {specialty} takes applications through was not seen.")
        yield Cost(text.format(specialty=unseen.name), note)
    elif one == two:
        text = _("The same application service, {service}: a second list of programs.")
        yield Cost(text.format(service=names[1]), note)
    else:
        text = _("A second application: through {second}, where yours is {first}.")
        yield Cost(text.format(first=names[0], second=names[1]), note)
    if first.specialty.match_service != second.specialty.match_service:
        matches = [each.specialty.get_match_service_display() for each in (first, second)]
        text = _("A second match: the {second}, where yours is the {first}.")
        yield Cost(text.format(first=matches[0], second=matches[1]))


def _signals(second: Entry) -> Cost:
    newest = max(second.signals, key=lambda row: row.season, default=None)
    if newest is None:
        return Cost(_("Whether it takes signals was not seen."))
    official = newest.official_url if newest.reported else ""
    if not newest.total:
        text = _("No signals in the {season} Match.")
    elif newest.gold:
        text = _(
            "Signals of its own: {total} ({gold} gold, {silver} silver) in the {season} Match."
        )
    else:
        text = _("Signals of its own: {total} in the {season} Match.")
    numbers = {name: getattr(newest, name) for name in ["season", "total", "gold", "silver"]}
    return Cost(text.format(**numbers), newest.note, official)


def _training(first: Entry, second: Entry) -> Cost:
    if second.specialty.years_min is None:
        return Cost(_("How long it trains was not seen."))
    if first.specialty.years_min is None:
        text = _("Training: {length}.")
    elif first.years_text == second.years_text:
        text = _("Training: {length}, as in {specialty}.")
    else:
        text = _("Training: {length}; {specialty} takes {years}.")
    length, years = second.length_text, first.years_text
    return Cost(text.format(length=length, specialty=first.name, years=years))


def _entry(second: Entry) -> Iterator[Cost]:
    if second.specialty.preliminary:
        yield Cost(_("One year only: it leads to no board by itself."))
    elif second.specialty.preliminary_year == PreliminaryYear.ADVANCED:
        yield Cost(
            _("Its advanced positions need a separate first year, which you apply to as well.")
        )
    elif second.specialty.preliminary_year == PreliminaryYear.YES:
        yield Cost(_("It needs a separate first year, which you apply to as well."))
