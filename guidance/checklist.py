"""What a reader is to do over a season, in the order in which it is to be begun.

A task belongs to a part of the season and takes hours, days, weeks, months or a year.

    begins in(task) = parts of the season until its part, one less when it takes months; never
                      below 0. A year begins in its own part: a year of training or of research
                      cannot be fitted in before it.

Tasks stand by when they begin, then the longest first, then the one that is due first, then by
weight. A task whose part lies before the part that is now has passed for this season, unless a day
to come is still to be met with it; from the end of a season on, none has passed.

Pure: plain values in and out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guidance import advice
from guidance.profile import Profile

PARTS = advice.ROUND
EFFORTS = ("hours", "days", "weeks", "months", "year")
REACH = {"months": 1}
"""How many parts of the season before its own a task begins."""


class Turn(StrEnum):
    """When a task is to be begun."""

    NOW = "now"
    LATER = "later"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do in one part of the season, or at any time."""

    key: str
    part: str
    effort: str
    points: int = 0
    due: date | None = None
    """The next day that is to be met with it."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One task in its place on the list."""

    task: Task
    turn: Turn
    begins_in: int
    """Parts of the season until it is to be begun; 0 is now."""
    early: bool
    """Whether it begins before its own part, because it takes long."""


def checklist(tasks: Iterable[Task], profile: Profile, today: date) -> list[Todo]:
    """Return the tasks in the order in which they are to be begun; what has passed comes last."""
    now = advice.part_of_season(profile, today)
    listed = [_todo(task, now) for task in tasks]
    turns = list(Turn)
    return sorted(
        listed,
        key=lambda each: (
            turns.index(each.turn),
            each.begins_in,
            -EFFORTS.index(each.task.effort),
            each.task.due or date.max,
            -each.task.points,
        ),
    )


def _todo(task: Task, now: str) -> Todo:
    wait = advice.wait(task.part, now)
    starts = max(0, wait - REACH.get(task.effort, 0))
    ahead = task.part == advice.ANY or now == PARTS[-1]
    if not ahead and PARTS.index(task.part) < PARTS.index(now):
        return Todo(task, Turn.NOW if task.due else Turn.PASSED, 0, False)
    return Todo(task, Turn.LATER if starts else Turn.NOW, starts, starts < wait)
