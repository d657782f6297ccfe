"""NRMP's program results, from the lines of its pages to programs with their figures.

A state stands in capitals; an institution on a line of its own; below it a city with the years that
follow; then one line for each program: name, code, and for each year the quota and the number that
was filled, "--" where nothing was offered. An institution may go on over a page, with its heading
again or without. Nothing is guessed: what could mean two things is a problem, and so is a program
whose heading could not be read. Pure: lines in, rows and problems out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from . import wording
from .listed import Line, Listed, Problem, Results

LONGEST = 200
LOST = "It is neither a state, an institution above a city with years, nor a program."


@dataclass(slots=True)
class _Place:
    """What the headings say of the lines that follow. What could not be read is empty."""

    state: str = ""
    institution: str = ""
    city: str = ""
    years: tuple[int, ...] = ()
    code: str = ""
    """How the codes of this institution begin: that of its first program."""
    doubtful: bool = False
    """A line below the heading may have been another institution's."""


def read(lines: Iterable[Line]) -> Results:
    """Return the programs that the lines of a whole file list, and what could not be read."""
    found = [Line(each.page, each.number, wording.squeezed(each.text)) for each in lines]
    reader = _Reader(wording.repeated(found))
    for line in found:
        if line.text:
            reader.take(line)
    return reader.end()


class _Reader:
    def __init__(self, repeated: set[str]):
        self._repeated = repeated
        self._place = _Place()
        self._columns: tuple[int, ...] = ()  # the years of a page that names them once
        self._waiting: Line | None = None  # it may be an institution: the next line tells
        self._programs: dict[str, tuple[Line, Listed]] = {}
        self._problems: list[Problem] = []

    def take(self, line: Line) -> None:
        """Take the next line in."""
        text = line.text
        heading = wording.years(text)
        if parts := wording.program(text):
            self._settle()
            self._program(line, *parts)
        elif state := wording.state(text):
            self._settle()
            if state != self._place.state:
                self._place = _Place(state)
        elif wording.is_furniture(text) or wording.unnumbered(text) in self._repeated:
            return
        elif heading.years or heading.labels:
            self._city(line, heading)
        elif wording.has_figures(text):
            self._settle()
            self._wrong(line, "It has figures, and no program code such as 1903140C0.")
        else:
            self._settle(last=False)
            self._waiting = line

    def end(self) -> Results:
        """Return everything that was taken in."""
        self._settle()
        programs = [listed for _, listed in self._programs.values()]
        problems = sorted(self._problems, key=lambda each: (each.line.page, each.line.number))
        return Results(programs, problems)

    def _wrong(self, line: Line, reason: str) -> None:
        self._problems.append(Problem(line, reason))

    def _settle(self, last: bool = True) -> None:
        """Deal with a line that no city follows: the institution again, or something unreadable."""
        waiting, self._waiting = self._waiting, None
        if waiting is None or wording.without_continued(waiting.text) == self._place.institution:
            return
        self._wrong(waiting, LOST)
        self._place.doubtful = True
        if not last and waiting.text.isupper():
            self._place = _Place()  # perhaps a state that is not known here

    def _city(self, line: Line, heading: wording.Years) -> None:
        waiting, place = self._waiting, self._place
        if not heading.before and not waiting:
            self._columns = heading.years
            if place.institution:
                place.years = heading.years
            return
        self._waiting = None
        columns = heading.years or self._columns
        if heading.labels and heading.labels != 2 * len(columns):
            columns = ()
        if not waiting and (not place.institution or heading.before != place.city):
            reason = "No institution stands above this city; its programs are left out."
        elif not (columns and heading.in_order):
            reason = "Its years could not be read; the programs below it are left out."
        elif not heading.before:
            reason = "No city stands before these years; the programs below are left out."
        elif waiting:
            name = wording.without_continued(waiting.text)
            known = place.code if name == place.institution else ""
            self._place = _Place(place.state, name, heading.before, columns, known)
            return
        else:
            place.years = columns
            return
        self._wrong(line, reason)
        self._place = _Place(place.state)

    def _program(self, line: Line, name: str, code: str, figures: str) -> None:
        place = self._place
        if place.doubtful and place.code == code[:4]:
            place.doubtful = False  # the same institution, so the line was something else
        if not (place.state and place.institution and place.years) or place.doubtful:
            missing = "institution" if place.state else "state"
            self._wrong(line, f"Its {missing} could not be read, so it is left out.")
        elif not name or max(map(len, [name, place.institution, place.city])) > LONGEST:
            self._wrong(line, "Its name could not be read, so it is left out.")
        else:
            place.code = place.code or code[:4]
            self._figures(line, name, code, figures)

    def _figures(self, line: Line, name: str, code: str, figures: str) -> None:
        place = self._place
        try:
            fills, wrong = wording.fills(figures, place.years)
        except wording.Unreadable as error:
            self._wrong(line, str(error))
            return
        for reason in wrong:
            self._wrong(line, reason)
        listed = Listed(code, name, place.institution, place.city, place.state, fills)
        before = self._programs.setdefault(code, (line, listed))
        if before[1] != listed:
            self._wrong(line, f"Its code stands with other words or figures at {before[0]}.")
