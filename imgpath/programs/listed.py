"""What is read from NRMP's program results: lines in, programs and problems out. Pure."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, and where it stands."""

    page: int
    number: int
    text: str

    def __str__(self) -> str:
        return f"page {self.page}, line {self.number}"


@dataclass(frozen=True, slots=True)
class Fill:
    """What one program offered in one Match, and how much of it the Match filled."""

    year: int
    quota: int
    filled: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One program as the results list it."""

    code: str
    name: str
    institution: str
    city: str
    state: str
    fills: tuple[Fill, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was not taken in, or not whole, and why."""

    line: Line
    reason: str

    def __str__(self) -> str:
        return f"{self.line}: “{self.line.text}”: {self.reason}"


@dataclass(frozen=True)
class Results:
    """Everything that one file lists."""

    programs: list[Listed]
    problems: list[Problem]

    @cached_property
    def years(self) -> list[int]:
        """The Matches with figures, in order."""
        return sorted({fill.year for each in self.programs for fill in each.fills})
