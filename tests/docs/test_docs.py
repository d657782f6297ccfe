"""What the documents name is there: pictures, other documents, and words on the screen."""

import ast
import re
from pathlib import Path

import django.contrib.admin
import pytest
from django.contrib import admin
from PIL import Image

from tests.docs.camera import FOLDER, MOST_BYTES
from tests.test_architecture import PYTHON, ROOT, TEMPLATES

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
ITALIC = re.compile(r"(?<![*\w])\*(?![*\s])([^*]+)(?<![*\s])\*(?![*\w])")

PUT_IN = "…"


def read(document):
    """Return a document without what is code in it."""
    return CODE.sub("", document.read_text())


def anchors(document):
    """Return the anchors that GitHub gives to the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    words = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {each.replace(" ", "-") for each in words}


def shown(document):
    return {document.parent / path: text for text, path in PICTURE.findall(read(document))}


def test_each_picture_is_shown_once_says_what_it_shows_and_is_small():
    found = [pair for document in DOCUMENTS for pair in shown(document).items()]
    assert sorted(path for path, _ in found) == sorted(FOLDER.glob("*"))
    for path, text in found:
        assert len(text.split()) >= 10, path.name
        assert path.stat().st_size <= MOST_BYTES, path.name
        with Image.open(path) as image:
            assert image.format == "PNG"
            assert image.width <= 1200, path.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_leads_to_a_file_and_to_a_heading_in_it(document):
    lost = []
    for link in LINK.findall(read(document)):
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        outside = re.match(r"[a-z]+:", link)
        if not outside and (not target.exists() or (anchor and anchor not in anchors(target))):
            lost.append(link)
    assert lost == []


def test_the_guide_lists_its_parts_in_order():
    guide = (ROOT / "docs" / "editing.md").read_text()
    before, _, after = guide.partition("\n## ")
    listed = re.findall(r"\(#([^)]+)\)", before)
    parts = re.findall(r"^#+ (.+)$", f"## {after}", re.MULTILINE)
    named = [re.sub(r"[^\w\- ]", "", part.lower()).replace(" ", "-") for part in parts]
    assert [part for part in named if part in listed] == listed
    assert set(named) - set(listed) == set()


def on_screen():
    """Yield what the admin can show: names of rows and fields, texts of code and of templates."""
    for model in admin.site._registry:
        yield from (model._meta.verbose_name, model._meta.verbose_name_plural)
        yield from (getattr(field, "verbose_name", "") for field in model._meta.get_fields())
    for path in PYTHON:
        if "tests" not in path.parts:
            nodes = ast.walk(ast.parse(path.read_text()))
            yield from filter(None, map(words_of, nodes))
    of_django = Path(django.contrib.admin.__file__).parent / "templates"
    for path in [*TEMPLATES, *of_django.rglob("*.html")]:
        yield path.read_text()


def words_of(node):
    """Return a text in the code, with a mark where something is put in; None of anything else."""
    if isinstance(node, ast.JoinedStr):
        parts = [each.value if isinstance(each, ast.Constant) else PUT_IN for each in node.values]
        return "".join(parts)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def plain(text):
    return " ".join(str(text).split()).casefold()


def looked_for(name):
    """Return a name in the guide as code has it: Django itself says “By” before a filter."""
    return re.sub(r"\d+", PUT_IN, plain(name).removeprefix("by "))


def test_what_the_guide_has_editors_look_for_is_on_the_screen():
    texts = "\n".join(map(plain, on_screen()))
    named = {looked_for(name) for name in ITALIC.findall(read(ROOT / "docs" / "editing.md"))}
    assert len(named) > 80
    assert {name for name in named if name not in texts} == set()
