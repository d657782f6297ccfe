"""The layout of the map, its shades, and what fits on a tile."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from residencies import tilemap
from residencies.evidence import frequency
from tests.residencies import naive

TOPS = st.integers(1, 10).map(lambda tens: 10 * tens)


def test_every_state_of_the_results_has_one_tile():
    assert sorted(tilemap.NAMES.values()) == sorted(
        {row["state"] for row in naive.rows("state_results")}
    )
    assert tilemap.PLACES.keys() == tilemap.NAMES.keys()
    assert len(set(tilemap.PLACES.values())) == len(tilemap.PLACES)


def test_tiles_do_not_overlap_and_stay_in_the_box():
    for x, y in tilemap.PLACES.values():
        assert x % tilemap.WIDTH == 0
        assert y % tilemap.HEIGHT == 0
        assert x + tilemap.WIDTH - tilemap.GAP <= 328
        assert y + tilemap.HEIGHT - tilemap.GAP <= 326


@given(TOPS)
def test_the_shades_of_the_legend_are_the_shades_of_the_tiles(top):
    ends = tilemap.ends(top)
    assert ends[0][0] == 0
    assert ends[-1][1] == top
    assert all(low == high + 1 for (_, high), (low, _) in pairwise(ends))
    for index, (low, high) in enumerate(ends):
        assert {tilemap.step(share, top) for share in range(low, high + 1)} == {index}


def test_a_tile_tells_as_much_as_its_number_of_positions_allows():
    assert tilemap.words(None) == ["–"]
    assert tilemap.words(frequency(0, 500)) == ["0"]
    assert tilemap.words(frequency(1, 500)) == ["<1"]
    assert tilemap.words(frequency(3, 500)) == ["1"]
    assert tilemap.words(frequency(50, 100)) == ["50"]
    assert tilemap.words(frequency(10, 50)) == ["10–", "35"]
    assert tilemap.words(frequency(3, 11)) == ["3 of", "11"]
    assert tilemap.words(frequency(0, 9)) == ["few"]
    assert tilemap.words(frequency(0, 0)) == ["few"]


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_no_line_of_a_tile_is_too_long_for_it(count, more):
    words = tilemap.words(frequency(count, count + more))
    assert len(words) <= 2
    assert all(len(line) <= 5 for line in words)
