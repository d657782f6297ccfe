"""What pages tell machines: well-formed, safe, and nothing that the page does not show."""

import json
import re
from html import unescape

import brotli
import pytest

from guidance import catalogue
from imgpath.structured import SECTIONS
from tests.pages import MISSING, OWN, PAGES
from tests.residencies import naive
from tests.residencies.markup import text, tree, unlinked

HOST = "http://testserver"
# What only its reader can see is told to no machine.
TOLD = set(PAGES) - OWN - {MISSING}
NEEDED = {
    "WebSite": {"name", "url", "description"},
    "BreadcrumbList": {"itemListElement"},
    "Dataset": {"name", "url", "description", "temporalCoverage"},
    "FAQPage": {"name", "url", "mainEntity", "lastReviewed"},
    "DefinedTermSet": {"name", "url", "description"},
    "WebPage": {"name", "url", "description", "lastReviewed"},
}


def told(html):
    """Return what a page tells, by type."""
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    document = json.loads(data)
    assert document["@context"] == "https://schema.org"
    return {part["@type"]: part for part in document["@graph"]}


def words(html):
    """Return the words of a page as readers see them."""
    body = unlinked(html).split("<body>")[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("path", sorted(TOLD))
def test_a_page_tells_the_kinds_with_all_that_they_need(client, db, path):
    html = client.get(path).text
    found = told(html)
    (canonical,) = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
    description = re.search(r'<meta name="description" content="([^"]*)"', html)[1]
    assert ("WebSite" in found) == (path == "/")
    assert ("BreadcrumbList" in found) == (path != "/")
    for kind, part in found.items():
        assert NEEDED[kind] <= {name for name, value in part.items() if value}
        if kind != "BreadcrumbList":
            assert part["url"] == unescape(canonical)
            assert part["description"] == unescape(description)


@pytest.mark.parametrize("path", sorted(TOLD - {"/"}))
def test_the_way_to_a_page_is_made_of_links_that_the_page_has(client, db, path):
    html = client.get(path).text
    (canonical,) = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
    *above, here = told(html)["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in [*above, here]] == list(range(1, len(above) + 2))
    assert here["item"] == unescape(canonical)
    links = {text(link): link.get("href") for link in tree(html).findall(".//header//a[@href]")}
    for step in above:
        assert links[step["name"]] == step["item"].removeprefix(HOST)
    assert not above[1:] or above[1]["item"] != here["item"]


@pytest.mark.parametrize("path", sorted({*OWN, MISSING}))
def test_a_page_of_one_reader_and_the_missing_page_tell_nothing(client, db, path):
    assert "ld+json" not in client.get(path).text


def test_a_question_is_told_with_the_answer_that_the_page_shows(client, db):
    for item in catalogue.current().questions.values():
        html = client.get(item.url).text
        asked = told(html)["FAQPage"]["mainEntity"]
        shown = words(html)
        assert asked["@type"] == "Question"
        assert asked["acceptedAnswer"]["@type"] == "Answer"
        assert " ".join(asked["name"].split()) in shown
        assert " ".join(asked["acceptedAnswer"]["text"].split()) in shown


def test_the_day_of_the_last_review_is_the_one_that_the_page_shows(client, db):
    held = catalogue.current()
    for kind in ("challenges", "strategies", "questions", "pathways"):
        item = next(iter(getattr(held, kind).values()))
        html = client.get(item.url).text
        (part,) = (part for part in told(html).values() if "lastReviewed" in part)
        assert part["lastReviewed"] == item.row.as_of.isoformat()
        assert f"As of {item.row.as_of:%-d %B %Y}" in words(html)


@pytest.mark.parametrize("slug", ["pathology", "transitional-year", "ophthalmology"])
def test_the_figures_of_a_specialty_are_a_data_set_with_their_years_and_sources(client, db, slug):
    rows = naive.of(slug)
    html = client.get(f"/specialties/{slug}/?group=us_img").text
    found = told(html).get("Dataset")
    if not rows:
        assert found is None
        return
    years = sorted({row["year"] for row in rows})
    assert found["temporalCoverage"] == f"{years[0]}/{years[-1]}"
    sources = {row["slug"]: row for row in naive.rows("sources")}
    cited = [sources[row["source"][0]] for row in rows]
    assert set(found["citation"]) == {f"{row['publisher']}, {row['published']}" for row in cited}
    assert all(each in words(html) for each in found["citation"])
    assert "license" not in found


def test_a_match_is_a_data_set_of_its_year(client, db):
    assert told(client.get("/match/2026/").text)["Dataset"]["temporalCoverage"] == "2026"


def test_each_section_has_the_name_of_the_navigation(client, db):
    page = tree(client.get("/").text)
    assert {text(link) for link in page.findall(".//header//nav//a")} >= {
        name for name, _ in SECTIONS.values()
    }


HOSTILE = '</script><script>alert(1)</script><!-- & " \u2028'


def test_a_hostile_title_stays_data(client, db, monkeypatch):
    item = next(iter(catalogue.current().questions.values()))
    monkeypatch.setattr(item.row, "title", HOSTILE)
    monkeypatch.setattr(item.row, "answer", HOSTILE)
    html = client.get(item.url).text
    assert "<script>" not in html
    assert html.count("<script") == html.count("</script>") == 3
    assert told(html)["FAQPage"]["mainEntity"] == {
        "@type": "Question",
        "name": HOSTILE,
        "acceptedAnswer": {"@type": "Answer", "text": HOSTILE},
    }


def test_it_takes_at_most_half_a_kilobyte(client, db):
    for path in ("/", "/specialties/internal-medicine/", "/questions/", "/match/2026/"):
        html = client.get(path).text
        without = re.sub(r'<script type="application/ld\+json">.*?</script>', "", html)
        weights = [len(brotli.compress(each.encode(), quality=5)) for each in (html, without)]
        assert 0 < weights[0] - weights[1] <= 500, path
