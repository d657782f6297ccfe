"""What importing a table would do to each row, and why a row is refused. Writes nothing."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import modelform_factory

from residencies.models import Grade

from .. import live
from ..merge import Fields
from ..rows import refused
from ..schema import SEPARATOR, schema
from . import cells, last_year, sums
from .cells import Doubtful
from .kinds import CARRIED, SOURCE, Heading, Kind, Names

# What is said of the figures, and holds only for those it was said of.
REMARKS = {"grade", "reported", "also_in", "derivation", "note"}
KEPT_IF_EMPTY = REMARKS | {"official_url"}
CHECKED = {Grade.A, Grade.B}  # grades of what was read at its origin, or in a checked copy of it


@dataclass(frozen=True)
class Mistake:
    """Why a row is refused: in which cell, or in no one cell."""

    what: str
    column: str = ""
    letter: str = ""


@dataclass
class Line:
    """One row of the file, and the row here as it is and as it would be."""

    number: int
    name: str
    key: str = ""
    before: Fields | None = None
    after: Fields = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    blank: bool = False

    @property
    def fate(self) -> str:
        if self.blank:
            return "blank"
        if self.mistakes:
            return "refused"
        if self.before is None:
            return "new"
        return "same" if self.before == self.after else "changed"


@dataclass
class Judgement:
    """What importing a table would do."""

    kind: Kind
    names: Names
    headings: list[Heading | None]
    lines: list[Line]
    checks: list[sums.Check] = field(default_factory=list)

    def of(self, fate: str) -> list[Line]:
        return [line for line in self.lines if line.fate == fate]

    @property
    def counts(self) -> Counter:
        return Counter(line.fate for line in self.lines)

    @property
    def writes(self) -> bool:
        """Whether there is anything to import, and nothing that is refused."""
        counts = self.counts
        return not counts["refused"] and bool(counts["new"] or counts["changed"])

    def that(self, outcome: sums.Outcome) -> list[sums.Check]:
        return [check for check in self.checks if check.outcome is outcome]

    @property
    def failed(self) -> list[sums.Check]:
        return self.that(sums.Outcome.FAILED)

    @property
    def fingerprint(self) -> str:
        """A digest of all that was shown, by which a later look sees that something changed."""
        shown = [[line.key, line.before, line.after] for line in self.lines]
        shown.append([check.text for check in self.checks])
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def judge(kind: Kind, table: dict, source) -> Judgement:
    """Return what importing would do, from the data of a table and the source of its figures."""
    names, here = kind.names(), live.states(kind.schema)
    headings, _ = kind.match(table["headings"])
    reader = _Reader(kind, names, headings, here, source)
    found = Judgement(kind, names, headings, [reader.line(*row) for row in table["rows"]])
    said = [line for line in found.lines if not line.blank]
    _refuse_repetition(said)
    if not found.counts["refused"]:
        found.checks = _checks(kind, names, here, said)
    return found


class _Reader:
    """Reads one row after the other."""

    def __init__(self, kind, names, headings, here, source):
        self.kind, self.names, self.headings, self.here = kind, names, headings, here
        self.source = source

    def line(self, number, row):
        given, line = {}, Line(number, "")
        told = {each.name for each, text in zip(self.headings, row, strict=True) if each and text}
        line.blank = not told - {*self.kind.key, *CARRIED}
        for index, (heading, text) in enumerate(zip(self.headings, row, strict=True), start=1):
            if heading is None:
                continue
            try:
                if text:
                    given[heading.name] = heading.read(text, self.names)
                elif heading.name in self.kind.needed:
                    raise Doubtful("This is empty, and is needed.")
                elif heading.name not in KEPT_IF_EMPTY:
                    given[heading.name] = heading.column.default
            except Doubtful as error:
                letter = cells.letter(index)
                line.mistakes.append(Mistake(str(error), heading.title, letter))
        line.name = self._name(given, row)
        if all(name in given for name in self.kind.key):
            self._decide(line, given)
        return line

    def _name(self, given, row):
        """Return what the row is about, in words, as far as it can be read."""
        if all(name in given for name in self.kind.key):
            return ", ".join(self.kind.about(given, self.names))
        parts = zip(self.headings, row, strict=True)
        named = [text for each, text in parts if each and each.name in self.kind.key]
        return ", ".join(filter(None, named))

    def _decide(self, line, given):
        line.key = self.kind.schema.key(given)
        if any(SEPARATOR in str(given[name]) for name in self.kind.key):
            line.mistakes.append(Mistake(f"What names a row must not hold “{SEPARATOR}”."))
        row = self.here.get(line.key)
        line.before = row and row.values
        if row and all(row.values[name] == value for name, value in given.items()):
            line.after = row.values
            return
        line.after = {
            **self.kind.schema.defaults,
            **(
                {name: row.values[name] for name in row.values if name not in REMARKS}
                if row
                else {}
            ),
            **self._of_the_source(),
            **given,
        }
        if not line.mistakes:
            line.mistakes += self._refusals(line.after)

    def _of_the_source(self):
        """Return what the source says of the figures, where the table does not."""
        found = {SOURCE: self.source.slug}
        if "grade" in self.kind.schema.columns:
            found["grade"] = self.source.grade
        if "reported" in self.kind.schema.columns:
            found["reported"] = self.source.grade not in CHECKED
        return found

    def _refusals(self, values):
        form = _form(self.kind.model)(values)
        titles = {heading.name: heading.title for heading in self.kind.headings}
        found = [
            Mistake(message, "" if name == NON_FIELD_ERRORS else titles[name], self._letter(name))
            for name, messages in form.errors.items()
            for message in messages
        ]
        return found or [Mistake(reason) for reason in refused(self.kind.schema, values)]

    def _letter(self, name):
        names = [heading and heading.name for heading in self.headings]
        return cells.letter(names.index(name) + 1) if name in names else ""


@cache
def _form(model):
    """Return the form of the admin for a row, as far as it needs no other row.

    It says the same beside a cell as it says beside a field.
    """
    form = admin.site.get_model_admin(model).form
    checked = type("Checked", (_Alone, form), {})
    names = [
        each.name for each in model._meta.concrete_fields if each.editable and not each.is_relation
    ]
    return modelform_factory(model, form=checked, fields=names)


class _Alone:
    """Mixed into a form that asks the database nothing: a query for each row is too slow."""

    def validate_unique(self):
        """A key that is here already means a change; one twice in a table is found otherwise."""

    def validate_constraints(self):
        """The constraints are judged by `refused`."""


def _refuse_repetition(lines):
    first = {}
    for line in lines:
        if line.key and (other := first.setdefault(line.key, line)) is not line:
            line.mistakes.append(Mistake(f"Row {other.number} is about the same already."))


def _checks(kind, names, here, lines):
    world = {kind.label: {key: row.values for key, row in here.items()}}
    world[kind.label] |= {line.key: line.after for line in lines}
    for label in sums.BESIDE.get(kind.label, ()):
        rows = live.states(schema(label))
        world[label] = {key: row.values for key, row in rows.items()}
    years = {line.after[kind.year] for line in lines}
    new = {line.after[kind.year] for line in lines if line.fate == "new"}
    rows = {label: list(found.values()) for label, found in world.items()}
    return [
        *sums.check(kind.label, rows, years),
        *last_year.check(
            kind.label, rows[kind.label], new, kind.year, lambda row: kind.about(row, names)
        ),
    ]
