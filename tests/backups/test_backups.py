"""A copy of a database and the way back, on the kind of database that the tests run on."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import dj_database_url
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.utils import load_backend

from imgpath.backups import copies, sqlite
from tests.backups.rows import connected, digests
from tests.databases import database

NOW = datetime(2026, 11, 4, 12, tzinfo=UTC)
TABLES = """
CREATE TABLE source (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE);
CREATE TABLE figure (id INTEGER PRIMARY KEY, source_id INTEGER REFERENCES source, share NUMERIC);
INSERT INTO source VALUES (1, 'Médecine, “quoted”'), (2, '');
INSERT INTO figure VALUES (1, 1, 17.3), (2, 2, NULL), (3, 1, -0.125);
"""


@pytest.fixture
def address(tmp_path, monkeypatch, django_db_blocker):
    """A small database, which is the site's for the time of a test."""
    with database(tmp_path, "backups") as address, django_db_blocker.unblock():
        run(address, TABLES)
        configured = connections.configure_settings({"default": dj_database_url.parse(address)})
        backend = load_backend(configured["default"]["ENGINE"])
        connection = backend.DatabaseWrapper(configured["default"], "default")
        monkeypatch.setattr(copies, "connection", connection)
        yield address
        connection.close()


def run(address, script):
    with connected(address) as connection:
        for statement in filter(str.strip, script.split(";\n")):
            connection.execute(statement)


def test_a_restore_brings_every_row_back_and_nothing_that_came_later(address, tmp_path):
    before = digests(address)
    copy = copies.take(tmp_path / "copies", NOW, keep=3)
    run(address, "DELETE FROM figure;\nDROP TABLE figure;\nCREATE TABLE later (id INTEGER);\n")
    assert digests(address) != before
    copies.connection.close()
    copies.restore(copy)
    assert digests(address) == before
    with pytest.raises(Exception, match=r"(?i)unique"):
        run(address, "INSERT INTO source VALUES (3, '');\n")


def test_a_copy_is_named_for_its_time_and_is_for_its_owner_alone(address, tmp_path):
    copy = copies.take(tmp_path / "copies", NOW, keep=3)
    assert copy.stem == "imgpath-20261104T120000Z"
    assert copy.stat().st_mode & 0o077 == 0
    assert copy.parent.stat().st_mode & 0o077 == 0
    assert list(copy.parent.iterdir()) == [copy]


def test_the_oldest_copies_make_room(address, tmp_path):
    foreign = tmp_path / "notes.txt"
    foreign.touch()
    days = [NOW + timedelta(days) for days in range(4)]
    taken = [copies.take(tmp_path, day, keep=2) for day in days]
    assert [copy.exists() for copy in taken] == [False, False, True, True]
    assert foreign.exists()


def test_a_damaged_copy_changes_nothing(address, tmp_path):
    before = digests(address)
    copy = copies.take(tmp_path / "copies", NOW, keep=3)
    copies.connection.close()
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(copies.Failed):
        copies.restore(copy)
    assert digests(address) == before


def test_a_copy_of_another_kind_of_database_is_refused(address, tmp_path):
    other = {"sqlite": ".dump", "postgresql": ".sqlite3"}[copies.connection.vendor]
    foreign = tmp_path / f"imgpath{other}"
    foreign.touch()
    with pytest.raises(copies.Failed, match="of this kind"):
        copies.restore(foreign)


def test_the_commands_say_where_the_copy_is_and_ask_before_a_restore(
    address, tmp_path, capsys, monkeypatch
):
    call_command("back_up", tmp_path / "copies")
    copy = capsys.readouterr().out.strip()
    before = digests(address)
    copies.connection.close()
    monkeypatch.setattr("builtins.input", lambda question: "y")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", copy)
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    call_command("restore", copy)
    assert "holds what imgpath-" in capsys.readouterr().out
    assert digests(address) == before
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", tmp_path / "none.dump")
    with pytest.raises(CommandError, match="one copy at least"):
        call_command("back_up", tmp_path, keep=0)


def test_a_database_of_sqlite_that_somebody_has_open_is_left_alone(tmp_path):
    live, copy = tmp_path / "live.sqlite3", tmp_path / "copy.sqlite3"
    for path in (live, copy):
        run(f"sqlite:///{path}", TABLES)
    with closing(sqlite3.connect(live)) as site:
        site.execute("PRAGMA journal_mode=WAL")
        site.execute("INSERT INTO source VALUES (3, 'Later')")
        site.commit()
        with pytest.raises(sqlite.InUse, match="stop the site first"):
            sqlite.replace(live, copy)
        assert site.execute("SELECT count(*) FROM source").fetchone() == (3,)
    assert not live.with_name("live.sqlite3.new").exists()
    sqlite.replace(live, copy)
    assert digests(f"sqlite:///{live}") == digests(f"sqlite:///{copy}")
    assert len(digests(f"sqlite:///{live}.replaced")) == 2


def test_a_database_of_sqlite_that_cannot_be_read_is_replaced(tmp_path):
    live, copy = tmp_path / "live.sqlite3", tmp_path / "copy.sqlite3"
    run(f"sqlite:///{copy}", TABLES)
    live.write_bytes(b"no database" * 1000)
    sqlite.replace(live, copy)
    assert digests(f"sqlite:///{live}") == digests(f"sqlite:///{copy}")
