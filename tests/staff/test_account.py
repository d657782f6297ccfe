"""What staff do with their own account, and administrators with those of others."""

from contextlib import nullcontext

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.signing_in import sign_in

LIST = reverse("admin:auth_user_changelist")
SESSIONS = reverse("usersessions_list")
AGAIN = reverse("mfa_reauthenticate")


@pytest.fixture
def other(db):
    return User.objects.create(username="other", is_staff=True)


@pytest.fixture
def administrator(client, db):
    user = User.objects.create(username="keeper", is_staff=True)
    user.groups.add(Group.objects.get(name="Administrator"))
    return sign_in(client, user)


def test_sessions_are_listed_and_ended(client, member, app, enter):
    elsewhere = type(client)()
    for steps, each in enumerate([elsewhere, client]):
        enter(each)
        phone = {"user-agent": "Firefox on a phone"}
        each.post(reverse("mfa_authenticate"), {"code": app(steps)}, headers=phone)
    page = client.get(reverse("usersessions_list"))
    assert page.text.count("Firefox on a phone") == UserSession.objects.count() == 2
    client.post(reverse("usersessions_list"))
    assert UserSession.objects.count() == 1
    assert elsewhere.get(reverse("mfa_index")).status_code == 302
    assert client.get(reverse("mfa_index")).status_code == 200


def test_the_sessions_are_shown_only_after_the_factor_was_used_again(client, member, app, settings):
    sign_in(client, member, age=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 60)
    for asked in [client.get(SESSIONS), client.post(SESSIONS)]:
        assert asked.status_code == 302
        assert asked["Location"].startswith(AGAIN)
    client.post(AGAIN, {"code": app()})
    assert client.get(SESSIONS).status_code == 200


def test_a_session_goes_by_a_new_name_once_the_factor_was_used_again(client, member, app, enter):
    enter(client)
    client.post(reverse("mfa_authenticate"), {"code": app()})
    before = client.session.session_key
    client.post(AGAIN, {"code": "000000"})
    assert client.session.session_key == before
    client.post(AGAIN, {"code": app(1)})
    after = client.session.session_key
    assert after != before
    assert not Session.objects.filter(pk=before).exists()
    assert [each.session_key for each in UserSession.objects.all()] == [after]
    assert client.get("/admin/guidance/").status_code == 200


def test_who_signs_out_leaves_nothing_that_was_typed(client, member):
    sign_in(client, member)
    assert not client.get(reverse("account_logout")).has_header("Clear-Site-Data")
    out = client.post(reverse("account_logout"))
    assert (out.status_code, out["Clear-Site-Data"]) == (302, '"storage"')


@pytest.mark.parametrize(
    ("password", "right"),
    [
        ("imgpath residency 2026", False),
        ("USMLEstep2editor!!!!", False),
        ("Match-Match-Match-Match", False),
        ("the residency of nine green owls", True),
        ("a long sentence of their own", True),
    ],
)
def test_a_password_is_not_made_of_the_words_of_the_site(password, right):
    with nullcontext() if right else pytest.raises(ValidationError, match="words that this site"):
        validate_password(password)


@pytest.mark.parametrize(
    ("password", "right"),
    [
        ("x7#K" * 3 + "ab", False),
        ("11111111111111111111", False),
        ("correct horse", False),
        ("nine green owls in a tree", True),
        ("девять зелёных сов", True),
        ("owls, and more of them, " * 20, True),
    ],
)
def test_a_password_is_long_and_of_any_kind(password, right):
    with nullcontext() if right else pytest.raises(ValidationError):
        validate_password(password)


def test_what_decides_who_gets_in_asks_for_the_factor_again(client, member, app, settings):
    sign_in(client, member, age=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 60)
    assert client.get("/admin/guidance/").status_code == 200
    asked = client.get(LIST)
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    page = client.post(asked["Location"], {"code": app()}, follow=True)
    assert page.redirect_chain[-1][0] == LIST
    assert page.status_code == 200


def test_a_form_that_was_sent_too_late_is_taken_up_again(client, member, app, other, settings):
    sign_in(client, member, age=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 60)
    address = reverse("admin:auth_user_change", args=[other.pk])
    form = {"username": "other", "first_name": "Sent late", "last_name": "", "is_active": "on"}
    asked = client.post(address, form)
    page = client.post(asked["Location"], {"code": app()}, follow=True)
    other.refresh_from_db()
    assert page.status_code == 200
    assert other.first_name == "Sent late"


def test_an_administrator_makes_a_member_of_staff(administrator):
    author = Group.objects.get(name="Author")
    form = {"username": "new", "groups": author.pk}
    assert administrator.post(reverse("admin:auth_user_add"), form).status_code == 302
    made = User.objects.get(username="new")
    assert (made.is_staff, made.is_superuser, made.has_usable_password()) == (True, False, False)
    assert list(made.groups.all()) == [author]
    again = administrator.post(reverse("admin:auth_user_add"), form | {"username": "New"})
    assert "already exists" in again.text


def test_a_closed_account_is_out_at_once(administrator, other, client):
    theirs = sign_in(type(client)(), other)
    assert theirs.get("/admin/").status_code == 200
    address = reverse("admin:auth_user_change", args=[other.pk])
    administrator.post(address, {"username": "other", "first_name": "", "last_name": ""})
    other.refresh_from_db()
    assert not other.is_active
    assert theirs.get("/admin/").status_code == 302


def test_a_lost_factor_is_reset_and_their_sessions_end(administrator, other, client):
    theirs = sign_in(type(client)(), other)
    chosen = {"_selected_action": [other.pk], "action": "reset_second_factor"}
    page = administrator.post(LIST, chosen, follow=True)
    assert "Be sure that it is they who asked" in page.text
    assert not Authenticator.objects.filter(user=other).exists()
    assert theirs.get("/admin/").status_code == 302


def test_no_administrator_touches_a_superuser(administrator, member):
    address = reverse("admin:auth_user_change", args=[member.pk])
    assert administrator.post(address, {"username": "taken"}).status_code == 403
    Authenticator.objects.create(user=member, type="totp", data={"secret": "A"})
    for action in ["reset_second_factor", "new_password"]:
        administrator.post(LIST, {"_selected_action": [member.pk], "action": action})
    member.refresh_from_db()
    assert Authenticator.objects.filter(user=member).exists()
    assert member.has_usable_password()


def test_no_administrator_makes_themselves_a_superuser(administrator):
    keeper = User.objects.get(username="keeper")
    address = reverse("admin:auth_user_change", args=[keeper.pk])
    form = {"username": "keeper", "is_superuser": "on", "groups": keeper.groups.get().pk}
    administrator.post(address, form)
    keeper.refresh_from_db()
    assert not keeper.is_superuser
    assert keeper.is_active, "nobody closes their own account by mistake"


def test_one_command_makes_a_demo_editor(capsys, settings, client, enter, db):
    settings.SECURE = False
    call_command("add_editor")
    told = capsys.readouterr().out
    password = told.split("Password:")[1].split()[0]
    assert enter(client, password, name="demo").redirect_chain[-1][0] == reverse("mfa_index")
    with pytest.raises(CommandError, match="choose another name"):
        call_command("add_editor")


def test_that_command_is_not_for_a_public_server(settings, db):
    settings.SECURE = True
    with pytest.raises(CommandError, match="createsuperuser"):
        call_command("add_editor")
    assert not User.objects.filter(username="demo").exists()


def test_who_is_not_signed_in_proves_nothing_again(client, db):
    for page in [AGAIN, reverse("account_reauthenticate")]:
        assert client.get(page)["Location"].startswith(reverse("account_login"))
