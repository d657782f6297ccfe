"""The databases of the settings: one, or that and a replica from which public pages are read."""

import os

import dj_database_url

# IMMEDIATE takes the write lock when a transaction begins: two writers then queue instead of one
# failing with "database is locked" halfway through.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
POSTGRESQL = {
    "pool": {"min_size": 1, "max_size": 8, "timeout": 3},
    "connect_timeout": 2,
    "options": "-c statement_timeout=30000 -c lock_timeout=10000",
}


def configuration(default: str) -> dict:
    """Return the setting DATABASES. ``default`` is the address where the environment names none."""
    addresses = {
        "default": os.environ.get("DATABASE_URL") or default,
        "replica": os.environ.get("DATABASE_REPLICA_URL"),
    }
    return {alias: _database(address) for alias, address in addresses.items() if address}


def _database(address):
    database = dj_database_url.parse(address, conn_health_checks=True)
    if database["ENGINE"].endswith("sqlite3"):
        # A thread keeps its connection: to open one, and to close the last, takes milliseconds.
        return database | {"OPTIONS": SQLITE, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
    # What the address says goes first: a migration waits less.
    return database | {"OPTIONS": POSTGRESQL | database.get("OPTIONS", {})}
