"""How much a visitor must fetch to use the explorer. HTML is counted as nginx would compress it."""

from urllib.request import Request, urlopen

import brotli

from tests.databases import on_one_database

pytestmark = on_one_database
EXPLORER = "/specialties/"


def compressed(body):
    return len(brotli.compress(body, quality=5))


def fetched(address, **headers):
    """Return the headers and the body of an answer, the body as it travels."""
    with urlopen(Request(address, headers={"Accept-Encoding": "br"} | headers)) as response:
        return response.headers, response.read()


def weight(address):
    headers, body = fetched(address)
    return len(body) if headers["Content-Encoding"] == "br" else compressed(body)


def test_a_first_visit_takes_at_most_5_requests_and_40_kb(page, site):
    addresses = set()
    page.on("request", lambda request: addresses.add(request.url))
    page.goto(EXPLORER, wait_until="networkidle")
    icon = page.locator("link[rel=icon]").get_attribute("href")
    addresses.add(site + icon)  # a browser with a window fetches it too
    assert len(addresses) <= 5, addresses
    weights = {address: weight(address) for address in addresses}
    assert sum(weights.values()) <= 40_000, weights


def test_a_filter_answer_takes_at_most_6_kb_even_when_it_lists_everything(site):
    _, fragment = fetched(site + EXPLORER, **{"HX-Request": "true"})
    assert b"<html" not in fragment
    assert compressed(fragment) <= 6_000


def test_the_explorer_has_at_most_1800_elements(page):
    page.goto(EXPLORER)
    assert page.locator("*").count() <= 1_800
