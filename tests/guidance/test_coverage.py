"""What readers of each kind are told, counted together, is what each is told when asked alone."""

from collections import Counter
from datetime import date
from itertools import combinations
from statistics import median

import pytest

from guidance import coverage, kinds, tailoring
from guidance.advice import Item, Situation, holds
from guidance.kinds import GRADUATED, Answer, bands, within

TODAY = date(2026, 11, 25)
VISA, FAILED = Situation("You need a visa.", needs_visa=True), Situation("", failed_an_exam=True)
OLD, LATE = Situation("", years=(10, None)), Situation("", stage="not-matched")


@pytest.fixture(scope="module")
def rules(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return tailoring.read()


@pytest.fixture(scope="module")
def questions(rules):
    return kinds.questions(tailoring.situations(rules))


@pytest.fixture(scope="module")
def counted(rules, questions):
    return coverage.count(questions, rules.items, rules.opposed, TODAY)


def test_each_reader_is_told_as_many_as_the_page_of_advice_tells_them(rules, counted):
    for place in range(0, len(counted.readers), 23):
        someone = kinds.profile(counted.readers[place], TODAY)
        told = tailoring.advise(rules, someone, TODAY)
        here = {kind: numbers[place] for kind, numbers in counted.told.items()}
        assert here == {kind: len(found) for kind, found in told.items()}, someone


def test_readers_give_one_answer_to_each_question_in_every_way(questions, counted):
    sizes = [len(found) for found in questions.values()]
    number = 1
    for size in sizes:
        number *= size
    assert number == len(set(counted.readers)) == len(counted.readers) > 2_400
    assert {len(reader) for reader in counted.readers} == {len(questions)}


def test_least_and_middle_are_those_of_a_second_count(questions, counted):
    answers = [each for found in questions.values() for each in found]
    asked = [[each] for each in answers] + [
        [one, other] for one, other in combinations(answers, 2) if one.question != other.question
    ]
    for given in asked[::7]:
        for kind, told in counted.of(given).items():
            numbers = [
                number
                for reader, number in zip(counted.readers, counted.told[kind], strict=True)
                if set(given) <= set(reader)
            ]
            assert told.least == min(numbers)
            assert told.median <= median(numbers)
            assert sum(each >= told.median for each in numbers) * 2 >= len(numbers)
            assert told.median in numbers


def test_what_is_written_for_readers_is_what_has_a_reason_in_their_advice(rules, questions):
    for found in questions.values():
        for answer in found:
            told = tailoring.advise(rules, kinds.profile([answer], TODAY), TODAY)
            brought = coverage.brought(rules.items, [answer], TODAY)
            for kind, chosen in told.items():
                reasoned = {each.item.key for each in chosen if each.reasons}
                kept = {each.key for each in brought[kind]}
                hidden = set().union(*rules.opposed)
                assert reasoned - hidden == kept - hidden


# On made-up items, where every case can be seen.


def counts(items, opposed=frozenset()):
    """Return by what each reader answers of visa, exams, years and stage: how many strategies."""
    asked = kinds.questions([s for found in items.values() for i in found for s in i.situations])
    found = coverage.count(asked, {"challenges": [], **items}, opposed, TODAY)
    return Counter(
        ("-".join(each.key for each in reader if each.question in {"status", "exams"}), number)
        for reader, number in zip(found.readers, found.told["strategies"], strict=True)
    )


def test_an_item_counts_for_whoever_is_in_a_situation_and_in_none_that_hides_it():
    item = Item("strategies/a", (VISA, FAILED), not_for=(FAILED,))
    told = {who for (who, number) in counts({"strategies": [item]}) if number}
    assert told == {"visa-no-failed"}


def test_of_two_that_contradict_each_other_one_is_counted():
    one, other = Item("strategies/a", (VISA,)), Item("strategies/b", (FAILED,))
    pair = frozenset({frozenset({one.key, other.key})})
    apart, together = (
        counts({"strategies": [one, other]}),
        counts({"strategies": [one, other]}, pair),
    )
    assert {number for who, number in apart if who == "visa-failed"} == {2}
    assert {number for who, number in together if who == "visa-failed"} == {1}
    assert {number for who, number in together if who == "visa-no-failed"} == {1}


def test_which_of_three_is_left_depends_on_the_challenges_of_the_reader():
    """The middle one contradicts both others: where it weighs most it stands alone."""
    middle = Item("strategies/m", answers=frozenset({"challenges/visa"}))
    sides = [Item(f"strategies/{name}", season="any") for name in "ab"]
    challenge = Item("challenges/visa", (VISA,), weight=5)
    pairs = frozenset(frozenset({middle.key, each.key}) for each in sides)
    found = counts({"challenges": [challenge], "strategies": [*sides, middle]}, pairs)
    assert {(who, number) for who, number in found} == {
        ("us-citizen-failed", 2),
        ("us-citizen-no-failed", 2),
        ("green-card-failed", 2),
        ("green-card-no-failed", 2),
        ("visa-failed", 1),
        ("visa-no-failed", 1),
    }


# The kinds of readers.


@pytest.mark.parametrize(
    ("ranges", "drawn"),
    [
        ([], [(None, None)]),
        ([(5, None)], [(None, 4), (5, None)]),
        ([(5, None), (10, None), (None, 2)], [(None, 2), (3, 4), (5, 9), (10, None)]),
        ([(None, 0), (None, 2)], [(None, 0), (1, 2), (3, None)]),
        ([(0, 3)], [(None, 3), (4, None)]),
    ],
)
def test_bands_begin_and_end_where_audiences_do(ranges, drawn):
    assert bands(0, ranges) == drawn


def test_all_readers_of_a_band_are_told_the_same():
    ranges = [(230, None), (None, 244), (235, 250)]
    for low, high in bands(1, ranges):
        scores = range(low or 1, (high or 300) + 1)
        asked = [Situation("", score=each) for each in ranges]
        known = {
            tuple(holds(each, kinds.Profile(score=score), TODAY) for each in asked)
            for score in scores
        }
        assert len(known) == 1


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ((None, 2), "graduated up to 2 years ago"),
        ((None, 0), "graduated 0 years ago"),
        ((3, 4), "graduated 3 to 4 years ago"),
        ((5, 5), "graduated 5 years ago"),
        ((0, 4), "graduated 0 to 4 years ago"),
        ((10, None), "graduated 10 or more years ago"),
        ((None, None), "graduated any number of years ago"),
    ],
)
def test_a_band_is_said_in_words(band, words):
    assert within(band, GRADUATED) == words


def test_everyone_made_up_is_in_the_situation_of_their_own_answers(questions):
    answers = [each for found in questions.values() for each in found]
    for one, other in combinations(answers, 2):
        if one.question == other.question:
            assert one.key != other.key
            continue
        given = [one, other]
        assert holds(kinds.condition(given), kinds.profile(given, TODAY), TODAY)


def test_an_audience_that_names_a_kind_of_experience_makes_it_a_kind_of_reader():
    asks = [Situation("", us_experience="observed"), Situation("", us_months=(None, 0))]
    found = [each.key for each in kinds.questions(asks)["experience"]]
    assert found == ["months-to-0", "months-1-more", "months-1-more-observed"]


def test_whoever_needs_a_visa_is_no_us_citizen(questions):
    (visa,) = (each for each in questions["status"] if each.key == "visa")
    assert isinstance(visa, Answer)
    assert kinds.profile([visa], TODAY).group == "non_us_img"
