"""Advice and sources in the API: what the pages list, and nothing that is not published."""

import pytest

from guidance import catalogue
from guidance.catalogue import KINDS
from guidance.models import Status
from residencies.models import Contradiction, Correction, Revision
from tests.api.asking import answer, walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_has_each_item_as_it_is_by_itself(client, kind):
    found = list(walk(client, f"/api/v1/{kind}?limit=100"))
    assert [each["slug"] for each in found] == list(getattr(catalogue.current(), kind))
    for each in found[:3]:
        assert answer(client, f"/api/v1/{kind}/{each['slug']}")["item"] == each


def test_an_item_has_its_words_its_findings_and_what_belongs_to_it(client):
    item = catalogue.current().challenges["visa-sponsorship"]
    found = answer(client, "/api/v1/challenges/visa-sponsorship")["item"]
    assert (found["title"], found["body"]) == (item.row.title, item.row.body)
    assert len(found["findings"]) == len(item.findings) > 0
    assert found["strategies"] == [each.row.slug for each in item.related["strategies"]]
    assert [each["because"] for each in found["audiences"]] == [
        each.because for each in item.audiences
    ]
    assert "status" not in found


def test_a_draft_is_not_there_and_nothing_leads_to_it(client):
    drafts = {kind: next(iter(getattr(catalogue.current(), kind))) for kind in KINDS}
    for kind, slug in drafts.items():
        KINDS[kind][0].objects.filter(slug=slug).update(status=Status.DRAFT)
    Revision.bump()
    for kind, slug in drafts.items():
        assert client.get(f"/api/v1/{kind}/{slug}").status_code == 404
        for each in walk(client, f"/api/v1/{kind}?limit=100"):
            assert each["slug"] != slug
            assert all(drafts[other] not in each[other] for other in KINDS[kind][1])


@pytest.mark.parametrize("query", ["", "visa", "gap years", "vissa", "nothing has these words"])
def test_a_search_finds_the_questions_that_the_page_finds(client, query):
    asked = f"?q={query}" if query else ""
    shown = client.get(f"/questions/{asked}").context
    found = [each["slug"] for each in walk(client, f"/api/v1/questions{asked}")]
    assert sorted(found) == sorted(each.row.slug for each in shown["found"])
    about = answer(client, f"/api/v1/questions{asked}")["about"]
    assert about["corrected"] == shown["corrected"]


@pytest.mark.parametrize(
    "query", ["", "?terms=open", "?q=nrmp&sort=publisher", "?grade=A&year=2026&sort=newest"]
)
def test_sources_are_those_of_their_page_in_its_order(client, query):
    file = answer(client, f"/sources.json{query}")["figures"]
    found = list(walk(client, f"/api/v1/sources{query}"))
    assert [each["title"] for each in found] == [each["about"] for each in file]
    assert [each["figures"] for each in found] == [each["value"] for each in file]
    assert answer(client, f"/api/v1/sources/{found[0]['slug']}")["item"] == found[0]


def test_contradictions_and_corrections_are_those_of_their_files(client):
    Correction.objects.create(
        slug="2026-11-30-1", page="/places/", said="1", says="2", reason="A slip.", noticed="editor"
    )
    Revision.bump()
    for name in ["contradictions", "corrections"]:
        file = answer(client, f"/sources/{name}.json")["figures"]
        found = list(walk(client, f"/api/v1/{name}"))
        assert [figure for each in found for figure in each["figures"]] == file
        assert found
    Contradiction.objects.update(published=False)
    Revision.bump()
    assert list(walk(client, "/api/v1/contradictions")) == []


def test_the_glossary_is_that_of_its_page(client):
    found = [each["name"] for each in walk(client, "/api/v1/glossary")]
    assert found == [each.row.name for each in catalogue.current().terms.values()]
