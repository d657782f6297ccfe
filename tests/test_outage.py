"""What is told, and what is shown, while the database is away."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.db import InternalError, OperationalError
from django.test import Client

from guidance import catalogue
from residencies.models import Revision
from tests.pages import PAGES, PERSONAL

pytestmark = pytest.mark.django_db
ASKING_NOTHING = ("/report/", "/me/deleted/")
TOLD = "Our database has not answered"


@pytest.fixture
def away(client, monkeypatch):
    """Take the database away, for everything, once a reader has been here."""
    client.get("/path/")

    def refused(*args, **kwargs):
        raise OperationalError("connection refused")

    def leave():
        monkeypatch.setattr(Revision, "current", refused)
        for name in ("execute", "executemany"):
            monkeypatch.setattr(f"django.db.backends.utils.CursorWrapper.{name}", refused)

    return leave


@pytest.fixture(scope="module")
def visited(django_db_setup, django_db_blocker):
    """What every page is made from is in memory."""
    with django_db_blocker.unblock():
        for path in PAGES:
            Client().get(path)


@pytest.mark.parametrize("path", sorted({*PAGES, *PERSONAL} - {"/programs/"}))
def test_every_page_is_there_without_the_database_and_says_so(visited, client, away, path):
    before = client.get(path)
    away()
    after = client.get(path)
    assert after.status_code == before.status_code
    if before.status_code == 200 and not path.startswith(ASKING_NOTHING):
        assert TOLD in after.text
        assert "no-store" in after["Cache-Control"]


@pytest.fixture
def staff(admin_client):
    """An editor whose client takes an error for what it looks like, as a browser does."""
    admin_client.raise_request_exception = False
    return admin_client


def is_told_to_come_again(response):
    told = "This page cannot be shown right now" in response.text
    return told and (response.status_code, response["Retry-After"]) == (503, "10")


@pytest.mark.parametrize("path", ["/admin/", "/staff/login/"])
def test_staff_are_told_that_nothing_works_now_and_stay_signed_in(staff, away, path, monkeypatch):
    away()
    assert is_told_to_come_again(staff.post(path, {"login": "ana", "password": "x" * 20}))
    monkeypatch.undo()
    assert staff.get("/admin/").status_code == 200


@pytest.mark.parametrize("error", [OperationalError("disk is full"), InternalError("read-only")])
def test_staff_read_on_where_nothing_can_be_written(staff, monkeypatch, error):
    def refused(*args, **kwargs):
        raise error

    monkeypatch.setattr(Session, "save", refused)
    assert staff.get("/admin/").status_code == 200
    monkeypatch.undo()
    assert staff.get("/admin/").status_code == 200


def test_a_session_that_was_ended_meanwhile_is_no_outage(staff, monkeypatch):
    kept = Session.save

    def ended(*args, **kwargs):
        Session.objects.all().delete()
        kept(*args, **kwargs)

    monkeypatch.setattr(Session, "save", ended)
    assert staff.get("/admin/").status_code == 400


def test_an_outage_takes_nobodys_shortlist(client, away):
    client.post("/shortlist/", {"add": "pathology"})
    away()
    page = client.get("/shortlist/", follow=True)
    assert "Pathology" in page.text
    assert client.cookies["shortlist"].value == "pathology"
    client.post("/shortlist/", {"add": "urology"})
    assert client.cookies["shortlist"].value == "pathology.urology"


def test_an_outage_takes_nobodys_answers(client, away):
    client.post("/me/", {"score": "241", "needs_visa": "yes"})
    away()
    assert 'value="241"' in client.get("/me/").text
    client.post("/me/", {"score": "250"})
    assert 'value="250"' in client.get("/me/").text


def health(client, name):
    response = client.get(f"/health/{name}")
    assert "no-store" in response["Cache-Control"]
    return response.status_code, json.loads(response.content)["status"]


def test_a_balancer_is_told_that_the_site_lives_and_whether_it_is_whole(client, away):
    assert health(client, "live") == (200, "live")
    assert health(client, "ready") == (200, "ready")
    away()
    assert health(client, "live") == (200, "live")
    assert health(client, "ready") == (200, "degraded")


def test_a_process_that_has_read_nothing_is_sent_no_readers(client, away, monkeypatch):
    away()
    monkeypatch.setattr(catalogue._held, "_held", {})
    assert health(client, "ready") == (503, "unready")
    client.raise_request_exception = False
    assert is_told_to_come_again(client.get("/questions/"))
