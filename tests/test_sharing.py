"""What search engines and those who share a link are told of each page."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.urls import get_resolver, reverse

from guidance import catalogue
from guidance.ledger import entries
from tests.pages import MISSING, NOT_PAGES, ON_THE_WAY, OWN, PAGES, _routes
from tests.residencies import naive

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOST = "http://testserver"


def told(html, name):
    (found,) = re.findall(rf'<meta property="og:{name}" content="([^"]*)">', html)
    return unescape(found)


def listed(client):
    root = ElementTree.fromstring(client.get("/sitemap.xml").text)
    return [each.text for each in root.iter(f"{SPACE}loc")]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_tells_its_title_its_description_and_its_one_address(client, db, path):
    html = client.get(path).text
    title = unescape(re.search(r"<title>(.*?)</title>", html)[1])
    description = unescape(re.search(r'<meta name="description" content="([^"]*)"', html)[1])
    (canonical,) = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
    assert told(html, "title") == title
    assert told(html, "description") == description
    assert told(html, "url") == unescape(canonical)
    own = unescape(canonical).startswith(f"{HOST}{path.split('?')[0]}")
    assert own == (path not in ON_THE_WAY)
    assert (told(html, "type"), told(html, "site_name")) == ("website", "imgpath")
    assert "{%" not in html


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/?group=us_img", "/?group=us_img"),
        ("/specialties/?q=x&sort=-share&group=non_us_img", "/specialties/"),
        ("/specialties/?group=us_img&band=open", "/specialties/?group=us_img"),
        ("/specialties/pathology/?score=240", "/specialties/pathology/"),
        (
            "/specialties/pathology/?score=240&group=us_img",
            "/specialties/pathology/?group=us_img",
        ),
        ("/compare/?s=x&s=urology&s=pathology&score=1", "/compare/?s=urology&s=pathology"),
        ("/shortlist/?s=x&s=urology&s=pathology&score=1", "/shortlist/?s=urology&s=pathology"),
        ("/questions/?q=visa&utm_source=mail", "/questions/"),
        ("/sources/?q=nrmp", "/sources/"),
        ("/sources/match-s03/?part=2&utm_source=mail", "/sources/match-s03/?part=2"),
    ],
)
def test_an_address_keeps_only_what_changes_what_the_page_is_about(client, db, path, canonical):
    html = client.get(path).text
    assert told(html, "url") == f"{HOST}{canonical}"
    # Where the address leads is a page that says the same of itself.
    assert told(client.get(canonical).text, "url") == f"{HOST}{canonical}"


def test_a_name_in_an_address_cannot_leave_its_attribute(client, db):
    html = client.get('/"><script>x</script>/').text
    assert "<script>x" not in html


def test_every_page_is_listed_once_for_search_engines(client, db):
    found = listed(client)
    held = catalogue.current()
    assert len(found) == len(set(found))
    expected = {address for address in PAGES if "?" not in address} - {MISSING} - OWN - ON_THE_WAY
    assert {f"{HOST}{address}" for address in expected} <= set(found)
    rows = [*naive.specialties(), *held.items, *entries.current().listed]
    rows += {row["year"] for row in naive.rows("match_results")}
    fixed = [
        name
        for name, parameters in _routes(get_resolver().url_patterns)
        if not parameters and name not in NOT_PAGES and not name.startswith("me:")
    ]
    assert {f"{HOST}{reverse(name)}" for name in fixed} <= set(found)
    assert not any(address.startswith(f"{HOST}/me/") for address in found)
    others = [held.backups, held.routes, held.boards]
    assert len(found) == len(rows) + len(fixed) + sum(map(len, others))


def test_every_page_that_is_listed_is_there_and_is_its_own_address(client, db):
    for address in listed(client):
        response = client.get(address.removeprefix(HOST))
        assert response.status_code == 200, address
        assert told(response.text, "url") == address


def test_search_engines_are_led_to_the_list_and_away_from_the_admin(client, db):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /me/",
        "Disallow: /staff/",
        "",
        f"Sitemap: {HOST}/sitemap.xml",
    ]


@pytest.mark.parametrize(("path", "queries"), [("/sitemap.xml", 1), ("/robots.txt", 0)])
def test_a_search_engine_costs_at_most_the_revision(
    client, db, path, queries, django_assert_num_queries
):
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)
