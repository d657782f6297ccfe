"""What may be kept of a page, by whom, and when it is asked for again."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from imgpath import caching
from residencies.models import Revision
from tests.pages import PAGES, PERSONAL

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
PAGE = "/specialties/?band=open"


PUBLIC = [path for path in PAGES if not path.startswith(caching.OWN)]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_that_has_not_changed_is_answered_by_one_query_alone(
    client, path, django_assert_num_queries
):
    first = client.get(path)
    if first.status_code != 200:
        assert not first.has_header("ETag")
        return
    with django_assert_num_queries(1):
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]


def test_shared_caches_ask_after_a_minute_and_browsers_each_time(client):
    kept = set(client.get(PAGE)["Cache-Control"].split(", "))
    assert kept == {"public", "max-age=0", "s-maxage=60", "stale-if-error=86400"}


@pytest.mark.parametrize("path", [*sorted(PERSONAL), "/report/", "/admin/", "/staff/login/"])
def test_what_is_of_one_person_is_not_kept_by_others(client, path):
    response = client.get(path)
    assert not response.has_header("ETag")
    assert "public" not in response.get("Cache-Control", "")


def test_a_part_of_a_page_is_kept_nowhere_and_never_taken_for_the_page(client):
    page = client.get(PAGE)
    part = client.get(PAGE, headers=HTMX | {"If-None-Match": page["ETag"]})
    assert (part.status_code, part["Cache-Control"]) == (200, "no-store")
    assert not part.has_header("ETag")
    assert "<html" not in part.text


def changed_by(client, change):
    """Return whether a page that a cache holds is made anew after a change."""
    tag = client.get(PAGE)["ETag"]
    change()
    return client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


def test_a_page_is_made_anew_after_an_edit(client):
    assert changed_by(client, Revision.bump)
    assert not changed_by(client, lambda: None)


def test_a_page_is_made_anew_on_another_day(client, monkeypatch):
    def next_day():
        monkeypatch.setattr(timezone, "localdate", lambda: date(2031, 1, 1))

    assert changed_by(client, next_day)


def test_a_page_is_made_anew_by_other_code(client, monkeypatch):
    def release():
        monkeypatch.setattr(caching, "_code", lambda: "another release")

    assert changed_by(client, release)


def test_the_digest_of_the_code_follows_from_templates_modules_and_versions(monkeypatch):
    before = caching._code.__wrapped__()
    assert caching._code.__wrapped__() == before
    read, found = Path.read_bytes, set()
    for name in ["templates/base.html", "residencies/explorer.py", "uv.lock"]:
        changed = settings.BASE_DIR / name

        def edited(path, changed=changed):
            return read(path) + (b" " if path == changed else b"")

        monkeypatch.setattr(Path, "read_bytes", edited)
        found.add(caching._code.__wrapped__())
    assert len(found - {before}) == 3


def test_no_two_addresses_share_a_validator(client):
    tags = [client.get(path).get("ETag") for path in PUBLIC]
    known = [tag for tag in tags if tag]
    assert len(set(known)) == len(known)
    secure = client.get(PAGE, secure=True)["ETag"]
    assert secure != client.get(PAGE)["ETag"]


def test_while_the_database_is_away_nothing_is_kept(client, monkeypatch):
    tag = client.get(PAGE)["ETag"]

    def away():
        raise OperationalError("no connection")

    monkeypatch.setattr(Revision, "current", away)
    response = client.get(PAGE, headers={"If-None-Match": tag})
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert not response.has_header("ETag")
