"""The search over everything, on the shipped content."""

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidance.catalogue import KINDS as ITEMS
from guidance.models import Question, Status
from guidance.search import kinds
from guidance.search.kinds import KINDS
from residencies.models import Revision
from tests.guidance.search import queries
from tests.residencies.markup import text, tree

pytestmark = pytest.mark.django_db
SEARCH = "/search/"
HTMX = {"HX-Request": "true"}


def groups(html):
    """Return the addresses that a page shows, by kind, in its order."""
    sections = tree(html).findall(".//section")
    return {
        each.get("aria-labelledby").removeprefix("in-"): [
            link.get("href").strip("/") for link in each.findall(".//li/a")
        ]
        for each in sections
    }


def found(client, query, **more):
    return groups(client.get(SEARCH, {"q": query, **more}).text)


@pytest.mark.parametrize(("query", "address"), queries.table(queries.NAMES))
def test_a_name_or_an_abbreviation_leads_to_its_page_first(client, query, address):
    (first, pages), *_ = found(client, query).items()
    assert (first, pages[0]) == (address.partition("/")[0], address)


@pytest.mark.parametrize(("query", "address"), queries.table(queries.WORDS))
def test_words_lead_to_a_page_that_is_among_the_first_of_its_kind(client, query, address):
    assert address in found(client, query)[address.partition("/")[0]][:3]


@pytest.mark.parametrize("query", ["a k", "a L", "in tern al medi"])
def test_a_name_in_pieces_is_found_even_where_no_piece_of_it_is_on_the_page(client, query):
    assert found(client, query)["states" if len(query) == 3 else "specialties"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_page_of_a_kind_is_found_by_its_title(kind):
    index = kinds.current()
    pages = [each for each in index.documents if each.kind == kind.slug]
    assert pages
    for page in pages:
        assert page in [each.document for each in index.find(page.title[:160]).full]


def test_every_kind_of_guidance_is_searched():
    assert set(ITEMS) < {kind.slug for kind in KINDS}


def test_the_matching_sentence_is_shown_with_the_words_marked(client):
    html = client.get(SEARCH, {"q": "vissa sponsor"}).text
    assert (
        "<small>A program that does not <mark>sponsor</mark> the <mark>visa</mark> you need cannot "
        "take you, however good your record is.</small>"
    ) in html


def test_another_name_says_that_it_was_found(client):
    assert "Also called <mark>Rads</mark>" in client.get(SEARCH, {"q": "rads"}).text


def test_a_typing_mistake_is_put_right_and_said(client):
    html = client.get(SEARCH, {"q": "pathologgy"}).text
    assert "“pathologgy”" in html
    assert "Shown for “pathology”" in html


def test_what_has_some_of_the_words_is_offered_where_nothing_has_all(client):
    html = client.get(SEARCH, {"q": "dermatology xylophone"}).text
    assert "No page has all of the words" in html
    assert groups(html)["specialties"][0] == "specialties/dermatology"


def test_what_has_some_of_the_words_follows_where_little_has_all(client):
    html = client.get(SEARCH, {"q": "unpaid research position"}).text
    assert "<b>No page" not in html
    assert list(groups(html))[-1] == "others"


@pytest.mark.parametrize("query", ["qqqq", "*", '"', "تأشيرة"])
def test_where_nothing_comes_near_the_lists_are_offered(client, query):
    html = client.get(SEARCH, {"q": query}).text
    assert "Nothing was found" in html
    assert groups(html)["kinds"][0] == "specialties"


def test_before_anything_is_asked_the_lists_are_offered(client):
    html = client.get(SEARCH).text
    assert "kinds" in groups(html)
    assert text(tree(html).find(".//p[@id='count']")) == ""


def test_one_kind_can_be_asked_for_and_left_again(client):
    everything = client.get(SEARCH, {"q": "visa"}).text
    more = "/search/?q=visa&kind=questions"
    assert f'href="{more.replace("&", "&amp;")}"' in everything
    alone = client.get(more).text
    assert len(groups(everything)["questions"]) < len(groups(alone)["questions"])
    assert groups(alone).keys() == {"questions"}
    assert 'href="/search/?q=visa"' in alone
    assert '<input type="hidden" name="kind" value="questions">' in alone


def test_a_query_that_is_too_long_is_refused_with_the_reason(client):
    html = client.get(SEARCH, {"q": "x" * 161}).text
    assert "Type at most 160 characters." in html
    assert "<title>Error: " in html


def test_htmx_gets_exactly_the_part_of_the_page_that_changes(client):
    page = client.get(SEARCH, {"q": "visa"}).text
    part = client.get(SEARCH, {"q": " visa  "}, headers=HTMX)
    assert "<html" not in part.text
    assert part.text[: part.text.index('<p id="count"')].strip() in page
    assert part.headers["HX-Replace-Url"] == "/search/?q=visa"
    assert "HX-Request" in part.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "asked"), [("visa", 1), ("vissa", 4), ("qqqq", 4), ("what if I did not match", 1)]
)
def test_a_search_asks_for_the_revision_and_postgresql_for_the_pages(
    client, query, asked, django_assert_num_queries
):
    kinds.current()
    with django_assert_num_queries(1 + (asked if connection.vendor == "postgresql" else 0)):
        client.get(SEARCH, {"q": query})


def test_what_is_published_and_taken_back_is_found_and_lost_at_once(client):
    address = "questions/what-step-2-ck-score-do-i-need"
    for status, there in [(Status.DRAFT, False), (Status.PUBLISHED, True)]:
        Question.objects.filter(slug=address.partition("/")[2]).update(status=status)
        Revision.bump()
        for path in [SEARCH, "/questions/"]:
            html = client.get(path, {"q": "what step 2 ck score do i need"}).text
            assert (f'href="/{address}/"' in html) is there


def test_a_search_works_while_the_database_is_away(client, monkeypatch):
    kinds.current()

    def away():
        raise OperationalError("no connection")

    monkeypatch.setattr(Revision, "current", away)
    assert found(client, "vissa")["questions"]


ODD = ["NEAR(", "a AND", "OR", "NOT visa", "{title}: x", '"', "''", "*", "^x", "x*", "-", "\0", "+"]
ODD += ["J-1", "’", "تأشيرة", "zu\u0308rich", "\ud83e", "a", "1", "\u202e", "<b>", "0+5", "𝔳𝔦𝔰𝔞"]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(ODD) | st.text(max_size=8), max_size=8).map(" ".join))
def test_whatever_is_typed_is_a_page(client, query):
    query = query.encode("utf-8", "replace").decode()
    response = client.get(SEARCH, {"q": query}, follow=True)
    assert response.status_code == 200
    assert tree(response.text).find(".//main//b[.='']") is None
