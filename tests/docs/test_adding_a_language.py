"""CONTRIBUTING.md followed to the letter, in a copy of the code: a language is added."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.test_architecture import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text().partition("## Add a language\n")[2]
SETTING, MODULE = re.findall(r"```python\n(.*?)```", GUIDE.partition("\n## ")[0], re.DOTALL)
COPIED = ("manage.py", "Makefile", "imgpath", "residencies", "guidance", "templates", "static")
SHOWN = """
import django; django.setup()
from django.template.loader import render_to_string
from django.utils.translation import override
for language in ("es", "en"):
    with override(language):
        print(render_to_string("components/header.html"))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The code with a language more, as the guide says."""
    folder = tmp_path_factory.mktemp("code")
    for name in COPIED:
        copier = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copier(ROOT / name, folder / name)
    settings = folder / "imgpath/settings.py"
    lines, added = re.subn(r"LANGUAGES = .*\n", SETTING, settings.read_text())
    assert added == 1
    settings.write_text(lines)
    module = folder / re.search(r"`(imgpath/formats/\w+/formats.py)`", GUIDE)[1]
    module.parent.mkdir()
    module.write_text(MODULE)
    return folder


def run(folder, *arguments):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"DATABASE_URL": "sqlite://:memory:"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs GNU gettext, as `make messages` does")
def test_a_language_is_added_by_the_guide(copy):
    gathering, compiling = re.findall(
        r"\$\(MANAGE\) ((?:make|compile)messages.*)", (copy / "Makefile").read_text()
    )
    gathering = re.sub(r"\$\(if \$\(LANGUAGE\),(.*?),.*?\)", r"\1", gathering)
    gathering = gathering.replace("$(LANGUAGE)", "es")
    run(copy, "manage.py", *gathering.split())
    messages = copy / "locale/es/LC_MESSAGES/django.po"
    texts = messages.read_text()
    assert texts.count("\nmsgid ") > 300
    messages.write_text(
        texts.replace('msgid "Search"\nmsgstr ""', 'msgid "Search"\nmsgstr "Buscar"')
    )
    run(copy, "manage.py", *compiling.split())
    spanish, english = run(copy, "-c", SHOWN).split("</header>")[:2]
    assert 'href="/es/search/">Buscar</a>' in spanish
    assert "Strategies" in spanish  # not translated yet
    assert 'href="/search/">Search</a>' in english
