"""What each role may do, and what it may not."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from guidance.models import Challenge, Status
from imgpath.content.models import ContentRevision
from residencies.models import MatchResult
from tests.content.test_history import opened, page

LIST = reverse("admin:guidance_challenge_changelist")
ROLES = ["Author", "Editor", "Publisher", "Administrator"]


@pytest.fixture
def published(db):
    return Challenge.objects.filter(status=Status.PUBLISHED).first()


@pytest.fixture
def draft(published):
    Challenge.objects.filter(pk=published.pk).update(status=Status.DRAFT)
    published.refresh_from_db()
    return published


def act(client, action, row):
    return client.post(LIST, {"_selected_action": [row.pk], "action": action}, follow=True)


def status(row):
    return type(row).objects.get(pk=row.pk).status


@pytest.mark.parametrize("role", ROLES)
def test_every_role_opens_the_first_page_and_finds_something(as_role, role):
    first = as_role(role).get("/admin/")
    assert first.status_code == 200
    assert first.context["app_list"] != []


@pytest.mark.parametrize(("role", "opens"), [("Author", 3), ("Editor", 3), ("Administrator", 0)])
def test_who_reads_content_and_who_keeps_users(as_role, role, opens):
    client = as_role(role)
    content = ["guidance_challenge", "residencies_matchresult", "content_contentrevision"]
    users = ["auth_user", "auth_group"]
    statuses = [client.get(reverse(f"admin:{n}_changelist")).status_code for n in content + users]
    assert statuses == [200 if opens else 403] * 3 + [403 if opens else 200] * 2


def test_an_author_writes_a_draft_and_asks_for_a_review(as_role, draft):
    client = as_role("Author")
    form = opened(client, draft)
    response = client.post(page("change", draft), form | {"title": "In plain words"})
    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.status) == ("In plain words", Status.DRAFT)
    act(client, "ask_for_review", draft)
    assert status(draft) == Status.REVIEW


def test_an_author_publishes_nothing(as_role, draft):
    client = as_role("Author")
    form = opened(client, draft)
    answer = client.post(page("change", draft), form | {"status": Status.PUBLISHED})
    assert "Select a valid choice" in answer.text
    act(client, "publish", draft)
    assert status(draft) == Status.DRAFT


def test_what_an_author_adds_is_a_draft(as_role):
    client = as_role("Author")
    address = reverse("admin:guidance_notice_add")
    status = client.get(address).context["adminform"].form.fields["status"]
    assert Status.PUBLISHED not in dict(status.choices)
    specialty = reverse("admin:residencies_specialty_add")
    assert "published" not in client.get(specialty).context["adminform"].form.fields


def test_an_author_reads_what_is_published_and_is_told_why_it_is_fixed(as_role, published):
    client = as_role("Author")
    assert "so you cannot change it" in client.get(page("change", published)).text
    assert client.post(page("change", published), {"title": "Mine"}).status_code == 403


def test_an_author_changes_no_figure(as_role):
    client, row = as_role("Author"), MatchResult.objects.first()
    assert client.get(page("change", row)).status_code == 200
    assert client.post(page("change", row), {"filled": 1}).status_code == 403
    assert client.post(page("delete", row), {"post": "yes"}).status_code == 403


def test_an_editor_changes_what_is_published_and_leaves_it_so(as_role, published):
    client = as_role("Editor")
    form = opened(client, published)
    answer = client.post(page("change", published), form | {"title": "Better", "status": "draft"})
    assert answer.status_code == 302
    published.refresh_from_db()
    assert (published.title, published.status) == ("Better", Status.PUBLISHED)
    act(client, "return_to_draft", published)
    assert status(published) == Status.PUBLISHED


def test_a_publisher_publishes_and_takes_back(as_role, draft):
    client = as_role("Publisher")
    act(client, "publish", draft)
    assert status(draft) == Status.PUBLISHED
    act(client, "return_to_draft", draft)
    assert status(draft) == Status.DRAFT
    act(client, "ask_for_review", draft)
    assert "Waiting for a review" in client.get("/admin/").text


def test_only_a_draft_is_sent_for_review(as_role, published):
    answer = act(as_role("Publisher"), "ask_for_review", published)
    assert "Only a draft can be sent for review." in answer.text
    assert status(published) == Status.PUBLISHED


def test_nobody_undoes_what_they_could_not_do(as_role, published):
    made = {
        "model": "guidance.challenge",
        "key": published.slug,
        "via": "admin",
        "at": timezone.now(),
    }
    worded = ContentRevision.objects.create(**made, before={"title": "T"}, after={"title": "U"})
    moved = ContentRevision.objects.create(
        **made, before={"status": "draft"}, after={"status": "published"}
    )
    pages = [reverse("admin:content_contentrevision_change", args=[r.pk]) for r in (worded, moved)]
    may = {"Author": [403, 403], "Editor": [302, 403], "Publisher": [302, 302]}
    for role, statuses in may.items():
        client = as_role(role)
        assert [client.post(each).status_code for each in pages] == statuses, role


def test_only_a_publisher_decides_conflicts(as_role):
    conflicts = reverse("admin:content_contentconflict_changelist")
    statuses = [as_role(role).get(conflicts).status_code for role in ROLES]
    assert statuses == [403, 403, 200, 403]


def test_a_deploy_makes_the_roles_again_and_leaves_others(db, django_user_model):
    Group.objects.get(name="Author").permissions.clear()
    own = Group.objects.create(name="Translators")
    call_command("make_roles", verbosity=0)
    assert Group.objects.get(name="Author").permissions.exists()
    assert not own.permissions.exists()
