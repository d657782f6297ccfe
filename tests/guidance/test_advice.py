"""The rules of advice: who is in a situation, what is told, why, and in what order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance import advice
from guidance.advice import Item, Situation, choose, holds, next_steps, without_contradictions
from guidance.profile import EMPTY, Attempts, Citizenship, Profile

TODAY = date(2026, 11, 25)
VISA = Situation("You need a visa.", needs_visa=True)
READER = Profile(
    citizenship=Citizenship.OTHER,
    needs_visa=True,
    score=231,
    attempts=Attempts.ONE,
    graduated=2016,
    us_months=2,
    has_research=False,
    passed_step3=False,
    specialties=("pathology", "neurology"),
    stage="before-applying",
)


@pytest.mark.parametrize(
    "situation",
    [
        VISA,
        Situation("", group="non_us_img"),
        Situation("", score=(None, 231)),
        Situation("", score=(231, 231)),
        Situation("", failed_an_exam=True),
        Situation("", years=(10, None)),
        Situation("", us_months=(0, 2)),
        Situation("", has_research=False),
        Situation("", passed_step3=False),
        Situation("", stage="before-applying"),
        Situation("", specialties=frozenset({"neurology", "surgery"})),
        Situation("", group="non_us_img", needs_visa=True, score=(200, 240), years=(5, 10)),
    ],
)
def test_someone_is_in_a_situation_when_each_condition_holds_and_not_without_an_answer(situation):
    assert holds(situation, READER, TODAY)
    assert not holds(situation, EMPTY, TODAY)


@pytest.mark.parametrize(
    "situation",
    [
        Situation("", needs_visa=False),
        Situation("", group="us_img"),
        Situation("", score=(232, None)),
        Situation("", score=(None, 230)),
        Situation("", years=(11, None)),
        Situation("", us_months=(3, None)),
        Situation("", us_experience="hands-on"),
        Situation("", stage="ranked"),
        Situation("", specialties=frozenset({"surgery"})),
        Situation("", needs_visa=True, stage="ranked"),
    ],
)
def test_one_condition_that_does_not_hold_is_enough_to_be_outside(situation):
    assert not holds(situation, READER, TODAY)


def test_any_one_situation_is_enough_and_each_that_holds_is_a_reason():
    ranked = Situation("You ranked.", stage="ranked")
    failed = Situation("You failed a Step.", failed_an_exam=True)
    item = Item("a", situations=(ranked, VISA, failed))
    assert advice.reasons(item, READER, TODAY) == ("You need a visa.", "You failed a Step.")
    assert advice.reasons(item, EMPTY, TODAY) is None


def test_what_has_no_situation_is_for_everyone_and_one_may_be_shut_out():
    assert advice.reasons(Item("a"), EMPTY, TODAY) == ()
    assert advice.reasons(Item("a", not_for=(VISA,)), READER, TODAY) is None
    assert advice.reasons(Item("a", not_for=(VISA,)), EMPTY, TODAY) == ()


def test_what_matters_in_other_specialties_is_told_only_to_who_chose_none():
    item = Item("a", specialties={"surgery": "Surgery"})
    assert advice.reasons(item, EMPTY, TODAY) == ()
    assert advice.reasons(item, READER, TODAY) is None
    here = Item("a", specialties={"neurology": "Neurology"})
    assert advice.reasons(here, READER, TODAY) == (
        "It matters most in Neurology, which you chose.",
    )


@pytest.mark.parametrize(
    ("day", "part"),
    [
        (date(2026, 11, 25), "interviews"),
        (date(2027, 1, 31), "interviews"),
        (date(2027, 2, 1), "ranking"),
        (date(2027, 3, 8), "match-week"),
        (date(2027, 3, 22), "after"),
        (date(2027, 5, 1), "before"),
        (date(2027, 6, 1), "applying"),
        (date(2027, 9, 30), "applying"),
    ],
)
def test_the_date_says_which_part_of_the_season_it_is_unless_the_stage_does(day, part):
    assert advice.part_of_season(EMPTY, day) == part
    assert advice.part_of_season(Profile(stage="not-matched"), day) == "after"


def test_the_next_part_comes_before_the_one_that_has_just_passed():
    assert advice.wait("any", "ranking") == 0
    assert advice.wait("ranking", "ranking") == 0
    assert advice.wait("match-week", "ranking") == 1
    assert advice.wait("interviews", "ranking") == len(advice.ROUND) - 1


def test_the_weightiest_stands_first_and_an_answer_of_the_reader_adds_one():
    items = [Item("light", weight=2), Item("yours", (VISA,), weight=4), Item("heavy", weight=5)]
    assert [each.item.key for each in choose(items, READER, TODAY)] == ["yours", "heavy", "light"]
    assert [each.points for each in choose(items, READER, TODAY)] == [5, 5, 2]
    assert [each.item.key for each in choose(items, EMPTY, TODAY)] == ["heavy", "light"]


def test_an_answer_weighs_as_the_weightiest_challenge_of_this_reader_that_it_answers():
    items = [Item("a", answers=frozenset({"x", "y"})), Item("b", answers=frozenset({"z"}))]
    chosen = choose(items, EMPTY, TODAY, facing={"x": 3, "y": 5})
    assert [(each.item.key, each.points) for each in chosen] == [("a", 5), ("b", 1)]


def test_of_two_that_weigh_the_same_the_sooner_comes_first_and_leads_the_steps():
    items = [Item("later", season="ranking"), Item("now", season="before"), Item("any")]
    chosen = choose(items, Profile(stage="before-applying"), TODAY)
    assert [each.item.key for each in chosen] == ["now", "any", "later"]
    heavy = [Item("later", weight=5, season="ranking"), *items[1:]]
    steps = next_steps(choose(heavy, Profile(stage="before-applying"), TODAY), most=2)
    assert [each.item.key for each in steps] == ["now", "any"]


def test_of_two_that_contradict_each_other_the_first_is_kept():
    chosen = choose([Item("a"), Item("b"), Item("c")], EMPTY, TODAY)
    opposed = frozenset({frozenset({"a", "b"}), frozenset({"b", "c"})})
    kept = without_contradictions(chosen, opposed)
    assert [each.item.key for each in kept] == ["a", "c"]


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.data())
def test_nothing_that_is_kept_contradicts_another_and_nothing_else_is_dropped(keys, data):
    pairs = st.sets(st.sampled_from("abcdef"), min_size=2, max_size=2).map(frozenset)
    opposed = frozenset(data.draw(st.sets(pairs)))
    chosen = choose([Item(key) for key in keys], EMPTY, TODAY)
    kept = [each.item.key for each in without_contradictions(chosen, opposed)]
    assert not any({a, b} in opposed for a in kept for b in kept if a != b)
    for key in set(keys) - set(kept):
        assert any({key, other} in opposed for other in kept[: keys.index(key)])
