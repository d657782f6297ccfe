"""A copy of the database gives nobody a code: what second factors rest on is sealed in it."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.urls import reverse

from tests.staff.codes import code_of
from tests.staff.conftest import SECRET

CODE = reverse("mfa_authenticate")
FORMER, NEW = "the key of last year" * 3, "the key of this year" * 3


def kept():
    """Return all that the database holds of second factors."""
    return [each.data for each in Authenticator.objects.order_by("pk")]


@pytest.fixture
def factors(member, settings):
    """An app and recovery codes that were set up under the former key."""
    settings.SECRET_KEY = FORMER
    TOTP.activate(member, SECRET)
    codes = RecoveryCodes.activate(member).generate_codes()
    settings.SECRET_KEY = NEW
    return codes


def test_neither_the_secret_of_an_app_nor_the_seed_of_codes_is_in_the_database(factors):
    assert SECRET not in str(kept())
    app, codes = kept()
    assert app["secret"].startswith("gAAAA")
    assert codes["seed"].startswith("gAAAA")


def test_a_factor_opens_while_its_key_is_a_former_one(client, factors, enter, settings):
    settings.SECRET_KEY_FALLBACKS = [FORMER]
    enter(client)
    assert client.post(CODE, {"code": code_of(SECRET)}, follow=True).status_code == 200
    assert RecoveryCodes(Authenticator.objects.last()).generate_codes() == factors


def test_once_sealed_anew_a_factor_needs_no_former_key(client, factors, enter, settings):
    settings.SECRET_KEY_FALLBACKS = [FORMER]
    call_command("seal_factors", stdout=StringIO())
    settings.SECRET_KEY_FALLBACKS = []
    enter(client)
    page = client.post(CODE, {"code": code_of(SECRET)}, follow=True)
    assert page.redirect_chain[-1][0] == "/admin/guidance/"
    assert RecoveryCodes(Authenticator.objects.last()).generate_codes() == factors


def test_a_factor_whose_key_is_gone_lets_nobody_in_and_says_whom_to_ask(client, factors, enter):
    enter(client)
    for code in [code_of(SECRET), factors[0], ""]:
        assert client.get("/admin/guidance/").status_code == 302
        page = client.post(CODE, {"code": code})
    page = client.post(CODE, {"code": code_of(SECRET)})
    assert "Ask an administrator to reset it" in page.text
    assert client.get("/admin/guidance/").status_code == 302


def test_the_command_names_whose_factor_cannot_be_read_and_changes_nothing_of_it(factors):
    before, told = kept(), StringIO()
    call_command("seal_factors", stdout=StringIO(), stderr=told)
    assert told.getvalue().count("ana: the key of their ") == 2
    assert kept() == before


def test_factors_from_before_there_were_seals_are_sealed_too(client, app, enter):
    assert kept()[0] == {"secret": SECRET}
    call_command("seal_factors", stdout=StringIO())
    assert SECRET not in str(kept())
    enter(client)
    page = client.post(CODE, {"code": app()}, follow=True)
    assert page.redirect_chain[-1][0] == "/admin/guidance/"
