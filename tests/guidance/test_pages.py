"""The reading pages, on the shipped content."""

import datetime
import re

import pytest
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst

from guidance import catalogue
from guidance.models import Challenge, Question, Status, Strategy
from guidance.search.kinds import KINDS as SEARCHED
from residencies.models import Finding, Grade, Revision

KINDS = ["challenges", "strategies", "questions", "pathways", "notices"]
QUESTIONS = "/questions/"
JUNK = [
    "q=%00",
    "q=" + "x" * 10_000,
    "q=visa&q=letters&q=",
    "q=%F0%9F%98%80%FF%FE",
    "q=<script>alert(1)</script>",
    "q=%D9%A2%D9%A4%D9%A1",
    "q[]=1&&&=;%",
    "page=-1&sort=nothing",
]


@pytest.fixture
def held(db):
    return catalogue.current()


def fragment(client, **query):
    return client.get(QUESTIONS, query, headers={"HX-Request": "true"})


def results(html):
    return html[html.index('id="results"') :]


def edit(row, **fields):
    """Save a change as an editor would: every process then reads the content again."""
    type(row).objects.filter(pk=row.pk).update(**fields)
    Revision.bump()


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_leads_to_every_published_item(kind, client, held):
    html = client.get(f"/{kind}/").text
    items = getattr(held, kind)
    assert items
    assert all(f'href="{item.url}"' in html for item in items.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_item_has_a_page_with_one_heading_and_its_findings(kind, client, held):
    for item in getattr(held, kind).values():
        response = client.get(item.url)
        assert response.status_code == 200
        assert response.text.count("<h1") == 1
        assert all(f'id="{finding.slug}"' in response.text for finding in item.findings)
        assert 'aria-current="page"' in response.text


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_of_nothing_is_not_found(kind, client, db):
    assert client.get(f"/{kind}/no-such-item/").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_only_for_the_revision(kind, client, held, django_assert_num_queries):
    item = next(iter(getattr(held, kind).values()))
    for address in [f"/{kind}/", item.url]:
        client.get(address)  # who asks first has what the page holds read
        with django_assert_num_queries(1):
            client.get(address)


def test_reading_takes_the_same_number_of_queries_however_much_there_is(
    held, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(75) as first:
        catalogue.read()
    Challenge.objects.filter(weight__lt=5).update(status=Status.DRAFT)
    with django_assert_num_queries(len(first)):
        catalogue.read()


def test_a_draft_has_no_page_and_no_link(client, held):
    strategy = next(item for item in held.strategies.values() if item.related["challenges"])
    edit(strategy.row, status=Status.DRAFT)
    assert client.get(strategy.url).status_code == 404
    for address in ["/strategies/", strategy.related["challenges"][0].url, "/path/"]:
        assert f'href="{strategy.url}"' not in client.get(address).text


def test_an_edit_shows_on_the_next_request(client, held):
    challenge = next(iter(held.challenges.values()))
    edit(challenge.row, title="A title nobody has yet")
    assert "<h1>A title nobody has yet</h1>" in client.get(challenge.url).text


def test_a_finding_of_grade_d_is_never_shown(client, held):
    item = next(item for item in held.challenges.values() if item.findings)
    finding = item.findings[0]
    edit(finding, grade=Grade.D)
    assert finding.statement not in client.get(item.url).text


def test_a_database_that_is_away_leaves_the_pages_up(client, held, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(Revision, "current", away)
    assert client.get("/challenges/").status_code == 200


def test_what_is_past_its_review_date_says_so(held):
    finding = Finding.objects.first()
    for days, mark in [(-1, True), (1, False)]:
        finding.review_by = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days)
        html = render_to_string("components/finding.html", {"finding": finding})
        assert ("Past its review date" in html) == mark


def test_what_is_only_reported_asks_to_check_the_official_page(held):
    finding = Finding.objects.filter(reported=True).exclude(official_url="").first()
    html = render_to_string("components/finding.html", {"finding": finding})
    assert f'<a href="{finding.official_url}" rel="noopener">Check the official page</a>' in html


def test_strategies_stand_in_the_order_of_the_season(client, held):
    found = re.findall(r'<h2 id="([\w-]+)"', client.get("/strategies/").text)
    assert found[:-1] == [value for value in Strategy.Season.values if value in found]


def test_htmx_gets_exactly_the_part_of_the_page_that_changes(client, held):
    page, part = client.get(QUESTIONS, {"q": "visa"}).text, fragment(client, q="visa").text
    answers = part[: part.index('<p id="count"')].strip()
    assert "<html" not in part
    assert answers
    assert answers in results(page)


def test_what_htmx_gets_is_kept_apart_by_caches(client, held):
    for response in [client.get(QUESTIONS), fragment(client)]:
        assert "HX-Request" in response.headers["Vary"]


def test_typing_changes_the_address_without_a_step_back_for_each_letter(client, held):
    response = fragment(client, q="  j-1   visa ")
    assert response.headers["HX-Replace-Url"] == "/questions/?q=j-1+visa"
    assert "HX-Push-Url" not in response.headers
    assert fragment(client, q=" ").headers["HX-Replace-Url"] == QUESTIONS


def test_the_count_is_announced_from_outside_what_is_swapped(client, held):
    page = client.get(QUESTIONS, {"q": "visa"}).text
    assert page.index('role="status"') < page.index('id="results"')
    found = len(re.findall("<details", results(page)))
    assert f"<b>{found} of {len(held.questions)} questions</b>" in page
    assert 0 < found < len(held.questions)


def test_a_question_is_found_by_its_own_words(client, held):
    for item in held.questions.values():
        page = client.get(QUESTIONS, {"q": item.title}).text
        assert f'href="{item.url}"' in page


def test_a_typing_mistake_is_put_right_and_said(client, held):
    page = fragment(client, q="vissa").text
    assert "about “visa”; none has “vissa”" in page
    assert page.partition("<p id=")[0] == fragment(client, q="visa").text.partition("<p id=")[0]


def test_no_answer_comes_with_the_nearest_and_all_topics(client, held):
    page = client.get(QUESTIONS, {"q": "visa xylophone"}).text
    assert "No question has all of these words" in page
    assert page.count('<ul class="cards">') == 1
    topics = {item.row.topic for item in held.questions.values()}
    assert all(f'href="/questions/#{topic}"' in page for topic in topics)


@pytest.mark.parametrize("query", JUNK)
@pytest.mark.parametrize("address", [QUESTIONS, "/sources/", "/challenges/", "/path/"])
def test_any_query_string_is_a_valid_page(address, query, client, held):
    for headers in [{}, {"HX-Request": "true"}]:
        response = client.get(f"{address}?{query}", headers=headers)
        assert response.status_code == 200
        assert "<script>alert" not in response.text


def test_what_is_wrong_with_a_search_is_said_and_everything_is_listed(client, held):
    page = client.get(QUESTIONS, {"q": "x" * 161}).text
    assert "Type at most 160 characters." in page
    assert page.count("<details") == len(held.questions)


def test_every_specialty_faces_something_and_can_do_something(held):
    for slug in held.evidence.entries:
        assert all(held.facing(slug).values())


def test_every_topic_of_questions_is_answered(held):
    assert {item.row.topic for item in held.questions.values()} == set(Question.Topic.values)


def test_editors_read_the_names_that_readers_read(held):
    names = {kind.slug: kind.name for kind in SEARCHED}
    for kind in KINDS[:4]:
        row = next(iter(getattr(held, kind).values())).row
        assert capfirst(row._meta.verbose_name_plural) == names[kind]


def test_an_item_gives_the_address_of_its_page(held):
    names = ["challenge", "strategy", "question", "pathway", "notice"]
    for kind, name in zip(KINDS, names, strict=True):
        for slug, item in getattr(held, kind).items():
            assert item.url == reverse(f"guidance:{name}", args=[slug])


def test_a_tile_has_words_for_each_choice_of_a_strategy():
    assert [each.word for each in Strategy.Evidence] == ["Rule", "Strong", "Moderate", "Weak"]
    for each in set(Strategy.Evidence) - {Strategy.Evidence.RULE}:
        assert f"{each.word}: {each.meaning}".lower() == each.label.lower()
    told = [Strategy(effort=each).takes for each in Strategy.Effort]
    assert told == [f"Takes {each.label.lower()}" for each in Strategy.Effort]
