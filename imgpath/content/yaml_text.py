"""Changing rows in the text of a YAML fixture: what is not changed keeps every byte.

A fixture is written by hand, with comments and line breaks that help its readers. So a value is
replaced where it stands, and the rest of the file is not written anew.
"""

import json
import re
import textwrap
from dataclasses import dataclass

import yaml

from .merge import Value

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C it takes a tenth of the time
WIDTH = 96
_BLOCK_STYLES = {"|", ">"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

type Written = Value | list[list[str]]
"""A value as fixtures write it: a relation to one row is a list of its key, to many, of lists."""


@dataclass(frozen=True)
class Edit:
    """Text from ``start`` up to ``end`` that becomes ``text``."""

    start: int
    end: int
    text: str


def replaced(text: str, edits: list[Edit]) -> str:
    """Return ``text`` with edits that do not overlap."""
    done, parts = 0, []
    for edit in sorted(edits, key=lambda each: each.start):  # stable: of two at one place in order
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


class Rows:
    """The rows of one YAML fixture, each where it stands in the text."""

    def __init__(self, text: str):
        self.text = text
        root = yaml.compose(text, LOADER)
        rows = root.value if isinstance(root, yaml.SequenceNode) else []
        self._rows = {node.start_mark.line + 1: node for node in rows}
        self._empty = None if rows else root  # “[]”, to which nothing can be appended
        self._edits: list[Edit] = []

    @property
    def result(self) -> str:
        """The text with every change that was asked for."""
        return replaced(self.text, self._edits)

    def change(self, line: int, values: dict[str, Written]) -> None:
        """Give fields of the row at ``line`` new values; what it does not name yet is added."""
        fields = self._fields(line)
        named = {key.value: (key, value) for key, value in fields.value}
        for name, value in values.items():
            if name in named:
                key, old = named[name]
                new = written(name, value, key.start_mark.column, flow=fields.flow_style)
                self._edits.append(Edit(key.start_mark.index, self._end(old), new))
        added = {name: value for name, value in values.items() if name not in named}
        if added:
            self._add(fields, added)

    def remove(self, line: int) -> None:
        """Take the row at ``line`` away, with the line break before it."""
        node = self._rows[line]
        start = self.text.rindex("\n", 0, node.start_mark.index) if node.start_mark.line else 0
        self._edits.append(Edit(start, self._end(node), ""))

    def append(self, label: str, values: dict[str, Written]) -> None:
        """Add a row of a model at the end of the file."""
        lines = "\n".join(f"    {written(name, value, 4)}" for name, value in values.items())
        row = f"- model: {label}\n  fields:\n{lines}\n"
        if self._empty:
            self._edits.append(Edit(self._empty.start_mark.index, self._end(self._empty), ""))
            self._empty = None
        end = len(self.text)
        gap = "" if not self.text or self.text.endswith("\n") else "\n"
        self._edits.append(Edit(end, end, gap + row))

    def _fields(self, line):
        return next(value for key, value in self._rows[line].value if key.value == "fields")

    def _add(self, fields, values):
        key, last = fields.value[-1]
        column, end = key.start_mark.column, self._end(last)
        joint = ", " if fields.flow_style else "\n" + " " * column
        new = "".join(
            joint + written(name, value, column, flow=fields.flow_style)
            for name, value in values.items()
        )
        # Where the last value changes too, its own edit ends here: this one comes after it.
        self._edits.append(Edit(end, end, new))

    def _end(self, node):
        """Return where the text of a node ends: a comment or an empty line after it is no part."""
        if isinstance(node, yaml.ScalarNode):
            if node.style not in _BLOCK_STYLES:
                return node.end_mark.index
            return len(self.text[: node.end_mark.index].rstrip())
        if node.flow_style or not node.value:
            return node.end_mark.index
        last = node.value[-1]
        return self._end(last[1] if isinstance(node, yaml.MappingNode) else last)


def written(name: str, value: Written, column: int, *, flow: bool = False) -> str:
    """Return one field as a person would write it at that column; it reads back as ``value``."""
    plain = f"{name}: {_inline(value)}"
    if flow:
        return plain
    inner = " " * (column + 2)
    if isinstance(value, list):
        if column + len(plain) <= WIDTH:
            return plain
        return "\n".join([f"{name}:", *(f"{inner}- {_inline(each)}" for each in value)])
    if not isinstance(value, str) or ("\n" not in value and column + len(plain) <= WIDTH):
        return plain
    if "\n" in value:
        lines = [f"{inner}{line}" if line else "" for line in value.split("\n")]
        found = "\n".join([f"{name}: |", *lines])
    else:
        wrapped = textwrap.wrap(
            value, WIDTH - column - 2, break_long_words=False, break_on_hyphens=False
        )
        found = "\n".join([f"{name}: >-", *(inner + line for line in wrapped)])
    read = yaml.safe_load(found)[name]
    return found if read.rstrip("\n") == value else plain


def _inline(value):
    """Return a value on one line. Text is quoted unless it reads back as itself without."""
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    if isinstance(value, str):
        bare = value and all(char.isalnum() or char in "-_./ " for char in value)
        try:
            same = bare and yaml.safe_load(f"[{value}]") == [value]
        except yaml.YAMLError:
            same = False
        return value if same else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
