"""Live edits back to the fixtures, so that they can be reviewed and shipped with the next release.

Only what differs is written: a field that an editor changed, a row that an editor added or deleted.
Everything else keeps every byte, so the difference of two commits is what editors did. After the
files have shipped, the loader finds shipped and live content the same.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from . import fixtures, live, renames, renaming
from .load import Refused
from .merge import Value, normalise
from .plan import remember
from .rows import Row, parse
from .schema import Schema, schemas
from .yaml_text import Rows


@dataclass
class Export:
    """New texts of the fixture files that change, and what changed in them, by file."""

    texts: dict[str, str] = field(default_factory=dict)
    changed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def export(folder: Path = fixtures.FOLDER) -> Export:
    """Return what the fixtures of a folder become. Raises Refused when they cannot be read."""
    raw_rows, problems = fixtures.read(folder)
    names, wrong = renames.read(folder)
    current, memory = live.read(), remember()
    moves = renaming.due(names, current, memory)
    current, memory = moves.live(current), moves.memory(memory)
    rows, more = parse(raw_rows, current.rows)
    if problems or wrong or more:
        raise Refused([*problems, *wrong, *more])
    found = Export()
    files = _Files(Path(folder), raw_rows)
    for each in schemas():
        here = current.rows[each.label]
        for key, row in rows[each.label].items():
            if key not in here:
                files.remove(row)
                found.changed[row.file].append(f"- {each.label} {key}")
            elif differs := _differences(row, here[key].values):
                files.change(row, differs)
                found.changed[row.file].append(f"~ {each.label} {key}: {', '.join(differs)}")
        for key in sorted(here.keys() - rows[each.label].keys()):
            record = memory.bases.get((each.label, key))
            if not (record and record.removed_upstream) and not each.stays(key):
                name = files.add(each, here[key].values)
                found.changed[name].append(f"+ {each.label} {key}")
    found.texts = files.texts()
    return found


def _differences(row: Row, values) -> dict[str, Value]:
    """Return the live values that differ from a fixture row, or from what it leaves out."""
    shipped = row.complete
    return {
        name: values[name]
        for name in row.schema.columns
        if normalise(values[name]) != normalise(shipped[name])
    }


class _Files:
    """The texts of the fixture files, changed row by row."""

    def __init__(self, folder, raw_rows):
        self._folder = folder
        self._raw = {(raw.file, raw.line): raw for raw in raw_rows}
        self._homes = {str(raw.data["model"]).lower(): raw.file for raw in raw_rows}
        self._yaml = {}
        self._lines = {}

    def change(self, row, values):
        if row.file.endswith(".yaml"):
            self._rows(row.file).change(row.line, as_written(row.schema, values))
        else:
            data = self._raw[row.file, row.line].data
            fields = data["fields"] | as_written(row.schema, values)
            self._line(row.file)[row.line - 1] = _one_line({**data, "fields": fields})

    def remove(self, row):
        if row.file.endswith(".yaml"):
            self._rows(row.file).remove(row.line)
        else:
            self._line(row.file)[row.line - 1] = None

    def add(self, row_schema: Schema, values):
        """Add a row to the file that holds the last rows of its model; return the file's name."""
        name = self._homes.get(row_schema.label) or _home(row_schema.model)
        told = {
            key: value
            for key, value in values.items()
            if key not in row_schema.defaults or value != row_schema.defaults[key]
        }
        if name.endswith(".yaml"):
            self._rows(name).append(row_schema.label, as_written(row_schema, told))
        else:
            fields = as_written(row_schema, values)
            self._line(name).append(_one_line({"model": row_schema.label, "fields": fields}))
        return name

    def texts(self):
        """Return the new text of each file that changes."""
        texts = {name: rows.result for name, rows in self._yaml.items()}
        for name, lines in self._lines.items():
            texts[name] = "".join(f"{line}\n" for line in lines if line)
        return texts

    def _text(self, name):
        return (self._folder / name).read_text(encoding="utf-8")

    def _rows(self, name):
        return self._yaml.setdefault(name, Rows(self._text(name)))

    def _line(self, name):
        return self._lines.setdefault(name, self._text(name).splitlines())


def _home(model):
    """Return the file for the first row of a model, which is named after it or its class."""
    told = str(model._meta.verbose_name_plural).replace(" ", "_")
    names = {told, f"{model._meta.model_name}s"}
    return next(name for name in fixtures.FIXTURES if Path(name).stem in names)


def as_written(row_schema: Schema, values):
    """Return plain values as fixtures write them: each relation by natural key, in a list."""
    found = dict(values)
    for column in row_schema.relations:
        value = values.get(column.name)
        if column.many and value is not None:
            found[column.name] = [[each] for each in value]
        elif value is not None:
            found[column.name] = [value]
    return found


def _one_line(data):
    return json.dumps(data, ensure_ascii=False)
