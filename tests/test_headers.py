"""Every answer carries the headers that keep visitors safe, whatever it is and whoever gives it."""

from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.csp import build_policy

from imgpath import views
from tests.pages import PAGES, PERSONAL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("production")]

POLICY = (
    "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; manifest-src 'self'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SECURE = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


def get(path, client=None, secure=True, **extra):
    client = client or Client(raise_request_exception=False)
    return client.get(path, secure=secure, **extra)


def carried(response, wanted=None):
    """Return which of the headers an answer has."""
    return {name: response.headers.get(name) for name in wanted or ALWAYS | SECURE}


def test_the_policy_is_that_of_the_settings(settings):
    assert build_policy(settings.SECURE_CSP) == POLICY


@pytest.mark.parametrize("path", sorted({*PAGES, *PERSONAL}))
def test_a_page_carries_them(path):
    assert carried(get(path)) == ALWAYS | SECURE


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/none.css", 404),
        ("/specialties/pathology.png", 404),
        ("/specialties.csv", 200),
        ("/sitemap.xml", 200),
        ("/changes/atom.xml", 200),
        ("/robots.txt", 200),
        ("/favicon.ico", 302),
        ("/health/live", 200),
        ("/health/ready", 200),
        ("/places", 301),
        ("/specialties/?q=", 302),
        ("/staff/login/", 200),
        ("/staff/sessions/", 302),
        ("/admin/", 302),
        ("/admin/login/", 302),
        ("/no/such/page/", 404),
        ("/specialties/%00/", 404),
    ],
)
def test_what_is_no_page_carries_them(path, status):
    response = get(path)
    assert response.status_code == status
    assert carried(response) == ALWAYS | SECURE


def test_a_refusal_carries_them():
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    for status, response in [
        (304, get("/path/", headers={"If-None-Match": get("/path/")["ETag"]})),
        (400, get("/path/", headers={"Host": "other.example"})),
        (403, client.post("/shortlist/", {"add": "x"}, secure=True, headers=foreign)),
        (403, client.post("/staff/login/", {"login": "x"}, secure=True)),
        (405, Client().put("/path/", secure=True)),
        (413, client.post("/report/", {"text": "x" * 50_000}, secure=True)),
    ]:
        assert response.status_code == status
        assert carried(response) == ALWAYS | SECURE, status


def test_a_way_to_https_carries_what_holds_over_http():
    response = get("/path/?a=1", secure=False)
    assert (response.status_code, response["Location"]) == (301, "https://testserver/path/?a=1")
    assert carried(response, ALWAYS) == ALWAYS
    wrong = get("/path/", secure=False, headers={"Host": "other.example"})
    assert wrong.status_code == 400
    assert carried(wrong, ALWAYS) == ALWAYS


@pytest.mark.parametrize(("error", "status"), [(OperationalError(), 503), (ValueError(), 500)])
def test_an_error_carries_them(error, status, monkeypatch):
    broken = mock.Mock(side_effect=error)
    monkeypatch.setattr(views, "TemplateResponse", broken)
    response = get("/path/")
    assert response.status_code == status
    assert carried(response) == ALWAYS | SECURE
    assert "Traceback" not in response.text


def test_pages_of_the_admin_carry_them(admin_client):
    for path in ["/admin/", "/admin/auth/user/", "/admin/no/such/page/", "/admin/preview/path/"]:
        assert carried(get(path, admin_client)) == ALWAYS | SECURE, path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("css/site.css", "text/css"),
        ("js/site.js", "text/javascript"),
        ("img/favicon.svg", "image/svg+xml"),
        ("admin/css/base.css", "text/css"),
    ],
)
def test_a_static_file_carries_them(path, kind, settings):
    settings.WHITENOISE_USE_FINDERS = True
    response = get(f"/static/{path}")
    response.close()
    assert response["Content-Type"].partition(";")[0] == kind
    assert carried(response) == ALWAYS | SECURE


def observatory(response):
    """Return what the rules of Mozilla's HTTP Observatory add for an answer; 100 is the start.

    Its other tests can only take away: HTTPS, no foreign script, no access from other sites.
    """
    told = carried(response)
    kept = response.cookies.values()
    policy = dict(part.split(" ", 1) for part in told["Content-Security-Policy"].split("; "))
    strict = policy["default-src"] == "'none'" and "unsafe" not in str(policy)
    sources = {source for each in policy.values() for source in each.split()}
    return 100 + sum(
        [
            10 * (strict and sources == {"'none'", "'self'"}),
            5 * (policy["frame-ancestors"] == "'none'"),
            5 * (told["Referrer-Policy"] == "same-origin"),
            10 * (told["Cross-Origin-Resource-Policy"] == "same-origin"),
            5 * (bool(kept) and all(each["secure"] and each["samesite"] for each in kept)),
        ]
    )


@pytest.mark.parametrize(
    ("path", "score"),
    [("/", 130), ("/specialties/pathology/", 130), ("/staff/login/", 135), ("/me/", 130)],
)
def test_the_observatory_of_mozilla_has_nothing_to_add(path, score):
    response = get(path)
    assert observatory(response) == score
    assert not response.has_header("Access-Control-Allow-Origin")
