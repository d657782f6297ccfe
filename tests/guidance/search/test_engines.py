"""The two engines of the search: what they answer, and what PostgreSQL keeps."""

import pytest
from django.db import OperationalError, connection

from guidance.models import Question
from guidance.search import kinds, postgresql
from guidance.search.index import Index
from residencies import freshness
from residencies.models import Revision
from tests.guidance.search import queries

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one engine alone."),
]


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
        return cursor.fetchall()


@pytest.fixture
def by_memory():
    return Index(kinds.current().documents)


@pytest.fixture
def by_server(monkeypatch):
    """The index that the site holds; it fails where PostgreSQL does not answer."""
    monkeypatch.setattr(kinds.current(), "_memory", None)
    return kinds.current()


@pytest.fixture
def broken(monkeypatch):
    """Let PostgreSQL fail when it is asked to search."""

    def fail(*args, **values):
        raise OperationalError("no connection")

    monkeypatch.setattr(postgresql.PostgreSQL, "_ask", fail)


@pytest.mark.parametrize(("query", "address"), queries.SHARED)
def test_both_engines_give_the_same_answer(by_memory, by_server, query, address):
    there, here = by_server.ask(query), by_memory.find(query)
    assert there.corrected == here.corrected
    assert {each.place for each in there.full} == {each.place for each in here.full}
    assert len(there.partial) == len(here.partial)
    for found in [there, here]:
        kind = address.partition("/")[0]
        pages = [each.document for each in found.full or found.partial]
        first = [page.url.strip("/") for page in pages if page.kind == kind][:3]
        assert address in first


@pytest.mark.parametrize("query", ["visa", "vissa", "dermatology xylophone", "qqqq"])
def test_a_server_that_fails_is_stood_in_for(by_memory, broken, query):
    assert kinds.current().ask(query) == by_memory.find(query)


def test_a_server_that_is_away_is_not_asked(by_memory, broken, monkeypatch, caplog):
    monkeypatch.setattr(freshness, "away_since", lambda: True)
    assert kinds.current().ask("visa") == by_memory.find("visa")
    assert caplog.records == []


def test_an_index_that_is_not_there_finds_nothing_wrongly(by_memory):
    """A replica may be behind, and rows may be taken away."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index")
    assert kinds.current().ask("visa") == by_memory.find("visa")


def test_an_edit_writes_the_words_of_the_page_that_changed_and_no_others():
    before = dict(rows("search_page"))
    Question.objects.filter(slug="what-step-2-ck-score-do-i-need").update(title="Xyloscore?")
    Revision.bump()
    assert kinds.current().ask("xyloscore").full
    new = dict(rows("search_page")).items() - before.items()
    assert len(new) == 1
    assert "'xyloscore':1A" in str(new)
    assert ("xyloscore",) in rows("search_word")
    assert len(rows("search_index")) == 2


def test_what_nobody_asked_for_in_a_day_is_taken_away():
    held = kinds.current()
    before = [rows(table) for table in ["search_page", "search_word"]]
    Question.objects.filter(slug="what-step-2-ck-score-do-i-need").update(title="Xyloscore?")
    Revision.bump()
    kinds.current()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_index SET used = now() - interval '2 days'")
        cursor.execute("DELETE FROM search_index WHERE digest = %s", [held._server._digest])
    assert postgresql.keep(each.fields for each in held.documents)
    assert [rows(table) for table in ["search_page", "search_word"]] == before
    assert [digest for digest, *_ in rows("search_index")] == [held._server._digest]


def test_a_database_that_takes_no_rows_leaves_the_search_to_the_process(monkeypatch):
    monkeypatch.setattr(postgresql, "USE", "SET TRANSACTION READ ONLY; DELETE FROM search_index")
    assert postgresql.keep([("A title", "", "", "", "")]) is None
