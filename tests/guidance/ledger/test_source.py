"""The page of a source: all that rests on it, once, and in words where there is no figure."""

import re
from collections import Counter

import brotli
import pytest
from django.test import Client

from guidance import catalogue
from guidance.ledger import entries
from residencies.models import Finding, Grade, MatchResult, Revision, Source
from tests.guidance.ledger import naive
from tests.residencies.markup import by_id, text, tree
from tests.residencies.naive import rows

BIG, SMALL, REPORTED, QUOTED = (
    "outcomes-s01",
    "outcomes-s18",
    "specialties-roadmap",
    "specialties-hhs-b",
)


@pytest.fixture
def ledger(db):
    return entries.current()


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker):
    """Every part of the page of every source, by slug."""
    with django_db_blocker.unblock():
        return {
            slug: [
                Client().get(f"/sources/{slug}/", {"part": number}).text
                for number in range(1, max(1, len(found.parts)) + 1)
            ]
            for slug, found in entries.current().sources.items()
        }


@pytest.fixture(scope="module")
def pages(written):
    """The same as trees."""
    return {slug: [tree(html) for html in parts] for slug, parts in written.items()}


def test_every_part_is_light_enough_for_a_slow_network(written):
    for slug, parts in written.items():
        for html in parts:
            assert len(brotli.compress(html.encode(), quality=5)) <= 16_000, slug
            assert html.count("<tr>") <= 250, slug


def figures(page):
    """Count (table, place, name, figures, grade) for each row of the tables of a page."""
    found = Counter()
    for section in page.iterfind(".//section[@aria-labelledby]"):
        for body in section.iterfind(".//table/tbody"):
            place = text(body.find("./tr/th")).removesuffix(" shown only here")
            for row in body.findall("./tr")[1:]:
                *values, grade = (text(each) for each in row.findall("./td"))
                name = row.find("./th").text.strip()
                kind = section.get("aria-labelledby")
                found[kind, place, name, " ".join(values), grade] += 1
    return found


def test_every_figure_stands_exactly_once_on_the_page_of_its_source(pages):
    found = {slug: sum(map(figures, parts), Counter()) for slug, parts in pages.items()}
    expected = naive.expected()
    assert expected.keys() <= found.keys()
    for slug, here in found.items():
        assert here == expected.get(slug, Counter()), slug


def test_every_finding_stands_once_on_the_page_of_each_of_its_sources(pages):
    for slug, parts in pages.items():
        known = [each.get("id") for page in parts for each in page.iter("li")]
        shown = Counter(each for each in known if each)
        assert shown == naive.stated().get(slug, Counter()), slug


def test_every_result_that_a_second_source_has_is_counted_there(ledger):
    found = {slug: each.agrees for slug, each in ledger.sources.items() if each.agrees}
    assert found == naive.agreeing()


def test_a_figure_leads_to_a_page_that_shows_it_or_says_that_none_does(pages):
    for page in [page for parts in pages.values() for page in parts]:
        for place in page.iterfind(".//th[@scope='rowgroup']"):
            assert (place.find("./a") is None) == ("shown only here" in text(place))


def test_a_source_names_what_cites_it(ledger, client):
    held = catalogue.current()
    item = next(item for item in held.items if item.sources)
    page = client.get(item.sources[0].get_absolute_url()).text
    assert f'href="{item.url}"' in by_part(page, "named")
    finding = item.findings[0]
    page = client.get(finding.source.get_absolute_url()).text
    assert f'href="{item.url}"' in by_part(page, "findings")
    entry = next(each for each in held.evidence.entries.values() if each.specialty.sources.all())
    source = entry.specialty.sources.all()[0]
    page = client.get(source.get_absolute_url()).text
    assert f'href="{entry.specialty.get_absolute_url()}#facts"' in by_part(page, "training")


def by_part(html, name):
    return re.search(rf'<section[^>]*aria-labelledby="{name}">.*?</section>', html, re.DOTALL)[0]


def test_a_source_says_what_its_grade_and_terms_mean_and_where_it_was_read(client, ledger):
    for slug in [BIG, REPORTED, "match-s03", "rules-aamc-signal2025"]:
        source, html = Source.objects.get(slug=slug), client.get(f"/sources/{slug}/").text
        told = text(tree(html).find(".//dl"))
        assert source.get_grade_display() in told
        assert source.get_terms_display() in told
        assert (source.url or source.citation or "no address that a reader can open") in told
        assert source.read_at in told


