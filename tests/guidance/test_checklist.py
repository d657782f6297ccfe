"""The checklist of any reader on any day, against a second way to work it out."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guidance import advice, checklist
from guidance.checklist import Task, Todo, Turn
from guidance.profile import Profile
from tests.guidance.test_calendar import readers, two_years

LENGTH = ["hours", "days", "weeks", "months", "year"]

PARTS = [*advice.ROUND, "any"]


def made(number):
    """Return the task that a number stands for: one draw for all its fields."""
    number, part = divmod(number, len(PARTS))
    number, effort = divmod(number, len(LENGTH))
    day, points = divmod(number, 6)
    due = date(2026, 1, 1) + timedelta(days=day) if day < 365 else None
    return Task(f"{part}-{effort}-{points}-{day}", PARTS[part], LENGTH[effort], points + 1, due)


tasks = st.lists(
    st.integers(0, len(PARTS) * len(LENGTH) * 6 * 730 - 1), unique=True, max_size=15
).map(lambda numbers: [made(each) for each in numbers])


def steps_until(part, now):
    """Walk around the year, one part after the other."""
    if part == "any":
        return 0
    steps, at = 0, now
    while at != part:
        at = advice.ROUND[(advice.ROUND.index(at) + 1) % 6]
        steps += 1
    return steps


def naive(task, now):
    wait = steps_until(task.part, now)
    # Going on from what is now, the end of the season comes before the task's part.
    gone = task.part != "any" and now != "after" and wait > steps_until("after", now)
    if gone:
        return (Turn.NOW if task.due else Turn.PASSED), 0, False
    begins = {"months": wait - 1}.get(task.effort, wait)
    begins = max(begins, 0)
    return (Turn.LATER if begins else Turn.NOW), begins, begins != wait


@given(tasks, readers, two_years)
def test_every_task_is_listed_once_with_its_turn(given_tasks, reader, today):
    now = advice.part_of_season(reader, today)
    found = checklist.checklist(given_tasks, reader, today)
    assert Counter(each.task for each in found) == Counter(given_tasks)
    for each in found:
        assert (each.turn, each.begins_in, each.early) == naive(each.task, now)


@given(tasks, readers, two_years)
def test_no_task_stands_before_one_that_is_to_be_begun_first(given_tasks, reader, today):
    found = checklist.checklist(given_tasks, reader, today)
    for first, second in zip(found, found[1:], strict=False):
        assert not comes_first(second, first)


def comes_first(one: Todo, other: Todo) -> bool:
    turns = [Turn.NOW, Turn.LATER, Turn.PASSED]
    if one.turn is not other.turn:
        return turns.index(one.turn) < turns.index(other.turn)
    if one.begins_in != other.begins_in:
        return one.begins_in < other.begins_in
    if one.task.effort != other.task.effort:
        return LENGTH.index(one.task.effort) > LENGTH.index(other.task.effort)
    if one.task.due != other.task.due:
        return other.task.due is None or (
            one.task.due is not None and one.task.due < other.task.due
        )
    return one.task.points > other.task.points


@given(tasks, readers, two_years)
def test_nothing_has_passed_for_those_who_have_not_begun_or_did_not_match(listed, reader, today):
    for stage in ("before-applying", "not-matched"):
        found = checklist.checklist(listed, Profile(stage=stage), today)
        assert Turn.PASSED not in {each.turn for each in found}


def test_a_task_of_months_begins_one_part_of_the_season_before_its_own():
    reader, today = Profile(stage="before-applying"), date(2026, 11, 25)
    found = checklist.checklist(
        [Task("short", "applying", "days"), Task("long", "applying", "months")], reader, today
    )
    assert [(each.task.key, each.turn, each.early) for each in found] == [
        ("long", Turn.NOW, True),
        ("short", Turn.LATER, False),
    ]


def test_a_day_to_come_keeps_a_task_from_having_passed():
    reader, today = Profile(stage="applied"), date(2026, 11, 25)
    listed = [Task("gone", "before", "months"), Task("due", "before", "days", 1, today)]
    found = checklist.checklist(listed, reader, today)
    assert [(each.task.key, each.turn) for each in found] == [
        ("due", Turn.NOW),
        ("gone", Turn.PASSED),
    ]
