"""A replica of the database: pages come from it, and everything else from the database itself.

On PostgreSQL it is a second connection, on SQLite a copy: neither sees what a test has not
committed, as a replica does not see what has not reached it yet.
"""

from copy import deepcopy

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections

from imgpath.reports.models import ErrorReport
from residencies import catalogue
from residencies.held import Held
from residencies.models import Revision, Specialty
from residencies.replica import REPLICA

PAGE = "/specialties/neurology/"
EDITED = "A name that only the database has"


@pytest.fixture
def replica(db, django_db_blocker, tmp_path, monkeypatch):
    """Add a replica with the content as it ships, of which nothing is read; give its connection."""
    for each in Held.everything:
        monkeypatch.setattr(each, "_held", {})
    configured = deepcopy(connections.settings["default"])
    if connection.vendor == "sqlite":
        copy = tmp_path / "replica.sqlite3"
        copy.write_bytes(connection.connection.serialize())
        configured["NAME"] = str(copy)
    monkeypatch.setitem(settings.DATABASES, REPLICA, configured)
    with django_db_blocker.unblock():  # a test may use only the databases of the test run
        yield connections[REPLICA]
    connections[REPLICA].close()
    if connection.vendor == "postgresql":
        connections[REPLICA].close_pool()
    del connections[REPLICA]


@pytest.fixture
def edited(replica):
    """Change the name of a specialty in the database; the replica has not heard of it."""
    Specialty.objects.filter(slug="neurology").update(name=EDITED)
    Revision.bump()


def test_a_page_shows_what_has_reached_the_replica(client, edited):
    assert EDITED not in client.get(PAGE).text
    assert catalogue.current().entries["neurology"].name == "Neurology"


def test_without_a_replica_a_page_shows_what_the_database_has(client, db):
    Specialty.objects.filter(slug="neurology").update(name=EDITED)
    Revision.bump()
    assert EDITED in client.get(PAGE).text


def test_a_page_asks_the_database_nothing(client, replica, django_assert_num_queries):
    client.get(PAGE)
    with (
        django_assert_num_queries(0),
        django_assert_num_queries(1, connection=replica),
    ):
        assert client.get(PAGE).status_code == 200


def test_editors_read_and_write_in_the_database(admin_client, edited):
    row = Specialty.objects.get(slug="neurology")
    page = admin_client.get(f"/admin/residencies/specialty/{row.pk}/change/")
    assert EDITED in page.text
    assert EDITED in admin_client.get(f"/admin/preview{PAGE}").text


def test_a_row_that_came_from_the_replica_is_written_to_the_database(replica):
    specialty = catalogue.current().entries["neurology"].specialty
    assert specialty._state.db == REPLICA
    specialty.save(update_fields=["name"])
    assert specialty._state.db == "default"


def test_what_a_reader_sends_goes_to_the_database(client, replica):
    sent = {"page": PAGE, "row": "", "text": "The year is wrong.", "address": ""}
    client.get(PAGE)
    assert client.post("/report/", sent).status_code == 302
    assert ErrorReport.objects.get().text == sent["text"]


def test_pages_outlive_the_replica(client, replica, monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError("The replica is away.")

    before = client.get(PAGE)
    monkeypatch.setattr(replica, "cursor", away)
    after = client.get(PAGE)
    assert after.status_code == 200
    assert "has not answered" in after.text
    assert "has not answered" not in before.text
