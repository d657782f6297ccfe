"""Copies of an SQLite database: made while others write, and put in the place of another."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path


class Damaged(Exception):
    """The file is no database, or not a whole one."""


class InUse(Exception):
    """A process still has the database open."""


def copy(connection, path: Path) -> None:
    """Write what was committed so far into an empty file, without keeping anybody from writing."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    check(path)


def check(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copied:
            found = copied.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise Damaged(f"{path} cannot be read: {error}.") from error
    if found != [("ok",)]:
        raise Damaged(f"{path} is damaged: {found[0][0]}.")


def replace(live: Path, path: Path) -> None:
    """Put a copy in the place of the database; what was there is kept beside it."""
    check(path)
    made = live.with_name(f"{live.name}.new")
    try:
        shutil.copyfile(path, made)
        made.chmod(0o600)
        with made.open("rb") as written:
            os.fsync(written.fileno())
        if live.exists():
            _close_for_good(live)
            kept = live.with_name(f"{live.name}.replaced")
            kept.unlink(missing_ok=True)
            kept.hardlink_to(live)
        for journal in ("-wal", "-shm"):  # they belong to the file that was there
            live.with_name(live.name + journal).unlink(missing_ok=True)
        made.replace(live)
    finally:
        made.unlink(missing_ok=True)


def _close_for_good(live: Path) -> None:
    """Write the log of a database back into it, which only works where nobody else has it open."""
    try:
        with closing(sqlite3.connect(live, timeout=0)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise InUse(f"{live} is in use: stop the site first.") from error
    except sqlite3.DatabaseError:
        pass  # it cannot be read, which is a reason to restore
