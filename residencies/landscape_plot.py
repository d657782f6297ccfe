"""Where the dots and the names of the landscape stand: openness across, positions filled upwards.

Both axes are banded: each doubling across, and each tenfold upwards, has the same room, so that
rare and small specialties are still told apart. Pure: plain values in, plain shapes out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

LOWEST, HIGHEST = 1 / 16, 4.0
"""The ends of openness across; what is less stands on the left edge."""
ACROSS = (0.125, 0.25, 0.5, 1.0, 2.0)
UPWARDS = (1, 10, 100, 1000)
LEAST, MOST = 0.7, 10_000.0
LETTER = 0.62
"""The width of a letter, of the size of its type; wide enough for any font of the system."""
RADIUS = 5.0


@dataclass(frozen=True, slots=True)
class Point:
    """One specialty: how open it is, and how many positions the group filled."""

    name: str
    openness: float
    count: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two overlap."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A name, where its text starts, and the room that it takes."""

    name: str
    x: float
    y: float
    box: Box


@dataclass(frozen=True, slots=True)
class Plot:
    """The landscape at one width."""

    width: int
    height: int
    dots: list[tuple[float, float]]
    """In the order of the points."""
    labels: list[Label]
    across: list[tuple[str, float]]
    """Each tick of openness and where it stands."""
    upwards: list[tuple[int, float]]
    """Each tick of the positions filled and where it stands."""
    average: float


def across(openness: float, width: int) -> float:
    """Return where an openness stands, kept within the box."""
    kept = min(HIGHEST, max(LOWEST, openness))
    room = width - 2 * RADIUS
    return round(RADIUS + room * log(kept / LOWEST) / log(HIGHEST / LOWEST), 1)


def upwards(count: float, height: int) -> float:
    """Return how far from the top a number of positions stands, kept within the box."""
    kept = min(MOST, max(LEAST, count))
    room = height - 2 * RADIUS
    return round(height - RADIUS - room * log(kept / LEAST) / log(MOST / LEAST), 1)


def plot(points: Sequence[Point], width: int, height: int, size: float) -> Plot:
    """Return where everything stands; names are in type of ``size`` and never overlap."""
    dots = [(across(each.openness, width), upwards(each.count, height)) for each in points]
    return Plot(
        width,
        height,
        dots,
        _labels(points, dots, width, height, size),
        [(f"{tick:g}", across(tick, width)) for tick in ACROSS],
        [(tick, upwards(tick, height)) for tick in UPWARDS],
        across(1.0, width),
    )


def _labels(
    points: Sequence[Point],
    dots: Sequence[tuple[float, float]],
    width: int,
    height: int,
    size: float,
) -> list[Label]:
    """Name the biggest first; a name without room beside its dot is left to the table."""
    taken = [Box(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS) for x, y in dots]
    kept_clear = [Box(across(1.0, width) - 1, 0, 2, height)]
    kept_clear += [
        Box(0, upwards(tick, height) - 3 - size, LETTER * size * len(f"{tick:,}"), size)
        for tick in UPWARDS
    ]
    labels: list[Label] = []
    for index in sorted(range(len(points)), key=lambda each: -points[each].count):
        others = [*taken[:index], *taken[index + 1 :], *kept_clear, *(each.box for each in labels)]
        x, y = dots[index]
        for box in _rooms(x, y, LETTER * size * len(points[index].name), size):
            if _inside(box, width, height) and not _meets_any(box, others):
                labels.append(
                    Label(points[index].name, round(box.x, 1), round(box.y + 0.8 * size, 1), box)
                )
                break
    return labels


def _rooms(x: float, y: float, length: float, size: float) -> Iterable[Box]:
    """Yield the places beside a dot: right, left, above, below."""
    gap = RADIUS + 2
    yield Box(x + gap, y - size / 2, length, size)
    yield Box(x - gap - length, y - size / 2, length, size)
    yield Box(x - length / 2, y - gap - size, length, size)
    yield Box(x - length / 2, y + gap, length, size)


def _inside(box: Box, width: int, height: int) -> bool:
    return box.x >= 0 and box.y >= 0 and box.x + box.width <= width and box.y + box.height <= height


def _meets_any(box: Box, others: Iterable[Box]) -> bool:
    return any(box.meets(each) for each in others)
