"""What a database holds, told in a way that shows any difference: a digest of each table."""

import hashlib
import sqlite3
from contextlib import closing, contextmanager

import psycopg


@contextmanager
def connected(address):
    """Connect as nothing of the project does, to SQLite or PostgreSQL."""
    if address.startswith("sqlite:"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            yield connection
            connection.commit()
    else:
        with psycopg.connect(address) as connection:
            yield connection


def digests(address):
    """Return a digest of the rows of each table."""
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if address.startswith("sqlite:")
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    with connected(address) as connection:
        names = [name for (name,) in connection.execute(listed).fetchall()]
        return {name: _digest(connection.execute(f'SELECT * FROM "{name}"')) for name in names}


def _digest(rows):
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()
