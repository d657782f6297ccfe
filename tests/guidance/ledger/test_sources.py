"""The list of sources: found, filtered, ordered, and counted as their own pages count."""

import re

import pytest

from guidance import catalogue
from guidance.ledger import entries
from tests.guidance.ledger import naive
from tests.residencies.markup import text, tree
from tests.residencies.naive import rows


@pytest.fixture
def listed(client, db):
    """Return a function that lists, over all its pages, what one query finds."""

    def _listed(**query):
        found, last = {}, 1
        for number in range(1, 20):
            if number > last:
                break
            page = tree(client.get("/sources/", query | {"page": number}).text)
            last = len(page.findall(".//nav[@aria-label='Pages of the list']//li")) or 1
            for each in page.findall(".//ul[@class='ledger']/li"):
                found[each.find("./a").get("href").split("/")[2]] = text(each.find("./small"))
        return found

    return _listed


def source(slug):
    return next(row for row in rows("sources") if row["slug"] == slug)


def year(row):
    """Return the first year that a source says it was published in, or 0."""
    return int((re.search(r"(19|20)\d\d", row["published"]) or [0])[0])


def test_the_list_counts_what_the_page_of_each_source_shows(listed, db):
    found = listed()
    assert found.keys() == {each.source.slug for each in entries.current().listed}
    for slug, told in found.items():
        figures = sum(naive.expected().get(slug, {}).values())
        figures += sum(naive.stated().get(slug, {}).values())
        shown = re.search(r"([\d,]+) figures?", told)
        assert (int(shown[1].replace(",", "")) if shown else 0) == figures, slug


def test_every_source_that_a_page_cites_is_listed(listed):
    found, held = listed(), catalogue.current()
    for item in held.items:
        cited = [*item.sources, *(finding.source for finding in item.findings)]
        assert {each.slug for each in cited} <= found.keys()
    for entry in held.evidence.entries.values():
        assert {row.source.slug for row in entry.results} <= found.keys()


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({"grade": "A"}, lambda row: row["grade"] == "A"),
        ({"terms": "open"}, lambda row: row["terms"] == "open"),
        ({"publisher": "NRMP"}, lambda row: row["publisher"] == "NRMP"),
        ({"year": "2026"}, lambda row: year(row) == 2026),
        ({"year": "none"}, lambda row: not year(row)),
    ],
)
def test_a_filter_keeps_exactly_what_fits(query, fits, listed):
    found = listed(**query)
    assert found
    assert found.keys() == {slug for slug in listed() if fits(source(slug))}


def test_filters_and_words_work_together(listed):
    both = listed(q="match", grade="B", publisher="NRMP")
    assert both
    assert both.keys() == listed(q="match").keys() & listed(grade="B", publisher="NRMP").keys()


def test_the_order_is_the_one_asked_for(listed):
    def figures(told):
        shown = re.search(r"([\d,]+) figures?", told)
        return int(shown[1].replace(",", "")) if shown else 0

    counts = [figures(told) for told in listed().values()]
    assert counts == sorted(counts, reverse=True)
    publishers = [source(slug)["publisher"].casefold() for slug in listed(sort="publisher")]
    assert publishers == sorted(publishers)
    years = [year(source(slug)) for slug in listed(sort="newest")]
    assert years == sorted(years, reverse=True)


def test_a_publisher_says_how_many_sources_it_has_and_leads_to_them(client, listed):
    page = tree(client.get("/sources/").text)
    links = page.findall(".//nav[@aria-label='Publishers']//a")
    assert links
    for link in links[:3]:
        number = int(text(link.find("./small")))
        assert len(listed(publisher=text(link).removesuffix(f" {number}"))) == number


def test_pages_of_the_list_keep_what_was_asked(client, db):
    page = tree(client.get("/sources/", {"grade": "A", "sort": "newest"}).text)
    hrefs = [
        each.get("href") for each in page.findall(".//nav[@aria-label='Pages of the list']//a")
    ]
    assert hrefs
    assert all("grade=A" in href and "sort=newest" in href for href in hrefs)


def test_nothing_found_leads_back_to_everything(client, db):
    html = client.get("/sources/", {"q": "no source has these words"}).text
    assert "<b>0 of " in html
    assert 'href="/sources/">Show every source' in html


@pytest.mark.parametrize("query", ["grade=Z", "year=1066&sort=up", "page=-1", "page=%00", "terms="])
def test_what_is_not_valid_counts_as_not_given(query, client, db):
    html = client.get(f"/sources/?{query}").text
    assert re.search(r"<b>(\d+) of \1 sources</b>", html)
