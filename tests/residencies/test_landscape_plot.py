"""Where dots and names stand on the landscape."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residencies import landscape_plot
from residencies.landscape import SIZES
from residencies.landscape_plot import Box, Point

POINTS = st.lists(
    st.builds(
        Point,
        st.text("abcdefgh ", min_size=1, max_size=14),
        st.floats(0, 8),
        st.integers(0, 20_000),
    ),
    max_size=40,
)
SIZE = st.sampled_from(list(SIZES.values()))


@given(POINTS, SIZE)
def test_nothing_overlaps_a_name_and_no_name_leaves_the_box(points, size):
    drawn = landscape_plot.plot(points, *size)
    width, height, _ = size
    boxes = [label.box for label in drawn.labels]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert 0 <= box.x <= box.x + box.width <= width
        assert 0 <= box.y <= box.y + box.height <= height
        assert not box.x < drawn.average < box.x + box.width
    for label in drawn.labels:
        # At most its own dot is near; a name never covers the middle of any.
        assert not any(label.box.meets(Box(x - 0.1, y - 0.1, 0.2, 0.2)) for x, y in drawn.dots)


@given(POINTS, SIZE)
def test_every_dot_is_in_the_box(points, size):
    drawn = landscape_plot.plot(points, *size)
    assert len(drawn.dots) == len(points)
    for x, y in drawn.dots:
        assert 5 <= x <= size[0] - 5
        assert 5 <= y <= size[1] - 5


@pytest.mark.parametrize("size", SIZES.values())
def test_more_open_is_further_right_and_more_positions_are_further_up(size):
    width, height, _ = size
    rights = [landscape_plot.across(each, width) for each in (0, 0.0625, 0.1, 0.5, 1, 2, 4, 9)]
    assert rights[0] == rights[1]
    assert rights[-1] == rights[-2]
    assert all(left < right for left, right in pairwise(rights[1:-1]))
    ups = [landscape_plot.upwards(each, height) for each in (0, 1, 5, 100, 3000, 10_000)]
    assert all(lower > upper for lower, upper in pairwise(ups))
    assert landscape_plot.across(1, width) == landscape_plot.plot([], *size).average


def test_the_biggest_are_named_first():
    crowd = [Point(f"Specialty {n}", 0.1, 100 + 40 * n) for n in range(20)]
    drawn = landscape_plot.plot(crowd, 328, 400, 12.0)
    assert drawn.labels[0].name == "Specialty 19"
    assert len(drawn.labels) < 20
