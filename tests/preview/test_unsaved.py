"""“Preview without saving”: the page as it would be, and not a row changed."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse

from guidance import catalogue
from guidance.models import Challenge
from imgpath.content.models import ContentRevision
from residencies.models import Revision
from tests.signing_in import sign_in

TYPED = "Typed and not saved yet."


@pytest.fixture
def challenge(db):
    return Challenge.objects.get(slug="cost")


def form(**changes):
    dates = {"as_of": datetime.date(2026, 1, 1), "review_by": datetime.date(2099, 1, 1)}
    words = {"title": "A test", "slug": "test-new", "summary": TYPED, "body": "Words."}
    return words | dates | {"weight": 3, "status": "draft", "_preview": "1"} | changes


def change(row):
    return reverse("admin:guidance_challenge_change", args=[row.pk])


def everything():
    return (
        list(Challenge.objects.order_by("pk").values()),
        Revision.current(),
        LogEntry.objects.count(),
        ContentRevision.objects.count(),
    )


@pytest.mark.parametrize("status", ["draft", "published"])
def test_what_is_typed_is_shown_and_nothing_is_saved(editor, challenge, status):
    before, held = everything(), catalogue.current()
    response = editor.post(change(challenge), form(status=status))
    assert response.status_code == 200
    assert TYPED in response.text
    assert "Nothing is saved" in response.text
    assert everything() == before
    assert catalogue.current() is held
    assert TYPED not in editor.get(challenge.get_absolute_url()).text


def test_a_new_row_is_shown_before_it_is_saved(editor, db):
    before = everything()
    response = editor.post(reverse("admin:guidance_challenge_add"), form())
    assert "<h1>A test</h1>" in response.text
    assert everything() == before


def test_nobody_is_told_that_it_was_saved(editor, challenge):
    editor.post(change(challenge), form())
    assert "successfully" not in editor.get(change(challenge)).text


def test_a_mistake_is_shown_in_the_form_and_nothing_is_lost(editor, challenge):
    response = editor.post(change(challenge), form(title=""))
    assert "This field is required." in response.text
    assert TYPED in response.text


def test_it_is_private_like_every_preview(editor, challenge):
    response = editor.post(change(challenge), form())
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_saving_still_saves(editor, challenge):
    sent = form()
    del sent["_preview"]
    assert editor.post(change(challenge), sent).status_code == 302
    challenge.refresh_from_db()
    assert challenge.summary == TYPED


def test_an_author_previews_a_draft_and_cannot_touch_what_is_published(
    client, django_user_model, challenge
):
    user = django_user_model.objects.create(username="author", is_staff=True)
    user.groups.add(Group.objects.get(name="Author"))
    sign_in(client, user)
    assert client.post(change(challenge), form()).status_code == 403
    Challenge.objects.filter(pk=challenge.pk).update(status="draft")
    assert TYPED in client.post(change(challenge), form()).text


def test_the_form_offers_both_previews_where_they_help(editor, challenge):
    link = f'href="/admin/preview{challenge.get_absolute_url()}"'
    page = editor.get(change(challenge)).text
    assert 'name="_preview"' in page
    assert link not in page
    Challenge.objects.filter(pk=challenge.pk).update(status="draft")
    assert link in editor.get(change(challenge)).text


def test_a_form_of_what_has_no_page_offers_none(editor, db):
    assert 'name="_preview"' not in editor.get(reverse("admin:guidance_audience_add")).text
