"""docs/architecture.md draws the code as it is."""

import re

from tests.docs import layout
from tests.test_architecture import ROOT

TEXT = layout.DOCUMENT.read_text()


def test_the_drawing_and_the_packages_are_those_of_the_code():
    assert layout.written(TEXT) == TEXT, "make layout"


def test_every_package_says_what_it_is_for():
    assert [name for name, text in layout.packages().items() if not text] == []


def test_every_arrow_between_apps_goes_down():
    arrows = re.findall(r"^  (\w+) --> (\w+)$", TEXT, re.MULTILINE)
    between = {pair for pair in arrows if {*pair} <= {*layout.APPS}}
    assert between == {
        ("imgpath", "guidance"),
        ("imgpath", "residencies"),
        ("guidance", "residencies"),
    }


def test_every_file_that_is_named_is_there():
    named = re.findall(r"`((?:[\w-]+/)+[\w.]*)`", TEXT)
    assert [path for path in named if not (ROOT / path).exists()] == []
