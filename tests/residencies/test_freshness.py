"""One question a request; few while nothing answers; the site knows since when."""

import logging
from threading import Event
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from residencies import freshness
from residencies.models import Revision


@pytest.fixture
def asked(monkeypatch):
    """What the database answers, in turn; how often it was asked is what is missing of them."""
    answers = []

    def answer():
        found = answers.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(Revision, "current", answer)
    return answers


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(freshness.time, "monotonic", lambda: now[0])
    return now


def refused():
    with pytest.raises(OperationalError):
        freshness.revision()


def test_a_request_asks_once(asked):
    token = uuid4()
    asked += [token, uuid4()]
    with freshness.asked_once():
        assert [freshness.revision(), freshness.revision()] == [token, token]
    assert len(asked) == 1
    assert freshness.revision() != token


def test_a_request_asks_once_also_when_nothing_answers(asked):
    asked += [OperationalError("gone"), uuid4()]
    with freshness.asked_once():
        refused()
        refused()
    assert len(asked) == 1


def test_a_database_that_is_away_is_left_alone_for_a_while(asked, clock):
    token = uuid4()
    asked += [OperationalError("gone"), OperationalError("gone"), token]
    refused()
    since = freshness.away_since()
    assert since
    for _ in range(5):
        refused()
    assert len(asked) == 2
    clock[0] += freshness.RETRY
    refused()
    assert freshness.away_since() == since
    refused()
    assert len(asked) == 1
    clock[0] += freshness.RETRY
    assert freshness.revision() == token
    assert freshness.away_since() is None


def test_one_request_at_a_time_asks_anew(monkeypatch, asked, clock):
    asked += [OperationalError("gone")]
    refused()
    clock[0] += freshness.RETRY

    def slow():
        refused_meanwhile.append(freshness._breaker._may_ask())
        return uuid4()

    refused_meanwhile = []
    monkeypatch.setattr(Revision, "current", slow)
    freshness.revision()
    assert refused_meanwhile == [False]


def test_the_log_tells_once_that_it_went_and_once_that_it_came_back(asked, clock, caplog):
    asked += [OperationalError("gone"), uuid4()]
    with caplog.at_level(logging.WARNING):
        refused()
        refused()
        clock[0] += freshness.RETRY
        freshness.revision()
    told = [record.getMessage().partition(",")[0] for record in caplog.records]
    assert told == [
        "The database is away; serving the content that was read last.",
        "The database answers again",
    ]


@pytest.fixture
def threads(monkeypatch):
    """Ask in threads of their own, as the site does with a database server."""
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(freshness, "_threads", None)
    monkeypatch.setattr(freshness, "THREADS", 1)
    freshness.in_threads()
    yield
    freshness._threads.shutdown()


def test_a_server_that_is_there_and_says_nothing_keeps_nobody_waiting(threads):
    said = Event()
    with pytest.raises(OperationalError, match="in time"):
        freshness.within(0.01, said.wait)
    said.set()
    assert freshness.within(1, lambda: "here again") == "here again"


def test_a_connection_from_before_a_restart_is_not_the_last_word(threads):
    answers = ["here", OperationalError("terminating connection due to administrator command")]

    def question():
        found = answers.pop()
        if isinstance(found, Exception):
            raise found
        return found

    assert freshness.within(1, question) == "here"


def test_a_question_within_a_question_needs_no_second_thread(threads):
    assert freshness.within(1, lambda: freshness.within(1, lambda: "inner")) == "inner"


def test_nobody_waits_for_the_answer_of_a_database_that_is_away(threads, asked, clock):
    token = uuid4()
    asked += [OperationalError("gone")] * 2 + [token, token]
    refused()
    clock[0] += freshness.RETRY
    refused()
    freshness.within(1, lambda: None)
    assert (freshness.away_since(), freshness.revision()) == (None, token)
