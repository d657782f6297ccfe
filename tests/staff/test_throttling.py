"""How often a password may be tried, and by whom: who guesses must not lock anyone out."""

import pytest
from django.urls import reverse

from imgpath.staff import adapter
from tests.staff.conftest import PASSWORD

TOO_MANY = "Too many wrong attempts"


def fail(enter, client, times, **extra):
    """Try a wrong password so often; return the last page."""
    return [enter(client, "wrong", **extra) for _ in range(times)][-1]


def test_five_wrong_passwords_and_the_right_one_is_not_looked_at(client, member, enter):
    assert TOO_MANY not in fail(enter, client, 5).text
    page = enter(client)
    assert TOO_MANY in page.text
    assert "_auth_user_id" not in client.session


def test_what_one_address_failed_does_not_keep_another_out(client, member, enter):
    fail(enter, client, 6, REMOTE_ADDR="192.0.2.1")
    page = enter(client, REMOTE_ADDR="192.0.2.2")
    assert page.redirect_chain[-1][0] == reverse("mfa_index")


def test_an_address_that_a_client_made_up_counts_for_nothing(client, member, enter):
    for number in range(5):
        enter(client, "wrong", headers={"x-forwarded-for": f"192.0.2.{number}"})
    assert TOO_MANY in enter(client, headers={"x-forwarded-for": "198.51.100.1"}).text


def test_behind_our_proxy_the_address_that_it_saw_counts(client, member, enter, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(5):
        made_up = f"192.0.2.{number}, 203.0.113.7"
        enter(client, "wrong", headers={"x-forwarded-for": made_up})
    assert TOO_MANY in enter(client, headers={"x-forwarded-for": "203.0.113.7"}).text
    page = enter(client, headers={"x-forwarded-for": "203.0.113.8"})
    assert page.redirect_chain[-1][0] == reverse("mfa_index")


def test_guesses_from_everywhere_stop_but_leave_a_known_browser_in(
    client, member, enter, monkeypatch
):
    monkeypatch.setattr(adapter, "UNKNOWN", {"unknown_browser": "3/h/key"})
    known = type(client)()
    enter(known)
    known.post(reverse("account_logout"))
    for number in range(3):
        enter(client, "wrong", REMOTE_ADDR=f"192.0.2.{number}")
    assert TOO_MANY in enter(client, REMOTE_ADDR="198.51.100.1").text
    page = enter(known, REMOTE_ADDR="198.51.100.2")
    assert page.redirect_chain[-1][0] == reverse("mfa_index")


def test_a_name_that_nobody_has_is_answered_like_a_wrong_password(client, member, enter):
    pages = [enter(client, "wrong"), enter(client, "wrong", name="nobody")]
    for page in pages:
        assert "No user has this name and this password." in page.text


@pytest.mark.parametrize("name", ["account_login", "mfa_authenticate"])
def test_the_pages_of_signing_in_are_kept_by_no_cache(client, app, enter, name):
    enter(client)
    if name == "account_login":
        client = type(client)()
    assert "no-store" in client.get(reverse(name))["Cache-Control"]


def test_codes_are_throttled_too(client, app, enter):
    enter(client)
    pages = [client.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(6)]
    assert TOO_MANY in pages[-1].text
    client.post(reverse("mfa_authenticate"), {"code": app()})
    assert client.get("/admin/").status_code == 302


def test_the_password_is_not_given_back_by_the_form(client, member, enter):
    assert PASSWORD not in enter(client, PASSWORD, name="nobody").text
