"""The small-number rule and the 95% range, worked out a second way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residencies import evidence
from residencies.evidence import Place, Tier
from tests.residencies.naive import solved

COUNTS = st.integers(1, 20_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
SCORES = st.integers(150, 300)


@given(COUNTS)
def test_the_range_holds_the_shares_that_the_score_test_keeps(counted):
    assert evidence.wilson(*counted) == pytest.approx(solved(*counted), abs=1e-9)


@given(COUNTS)
def test_the_range_holds_the_share_and_stays_within_0_and_1(counted):
    low, high = evidence.wilson(*counted)
    assert 0 <= low <= counted[0] / counted[1] <= high <= 1
    assert low < high


@given(COUNTS)
def test_counting_the_others_turns_the_range_round(counted):
    count, n = counted
    low, high = evidence.wilson(count, n)
    assert evidence.wilson(n - count, n) == pytest.approx((1 - high, 1 - low))


# R. G. Newcombe, Statistics in Medicine 1998;17:857-872, table I, method 3.
@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_range_agrees_with_published_examples(count, n, low, high):
    assert evidence.wilson(count, n) == pytest.approx((low, high), abs=0.00005)


def test_nobody_and_everybody_are_ends_of_their_range():
    assert evidence.wilson(0, 7)[0] == 0
    assert evidence.wilson(7, 7)[1] == 1


@pytest.mark.parametrize("told", [evidence.wilson, evidence.frequency])
@pytest.mark.parametrize(("count", "n"), [(3, 2), (-1, 5), (1, 0)])
def test_what_is_no_share_is_refused(told, count, n):
    with pytest.raises(ValueError, match=f"{count} of {n} is not a share"):
        told(count, n)


def test_nobody_out_of_nobody_has_no_range_and_is_too_few_to_say():
    with pytest.raises(ValueError, match="0 of 0 is not a share"):
        evidence.wilson(0, 0)
    nobody = evidence.frequency(0, 0)
    assert (nobody.short, nobody.basis) == ("Too few to say", "0 people")


@pytest.mark.parametrize(
    ("n", "tier"),
    [
        (1, Tier.TOO_FEW),
        (9, Tier.TOO_FEW),
        (10, Tier.COUNTS),
        (29, Tier.COUNTS),
        (30, Tier.RANGE),
        (99, Tier.RANGE),
        (100, Tier.PER_100),
        (6992, Tier.PER_100),
    ],
)
def test_how_much_may_be_told_changes_at_10_30_and_100_people(n, tier):
    assert evidence.tier(n) == tier
    assert evidence.frequency(n // 2, n).tier == tier


@pytest.mark.parametrize(
    ("count", "n", "short"),
    [
        (51, 100, "51 of 100"),
        (3392, 6992, "49 of 100"),
        (21, 39, "40 to 70 of 100"),  # 38.6 to 68.4
        (7, 19, "7 of 19"),
        (4, 9, "Too few to say"),
    ],
)
def test_a_cell_says_no_more_than_the_number_of_people_allows(count, n, short):
    assert evidence.frequency(count, n).short == short


def test_few_people_are_told_without_a_rate():
    for n in range(1, 30):
        told = evidence.frequency(n // 2, n).short
        assert "of 100" not in told
        assert "%" not in told


@given(st.integers(30, 99).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_middling_number_of_people_gives_a_range_to_the_nearest_5(counted):
    told = evidence.frequency(*counted)
    for shown, exact in zip((told.low, told.high), evidence.wilson(*counted), strict=True):
        assert shown % 5 == 0
        assert abs(shown - 100 * exact) <= 2.5
    assert told.short == f"{told.low} to {told.high} of 100"


@given(st.integers(100, 9999).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_many_people_give_whole_numbers_out_of_100(counted):
    told = evidence.frequency(*counted)
    low, high = evidence.wilson(*counted)
    assert abs(told.per_100 - 100 * counted[0] / counted[1]) <= 0.5
    assert abs(told.low - 100 * low) <= 0.5
    assert abs(told.high - 100 * high) <= 0.5
    assert told.low <= told.per_100 <= told.high


@pytest.mark.parametrize(("n", "basis"), [(1, "1 person"), (412, "412 people")])
def test_the_number_of_people_stands_beside_the_figure(n, basis):
    assert evidence.frequency(0, n).basis == basis


def test_thousands_of_people_are_written_with_a_comma():
    assert evidence.frequency(3392, 6992).basis == "6,992 people"


@pytest.mark.parametrize(
    ("score", "place"),
    [
        (229, Place.BELOW),
        (230, Place.INSIDE),
        (240, Place.INSIDE),
        (251, Place.INSIDE),
        (252, Place.ABOVE),
    ],
)
def test_a_score_on_a_quartile_is_inside_the_middle_half(score, place):
    assert evidence.place(score, 230, 251) == place


def test_a_score_between_whole_numbers_of_the_quartiles_is_placed_exactly():
    assert evidence.place(230, 230.5, 251) == Place.BELOW
    assert evidence.place(251, 230, 250.5) == Place.ABOVE


@pytest.mark.parametrize("quartiles", [(None, 250), (230, None), (None, None)])
def test_without_both_quartiles_nobody_is_above_or_below(quartiles):
    assert evidence.place(300, *quartiles) == Place.UNKNOWN
    assert evidence.place(1, *quartiles) == Place.UNKNOWN


@given(SCORES, SCORES, SCORES, st.integers(1, 50))
def test_a_higher_score_never_stands_lower(score, one, other, more):
    ladder = [Place.BELOW, Place.INSIDE, Place.ABOVE]
    quartiles = sorted([one, other])
    before = ladder.index(evidence.place(score, *quartiles))
    assert ladder.index(evidence.place(score + more, *quartiles)) >= before
