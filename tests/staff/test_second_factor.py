"""No page of the admin opens without a second factor, and each leads on to where it was wanted."""

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.models import Session
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.signing_in import sign_in
from tests.staff.codes import code_of

CODE = reverse("mfa_authenticate")
WANTED = "/admin/guidance/"


def admin_paths(patterns=None, before="admin/"):
    """Yield an address for every route of the admin, whatever it names filled in with 1."""
    if patterns is None:
        site = next(each for each in get_resolver().url_patterns if str(each.pattern) == "admin/")
        patterns = site.url_patterns
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from admin_paths(each.url_patterns, before + str(each.pattern))
        else:
            route = re.sub(r"^\^|\$$", "", str(each.pattern))
            filled = re.sub(r"<[^>]+>|\(\?P.*\)", lambda _: "1", route)
            yield "/" + before + filled


def test_no_route_of_the_admin_opens_for_a_password_alone(client, member, enter):
    enter(client)
    paths = set(admin_paths()) | {"/admin/guidance/", "/admin/no-such-page"}
    assert len(paths) > 150
    for path in paths - {"/admin/login/"}:
        for answer in [client.get(path), client.post(path)]:
            assert answer.status_code == 302, path
            assert answer["Location"].startswith(("/admin/", "/staff/")), path
    page = client.get("/admin/jsi18n/", follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_index")
    assert "Set up a second factor" in page.text


def test_setting_up_an_app_leads_to_codes_shown_once_and_on(client, member, enter):
    assert enter(client).redirect_chain[-1][0] == reverse("mfa_index")
    setup = reverse("mfa_activate_totp")
    secret = client.get(setup).context["form"].secret
    wrong = client.post(setup, {"code": "no"})
    assert wrong.context["form"].errors["code"][0] in wrong.text
    assert secret in wrong.text, "a mistyped code must not cost the scan"
    page = client.post(setup, {"code": code_of(secret)}, follow=True)
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()
    assert all(code in page.text for code in codes)
    assert f'href="{WANTED}"' in page.text
    assert client.get(WANTED).status_code == 200
    again = client.get(reverse("mfa_view_recovery_codes")).text
    assert not any(code in again for code in codes)


def test_the_picture_of_the_secret_comes_from_this_site(client, member, enter):
    enter(client)
    client.get(reverse("mfa_activate_totp"))
    picture = client.get(reverse("staff_qr_code"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]


def test_a_password_then_a_code_lead_to_the_page_that_was_wanted(client, app, enter):
    assert enter(client).redirect_chain[-1][0] == CODE
    assert client.get(WANTED).status_code == 302
    page = client.post(CODE, {"code": app()}, follow=True)
    assert page.redirect_chain[-1] == (WANTED, 302)
    assert page.status_code == 200


@pytest.mark.parametrize("wrong", ["", "12345", "000000", "abcdef"])
def test_a_wrong_code_is_said_beside_the_field_and_lets_nobody_in(client, app, enter, wrong):
    enter(client)
    page = client.post(CODE, {"code": wrong})
    assert page.status_code == 200
    assert page.context["form"].errors["code"][0] in page.text
    assert client.get(WANTED).status_code == 302


def test_a_passkey_is_offered_to_those_who_have_one(client, app, enter):
    assert "Use a passkey" not in enter(client).text


def test_a_code_counts_once(client, app, enter):
    code = app()
    enter(client)
    client.post(CODE, {"code": code})
    client.post(reverse("account_logout"))
    enter(client)
    assert client.post(CODE, {"code": code}).status_code == 200
    assert client.get(WANTED).status_code == 302


def test_a_recovery_code_counts_once(client, app, member, enter):
    first, *_ = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()
    for status in [302, 200]:
        enter(client)
        assert client.post(CODE, {"code": first}).status_code == status
        client.post(reverse("account_logout"))


def test_recovery_codes_alone_are_no_second_factor(client, member, app):
    sign_in(client, member)
    assert client.get(WANTED).status_code == 200
    Authenticator.objects.filter(type="totp").delete()
    assert client.get(WANTED).status_code == 302


def test_who_is_not_staff_sees_nothing(client, django_user_model):
    sign_in(client, django_user_model.objects.create(username="visitor"))
    assert client.get(WANTED, follow=True).status_code == 403


def test_a_session_made_without_a_sign_in_opens_nothing(client, member, app):
    client.force_login(member)
    assert client.get(WANTED, follow=True).redirect_chain[-1][0].startswith("/staff/login/")


def test_a_session_ends_after_twelve_hours_even_in_use(client, member, settings):
    sign_in(client, member, age=settings.STAFF_SESSION_AGE - 60)
    assert client.get(WANTED).status_code == 200
    sign_in(client, member, age=settings.STAFF_SESSION_AGE + 60)
    over = client.session.session_key
    page = client.get(WANTED, follow=True)
    assert "You were signed out" in page.text
    assert not Session.objects.filter(pk=over).exists()


def test_a_clock_that_is_set_back_makes_no_session_last_longer(client, member, settings):
    sign_in(client, member, age=-60)
    assert client.get(WANTED).status_code == 200
    sign_in(client, member, age=-settings.STAFF_SESSION_AGE - 60)
    assert "You were signed out" in client.get(WANTED, follow=True).text


def test_a_new_factor_ends_the_sessions_that_had_none(client, member, enter):
    stolen = type(client)()
    enter(stolen)
    enter(client)
    setup = reverse("mfa_activate_totp")
    secret = client.get(setup).context["form"].secret
    client.post(setup, {"code": code_of(secret)})
    assert stolen.get(reverse("mfa_index")).status_code == 302


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "usersessions_list",
        "account_change_password",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ],
)
def test_who_has_a_factor_changes_nothing_of_it_with_the_password_alone(client, app, enter, name):
    enter(client)
    answers = [client.get(reverse(name)), client.post(reverse(name))]
    assert [each.status_code for each in answers] == [302, 302]


def test_nobody_can_sign_up(client, db):
    adapter = get_adapter()
    assert not adapter.is_open_for_signup(None)
    for path in ["/staff/signup/", "/accounts/signup/", "/staff/password/reset/"]:
        assert client.get(path).status_code == 404
