"""What one other answer would change: the difference of two evaluations, and nothing more."""

from dataclasses import asdict

from hypothesis import given, settings

from guidance.fit import evaluate
from guidance.profile import EMPTY, Citizenship, Profile
from guidance.what_if import HIGHEST, STEP, Answer, Move, Standing, difference, others, standing
from tests.guidance.profiles import SOME
from tests.guidance.test_fit import SPECIALTIES as ALL
from tests.guidance.test_fit import readers

SPECIALTIES = ALL[::11]
READER = Profile(citizenship=Citizenship.OTHER, needs_visa=True, score=241)

# How long one example takes says more about who else uses the machine than about the code.
patient = settings(deadline=None, max_examples=40)


def changed(before, after):
    """Return the answers that differ."""
    return {name for name, value in asdict(before).items() if value != asdict(after)[name]}


@patient
@given(readers)
def test_one_answer_is_changed_at_a_time(reader):
    for other in others(reader).values():
        assert len(changed(reader, other)) == 1


def test_only_answers_on_which_the_list_rests_are_tried():
    pairs = [(reader, other) for reader in SOME[::7] for other in others(reader).values()]
    tried = set().union(*(changed(*pair) for pair in pairs))
    assert tried == {"citizenship", "needs_visa", "score", "passed_step3"}


def test_the_answers_tried_are_those_that_could_be_other():
    assert set(others(READER)) == {
        Answer.HIGHER_SCORE,
        Answer.NEEDS_NO_VISA,
        Answer.STEP_3,
        Answer.US_CITIZEN,
    }
    assert set(others(EMPTY)) == {
        Answer.NEEDS_VISA,
        Answer.NEEDS_NO_VISA,
        Answer.US_CITIZEN,
        Answer.NOT_US_CITIZEN,
    }
    assert others(Profile(citizenship=Citizenship.US)) == {}
    assert others(READER)[Answer.HIGHER_SCORE].score == READER.score + STEP
    most = Profile(citizenship=Citizenship.US, score=HIGHEST - STEP + 1)
    assert others(most) == {}


@patient
@given(readers)
def test_the_difference_is_that_of_two_plain_evaluations(reader):
    before = evaluate(reader, SPECIALTIES)
    was = {(key, standing(each)) for key, each in before.items()}
    for other in others(reader).values():
        after = evaluate(other, SPECIALTIES)
        now = {(key, standing(each)) for key, each in after.items()}
        moves = difference(before, after)
        assert {(move.key, move.before) for move in moves} == was - now
        assert {(move.key, move.after) for move in moves} == now - was
        assert len(moves) == len(was - now)


@patient
@given(readers)
def test_what_is_gained_by_one_change_is_lost_by_taking_it_back(reader):
    before = evaluate(reader, SPECIALTIES)
    for other in others(reader).values():
        after = evaluate(other, SPECIALTIES)
        there, back = difference(before, after), difference(after, before)
        turned = {True: False, False: True, None: None}
        assert [turned[move.better] for move in there] == [move.better for move in back]


def test_between_known_and_not_known_nothing_is_gained_or_lost_but_a_place_in_the_list():
    def better(before, after):
        return Move("a", before, after).better

    assert better(Standing.AGAINST, Standing.UNKNOWN) is None
    assert better(Standing.UNKNOWN, Standing.FOR) is None
    assert better(Standing.LEFT_OUT, Standing.UNKNOWN) is True
    assert better(Standing.UNKNOWN, Standing.LEFT_OUT) is False
    assert better(Standing.AGAINST, Standing.MIXED) is True
    assert better(Standing.FOR, Standing.MIXED) is False
    assert better(Standing.AGAINST, Standing.LEFT_OUT) is False


@patient
@given(readers)
def test_a_higher_score_loses_nothing(reader):
    higher = others(reader).get(Answer.HIGHER_SCORE)
    if higher:
        moves = difference(evaluate(reader, SPECIALTIES), evaluate(higher, SPECIALTIES))
        assert all(move.better is not False for move in moves)
