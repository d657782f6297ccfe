"""The dates of a season for any reader on any day, against a second way to work them out."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance import calendar
from guidance.advice import ROUND, Situation, holds
from guidance.calendar import Event, State, Use
from guidance.profile import EMPTY, Profile
from tests.guidance.profiles import SOME

FIRST_DAY = date(2026, 1, 1)
USES = {
    "internal-medicine": Use("Internal medicine", frozenset({"eras", "nrmp"})),
    "dermatology": Use("Dermatology", frozenset({"eras", "nrmp"})),
    "general-surgery": Use("General surgery", frozenset({"residencycas", "nrmp"})),
    "urology": Use("Urology", frozenset({"eras", "aua"})),
    "rare": Use("Rare medicine", frozenset({"eras", "residencycas", "nrmp"})),
}
SERVICES = ["ecfmg", "nrmp", "programs", "eras", "residencycas", "sf_match", "aua"]
SITUATIONS = [
    Situation("You need a visa.", needs_visa=True),
    Situation("You need no visa.", needs_visa=False),
    Situation("You wait.", stage="applied"),
]
STAGES = {"applied": 1, "interviewing": 1, "ranked": 3}

SITUATED = [(), (), SITUATIONS[:1], SITUATIONS[1:]]
LENGTHS = [0, 0, 1, 4, 120]


def made(number):
    """Return the event that a number stands for: one draw for all its fields."""
    number, day = divmod(number, 800)
    number, season = divmod(number, 3)
    number, part = divmod(number, len(ROUND))
    number, service = divmod(number, len(SERVICES))
    length, situated = divmod(number, len(SITUATED))
    first = FIRST_DAY + timedelta(days=day) if day < 600 else None
    return Event(
        f"{season}-{part}-{service}-{length}-{situated}-{day}",
        2026 + season,
        ROUND[part],
        SERVICES[service],
        first,
        first and first + timedelta(days=LENGTHS[length]),
        tuple(SITUATED[situated]),
    )


NUMBERS = 800 * 3 * len(ROUND) * len(SERVICES) * len(SITUATED) * len(LENGTHS)
many = st.lists(st.integers(0, NUMBERS - 1), unique=True, max_size=12).map(
    lambda numbers: [made(each) for each in numbers]
)
two_years = st.integers(0, 730).map(lambda days: FIRST_DAY + timedelta(days=days))
readers = st.sampled_from(SOME) | st.builds(
    Profile,
    specialties=st.lists(st.sampled_from([*USES, "gone"]), unique=True, max_size=3).map(tuple),
    stage=st.sampled_from([None, *STAGES, "before-applying", "not-matched", "other"]),
    needs_visa=st.sampled_from([None, True, False]),
)


@st.composite
def cases(draw):
    """Events, a reader, and a day that is often the first, the last or the next of an event."""
    every = draw(many)
    edges = [day for each in every for day in (each.first, each.last) if day]
    edges += [day + timedelta(days=1) for day in edges]
    today = draw(st.sampled_from(edges) if edges and draw(st.booleans()) else two_years)
    return every, draw(readers), today


def naive_state(event, today):
    """Walk from day to day."""
    if event.first is None:
        return State.UNKNOWN, None
    day, steps = today, 0
    if today > event.last:
        while day != event.last:
            day, steps = day - timedelta(days=1), steps + 1
        return State.PAST, steps
    goal, state = (event.first, State.NEXT) if today < event.first else (event.last, State.NOW)
    while day != goal:
        day, steps = day + timedelta(days=1), steps + 1
    return state, steps


def naive_concerns(event, reader, today):
    if event.situations and not any(holds(each, reader, today) for each in event.situations):
        return False
    chosen = [slug for slug in reader.specialties if slug in USES]
    if event.service in ("ecfmg", "nrmp", "programs") or not chosen:
        return True
    return any(event.service in USES[slug].services for slug in chosen)


def naive_seasons(every, today):
    on = sorted({each.season for each in every if each.last is not None and not each.last < today})
    return on or sorted({each.season for each in every})[-1:]


@given(cases())
def test_every_date_of_the_season_is_told_once_and_where_it_belongs(case):
    every, reader, today = case
    plan = calendar.make(every, reader, today, USES)
    seasons = naive_seasons(every, today)
    expected = {}
    for event in every:
        if event.season in seasons:
            known = naive_concerns(event, reader, today)
            expected[event.key] = naive_state(event, today) if known else (State.LEFT_OUT, None)
    assert list(plan.seasons) == seasons
    assert Counter(each.event.key for each in plan.dates) == Counter(list(expected))
    assert {each.event.key: (each.state, each.days) for each in plan.dates} == expected


@given(cases())
def test_dates_stand_in_the_order_in_which_they_come(case):
    every, reader, today = case
    plan = calendar.make(every, reader, today, USES)
    assert [each for state in State for each in plan.of(state)] == list(plan.dates)
    for state, end in [(State.PAST, "last"), (State.NOW, "last"), (State.NEXT, "first")]:
        days = [getattr(each.event, end) for each in plan.of(state)]
        assert days == sorted(days)
    unknown = [(each.event.season, ROUND.index(each.event.part)) for each in plan.of(State.UNKNOWN)]
    assert unknown == sorted(unknown)


@given(many, two_years)
def test_a_reader_who_answers_nothing_gets_what_needs_no_answer(every, today):
    plan = calendar.make(every, EMPTY, today, USES)
    for each in plan.dates:
        assert (each.state is State.LEFT_OUT) == bool(each.event.situations)
        assert not each.behind
        assert not each.reasons or each.state is State.LEFT_OUT


@given(cases())
def test_a_reason_is_an_answer_and_what_is_left_out_has_one(case):
    every, reader, today = case
    for each in calendar.make(every, reader, today, USES).dates:
        if each.state is State.LEFT_OUT:
            assert len(each.reasons) == 1
        for situation in SITUATIONS:
            assert (situation.because in each.reasons) == (
                each.state is not State.LEFT_OUT
                and situation in each.event.situations
                and holds(situation, reader, today)
            )


@given(cases())
def test_a_stage_puts_behind_what_has_passed_or_has_no_day_and_nothing_else(case):
    every, reader, today = case
    reached = STAGES.get(reader.stage, -1)
    for each in calendar.make(every, reader, today, USES).dates:
        may = each.state in (State.PAST, State.UNKNOWN)
        assert each.behind == (may and ROUND.index(each.event.part) <= reached)


@given(cases())
def test_a_season_is_over_when_no_known_day_is_left(case):
    every, reader, today = case
    plan = calendar.make(every, reader, today, USES)
    known = [each for each in every if each.season in plan.seasons and each.last]
    assert plan.over == (bool(known) and all(each.last < today for each in known))


def test_without_dates_there_is_no_season():
    plan = calendar.make([], EMPTY, FIRST_DAY, USES)
    assert (plan.seasons, plan.over, plan.dates) == ((), False, ())


@pytest.mark.parametrize(
    ("today", "part", "late"),
    [
        (date(2026, 6, 30), "applying", False),
        (date(2026, 11, 25), "applying", True),
        (date(2026, 11, 25), "interviews", False),
        (date(2027, 2, 1), "interviews", True),
        (date(2027, 5, 1), "after", True),
        (date(2026, 4, 30), "before", False),
    ],
)
def test_a_date_that_is_not_known_may_have_passed_by_the_calendar(today, part, late):
    event = Event("a", 2027, part, "nrmp")
    assert calendar.make([event], EMPTY, today, USES).dates[0].late == late


def test_a_specialty_that_was_not_seen_may_use_either_service():
    for service in ("eras", "residencycas"):
        event = Event("a", 2027, "applying", service)
        reader = Profile(specialties=("rare",))
        assert calendar.make([event], reader, FIRST_DAY, USES).of(State.UNKNOWN)


def test_what_few_specialties_use_says_which_of_those_chosen_it_is():
    event = Event("a", 2027, "applying", "residencycas")
    reader = Profile(specialties=("general-surgery", "urology", "rare"))
    (dated,) = calendar.make([event], reader, FIRST_DAY, USES).dates
    assert dated.reasons == ("You chose General surgery and Rare medicine.",)
