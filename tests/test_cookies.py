"""The cookies of the site: few, for this host alone, and never on a page that all get alike."""

import re
from pathlib import Path

import pytest
from django.conf import settings as running
from django.test import Client
from django.urls import reverse

from imgpath import keeping
from imgpath.me import cookie as answers
from imgpath.staff.adapter import KNOWN
from tests.pages import PAGES, PERSONAL
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "a long sentence of staff 2026"
OURS = [keeping.COOKIE, answers.COOKIE, KNOWN]
FORMER = {keeping.COOKIE: "shortlist", answers.COOKIE: "__Secure-answers", KNOWN: "__Secure-staff"}
ANSWER = {"score": "241", "needs_visa": "yes"}


def post(client, path, **sent):
    return client.post(path, sent, secure=True, headers={"Referer": "https://testserver/"})


@pytest.fixture
def everything(production, admin_user):
    """A browser in which everything was done that sets a cookie."""
    client = Client()
    post(client, "/shortlist/", add="pathology")
    post(client, "/me/", **ANSWER)
    client.get("/staff/login/", secure=True)
    admin_user.set_password(PASSWORD)
    admin_user.save()
    post(client, "/staff/login/", login=admin_user.username, password=PASSWORD)
    sign_in(client, admin_user)
    group = {"name": "Readers of everything", "_save": "Save"}
    post(client, "/admin/auth/group/add/", **group)
    return client


def test_every_cookie_is_for_this_host_alone(everything):
    names = {running.SESSION_COOKIE_NAME, running.CSRF_COOKIE_NAME, *(each.name for each in OURS)}
    assert set(everything.cookies) == names
    for name, cookie in everything.cookies.items():
        assert name.startswith("__Host-")
        assert (cookie["path"], cookie["domain"]) == ("/", "")
        assert cookie["secure"] or name == running.SESSION_COOKIE_NAME  # the test's own
        assert cookie["samesite"] in {"Lax", "Strict"} or name == running.SESSION_COOKIE_NAME
        assert bool(cookie["httponly"]) == (name != keeping.COOKIE.name), name


def test_no_page_that_all_get_alike_has_a_cookie_or_depends_on_one(production):
    for path in PAGES:
        if path.partition("?")[0] not in PERSONAL:
            response = Client().get(path, secure=True)
            assert not response.cookies, path
            assert "Cookie" not in response.headers.get("Vary", ""), path


def test_no_visitor_starts_a_session(production):
    for path in [*PERSONAL, "/staff/login/", "/admin/"]:
        assert running.SESSION_COOKIE_NAME not in Client().get(path, secure=True).cookies, path


@pytest.mark.parametrize(
    ("cookie", "value", "path", "shown"),
    [
        (keeping.COOKIE, "pathology.urology", "/shortlist/?s=pathology&s=urology", "Pathology"),
        (answers.COOKIE, '{"score":241}', "/me/", 'value="241"'),
    ],
)
def test_what_a_browser_keeps_under_a_former_name_counts(production, cookie, value, path, shown):
    client, old = Client(), FORMER[cookie]
    response = Client().get("/path/", secure=True)
    if cookie.salt:
        response.set_signed_cookie(old, value, salt=cookie.salt)
        value = response.cookies[old].value
    client.cookies[old] = value
    assert shown in client.get(path.partition("?")[0], secure=True, follow=True).text
    if cookie is answers.COOKIE:
        post(client, path, score="250")
        assert 'value="250"' in client.get(path, secure=True).text
        gone = post(client, reverse("me:delete"))
    else:
        post(client, "/shortlist/", add="neurology")
        assert client.cookies[cookie.name].value == "pathology.urology.neurology"
        gone = post(client, "/shortlist/", clear="all")
    assert {name: held["max-age"] for name, held in gone.cookies.items()} == {
        old: 0,
        cookie.name: 0,
    }


def test_the_script_of_the_stars_knows_both_names_of_the_shortlist(production):
    script = Path(running.BASE_DIR / "static/js/site.js").read_text()
    names = re.findall(r"\(\?:\^\|; \)([\w-]+)=", script)
    assert names == [keeping.COOKIE.name, keeping.COOKIE.plain]


def test_over_plain_http_a_cookie_has_its_plain_name(settings):
    assert not settings.SESSION_COOKIE_SECURE
    client = Client()
    client.post("/shortlist/", {"add": "pathology"})
    client.post("/me/", ANSWER)
    assert {name: bool(held["secure"]) for name, held in client.cookies.items()} == {
        "shortlist": False,
        "answers": False,
    }
    assert [each.name for each in OURS] == ["shortlist", "answers", "staff"]


def test_a_new_secret_key_costs_no_reader_their_answers(client, settings):
    client.post("/me/", ANSWER)
    before, settings.SECRET_KEY = (
        settings.SECRET_KEY,
        "another key, of more than fifty characters, as it must be",
    )
    assert 'value="241"' not in client.get("/me/").text
    settings.SECRET_KEY_FALLBACKS = [before]
    assert 'value="241"' in client.get("/me/").text
