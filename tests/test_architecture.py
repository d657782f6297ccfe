"""The rules of the house that a machine can check."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PURE = PROJECT["tool"]["mypy"]["files"]


def files(*suffixes):
    """Return what is ours of the files that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in names.splitlines() if name.endswith(suffixes)]
    generated = {"migrations", "fixtures", "vendor"}
    return [path for path in paths if path.is_file() and not generated & set(path.parts)]


def named(path):
    return str(path.relative_to(ROOT))


PYTHON = files(".py")
TEMPLATES = files(".html", ".svg")


@pytest.mark.parametrize("path", PURE)
def test_a_pure_module_needs_no_more_of_django_than_translation(path):
    """No settings, so neither models nor templates."""
    module = path.removesuffix(".py").replace("/", ".")
    program = f"import sys, {module}; sys.exit('django.conf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0


@pytest.mark.parametrize(
    ("package", "others"), [("residencies", {"guidance", "imgpath"}), ("guidance", {"imgpath"})]
)
def test_imports_go_one_way(package, others):
    offences = []
    for path in PYTHON:
        if path.relative_to(ROOT).parts[0] == package:
            for node in ast.walk(ast.parse(path.read_text())):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and not node.level:
                    names = [node.module]
                if others & {name.split(".")[0] for name in names}:
                    offences.append(f"{named(path)}:{node.lineno}")
    assert offences == []


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    dependencies = [line for line in lines if re.match(r'    "[\w\[\],.-]+~=', line)]
    groups = PROJECT["dependency-groups"].values()
    listed = [
        *PROJECT["project"]["dependencies"],
        *(name for group in groups for name in group if isinstance(name, str)),
    ]
    assert len(dependencies) == len(listed)
    assert [line for line in dependencies if "  # " not in line and " # " not in line] == []


def test_a_file_holds_one_idea():
    long = {named(path): len(path.read_text().splitlines()) for path in PYTHON + TEMPLATES}
    assert {name: lines for name, lines in long.items() if lines > 250} == {}


def test_a_function_fits_a_screen():
    long = []
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 45:
                long.append(f"{named(path)}:{node.lineno} {node.name}")
    assert long == []


def test_a_file_is_named_for_what_it_holds():
    vague = {"utils.py", "helpers.py", "services.py", "common.py", "misc.py"}
    assert [named(path) for path in PYTHON if path.name in vague] == []


@pytest.mark.parametrize(
    "forbidden",
    [
        r"\sstyle=",
        r"<style",
        r"<script(?![^>]*\ssrc=)",
        r"\son[a-z]+=",
        r"(?<!data-)\bhx-[a-z]+=",
        r"\bhx-(on|boost|vals)\b",
        r"""(src|srcset)=["']?(https?:)?//""",
        r"""<link[^>]*href=["']?(https?:)?//""",
    ],
)
def test_no_template_needs_more_than_our_own_files(forbidden):
    assert [named(path) for path in TEMPLATES if re.search(forbidden, path.read_text())] == []


def test_a_block_of_data_comes_from_one_place():
    """No script element is inline but data, and one tag makes that and escapes it."""
    ours = [path for path in PYTHON + TEMPLATES if "tests" not in path.parts]
    named_kind = re.compile(r"ld\+json|json_script|<script(?![^>]*\ssrc=)")
    found = [named(path) for path in ours if named_kind.search(path.read_text())]
    assert found == ["imgpath/sharing.py"]


def test_one_module_vouches_for_what_editors_write():
    """It alone reads Markdown and sanitises; the others pass on what templates have escaped."""
    vouching = {
        "guidance/prose.py": "Markdown, sanitised",
        "residencies/rows.py": "two halves of a rendered template, and an integer in a link",
        "residencies/pieces.py": "a part of a rendered template",
        "residencies/slots.py": "a rendered template in pieces",
        "imgpath/sharing.py": "a block of data that Django escaped",
        "imgpath/terms.py": "a rendered template, with links around words of it",
    }
    ours = {named(path): path.read_text() for path in PYTHON if "tests" not in path.parts}
    marks = re.compile(r"\bmark_safe\(|\bSafe(String|Text)\(|\bhtml_safe\b|__html__")
    assert {name for name, text in ours.items() if marks.search(text)} == set(vouching)
    reads = re.compile(r"\b(nh3|markdown_it)\b")
    assert [name for name, text in ours.items() if reads.search(text)] == ["guidance/prose.py"]
    open_door = re.compile(r"\|\s*safe(seq)?\b|\{% autoescape")
    assert [named(path) for path in TEMPLATES if open_door.search(path.read_text())] == []


def test_no_query_is_written_as_text():
    """Django's querysets quote what is asked; the exceptions hold no word of anyone's.

    The engines of the search ask by parameters, and make their expressions of letters and digits.
    The revision is asked for in the words of a queryset, which are kept.
    """
    exceptions = {
        "guidance/search/fts5.py",
        "guidance/search/postgresql.py",
        "imgpath/backups/sqlite.py",
        "imgpath/content/history.py",
        "residencies/models/revision.py",
    }
    by_hand = re.compile(r"\.(raw|extra)\(|RawSQL|\.cursor\(|\.execute(many|script)?\(|RunSQL")
    ours = [path for path in PYTHON if "tests" not in path.parts]
    assert {named(path) for path in ours if by_hand.search(path.read_text())} == exceptions


def test_no_setting_lets_every_page_out_of_its_place():
    """A template engine that does not escape, or a query that a name of a request decides."""
    careless = re.compile(r"autoescape|string_if_invalid|\bcsrf_exempt\b|filter\(\*\*request")
    ours = [path for path in PYTHON + TEMPLATES if "tests" not in path.parts]
    assert [named(path) for path in ours if careless.search(path.read_text())] == [
        "imgpath/security.py"
    ]
