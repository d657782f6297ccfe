"""A value held until the revision changes: read once, read again, never mixed."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import OperationalError

from residencies.held import Held
from residencies.models import Revision


def test_a_database_that_is_away_from_the_start_is_an_error(monkeypatch):
    def away():
        raise OperationalError("no connection")

    monkeypatch.setattr(Revision, "current", away)
    with pytest.raises(OperationalError):
        Held(lambda: "content").current()


def test_a_reading_that_fails_leaves_the_last_content_in_place(monkeypatch):
    answers = iter(["old", OperationalError("gone"), "new"])

    def build():
        answer = next(answers)
        if isinstance(answer, OperationalError):
            raise answer
        return answer

    held = Held(build)
    for expected in ["old", "old", "new"]:
        token = uuid4()
        monkeypatch.setattr(Revision, "current", lambda token=token: token)
        assert held.current() == expected


def test_an_edit_that_lands_during_reading_is_read_again(db):
    edits = [Revision.bump, Revision.bump, lambda: None]
    read = []

    def build():
        read.append(len(read))
        edits.pop(0)()
        return read[-1]

    held = Held(build)
    assert held.current() == 2
    assert held.current() == 2
    assert read == [0, 1, 2]


def test_a_row_that_names_one_added_during_reading_is_read_again(db):
    def build():
        if not build.again:
            build.again = True
            Revision.bump()
            raise KeyError("a source that was added after the sources were read")
        return "new"

    build.again = False
    assert Held(build).current() == "new"


def test_a_fault_in_reading_is_not_taken_for_an_edit(db):
    with pytest.raises(KeyError):
        Held(lambda: {}["nothing"]).current()


def test_a_mixture_of_old_and_new_is_never_served(db):
    def build():
        if build.again:
            raise OperationalError("gone")
        build.again = True
        Revision.bump()
        return "a mixture"

    build.again = False
    with pytest.raises(OperationalError):
        Held(build).current()


def test_many_requests_at_once_read_once(monkeypatch):
    token, read = uuid4(), []
    monkeypatch.setattr(Revision, "current", lambda: token)

    def build():
        read.append(1)
        time.sleep(0.05)
        return "content"

    held = Held(build)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: held.current(), range(16)))
    assert answers == ["content"] * 16
    assert read == [1]
