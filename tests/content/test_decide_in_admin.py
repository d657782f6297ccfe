"""An editor looks at a conflict in the admin and decides it."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from imgpath.content.models import ContentBase, ContentConflict, ContentRevision
from imgpath.content.wording import as_text, changes
from residencies.models import Revision
from tests.signing_in import sign_in

CONFLICTS = reverse("admin:content_contentconflict_changelist")
BASES = reverse("admin:content_contentbase_changelist")


@pytest.fixture
def conflict(shipment, challenge, edit):
    """A title that an editor and then a release changed."""
    shipment.load()
    edit(challenge(), title="You will need a visa")
    shipment.ship("guidance.challenge", "sample", title="You need a work visa")
    shipment.load(release="r2")
    return ContentConflict.objects.get()


def decide(client, conflict, action):
    data = {"action": action, "_selected_action": [conflict.pk]}
    page = client.post(CONFLICTS, data, follow=True)
    conflict.refresh_from_db()
    return page.text


def test_a_conflict_shows_what_changed_on_either_side(admin_client, conflict):
    page = admin_client.get(reverse("admin:content_contentconflict_change", args=[conflict.pk]))
    assert "<td>You need a visa</td>" in page.text
    assert "<td>You need a <ins>work </ins>visa</td>" in page.text
    assert "<td>You <ins>will </ins>need a visa</td>" in page.text
    assert "no-visa" in admin_client.get(CONFLICTS).text


def test_take_shipped_replaces_the_value_and_keeps_the_old_one_on_record(
    admin_client, admin_user, conflict, challenge, edit, shipment
):
    edit(challenge(), title="Edited once more")
    before = Revision.current()
    decide(admin_client, conflict, "take_shipped")
    assert challenge().title == "You need a work visa"
    assert conflict.resolution == "take-shipped"
    assert conflict.resolved_by == admin_user
    assert conflict.live == {"title": "Edited once more"}
    assert Revision.current() != before
    assert not any(shipment.load(check=True).values())


def test_keep_mine_leaves_the_value_and_ends_the_question(
    admin_client, conflict, challenge, shipment
):
    decide(admin_client, conflict, "keep_mine")
    assert challenge().title == "You will need a visa"
    assert conflict.resolution == "keep-mine"
    assert shipment.load(check=True)["kept"] == ["guidance.challenge no-visa: title"]
    assert "It is decided already." in decide(admin_client, conflict, "take_shipped")


def test_a_conflict_is_decided_on_its_own_page_too_and_leads_to_its_row(
    admin_client, conflict, challenge
):
    address = reverse("admin:content_contentconflict_change", args=[conflict.pk])
    row = reverse("admin:guidance_challenge_change", args=[challenge().pk])
    page = admin_client.get(address).text
    assert f'Challenge: <a href="{row}">no-visa</a>' in page
    assert "Resolved by" not in page
    data = {"CHANGE_FORM-action": "keep_mine", "_selected_action": conflict.pk}
    page = admin_client.post(address, data, follow=True).text
    assert "decided." in page
    assert "Resolved by" in page
    conflict.refresh_from_db()
    assert conflict.resolution == "keep-mine"
    assert challenge().title == "You will need a visa"
    challenge().delete()
    assert "Challenge: no-visa" in admin_client.get(address).text


def test_take_shipped_moves_figures_and_source_together(
    admin_client, shipment, edit, result, challenge
):
    shipment.load()
    edit(result(), offered=12)
    shipment.ship("residencies.source", "new", slug="match-s02")
    shipment.ship("residencies.matchresult", "sample", offered=11, source=["match-s02"])
    shipment.load()
    decide(admin_client, ContentConflict.objects.get(), "take_shipped")
    assert (result().offered, result().source.slug) == (11, "match-s02")


def test_take_shipped_is_refused_where_the_row_would_be_wrong(admin_client, conflict, challenge):
    conflict.shipped = {"title": "x" * 61}
    conflict.save()
    assert "at most 60 characters" in decide(admin_client, conflict, "take_shipped")
    assert conflict.resolution == ""
    challenge().delete()
    assert "It was deleted here." in decide(admin_client, conflict, "take_shipped")


def test_take_shipped_is_refused_where_what_it_names_is_not_here(admin_client, conflict):
    conflict.shipped = {"sources": ["match-s09"]}
    conflict.save()
    assert "which is not here" in decide(admin_client, conflict, "take_shipped")


def test_only_those_who_may_change_the_content_decide(client, conflict, challenge):
    editor = User.objects.create_user("editor", is_staff=True)
    names = ["view_contentconflict", "change_contentconflict"]
    editor.user_permissions.set(Permission.objects.filter(codename__in=names))
    sign_in(client, editor)
    assert "You may not change challenges." in decide(client, conflict, "take_shipped")
    editor.user_permissions.add(Permission.objects.get(codename="change_challenge"))
    decide(client, conflict, "take_shipped")
    assert challenge().title == "You need a work visa"


def test_nobody_adds_edits_or_deletes_the_loaders_own_records(admin_client, conflict):
    base = ContentBase.objects.first()
    assert admin_client.get(BASES).status_code == 200
    for name, row in [("contentbase", base), ("contentconflict", conflict)]:
        assert admin_client.get(reverse(f"admin:content_{name}_add")).status_code == 403
        page = admin_client.get(reverse(f"admin:content_{name}_change", args=[row.pk]))
        assert page.status_code == 200
        assert 'name="key"' not in page.text
        delete = reverse(f"admin:content_{name}_delete", args=[row.pk])
        assert admin_client.post(delete, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "(empty)"),
        ("", "(empty)"),
        ([], "(empty)"),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (["a", "b"], "a, b"),
    ],
)
def test_values_read_as_a_person_would_write_them(value, text):
    assert as_text(value) == text


def test_changed_words_are_told_apart():
    assert changes("a b c", "a x c") == [
        ("same", "a "),
        ("gone", "b "),
        ("new", "x "),
        ("same", "c"),
    ]


def test_what_was_edited_here_is_shown_beside_what_was_shipped_and_can_be_taken_back(
    admin_client, shipment, challenge, edit
):
    shipment.load()
    edit(challenge(), title="You will need a visa", weight=5)
    base = ContentBase.objects.get(key="no-visa")
    edited = admin_client.get(BASES, {"here": "edited"})
    assert [row.key for row in edited.context["cl"].result_list] == ["no-visa"]
    address = reverse("admin:content_contentbase_change", args=[base.pk])
    assert "You <ins>will </ins>need a visa" in admin_client.get(address).text
    admin_client.post(BASES, {"action": "take_shipped", "_selected_action": [base.pk]})
    assert (challenge().title, challenge().weight) == ("You need a visa", 5)
    assert not any(shipment.load(check=True).values())
    assert ContentRevision.objects.get().note == "Took the shipped value"
