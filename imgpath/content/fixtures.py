"""The fixture files, and reading them into raw rows that still know their file and line."""

import json
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings

from .yaml_text import LOADER

FOLDER = Path(settings.BASE_DIR) / "fixtures"
RENAMES = "renames.json"  # no rows: see renames.py

# In the order in which plain `loaddata` can load them: what is named comes before what names it.
FIXTURES = [
    "residencies/sources.jsonl",
    "residencies/specialties.yaml",
    "residencies/match_results.jsonl",
    "residencies/match_rates.jsonl",
    "residencies/position_totals.jsonl",
    "residencies/state_results.jsonl",
    "residencies/cohorts.jsonl",
    "residencies/preferred_match_rates.jsonl",
    "residencies/visa_facts.jsonl",
    "residencies/signals.jsonl",
    "residencies/findings_evidence.yaml",
    "residencies/findings_rules.yaml",
    "residencies/findings_contradicted.yaml",
    "residencies/contradictions.yaml",
    "residencies/corrections.yaml",
    "residencies/translations.yaml",
    "guidance/audiences.yaml",
    "guidance/challenges.yaml",
    "guidance/strategies.yaml",
    "guidance/oppositions.yaml",
    "guidance/season_events.yaml",
    "guidance/pathways.yaml",
    "guidance/questions_chances.yaml",
    "guidance/questions_rules.yaml",
    "guidance/notices.yaml",
    "guidance/outcomes.yaml",
    "guidance/routes.yaml",
    "guidance/state_boards.yaml",
    "guidance/alternative_licenses.yaml",
    "guidance/backup_pairs.yaml",
    "guidance/fees.yaml",
    "guidance/glossary.yaml",
]


@dataclass(frozen=True)
class Problem:
    """Something that keeps the fixtures from being loaded, and where it is."""

    file: str
    line: int
    reason: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True)
class RawRow:
    """One row as the file has it."""

    file: str
    line: int
    data: object


def read(folder=FOLDER):
    """Return the raw rows of every fixture file in the folder, and the problems met."""
    folder, rows, problems = Path(folder), [], []
    for name in FIXTURES:
        if (folder / name).is_file():
            _read_file(folder / name, name, rows, problems)
        else:
            reason = "This file is missing, so all its rows would count as no longer shipped."
            problems.append(Problem(name, 1, reason))
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.suffix in {".json", ".jsonl", ".yaml", ".yml"} and name not in [*FIXTURES, RENAMES]:
            problems.append(Problem(name, 1, "This file is not in FIXTURES, so it is not loaded."))
    return rows, problems


def _read_file(path, name, rows, problems):
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(name, line, "This is not UTF-8 text."))
        return
    reader = _read_lines if path.suffix == ".jsonl" else _read_yaml
    for line, data in reader(text):
        if isinstance(data, Exception):
            problems.append(Problem(name, line, f"This cannot be read: {_first_line(data)}"))
        else:
            rows.append(RawRow(name, line, data))


def _read_lines(text):
    for line, row in enumerate(text.split("\n"), start=1):
        if row.strip():
            try:
                data = json.loads(row, object_pairs_hook=once, parse_constant=_no_constant)
            except (ValueError, RecursionError) as error:
                data = error
            yield line, data


def once(pairs):
    """Return the pairs of a JSON object. Raises ValueError where a name is given twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"“{next(n for n in names if names.count(n) > 1)}” is given twice.")
    return found


def _no_constant(name):
    raise ValueError(f"{name} is not a number.")


class _Loader(LOADER):
    """A safe loader that refuses a name given twice, where YAML keeps the last one silently."""

    def construct_mapping(self, node, deep=False):
        names = [key.value for key, _ in node.value]
        for name in names:
            if names.count(name) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{name}” is given twice.", node.start_mark
                )
        return super().construct_mapping(node, deep)


def _read_yaml(text):
    """Yield the rows one by one, so that a bad value in one does not hide the next."""
    loader = None
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        yield _line(error), error
        return
    finally:
        if loader:
            loader.dispose()
    if root is None or (isinstance(root, yaml.ScalarNode) and root.value in {"", "null"}):
        return
    if not isinstance(root, yaml.SequenceNode):
        yield 1, ValueError("a fixture is a list of rows.")
        return
    for node in root.value:
        line = node.start_mark.line + 1
        try:
            yield line, loader.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
            yield _line(error, line), error


def _line(error, otherwise=1):
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else otherwise


def _first_line(error):
    text = getattr(error, "problem", None) or getattr(error, "msg", None) or str(error)
    return str(text).splitlines()[0] if str(text) else type(error).__name__
