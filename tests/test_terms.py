"""The first use of each term on a page leads to the glossary, with a finger, a key or a mouse."""

import re

import pytest

from guidance import catalogue
from guidance.models import GlossaryTerm, Status
from residencies.models import Revision
from tests.pages import PAGES
from tests.residencies.markup import text, tree, unlinked

RUNNING = {"p", "li", "dd"}
BLOCKS = {"article", "details", "div", "dl", "dt", "fieldset", "form", "h1", "h2", "h3", "h4"}
BLOCKS |= {"nav", "ol", "section", "summary", "table", "ul"}
PASSED = {"a", "button", "code", "label", "option", "select", "small", "svg", "textarea"}
# The glossary itself, and what is made without asking which content is live.
UNLINKED = {"/glossary/", "/report/", "/report/thanks/", "/me/deleted/"}
FIRST = '<a class="term" href="/glossary/#img">'


def main(html):
    """Return what a page says as a tree."""
    (found,) = tree(html).findall(".//main")
    return found


def led_to(html):
    """Return where the words that became links lead, in order."""
    return re.findall(r'<a class="term" href="([^"]*)">', html)


def running(element, within=False):
    """Yield the pieces of running text; None where a part begins that htmx may swap."""
    if element.get("role") == "status" or "data-hx-indicator" in element.attrib:
        yield None
    block = element.tag in RUNNING | BLOCKS
    within = element.tag in RUNNING if block else within and element.tag not in PASSED
    if within:
        yield element.text or ""
    for child in element:
        yield from running(child, within)
        within = within and child.tag not in RUNNING | BLOCKS
        if within:
            yield child.tail or ""


def used(html):
    """Return the addresses of the terms that the running text of a page uses."""
    pieces = list(running(main(unlinked(html))))
    words = "\n|\n".join(pieces[: pieces.index(None) if None in pieces else None])
    found = set()
    terms = catalogue.current().terms.values()
    spellings = {each: term.url for term in terms for each in term.row.linked.splitlines()}
    for spelling in sorted(spellings, key=len, reverse=True):
        spaced = re.escape(spelling).replace(r"\ ", r"\s+")
        whole = re.compile(rf"(?<![\w&#/.@-]){spaced}(?![\w-]|[.@/]\w)")
        words, count = whole.subn("|", words)
        found |= {spellings[spelling]} if count else set()
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_links_each_term_that_its_text_uses_once_and_in_running_text_alone(client, db, path):
    html = client.get(path).text
    links = led_to(html)
    assert len(links) == len(set(links))
    content = path.partition("?")[0] not in UNLINKED
    assert set(links) == (used(html) if content else set())
    page = main(html)
    for name in [*PASSED, "summary", "caption", "th", "dt", "h1", "h2", "h3", "h4"]:
        assert not page.findall(f".//{name}//a[@class='term']"), name


def test_a_link_is_plain_so_that_any_device_can_follow_it_and_come_back(client, db):
    page = main(client.get("/challenges/visa-sponsorship/").text)
    links = page.findall(".//a[@class='term']")
    assert links
    for link in links:
        assert link.keys() == ["class", "href"]
        assert text(link)


def test_what_htmx_asks_for_links_no_term(client, db):
    for path in ["/specialties/", "/questions/", "/costs/", "/me/advice/"]:
        part = client.get(path, headers={"HX-Request": "true"}).text
        assert led_to(part) == []
        assert "IMG" in part


def test_only_what_is_published_is_linked_and_an_edit_shows_on_the_next_request(client, db):
    path = "/method/"
    term = GlossaryTerm.objects.filter(slug="img")
    assert FIRST in client.get(path).text
    term.update(linked="Divide")
    Revision.bump()
    html = client.get(path).text
    assert f"{FIRST}Divide</a>" in html
    assert f"{FIRST}IMG" not in html
    term.update(status=Status.DRAFT)
    Revision.bump()
    assert FIRST not in client.get(path).text


def test_a_preview_leads_to_the_term_in_the_preview_and_says_that_it_is_a_draft(admin_client, db):
    GlossaryTerm.objects.filter(slug="img").update(status=Status.DRAFT)
    Revision.bump()
    page = main(admin_client.get("/admin/preview/method/").text)
    (link,) = page.findall(".//a[@href='/admin/preview/glossary/#img']")
    assert text(link) in {"IMG Draft", "IMGs Draft"}


def test_an_address_of_nothing_and_a_sign_in_link_no_term(client, db):
    for path in ["/nothing/", "/staff/login/"]:
        assert led_to(client.get(path).text) == []
