"""Pages read from right to left: the stylesheet mirrors them, and nothing leaves the screen.

They are in the pseudo-language, whose messages are longer too.
"""

import json

import pytest

from tests import pseudo
from tests.databases import on_one_database

PAGES = [
    "/",
    "/specialties/?band=open&score=241",
    "/specialties/internal-medicine/?group=both&score=241",
    "/specialties/internal-medicine/?group=both",
    "/specialties/",
    "/compare/?s=pathology&s=internal-medicine&s=urology&score=241",
    "/me/plan/",
    "/me/specialties/",
    "/costs/?s1=internal-medicine&n1=60",
    "/search/?q=visa",
    "/glossary/",
    "/states/tx/",
    "/match/2026/",
    "/offline/",
]
# What stands outside the screen, but for what scrolls by itself and what is there to be heard only.
OUTSIDE = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const { left, right, width } = each.getBoundingClientRect();
  const outside = width && (left < -1 || right > innerWidth + 1);
  return outside && !each.closest(".scroll, .vh, .skip, svg, thead");
}).map((each) => each.outerHTML.slice(0, 80))"""


MADE = """
import json
from django.test import Client
from tests import pseudo

client = Client(SERVER_NAME="localhost")
with pseudo.language():
    answers = {{each: client.get("/ar" + each) for each in {addresses}}}
print(json.dumps({{each: [dict(made.headers), made.text] for each, made in answers.items()}}))
"""


@pytest.fixture(scope="module")
def made(manage):
    """The pages in the pseudo-language, by address: headers and HTML."""
    return json.loads(manage("shell", "-c", MADE.format(addresses=PAGES)))


@pytest.fixture
def turned(made):
    """Open a page in the pseudo-language; its files come from the site."""

    def opened(page, address):
        headers, html = made[address]
        page.route("**/ar/**", lambda route: route.fulfill(headers=headers, body=html))
        page.goto(f"/ar{address}")
        page.unroute_all()
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert pseudo.OPEN in page.title() + page.text_content("body")
        return page

    return opened


@on_one_database
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_leaves_the_screen_from_right_to_left(turned, new_page, width):
    page = new_page(width)
    for address in PAGES:
        turned(page, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(OUTSIDE) == [], address


@on_one_database
def test_what_comes_first_stands_on_the_right(turned, page):
    turned(page, "/specialties/")
    filters, results = (
        page.locator("#filters").bounding_box(),
        page.locator("#results").bounding_box(),
    )
    assert filters["x"] > results["x"] + results["width"] - 1
    brand, last = (
        page.locator(".brand").bounding_box(),
        page.locator("header nav li").last.bounding_box(),
    )
    assert brand["x"] > last["x"]
    first, keep = (
        page.locator("#results tbody tr").first.locator(part) for part in ("th", ".keep")
    )
    assert first.bounding_box()["x"] > keep.bounding_box()["x"]


@on_one_database
def test_a_scale_of_numbers_still_grows_to_the_right(turned, page):
    turned(page, "/specialties/internal-medicine/?group=both")
    labels = page.locator(".ranges .ticks span")
    spots = [each.bounding_box()["x"] for each in labels.all()[:5]]
    assert spots == sorted(spots)
    assert len(spots) > 2
