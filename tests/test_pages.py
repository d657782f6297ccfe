"""All public pages together: they stand alone, they lead somewhere, and they keep nothing."""

import re
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.template.loader import render_to_string
from django.test import Client

from guidance import catalogue
from imgpath.views import PATH
from tests import graduation
from tests.pages import PERSONAL

# All of them in one process of the run: each walk through the site takes a while.
pytestmark = pytest.mark.xdist_group("walk")
FIXED = ["/path/", "/sources/", "/about/", "/privacy/"]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """Every page that can be reached from the first one, by address without query."""
    client, pages, waiting, seen = Client(), {}, ["/"], set()
    with django_db_blocker.unblock():
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            response = client.get(address, follow=True)
            final = response.request["PATH_INFO"]
            seen |= {address, final}
            if not response.headers["Content-Type"].startswith("text/html"):
                continue
            pages[final] = response
            if response.status_code == 200:
                waiting += [path for path, _ in links(final, response.text)]
    return pages


def links(address, html):
    """Yield (path, fragment) for each link on a page that stays on the site."""
    for href in re.findall(r'<a [^>]*?href="([^"]*)"', html):
        target, fragment = urldefrag(urljoin(address, unescape(href)))
        if not urlsplit(target).netloc and target.startswith("/"):
            yield urlsplit(target).path, fragment


def test_every_link_leads_to_a_page(site):
    broken = {address for address, response in site.items() if response.status_code != 200}
    assert broken == set()
    assert len(site) > 150


def test_every_link_into_a_page_leads_to_a_part_of_it(site):
    ids = {
        address: set(re.findall(r'\sid="([^"]+)"', response.text))
        for address, response in site.items()
    }
    missing = {
        (address, path, fragment)
        for address, response in site.items()
        for path, fragment in links(address, response.text)
        if fragment and fragment not in ids[path]
    }
    assert missing == set()


def test_every_page_has_one_heading_and_says_what_it_is(site):
    for address, response in site.items():
        html = response.text
        assert html.count("<h1") == 1, address
        assert re.search(r"<title>[^<]{8,}</title>", html), address
        description = re.search(r'<meta name="description" content="([^"]*)"', html)
        assert len(description[1]) > 30, address


@pytest.mark.parametrize(
    "said", [r"<title>(.*?)</title>", r'<meta name="description" content="([^"]*)"']
)
def test_no_two_pages_have_the_same_title_or_description(site, said):
    found = [
        re.search(said, each.text)[1]
        for address, each in site.items()
        if f'<link rel="canonical" href="http://testserver{address}' in each.text
    ]
    assert sorted({each for each in found if found.count(each) > 1}) == []


def test_no_page_tells_a_percentage_by_year_of_graduation(site):
    assert any("graduat" in each.text for each in site.values())
    found = {address: graduation.percentages(each.text) for address, each in site.items()}
    assert {address: told for address, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Of those who graduated 5 years ago, 40% matched.", True),
        ("By year of graduation, 40 of 100 matched.", True),
        ("You graduated 5 or more years ago.", False),
        ("No table by graduation year is published. In 2026, 56.4% matched.", False),
    ],
)
def test_the_check_for_such_percentages_can_fail(told, found):
    assert bool(graduation.percentages(f"<p>{told}</p>")) is found


def test_no_two_words_run_together_where_marks_and_margins_are_not_seen(site):
    """Text browsers and screen readers know a word by its space, not by a margin between two."""
    inline = r"(?:a|b|small|span|text|tspan)"
    glued = re.compile(rf"[\w%.]</{inline}>(?:<{inline}\b[^>]*>)+\w")
    found = {address: glued.search(each.text) for address, each in site.items()}
    assert {address: each[0] for address, each in found.items() if each} == {}


def test_no_page_uses_an_id_twice(site):
    for address, response in site.items():
        ids = re.findall(r'\sid="([^"]+)"', response.text)
        assert len(ids) == len(set(ids)), (address, [each for each in ids if ids.count(each) > 1])


def test_no_public_page_sets_a_cookie_or_depends_on_one(site):
    for address, response in site.items():
        assert not response.cookies, address
        depends = "Cookie" in response.headers.get("Vary", "")
        assert depends == (address in PERSONAL), address


def test_a_link_to_another_site_is_safe_to_follow(site):
    for address, response in site.items():
        for link in re.findall(r'<a [^>]*href="https?://[^>]*>', response.text):
            assert 'rel="noopener"' in link, (address, link)


@pytest.mark.parametrize("address", FIXED)
def test_a_page_asks_at_most_for_the_revision(address, client, db, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(1):
        assert client.get(address).status_code == 200


def test_the_path_leads_only_to_what_is_shipped(db):
    held = catalogue.current()
    for addresses in PATH.values():
        assert len(held.named(addresses)) == len(addresses)


def test_the_path_has_no_figure_of_its_own(db):
    text = re.sub(r"<[^>]+>", " ", render_to_string("pages/path.html"))
    main = text[text.index("The path from Step 2 CK") :]
    assert re.findall(r"\d+", main.replace("Step 2 CK", "")) == []


def test_an_unknown_address_gets_a_page_that_helps(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert 'action="/search/"' in response.text
    assert 'href="/specialties/"' in response.text


def test_a_broken_page_needs_nothing_that_may_be_broken(monkeypatch, db):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(catalogue, "current", broken)
    response = Client(raise_request_exception=False).get("/challenges/")
    assert response.status_code == 500
    assert response.text.count("<h1") == 1
    assert "{%" not in (source := render_to_string("500.html"))
    assert source == response.text


def test_the_old_name_of_the_icon_leads_to_it(client):
    assert client.get("/favicon.ico").headers["Location"].endswith(".svg")


def test_a_form_that_is_too_old_says_what_to_do(client, db):
    client.handler.enforce_csrf_checks = True
    response = client.post("/about/", {})
    assert response.status_code == 403
    assert "This form is too old to be sent" in response.text
