"""Every page, narrow and wide, light and dark, in the eyes of the axe accessibility checker.

And those with wide tables on paper, where nothing may be cut off, and nothing is pressed.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.windows import opening
from tests.databases import on_one_database
from tests.pages import PAGES

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AUDIT = """async (kinds) => {
  const {violations} = await axe.run({
    runOnly: kinds, rules: {"target-size": {enabled: true}}, resultTypes: ["violations"],
  });
  return violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html}`));
}"""
FADED = "() => Promise.all(document.getAnimations().map(each => each.finished))"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """() => [...document.querySelectorAll(":root, .scroll")]
  .filter(each => each.scrollWidth > each.clientWidth).map(each => each.className)"""


def audit(page, path):
    """Hold a page to the standards: narrow in light colours, then wide in dark ones."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(media="screen", color_scheme="light")
    page.goto(path)
    assert page.evaluate(SIDEWAYS) <= 0
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(AUDIT, STANDARDS) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.evaluate(FADED)
    assert page.evaluate(AUDIT, STANDARDS) == []


@pytest.fixture(scope="module")
def window(chromium, site):
    """One page for all of them: a new window takes as long as an audit."""
    with opening(chromium, site) as open_page:
        yield open_page(width=360)


@on_one_database
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_fits_its_screen(path, window):
    audit(window, path)
    if window.locator(".scroll").count():  # the rest wraps on paper as on a screen
        window.set_viewport_size({"width": 680, "height": 800})  # A4 between its margins
        window.emulate_media(media="print")
        assert window.evaluate(CUT_OFF) == []
        assert window.locator("main button:visible").count() == 0
