"""The link with which somebody chooses a password: theirs alone, for a day, and once."""

import html
import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.signing_in import sign_in
from tests.staff.conftest import PASSWORD

LIST = reverse("admin:auth_user_changelist")
CHOSEN = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def administrator(client, db):
    user = User.objects.create(username="keeper", is_staff=True)
    user.groups.add(Group.objects.get(name="Administrator"))
    return sign_in(type(client)(), user)


@pytest.fixture
def other(db):
    return User.objects.create_user("other", password="what they had before now", is_staff=True)


@pytest.fixture
def link(administrator, other):
    """Return a function that has an administrator make a link, which they are shown."""

    def _link():
        form = {"_selected_action": [other.pk], "action": "new_password"}
        return shown(administrator.post(LIST, form, follow=True))

    return _link


def shown(page):
    (address,) = re.findall(r"<code>http://testserver(/\S+)</code>", html.unescape(page.text))
    return address


def chooses(client, address):
    """Open a link and send a password; return the page that comes."""
    form = client.get(address)
    if form.status_code == 302:
        assert address.split("/")[-2] not in form["Location"]
        return client.post(form["Location"], CHOSEN, follow=True)
    return form


def test_a_new_member_chooses_the_first_password_and_signs_in(administrator, client, enter):
    page = administrator.post(reverse("admin:auth_user_add"), {"username": "new"}, follow=True)
    assert "Your password is kept" in chooses(client, shown(page)).text
    assert User.objects.get(username="new").check_password(PASSWORD)
    assert enter(client, name="new").redirect_chain[-1][0] == reverse("mfa_index")


def test_a_link_opens_once(link, client):
    address = link()
    chooses(client, address)
    again = type(client)().get(address)
    assert "This address opens no more" in again.text
    assert "no-store" in again["Cache-Control"]


def test_a_lost_password_opens_nothing_from_then_on(link, client, other):
    theirs = sign_in(type(client)(), other)
    link()
    other.refresh_from_db()
    assert not other.has_usable_password()
    assert theirs.get("/admin/").status_code == 302


def test_a_newer_link_takes_the_place_of_an_older(link, client):
    older, newer = link(), link()
    assert "This address opens no more" in chooses(client, older).text
    assert "Your password is kept" in chooses(client, newer).text


def test_a_link_is_good_for_a_day(link, client, settings):
    address = link()
    assert settings.PASSWORD_RESET_TIMEOUT == 24 * 60 * 60
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "This address opens no more" in chooses(client, address).text


def test_a_closed_account_chooses_nothing(link, client, other):
    address = link()
    User.objects.filter(pk=other.pk).update(is_active=False)
    assert "This address opens no more" in chooses(client, address).text


@pytest.mark.parametrize("wrong", ["/staff/first/x/y/", "/staff/first/MQ/set-password/"])
def test_an_address_that_was_never_a_link_says_the_same(client, db, wrong):
    assert "This address opens no more" in client.get(wrong).text


def test_a_password_that_is_refused_says_why_beside_its_field(link, client, other):
    form = client.get(link())
    page = client.post(form["Location"], {"new_password1": "other", "new_password2": "other"})
    assert "at least 15 characters" in page.text
    assert page.text.count("<title>Error: ") == 1


def test_nobody_chooses_the_password_of_another(administrator, other):
    form = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    administrator.post(f"{LIST}{other.pk}/password/", form, follow=True)
    other.refresh_from_db()
    assert not other.check_password(PASSWORD)
    keeper = User.objects.get(username="keeper")
    form = {"_selected_action": [keeper.pk], "action": "new_password"}
    assert "under “Signing in”" in administrator.post(LIST, form, follow=True).text
