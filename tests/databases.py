"""Databases beside the one of the test run, for tests of several processes."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest

ADDRESS = os.environ.get("DATABASE_URL", "sqlite:")

on_one_database = pytest.mark.skipif(
    not ADDRESS.startswith("sqlite:"),
    reason="What this looks at is the same on every database: one look is enough.",
)


@contextmanager
def database(folder, name="site"):
    """Make an empty database of the kind the tests run on, and remove it afterwards."""
    if ADDRESS.startswith("sqlite:"):
        yield f"sqlite:///{folder}/{name}.sqlite3"
        return
    name = f"imgpath_{name}_{os.getpid()}"
    maintenance = urlsplit(ADDRESS)._replace(path="/postgres").geturl()
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(ADDRESS)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
