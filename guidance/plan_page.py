"""What the page of a reader's plan says: dates in words, by month, and the checklist."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from residencies import languages
from residencies.differences import listed

from . import advice, calendar, season
from .calendar import State
from .catalogue import Item
from .checklist import Todo, Turn
from .models import SeasonEvent, Stage, Strategy
from .profile import Profile

LATE = "strategies/decide-whether-to-apply-now"
"""What to read for those who have not applied when programs already read."""
TURNS = {
    Turn.NOW: _("Begin now"),
    Turn.LATER: _("Later"),
    Turn.PASSED: _("The usual time has passed"),
}
TAKES = {
    "hours": _("It takes hours"),
    "days": _("It takes days"),
    "weeks": _("It takes weeks"),
    "months": _("It takes months"),
    "year": _("It takes a year or more"),
}
# The parts of a season as they stand in a sentence.
WITHIN = {
    Strategy.Season.BEFORE: _("before applications open"),
    Strategy.Season.APPLYING: _("June to September (applying)"),
    Strategy.Season.INTERVIEWS: _("October to January (interviews)"),
    Strategy.Season.RANKING: _("February to early March (ranking)"),
    Strategy.Season.MATCH_WEEK: _("March (Match Week and SOAP)"),
    Strategy.Season.AFTER: _("after the Match"),
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
    rests: SafeString
    """What it rests on, and what helps to be ready."""

    @property
    def said(self) -> str:
        """Why it is here: what the reader said, "" when it is here for everyone."""
        few = calendar.EVERYONES | {calendar.USUAL}
        said = list(self.dated.reasons)
        if not said and self.row.service not in few:
            only = gettext("Only for those who go through {service}.")
            said.append(only.format(service=self.row.get_service_display()))
        if self.dated.behind:
            said.append(gettext("It is behind you, as you said."))
        return " ".join(said)


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
        "matches": listed(list(map(str, planned.dates.seasons))),
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
        planned.held.rests[row.slug],
    )


def when(row: SeasonEvent) -> str:
    """Return the days of an event in words."""
    first, last = row.first_day, row.last_day
    if first is None:
        return gettext("Day not known")
    if row.whole_months:
        return _span(date_format(first, "F Y"), date_format(last, "F Y"))
    if first == last:
        told = date_format(first, "l j F Y")
    else:
        same = (first.month, first.year) == (last.month, last.year)
        told = _span(date_format(first, "j" if same else "j F Y"), date_format(last, "j F Y"))
    return f"{told}, {row.time_of_day}" if row.time_of_day else told


def _span(first, last):
    if first == last:
        return first
    return pgettext("days or months", "{first} to {last}").format(first=first, last=last)


def left(dated: calendar.Dated, row: SeasonEvent) -> str:
    """Return how far away an event is, in words; of whole months no day is counted."""
    days = dated.days
    if days is None:
        return gettext("may have passed") if dated.late else ""
    if dated.state is State.PAST:
        return pgettext("of a date", "passed")
    if dated.state is State.NOW:
        return pgettext("of a date", "now") if row.whole_months or days else gettext("today")
    if row.whole_months:
        return ""
    if days == 1:
        return gettext("tomorrow")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def _line(planned, todo: Todo):
    item = planned.held.rules.found(todo.task.key)
    passed = todo.turn is Turn.PASSED
    return Line(
        item,
        _order(todo, planned.due.get(todo.task.key)),
        planned.reasons[todo.task.key] or [],
        (item.row.late or gettext("It counts again if you apply another year.")) if passed else "",
    )


def _order(todo, due):
    said = {"takes": TAKES[todo.task.effort], "when": WITHIN.get(todo.task.part, "")}
    if due:
        day, row = due
        told = {
            "day": date_format(day, "l j F Y"),
            "word": languages.inside(row.word),
            "title": row.title,
        }
        return gettext("{takes}. By {day} ({word}): {title}.").format(**said, **told)
    if todo.turn is Turn.PASSED:
        return gettext("Its time: {when}. {takes}.").format(**said)
    if todo.task.part == Strategy.Season.ANY:
        return gettext("At any time. {takes}.").format(**said)
    if todo.early:
        return gettext("{takes}, so begin before its time: {when}.").format(**said)
    if todo.turn is Turn.NOW:
        return gettext("{takes}. Its time: now.").format(**said)
    return gettext("{takes}. Its time: {when}.").format(**said)
