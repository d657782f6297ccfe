"""The geometry of the charts, and that what is drawn is well-formed."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residencies import charts
from tests.residencies import naive

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=6)
SHARES = st.dictionaries(st.integers(2018, 2026), st.floats(0, 100), min_size=1)
# A range is a picture of the figure that is printed after it.
BESIDE = re.compile(
    r'class="chart range".*?</svg>\s*(?:</td>\s*<td>|<p class="value">)<b>[\d.]+</b>', re.DOTALL
)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def drawn(html):
    """Return every drawing of a page, parsed; a parser stops at what is not well-formed."""
    return [ElementTree.fromstring(each) for each in re.findall(r"<svg.*?</svg>", html, re.S)]


def points(path):
    numbers = [float(each) for each in NUMBER.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@given(COUNTS, st.sampled_from([0, 1]))
def test_the_parts_of_a_bar_fill_exactly_100(counts, digits):
    segments = charts.stacked(counts, digits)
    if not sum(counts):
        assert segments == []
        return
    assert len(segments) == len(counts)
    assert segments[0].x == 0
    assert segments[-1].end == 100
    assert all(left.end == right.x for left, right in pairwise(segments))


@given(COUNTS)
def test_each_part_is_as_wide_as_its_share(counts):
    for count, segment in zip(counts, charts.stacked(counts), strict=False):
        assert segment.width >= 0
        assert segment.width == pytest.approx(100 * count / sum(counts), abs=0.1001)


def test_a_part_of_nothing_has_no_width():
    assert [each.width for each in charts.stacked([1, 0, 3])] == [25, 0, 75]


@pytest.mark.parametrize(
    ("value", "place"), [(200, 0), (240, 50), (280, 100), (120, 0), (300, 100), (210.5, 13.1)]
)
def test_a_value_outside_the_axis_stays_in_the_box(value, place):
    assert charts.scale(value, 200, 280) == place


def test_a_missing_year_leaves_a_gap():
    line = charts.line({2018: 10, 2019: 20, 2022: 40, 2025: 30, 2026: 20}, 2018, 2026, 40)
    assert [points(run) for run in line.runs] == [
        [(0, 75), (12.5, 50)],
        [(87.5, 25), (100, 50)],
    ]
    assert line.dots == [(0, 75), (12.5, 50), (50, 0), (87.5, 25), (100, 50)]


@given(SHARES, st.integers(24, 100))
def test_no_line_joins_two_years_with_an_unknown_one_between(series, height):
    line = charts.line(series, 2018, 2026, charts.ceiling(list(series.values())), height)
    assert len(line.dots) == len(series)
    assert all(0 <= x <= 100 and 0 <= y <= height for x, y in line.dots)
    joined = {
        (round(2018 + left[0] * 8 / 100), round(2018 + right[0] * 8 / 100))
        for run in line.runs
        for left, right in pairwise(points(run))
    }
    assert joined == {(year, year + 1) for year in series if year + 1 in series}


def test_a_year_alone_is_a_dot_and_no_line():
    assert charts.line({2025: 5}, 2018, 2026, 10).runs == []
    assert charts.line({}, 2018, 2026, 10) == charts.Line([], [])


def test_a_spark_has_a_dot_where_no_line_goes_and_at_its_newest_year():
    spark = charts.spark({2018: 10, 2019: 20, 2022: 40, 2025: 30, 2026: 20}, 2018, 2026, 40)
    assert (spark.width, spark.lines, spark.dots) == (8, "M0 18L1 12M7 6L8 12", "M4 0h0M8 12h0")
    assert charts.spark({}, 2018, 2026, 40) == charts.Spark(8, "", "")


@given(SHARES)
def test_a_spark_is_drawn_as_the_line_of_the_same_years(series):
    top = charts.ceiling(list(series.values()))
    line, spark = charts.line(series, 2018, 2026, top, 24), charts.spark(series, 2018, 2026, top)
    assert spark.lines.count("M") == len(line.runs)
    drawn = points(spark.lines) + points(spark.dots.replace("h0", ""))
    exact = {x / 100 * spark.width: y for x, y in line.dots}
    assert {x for x, _ in drawn} == exact.keys()
    assert all(abs(exact[x] - y) <= 0.55 for x, y in drawn)


def test_a_greater_share_stands_higher():
    low, high = charts.line({2025: 5, 2026: 9}, 2018, 2026, 10).dots
    assert high[1] < low[1]


@pytest.mark.parametrize(
    ("values", "step", "top"),
    [([], 20, 20), ([3], 20, 20), ([20], 20, 20), ([20.1], 20, 40), ([43.2, 7], 10, 50)],
)
def test_an_axis_ends_at_the_next_step_above_every_value(values, step, top):
    assert charts.ceiling(values, step) == top


def test_a_middle_half_keeps_its_order_on_the_axis():
    half = charts.middle_half(226, 236, 248, (200.0, 280.0))
    assert (half.low, half.middle, half.high) == (32.5, 45, 60)


@pytest.mark.parametrize("count", [0, 1, 45, 99, 100])
def test_there_are_as_many_dots_as_people(count):
    on, off = charts.icons(count)
    assert (on.count("M"), off.count("M")) == (count, 100 - count)


def test_the_filled_dots_stand_together_at_the_start_and_none_covers_another():
    on, off = (re.findall(r"M([\d.]+) ([\d.]+)h0", each) for each in charts.icons(45))
    spots = [(float(y), float(x)) for x, y in on + off]
    assert spots == sorted(set(spots))
    assert len(spots) == 100
    assert max(y for y, _ in spots) < 25
    assert max(x for _, x in spots) < 100


@pytest.mark.parametrize("address", ["/specialties/", "/specialties/?group=us_img&score=240"])
def test_every_drawing_of_the_explorer_is_well_formed(client, db, address):
    found = drawn(client.get(address).text)
    bars = [svg for svg in found if svg.get("class") == "bar"]
    sparks = [svg for svg in found if svg.get("class") == "spark"]
    split = [slug for slug in naive.specialties() if naive.newest_split(slug)[0]]
    assert len(bars) == len(split)
    assert 0 < len(sparks) <= len(bars)
    for bar in bars:
        assert bar[0].get("d").startswith("M0 4H")
        assert bar[-1].get("d").endswith("H100")


@pytest.mark.parametrize("group", [*naive.GROUPS, "both"])
@pytest.mark.parametrize("slug", naive.specialties())
def test_every_drawing_of_a_specialty_is_well_formed_and_told_in_words(client, db, slug, group):
    page = client.get(f"/specialties/{slug}/", {"group": group, "score": "241"}).text
    found = drawn(page)
    assert len(found) == page.count("<svg")
    assert len(BESIDE.findall(page)) == page.count('class="chart range"')
    for svg in found:
        if svg.get("class") == "chart range":
            assert svg.get("aria-hidden") == "true"
        else:
            assert svg.get("role") == "img"
            assert svg.get("aria-label").strip()
        width, height = (float(each) for each in svg.get("viewBox").split()[2:])
        for path in svg.iter("path"):
            numbers = [float(each) for each in NUMBER.findall(path.get("d"))]
            assert all(0 <= each <= max(width, height) for each in numbers)
    if naive.newest_split(slug)[0] and naive.total(naive.newest_split(slug)[1], "filled"):
        assert "chart fill" in page


def test_the_dots_of_a_match_rate_are_as_many_as_the_sentence_says(client, db):
    page = client.get("/specialties/pathology/").text
    (row,) = naive.of("pathology", "preferred_match_rates")
    expected = round(100 * row["matched"] / row["applicants"])
    (svg,) = [each for each in drawn(page) if each.get("class") == "chart icons"]
    on, off = (path.get("d").count("M") for path in svg)
    assert (on, off) == (expected, 100 - expected)
    assert f"<b>{expected} of 100</b>" in page
