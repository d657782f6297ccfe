"""The dates of a season worked out for one reader and one day: which concern them, and when.

A date concerns a reader when its service does and its situations hold (`advice.reasons`).
Every date given is told once: behind, now, to come, not known, or left out with the reason. A
season of which every known date has passed is over, and is told only when no other is left.

Pure: plain values in and out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from guidance import advice
from guidance.profile import Profile
from residencies.differences import listed

PARTS = advice.ROUND
EVERYONES = frozenset({"ecfmg", "nrmp", "programs"})
"""Services that every reader meets. NRMP too: a separate match may still need a first year."""
USUAL = "eras"
"""The service of most specialties."""
SEASON_STARTS = (5, 1)
"""The month and day on which the season of the next year's Match starts, about."""
BEHIND = {"applied": "applying", "interviewing": "applying", "ranked": "ranking"}
"""The last part of the season that each stage has behind it."""


class State(StrEnum):
    """Where a date stands, seen from today."""

    PAST = "past"
    NOW = "now"
    NEXT = "next"
    UNKNOWN = "unknown"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Event:
    """One date of a season; without days it is not known."""

    key: str
    season: int
    part: str
    service: str
    first: date | None = None
    last: date | None = None
    situations: tuple[advice.Situation, ...] = ()
    """Any one of them is enough; none means everyone."""


@dataclass(frozen=True, slots=True)
class Use:
    """How one specialty is applied to."""

    name: str
    services: frozenset[str]
    """All that it may take applications or match through; more than one when it was not seen."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One date as it stands for a reader."""

    event: Event
    state: State
    days: int | None = None
    """Until it begins, or ends when it is now, or since it ended; None when it is not known."""
    reasons: tuple[str, ...] = ()
    """What the reader said that brought it, or that leaves it out."""
    behind: bool = False
    """Whether the reader said that this part of the season lies behind them."""
    late: bool = False
    """Not known, and its part of the season has passed by the calendar."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The dates that concern a reader, each list in the order in which they come."""

    seasons: tuple[int, ...]
    over: bool
    """Whether there are known dates and all have passed."""
    dates: tuple[Dated, ...]

    def of(self, state: State) -> list[Dated]:
        """Return the dates of one state."""
        return [each for each in self.dates if each.state is state]


def make(events: Iterable[Event], profile: Profile, today: date, uses: Mapping[str, Use]) -> Plan:
    """Return the season that is on, or the newest one when all are over."""
    every = list(events)
    seasons = open_seasons(every, today)
    known = [each for each in every if each.season in seasons]
    dates = [_dated(each, profile, today, uses) for each in known]
    ends = [each.last for each in known if each.last]
    return Plan(seasons, bool(ends) and max(ends) < today, tuple(sorted(dates, key=_place)))


def open_seasons(events: Sequence[Event], today: date) -> tuple[int, ...]:
    """Return the seasons with a known date that has not passed; else the newest of all."""
    on = {each.season for each in events if each.last and each.last >= today}
    newest = max((each.season for each in events), default=None)
    return tuple(sorted(on)) or (() if newest is None else (newest,))


def season_of(today: date) -> int:
    """Return the year of the Match whose season a day belongs to."""
    return today.year + ((today.month, today.day) >= SEASON_STARTS)


def concerns(
    event: Event, profile: Profile, today: date, uses: Mapping[str, Use]
) -> tuple[bool, tuple[str, ...]]:
    """Return whether a date concerns a reader, and what they said that decides it."""
    item = advice.Item(event.key, event.situations)
    said = advice.reasons(item, profile, today)
    if said is None:
        return False, (_("It is for people in another situation."),)
    chosen = [uses[slug] for slug in profile.specialties if slug in uses]
    if event.service in EVERYONES or not chosen:
        return True, said
    through = [each.name for each in chosen if event.service in each.services]
    if not through:
        return False, (_("None of the specialties that you chose uses it."),)
    if event.service == USUAL and len(through) == len(chosen):
        return True, said
    return True, (*said, _("You chose {names}.").format(names=listed(through)))


def days_until(event: Event, today: date) -> tuple[State, int | None]:
    """Return where a date stands, and the days that go with it."""
    if event.first is None or event.last is None:
        return State.UNKNOWN, None
    if today < event.first:
        return State.NEXT, (event.first - today).days
    if today <= event.last:
        return State.NOW, (event.last - today).days
    return State.PAST, (today - event.last).days


def _dated(event: Event, profile: Profile, today: date, uses: Mapping[str, Use]) -> Dated:
    here, reasons = concerns(event, profile, today, uses)
    if not here:
        return Dated(event, State.LEFT_OUT, reasons=reasons)
    state, days = days_until(event, today)
    reached = BEHIND.get(profile.stage or "")
    behind = reached is not None and PARTS.index(event.part) <= PARTS.index(reached)
    return Dated(
        event,
        state,
        days,
        reasons,
        behind=behind and state in (State.PAST, State.UNKNOWN),
        late=state is State.UNKNOWN and _passed(event, today),
    )


def _passed(event: Event, today: date) -> bool:
    by_the_date = advice.part_of_season(Profile(), today)
    place = (event.season, PARTS.index(event.part))
    return place < (season_of(today), PARTS.index(by_the_date))


def _place(dated: Dated) -> tuple[int, date, date, int, int, str]:
    event = dated.event
    first, last = event.first or date.max, event.last or date.max
    ends_first = dated.state in (State.PAST, State.NOW)
    return (
        list(State).index(dated.state),
        last if ends_first else first,
        first if ends_first else last,
        event.season,
        PARTS.index(event.part),
        event.key,
    )
