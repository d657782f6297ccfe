"""What the page of a reader's plan says: dates in words, by month, and the checklist."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import date_format

from . import advice, calendar, season
from .calendar import State
from .catalogue import Item
from .checklist import Todo, Turn
from .models import SeasonEvent, Stage, Strategy
from .profile import Profile

LATE = "strategies/decide-whether-to-apply-now"
"""What to read for those who have not applied when programs already read."""
TURNS = {
    Turn.NOW: "Begin now",
    Turn.LATER: "Later",
    Turn.PASSED: "The usual time has passed",
}
LONG = {
    "hours": "hours",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "year": "a year or more",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One date as the page shows it."""

    dated: calendar.Dated
    row: SeasonEvent
    when: str
    left: str
    """How far away it is, in words."""
    still: str
    """What can still be done when it has passed."""
    helps: list[Item]

    @property
    def said(self) -> str:
        """Why it is here: what the reader said, "" when it is here for everyone."""
        few = calendar.EVERYONES | {calendar.USUAL}
        only = (
            "" if self.dated.reasons or self.row.service in few else self.row.get_service_display()
        )
        return " ".join(
            [
                *self.dated.reasons,
                *([f"Only for those who go through {only}."] if only else []),
                *(["It is behind you, as you said."] if self.dated.behind else []),
            ]
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One task as the checklist shows it."""

    item: Item
    order: str
    """Why it stands where it stands."""
    reasons: list[str]
    """Why it is here at all."""
    late: str
    """What can still be done when its time has passed."""


def context(held: season.Season, profile: Profile, today: date) -> dict[str, object]:
    """Return what the page shows for one reader on one day."""
    planned = season.plan(held, profile, today)
    shown = {state: [_shown(planned, each) for each in planned.dates.of(state)] for state in State}
    now = advice.part_of_season(Profile(), today)
    lines = [(each.turn, _line(planned, each)) for each in planned.todos]
    return {
        "answers": profile,
        "today": today,
        "matches": " and ".join(map(str, planned.dates.seasons)),
        "several": len(planned.dates.seasons) > 1,
        "over": planned.dates.over,
        "now": shown[State.NOW],
        "next": _soonest(shown[State.NEXT]),
        "months": _by_month(shown[State.NEXT]),
        "past": shown[State.PAST],
        "unknown": shown[State.UNKNOWN],
        "left_out": shown[State.LEFT_OUT],
        "dates": len(planned.dates.dates) - len(shown[State.LEFT_OUT]),
        "in_file": len(planned.in_file),
        "turns": _by_turn(lines),
        "late": planned.held.rules.guidance.named([LATE])
        if profile.stage == Stage.BEFORE_APPLYING and now not in ("before", "applying")
        else [],
    }


def _by_turn(lines):
    groups = {turn: [line for at, line in lines if at is turn] for turn in Turn}
    return [(turn.value, TURNS[turn], found) for turn, found in groups.items() if found]


def _by_month(found: Iterable[Shown]):
    """Return (month, dates) for the month in which each begins."""

    def month(each):
        return each.row.first_day.replace(day=1)

    return [(date_format(first, "F Y"), list(each)) for first, each in groupby(found, month)]


def _soonest(found: list[Shown]) -> list[Shown]:
    """Return the dates that begin on the next day on which any does; days before months."""
    days = [each for each in found if not each.row.whole_months] or found
    return [each for each in days if each.row.first_day == days[0].row.first_day]


def _shown(planned, dated):
    row = planned.row(dated)
    missed = (dated.state is State.PAST or dated.late) and not dated.behind
    return Shown(
        dated,
        row,
        when(row),
        left(dated, row),
        row.afterwards if missed else "",
        planned.held.helps[row.slug],
    )


def when(row: SeasonEvent) -> str:
    """Return the days of an event in words."""
    first, last = row.first_day, row.last_day
    if first is None:
        return "Day not known"
    if row.whole_months:
        return _span(date_format(first, "F Y"), date_format(last, "F Y"))
    if first == last:
        told = date_format(first, "l j F Y")
    else:
        same = (first.month, first.year) == (last.month, last.year)
        told = _span(date_format(first, "j" if same else "j F Y"), date_format(last, "j F Y"))
    return f"{told}, {row.time_of_day}" if row.time_of_day else told


def _span(first, last):
    return first if first == last else f"{first} to {last}"


def left(dated: calendar.Dated, row: SeasonEvent) -> str:
    """Return how far away an event is, in words; of whole months no day is counted."""
    days = dated.days
    if days is None:
        return "may have passed" if dated.late else ""
    if dated.state is State.PAST:
        return "passed"
    if dated.state is State.NOW:
        return "now" if row.whole_months or days else "today"
    if row.whole_months:
        return ""
    return "tomorrow" if days == 1 else f"in {days} days"


def _line(planned, todo: Todo):
    item = planned.held.rules.found(todo.task.key)
    passed = todo.turn is Turn.PASSED
    return Line(
        item,
        _order(todo, item.row.get_season_display(), planned.due.get(todo.task.key)),
        planned.reasons[todo.task.key] or [],
        (item.row.late or "It counts again if you apply another year.") if passed else "",
    )


def _order(todo, part, due):
    takes = f"It takes {LONG[todo.task.effort]}"
    if due:
        day, row = due
        return f"{takes}. By {date_format(day, 'l j F Y')} ({row.word.lower()}): {row.title}."
    if todo.turn is Turn.PASSED:
        return f"Its time: {_within(part)}. {takes}."
    if todo.task.part == Strategy.Season.ANY:
        return f"At any time. {takes}."
    if todo.early:
        return f"{takes}, so begin before its time: {_within(part)}."
    return f"{takes}. Its time: {'now' if todo.turn is Turn.NOW else _within(part)}."


def _within(part):
    """Return "June to September: applying" as it stands in a sentence."""
    months, _, what = part.partition(": ")
    return f"{months} ({what})" if what else part[0].lower() + part[1:]
