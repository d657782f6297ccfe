"""What operators can read of who signed in, who tried, and from where."""

import logging

import pytest
from django.urls import reverse

from imgpath import logs
from tests.staff.conftest import PASSWORD

CODE = reverse("mfa_authenticate")


@pytest.fixture
def told(caplog):
    """Return a function that gives what the log says: what, of whom, from where."""
    caplog.set_level(logging.INFO, "imgpath.staff")

    def _told():
        lines = [each for each in caplog.records if each.name == "imgpath.staff.events"]
        return [(each.getMessage(), each.user, each.address) for each in lines]

    return _told


def test_a_sign_in_and_each_failure_before_it_are_told(client, app, enter, told):
    enter(client, "wrong")
    enter(client)
    client.post(CODE, {"code": "000000"})
    client.post(CODE, {"code": app()})
    assert told() == [
        ("Staff: A wrong name or password", "ana", "127.0.0.1"),
        ("Staff: A wrong code or passkey", "ana", "127.0.0.1"),
        ("Staff: Signed in", "ana", "127.0.0.1"),
    ]


def test_who_tries_too_often_is_told_by_the_address_that_our_proxy_saw(
    client, member, enter, settings, told
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(6):
        enter(client, "wrong", headers={"x-forwarded-for": "192.0.2.1, 203.0.113.7"})
    assert told()[-1] == ("Staff: Too many attempts", "", "203.0.113.7")


def test_a_password_in_the_box_for_the_name_is_not_written_down(
    client, member, enter, told, caplog
):
    enter(client, "ana", name=PASSWORD)
    assert [user for _, user, _ in told()] == [""]
    assert PASSWORD not in caplog.text


def test_a_new_second_factor_is_told(client, member, enter, told, monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.validate_totp_code", lambda *args: True)
    enter(client)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": "123456"})
    assert told()[-1] == ("Staff: Set up a second factor", "ana", "127.0.0.1")


def test_production_writes_them_down():
    assert logs.configuration(json=True)["loggers"]["imgpath.staff"] == {"level": "INFO"}
