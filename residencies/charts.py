"""Geometry of the charts: numbers in, plain shapes out; templates/charts/ draws them.

Every chart but a spark lives in a box 100 wide, stretched by the stylesheet; text is HTML beside
it, so that it stays readable on a narrow screen. Pure: no Django, no strings but SVG path data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a stacked bar; both numbers are out of 100."""

    x: float
    width: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)


def stacked(counts: Sequence[int], digits: int = 1) -> list[Segment]:
    """Return one segment a count, end to end over exactly 100. Empty when nothing was counted."""
    total = sum(counts)
    if not total:
        return []
    ends = [0.0]
    for position in range(1, len(counts) + 1):
        ends.append(round(100 * sum(counts[:position]) / total, digits))
    return [
        Segment(start, round(end - start, digits))
        for start, end in zip(ends[:-1], ends[1:], strict=True)
    ]


def scale(value: float, low: float, high: float) -> float:
    """Return where ``value`` lies between ``low`` (0) and ``high`` (100), kept within the box."""
    return round(min(100.0, max(0.0, 100 * (value - low) / (high - low))), 1)


def span(start: float, end: float, top: float) -> Segment:
    """Return the stretch from ``start`` to ``end`` on an axis from 0 to ``top``.

    Its width is negative when ``end`` is the smaller.
    """
    first, last = scale(start, 0, top), scale(end, 0, top)
    return Segment(first, round(last - first, 1))


@dataclass(frozen=True, slots=True)
class Line:
    """One series: a path for each run of neighbouring years, and a dot for each year."""

    runs: list[str]
    dots: list[tuple[float, float]]


def line(series: dict[int, float], first: int, last: int, top: float, height: float = 100) -> Line:
    """Return ``series`` (year to value, from 0 to ``top``) drawn from year ``first`` to ``last``.

    A year that is missing leaves a gap: nothing is drawn across it.
    """
    points = {
        year: (scale(year, first, last), round(height * (1 - min(value, top) / top), 1))
        for year, value in sorted(series.items())
    }
    paths = [
        "M" + "L".join(f"{points[year][0]:g} {points[year][1]:g}" for year in run)
        for run in _runs(points)
        if len(run) > 1
    ]
    return Line(paths, list(points.values()))


@dataclass(frozen=True, slots=True)
class Spark:
    """The line of one row of a table, a unit a year and 24 high: short, since there are many."""

    width: int
    lines: str
    """A path through each run of neighbouring years."""
    dots: str
    """The newest year, and each that no line goes through."""


def spark(series: dict[int, float], first: int, last: int, top: float) -> Spark:
    """Return ``series`` as line() does, in whole numbers and with few dots."""
    spots = {
        year: f"{year - first} {24 * (1 - min(value, top) / top):.0f}"
        for year, value in sorted(series.items())
    }
    runs = _runs(spots)
    lines = "".join("M" + "L".join(spots[year] for year in run) for run in runs if len(run) > 1)
    dots = "".join(f"M{spots[run[-1]]}h0" for run in runs if len(run) == 1 or run is runs[-1])
    return Spark(last - first, lines, dots)


def _runs(years: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def ceiling(values: Sequence[float], step: float = 20) -> float:
    """Return the top of an axis from 0: the lowest multiple of ``step`` that holds every value."""
    return max(step, step * ceil(max(values, default=0) / step))


@dataclass(frozen=True, slots=True)
class Shape:
    """A range on an axis, in hundredths of its width; None where nothing may be drawn."""

    low: float | None = None
    high: float | None = None
    middle: float | None = None
    mark: float | None = None
    """Where all specialties together stand, or the reader's own score."""


def middle_half(
    lower_quartile: float,
    median: float,
    upper_quartile: float,
    axis: tuple[float, float],
    mark: float | None = None,
) -> Shape:
    """Return a cohort on ``axis`` (its two ends); ``mark`` is the reader's own score."""
    low, high, middle = (scale(each, *axis) for each in (lower_quartile, upper_quartile, median))
    return Shape(low, high, middle, None if mark is None else scale(mark, *axis))


def ticks(axis: tuple[float, float], unit: str = "", count: int = 5) -> list[str]:
    """Return what to print under an axis, evenly spaced from end to end."""
    low, high = axis
    step = (high - low) / (count - 1)
    return [f"{low + place * step:g}{unit}" for place in range(count)]


def icons(count: int, of: int = 100, columns: int = 20) -> tuple[str, str]:
    """Return two paths of dots, filled ones first and together: ``count``, and the rest of ``of``.

    Dots stand 5 apart; each is a line of no length, which a round cap turns into a dot.
    """
    spots = [f"M{5 * (i % columns) + 2.5:g} {5 * (i // columns) + 2.5:g}h0" for i in range(of)]
    return "".join(spots[:count]), "".join(spots[count:])
