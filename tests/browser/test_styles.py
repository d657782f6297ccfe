"""What is left out of the stylesheets that are served is nothing to a browser."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from imgpath.static_files import Storage
from tests.databases import on_one_database

SHEETS = sorted((Path(__file__).parents[2] / "static/css").glob("*.css"))
RULES = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map(rule => rule.cssText);
}"""


@on_one_database
@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_stylesheet_has_the_same_rules_when_it_is_served(path, new_page, tmp_path):
    page, storage = new_page(), Storage(tmp_path)
    name = storage.save(path.name, ContentFile(path.read_bytes()))
    served = (tmp_path / name).read_text()
    assert len(served) < len(path.read_text())

    def rules(text):
        # A browser keeps the value of a property of our own, `--name`, as it is written.
        return [re.sub(r"\s*([,/()])\s*", r"\1", rule) for rule in page.evaluate(RULES, text)]

    assert rules(served) == rules(path.read_text())
