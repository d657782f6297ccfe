"""What differs, in words: never more than the ranges allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residencies.differences import Told, between, extremes, listed


def told(name, low, value, high):
    return Told(name, value, low, high, f"{value}%")


A, B, C = told("A", 50, 55, 60), told("B", 58, 62, 70), told("C", 10, 20, 30)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([], ""),
        ([A], ""),
        ([A, B], "Little difference between B and A: the ranges overlap."),
        ([C, A], "Higher in A (55%) than in C (20%)."),
        ([A, B, C], "Higher in B than in C; in A than in C. Otherwise little difference: "
         "the ranges overlap."),
        ([C, A, told("D", 80, 81, 82)],
         "From high to low, each clearly above the next: D, A and C."),
    ],
)  # fmt: skip
def test_only_ranges_that_do_not_touch_differ(found, sentence):
    assert between(found) == sentence


def test_ranges_that_touch_at_one_point_overlap():
    assert between([told("A", 0, 5, 10), told("B", 10, 12, 20)]).startswith("Little difference")


ends = st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted)


@given(st.lists(ends, min_size=2, max_size=4))
def test_a_pair_is_told_apart_exactly_when_its_ranges_are(several):
    found = [told(name, *each) for name, each in zip("ABCD", several, strict=False)]
    sentence = between(found)
    apart = {(a.name, b.name) for a in found for b in found if a.low > b.high}
    if "Little difference between" in sentence:
        assert apart == set()
    elif "each clearly above the next" in sentence:
        assert len(apart) == len(found) * (len(found) - 1) / 2
    elif len(found) == 2:
        assert len(apart) == 1
    else:
        said = set()
        for part in sentence.removeprefix("Higher ").split(". ")[0].split("; "):
            high, low = part.removeprefix("in ").split(" than in ")
            said |= {(high, each) for each in low.replace(" and ", ", ").split(", ")}
        assert said == apart


def test_counts_have_no_range_and_differ_unless_equal():
    assert extremes([told("A", 3, 3, 3)]) == ""
    assert extremes([told("A", 3, 3, 3), told("B", 3, 3, 3)]) == "The same in each: 3%."
    several = [told("A", 3, 3, 3), told("B", 9, 9, 9), told("C", 3, 3, 3)]
    assert extremes(several) == "Most in B: 9%. Fewest in A and C: 3%."


def test_names_are_listed_as_in_a_sentence():
    assert [listed(list("ABC")[:count]) for count in (1, 2, 3)] == ["A", "A and B", "A, B and C"]
