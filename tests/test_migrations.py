"""Migrations that the release before can live with, and that keep no reader waiting.

While a release comes, code that knows nothing of it still serves: what it misses in the database
would be an error for readers. So a release adds, and only a later one takes away what nobody uses.
"""

import re
from pathlib import Path

import psycopg
import pytest
from django.contrib.postgres.operations import CreateExtension
from django.db import connection, models
from django.db.migrations import operations as of
from django.db.migrations.loader import MigrationLoader

from imgpath import databases

APPS = ["content", "guidance", "programs", "reports", "residencies", "staff"]
# The last migration of each app before the first release: no release had to live with those.
UNRELEASED = {
    "content": "0004_table_imports",
    "guidance": "0009_review_status",
    "programs": "0002_no_second_index",
    "reports": "0001_initial",
    "residencies": "0004_publish_permissions",
    "staff": "0001_cache_table",
}
# (app, migration): why what it changes or takes away is missed by no release that may still serve.
HARMLESS = {
    ("guidance", "0011_help_texts"): "help texts are no part of a database",
    ("guidance", "0012_official_page"): "labels are no part of a database",
    ("residencies", "0005_help_texts"): "help texts are no part of a database",
    ("residencies", "0006_official_page"): "labels are no part of a database",
}
ADDS = (
    of.CreateModel,
    of.AddIndex,
    of.AlterModelOptions,
    of.AlterModelManagers,
    of.RunPython,
    CreateExtension,
)
WAITS = {"lock_timeout": "4s", "statement_timeout": "5s"}
RELEASE = Path(__file__).parent.parent / "deploy/release.sh"


def missed(operation, made):
    """Return whether code that does not know of an operation may fail after it.

    ``made`` are the models, in lower case, that the same migration makes.
    """
    if isinstance(operation, ADDS) or getattr(operation, "model_name_lower", None) in made:
        return False
    if isinstance(operation, of.AddField):
        field = operation.field
        return not (field.many_to_many or field.null or field.has_db_default())
    return True


def all_missed(migration):
    made = {each.name_lower for each in migration.operations if isinstance(each, of.CreateModel)}
    return [each.describe() for each in migration.operations if missed(each, made)]


def test_a_migration_only_adds_what_the_release_before_can_live_without():
    migrations = MigrationLoader(None).disk_migrations
    assert set(UNRELEASED.items()) <= migrations.keys()
    later = {
        (app, name): migration
        for (app, name), migration in migrations.items()
        if app in APPS and name > UNRELEASED[app] and (app, name) not in HARMLESS
    }
    assert {key: all_missed(each) for key, each in later.items() if all_missed(each)} == {}


@pytest.mark.parametrize(
    ("operation", "is_missed"),
    [
        (of.RemoveField("specialty", "name"), True),
        (of.DeleteModel("Specialty"), True),
        (of.RenameField("specialty", "name", "title"), True),
        (of.AlterField("specialty", "name", models.CharField(max_length=3)), True),
        (of.AddField("specialty", "must", models.IntegerField(default=1)), True),
        (of.AddField("specialty", "may", models.IntegerField(null=True)), False),
        (of.AddField("specialty", "given", models.IntegerField(db_default=1)), False),
        (of.AddField("new", "must", models.IntegerField(default=1)), False),
        (of.CreateModel("Another", []), False),
    ],
)
def test_what_old_code_needs_or_does_not_give_would_be_missed(operation, is_missed):
    assert missed(operation, {"new"}) == is_missed


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one lock and its own timeout."
)
def test_a_migration_that_waits_for_a_lock_gives_up_and_lets_readers_go_on(db, monkeypatch):
    (given,) = set(re.findall(r"options=(\S+?)\"", RELEASE.read_text()))
    address = connection.get_connection_params()
    monkeypatch.setenv("DATABASE_URL", f"postgresql://host/name?options={given}")
    options = databases.configuration("")["default"]["OPTIONS"]["options"]
    names = {"host", "port", "user", "password", "dbname"} & address.keys()
    address = {name: address[name] for name in names}
    with psycopg.connect(**address, options=options) as migrating:
        shown = [migrating.execute(f"SHOW {name}").fetchone() for name in WAITS]
        assert shown == [(seconds,) for seconds in WAITS.values()]
        migrating.execute("SET lock_timeout = '50ms'")
        with psycopg.connect(**address) as reading:
            reading.execute("SELECT count(*) FROM residencies_specialty")  # holds its table
            with pytest.raises(psycopg.errors.LockNotAvailable):
                migrating.execute("ALTER TABLE residencies_specialty ADD COLUMN more integer")
            assert reading.execute("SELECT count(*) FROM residencies_specialty").fetchone()
        migrating.rollback()
