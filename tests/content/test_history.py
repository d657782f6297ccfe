"""Every change is on record, by whom and through what, and can be undone."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from guidance.models import Challenge, RouteQuestion
from imgpath.content.models import ContentConflict, ContentRevision
from imgpath.content.undo import undo
from residencies.models import MatchResult, Revision
from tests.signing_in import sign_in

CHANGES = reverse("admin:content_contentrevision_changelist")


def page(name, row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def opened(client, row):
    """Return what the browser would post back from the change form of a row."""
    return filled(client.get(page("change", row)))


def filled(response):
    """Return what the browser would post back from a form as it stands."""
    data = {"seen": response.context["seen"]}
    for field in response.context["adminform"].form:
        value = field.value()
        if isinstance(value, list):
            data[field.html_name] = [getattr(each, "pk", each) for each in value]
        elif value is not None and value is not False:
            data[field.html_name] = str(value)
    for inline in response.context["inline_admin_formsets"]:
        data |= {each.html_name: str(each.value()) for each in inline.formset.management_form}
    return data


def save(client, row, **values):
    response = client.post(page("change", row), opened(client, row) | values)
    assert response.status_code == 302
    row.refresh_from_db()


def at(revision):
    return reverse("admin:content_contentrevision_change", args=[revision.pk])


def test_an_edit_is_on_record_with_what_it_replaced_and_by_whom(
    admin_client, admin_user, shipment, challenge
):
    shipment.load()
    save(admin_client, challenge(), title="In my words")
    (found,) = ContentRevision.objects.all()
    assert (found.model, found.key) == ("guidance.challenge", "no-visa")
    assert found.before == {"title": "You need a visa"}
    assert found.after == {"title": "In my words"}
    assert (found.via, found.actor) == ("admin", admin_user)
    save(admin_client, challenge())
    assert ContentRevision.objects.count() == 1


def test_a_figure_is_on_record_and_put_back_together_with_its_source(
    admin_client, admin_user, shipment, result, source
):
    shipment.ship("residencies.source", "other", slug="match-s02")
    shipment.load()
    save(admin_client, result(), offered=11, source=source("match-s02").pk)
    save(admin_client, result(), offered=12)
    first = ContentRevision.objects.last()
    assert (first.before["offered"], first.before["source"]) == (10, "match-s01")
    undo(first, admin_user)
    assert (result().offered, result().source.slug) == (10, "match-s01")


def test_other_sources_of_a_figure_are_put_back(admin_client, admin_user, shipment, result):
    shipment.ship("residencies.source", "other", slug="match-s02")
    shipment.ship("residencies.matchresult", "sample", also_in=[["match-s02"]])
    shipment.load()
    save(admin_client, result(), also_in=[])
    undo(ContentRevision.objects.first(), admin_user)
    assert [each.slug for each in result().also_in.all()] == ["match-s02"]


def test_a_release_is_on_record_but_not_the_first_that_fills_an_empty_database(
    shipment, challenge, edit
):
    shipment.ship("guidance.challenge", "going", slug="going")
    shipment.ship("residencies.matchresult", "going", year=2020)
    shipment.load()
    assert not ContentRevision.objects.exists()
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    shipment.ship("guidance.challenge", "new", slug="new")
    shipment.unship("guidance.challenge", "going")
    shipment.unship("residencies.matchresult", "going")
    shipment.load(release="r2")
    found = {each.key: each for each in ContentRevision.objects.all()}
    assert {each.via for each in found.values()} == {"release"}
    assert {each.release for each in found.values()} == {"r2"}
    assert found["no-visa"].before == {"title": "You need a visa"}
    assert found["no-visa"].after == {"title": "Shipped anew"}
    assert found["new"].before is None
    assert found["new"].after["title"] == "You need a visa"
    assert (found["going"].before, found["going"].after) == (
        {"status": "published"},
        {"status": "draft"},
    )
    assert found["internal-medicine/2020/categorical"].after is None
    shipment.load()
    assert ContentRevision.objects.count() == 4


def test_what_is_published_made_and_deleted_in_the_admin_is_on_record(
    admin_client, shipment, challenge, result
):
    shipment.load()
    lists = reverse("admin:guidance_challenge_changelist")
    chosen = {"action": "return_to_draft", "_selected_action": [challenge().pk]}
    admin_client.post(lists, chosen)
    assert ContentRevision.objects.get().after == {"status": "draft"}
    admin_client.post(page("delete", result()), {"post": "yes"})
    gone = ContentRevision.objects.first()
    assert (gone.key, gone.after) == ("internal-medicine/2026/categorical", None)
    data = opened(admin_client, challenge()) | {"slug": "new", "title": "New"}
    admin_client.post(reverse("admin:guidance_challenge_add"), data)
    made = ContentRevision.objects.first()
    assert (made.before, made.after["title"]) == (None, "New")


def test_rows_that_go_with_a_deleted_one_are_on_record_too(admin_client, db):
    question = RouteQuestion.objects.filter(answers__isnull=False).first()
    answers = {f"{question.slug}/{each.slug}" for each in question.answers.all()}
    response = admin_client.post(page("delete", question), {"post": "yes"})
    assert response.status_code == 302
    found = ContentRevision.objects.filter(after__isnull=True)
    assert {each.key for each in found} == {question.slug} | answers


def test_a_deleted_row_comes_back_as_it_was(admin_client, shipment, result):
    shipment.load()
    before = shipment.load(check=True)
    admin_client.post(page("delete", result()), {"post": "yes"})
    gone = ContentRevision.objects.get()
    assert "Undo this change" in admin_client.get(at(gone)).text
    token = Revision.current()
    admin_client.post(at(gone))
    assert Revision.current() != token
    assert shipment.load(check=True) == before
    assert ContentRevision.objects.first().note.startswith("Undid the change of ")


def test_undoing_says_first_what_it_will_change_and_changes_only_that(
    admin_client, shipment, challenge
):
    shipment.load()
    save(admin_client, challenge(), title="In my words")
    save(admin_client, challenge(), title="In other words", summary="Mine.")
    first = ContentRevision.objects.last()
    text = admin_client.get(at(first)).text
    assert "<del>In other words</del><ins>You need a visa</ins>" in text.replace("\n", "")
    assert "Mine." not in text
    admin_client.post(at(first))
    assert (challenge().title, challenge().summary) == ("You need a visa", "Mine.")
    assert "The row is as it was before this change." in admin_client.get(at(first)).text


def test_an_undoing_that_would_leave_something_wrong_is_refused_with_its_reason(
    admin_client, shipment, challenge, result, source, specialty
):
    shipment.ship("residencies.source", "other", slug="match-s02")
    shipment.load()
    save(admin_client, result(), source=source("match-s02").pk)
    specialty().sources.set([source("match-s02")])
    challenge().sources.clear()
    source("match-s01").delete()
    text = admin_client.post(at(ContentRevision.objects.last()), follow=True).text
    assert "match-s01”, which is not here." in text
    assert result().source.slug == "match-s02"


def test_the_history_of_a_row_shows_each_change_newest_first(
    admin_client, admin_user, shipment, challenge
):
    shipment.load()
    assert "Nothing was changed" in admin_client.get(page("history", challenge())).text
    save(admin_client, challenge(), title="In my words")
    shipment.ship("guidance.challenge", "sample", summary="Shipped anew.")
    shipment.load(release="r2")
    text = admin_client.get(page("history", challenge())).text
    assert text.index("by a release") < text.index("in the admin")
    assert "r2" in text
    assert str(admin_user) in text
    assert "In my words</ins>" in text


def test_who_may_not_change_a_row_may_not_undo_its_changes(
    client, shipment, challenge, admin_client
):
    shipment.load()
    save(admin_client, challenge(), title="In my words")
    revision = ContentRevision.objects.get()
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_contentrevision", "view_challenge"])
    )
    sign_in(client, reader)
    assert "You may not change this row." in client.get(at(revision)).text
    assert client.post(at(revision)).status_code == 403
    assert challenge().title == "In my words"


def test_taking_what_was_shipped_is_on_record(admin_client, shipment, challenge, edit):
    shipment.load()
    edit(challenge(), title="In my words")
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    shipment.load()
    conflicts = reverse("admin:content_contentconflict_changelist")
    chosen = {"_selected_action": [ContentConflict.objects.get().pk], "action": "take_shipped"}
    admin_client.post(conflicts, chosen)
    found = ContentRevision.objects.get()
    assert (found.before, found.after) == ({"title": "In my words"}, {"title": "Shipped anew"})
    assert found.note == "Took the shipped value"


def test_the_list_of_all_changes_finds_those_of_a_row(admin_client, shipment, challenge):
    shipment.load()
    save(admin_client, challenge(), title="In my words")
    found = admin_client.get(CHANGES, {"q": "no-visa", "model": "guidance.challenge"})
    assert found.context["cl"].result_count == 1
    assert "Challenge: no-visa" in found.text


@pytest.mark.parametrize("model", [Challenge, MatchResult])
def test_a_history_asks_the_database_as_often_for_many_changes(
    admin_client, model, db, django_assert_num_queries, django_assert_max_num_queries
):
    row = model.objects.first()
    label = model._meta.label_lower
    values = {"title": "T"} if model is Challenge else {"offered": 1}
    key = row.slug if model is Challenge else f"{row.specialty.slug}/{row.year}/{row.track}"
    made = {"model": label, "key": key, "via": "admin", "at": "2026-01-01T00:00Z"}
    ContentRevision.objects.create(**made, before=values, after=values)
    admin_client.get(reverse("admin:index"))  # the first page of a session also writes it
    with django_assert_max_num_queries(25) as first:
        assert admin_client.get(page("history", row)).status_code == 200
    for _ in range(5):
        ContentRevision.objects.create(**made, before=values, after=values)
    with django_assert_num_queries(len(first)):
        admin_client.get(page("history", row))