def test_what_rests_on_grade_d_is_shown_only_as_reported(ledger, client):
    for slug, here in ledger.sources.items():
        if here.source.grade == Grade.D:
            assert not here.rows
            assert here.findings
            assert all(each.reported and each.grade != Grade.D for each, _ in here.findings), slug
            html = client.get(f"/sources/{slug}/").text
            assert html.count("Reported, not seen on the official page") == len(here.findings)
    unused = {row["slug"] for row in rows("sources") if row["grade"] == "D"} - ledger.sources.keys()
    assert unused
    assert all(client.get(f"/sources/{slug}/").status_code == 404 for slug in unused)


def test_a_row_of_grade_d_leaves_the_ledger(ledger, client):
    result = MatchResult.objects.filter(source__slug="match-s01").first()
    finding = Finding.objects.filter(source__slug=BIG).first()
    before = {slug: ledger.sources[slug].figures for slug in ["match-s01", BIG]}
    for row in [result, finding]:
        type(row).objects.filter(pk=row.pk).update(grade=Grade.D)
    Revision.bump()
    after = entries.current().sources
    assert {slug: after[slug].figures + 1 for slug in before} == before
    assert finding.statement not in client.get(f"/sources/{BIG}/").text


def test_a_draft_specialty_takes_its_figures_with_it(ledger, client):
    held = catalogue.current().evidence.entries["pathology"]
    type(held.specialty).objects.filter(slug="pathology").update(published=False)
    Revision.bump()
    found = entries.current().sources["match-s01"]
    assert "Pathology" not in {place.name for place, _ in found.rows["results"]}


def test_what_is_withheld_too_few_or_not_published_is_said_in_words(pages):
    scores = " ".join(text(by_id(page, "main")) for page in pages[BIG])
    assert "Withheld by the source" in scores
    assert "Too few to say" in scores
    results = " ".join(text(by_id(page, "main")) for page in pages["match-s03"])
    assert "Not published" in results
    assert "Summed by us from NRMP's list of programs." in results
    assert "Already counted in another row of the year." in " ".join(
        text(by_id(page, "main")) for page in pages["match-s01"]
    )


@pytest.mark.parametrize(("day", "mark"), [("2020-01-01", True), ("2999-01-01", False)])
def test_a_source_past_its_review_date_says_so(day, mark, client, ledger):
    Source.objects.filter(slug=SMALL).update(review_by=day)
    Revision.bump()
    told = text(tree(client.get(f"/sources/{SMALL}/").text).find(".//dl"))
    assert ("Past its review date" in told) == mark


@pytest.mark.parametrize("query", ["part=0", "part=99", "part=x", "part=%00", "part=1&part=2"])
def test_any_part_asked_for_is_a_page(query, client, ledger):
    assert client.get(f"/sources/{BIG}/?{query}").status_code == 200


def test_a_source_that_nothing_rests_on_has_a_page_and_is_not_listed(client, ledger):
    new = Source.objects.create(
        slug="new", publisher="P", title="T", citation="C", checked_on="2026-11-22", grade="A"
    )
    Revision.bump()
    assert "Nothing that is published names it." in client.get(new.get_absolute_url()).text
    assert "new" not in {each.source.slug for each in entries.current().listed}


def test_pages_of_sources_ask_only_for_the_revision(client, ledger, django_assert_num_queries):
    for slug in [BIG, SMALL, REPORTED, QUOTED, "match-s08"]:
        client.get(f"/sources/{slug}/")
        with django_assert_num_queries(1):
            assert client.get(f"/sources/{slug}/").status_code == 200


def test_reading_the_ledger_takes_a_fixed_number_of_queries(
    ledger, django_assert_max_num_queries, django_assert_num_queries
):
    catalogue.current()  # from which it is made
    with django_assert_max_num_queries(12) as first:
        entries.read()
    Finding.objects.filter(grade="B").update(grade=Grade.D)
    with django_assert_num_queries(len(first)):
        entries.read()
