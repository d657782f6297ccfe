"""Databases beside the one of the test run, for tests of several processes."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg


@contextmanager
def database(folder, name="site"):
    """Make an empty database of the kind the tests run on, and remove it afterwards."""
    configured = os.environ.get("DATABASE_URL", "sqlite:")
    if configured.startswith("sqlite:"):
        yield f"sqlite:///{folder}/{name}.sqlite3"
        return
    name = f"imgpath_{name}_{os.getpid()}"
    maintenance = urlsplit(configured)._replace(path="/postgres").geturl()
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(configured)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
