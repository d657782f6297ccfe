"""What changed, for readers: every change that they could see, and nothing of a draft."""

from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from guidance.models import Challenge, Status
from imgpath import changes
from imgpath.content.history import recorded
from imgpath.content.models import ContentRevision
from residencies.models import MatchResult, Revision, Source, Translation
from residencies.models.translations import digest
from tests.residencies.markup import text, tree

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def change(db):
    """Change rows of a model as an editor does in the admin."""

    def _change(model, act):
        with recorded(model, via=ContentRevision.Via.ADMIN):
            act()
            Revision.bump()

    return _change


@pytest.fixture
def challenge(db):
    return Challenge.objects.filter(status=Status.PUBLISHED).first()


def told(client):
    lines = map(text, tree(client.get("/changes/").text).iter("li"))
    return [
        line
        for line in lines
        if any(f", {what}: " in line for what in ["changed", "new", "taken back"])
    ]


def save(row, **values):
    def _save():
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    return _save


def test_with_no_change_the_page_and_the_feed_say_so(client, db):
    assert "Nothing has changed yet" in client.get("/changes/").text
    feed = client.get("/changes/atom.xml")
    assert feed.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert ElementTree.fromstring(feed.text).findall(f"{ATOM}entry") == []


def test_readers_have_a_word_for_every_kind_of_row_that_they_can_see():
    models = [*apps.get_app_config("residencies").get_models()]
    models += apps.get_app_config("guidance").get_models()
    every = {model._meta.label_lower for model in models}
    assert set(changes.KINDS) == every - {"residencies.revision", "residencies.translation"}


def test_a_change_is_told_with_its_page_and_what_changed(client, challenge, change):
    change(Challenge, save(challenge, title="Told anew", summary="Other words."))
    (line,) = told(client)
    assert line == "Challenges, changed: Told anew title, summary"
    assert f'href="{challenge.get_absolute_url()}"' in client.get("/changes/").text
    (entry,) = ElementTree.fromstring(client.get("/changes/atom.xml").text).findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "Challenges, changed: Told anew"
    address = entry.find(f"{ATOM}link").get("href")
    assert address == f"http://testserver{challenge.get_absolute_url()}"
    assert entry.find(f"{ATOM}summary").text == "Changed: title, summary"


def test_several_changes_of_a_day_are_told_once(client, challenge, change):
    change(Challenge, save(challenge, title="Told anew"))
    change(Challenge, save(challenge, title="And again", weight=challenge.weight % 5 + 1))
    (line,) = told(client)
    assert line == "Challenges, changed: And again title, weight"


def test_nothing_of_a_draft_is_told_until_it_is_published(client, challenge, change):
    Challenge.objects.filter(pk=challenge.pk).update(status=Status.DRAFT)
    challenge.refresh_from_db()
    change(Challenge, save(challenge, title="A secret plan"))
    assert told(client) == []
    change(Challenge, save(challenge, status=Status.PUBLISHED))
    assert told(client) == ["Challenges, new: A secret plan"]
    change(Challenge, save(challenge, status=Status.DRAFT))
    change(Challenge, save(challenge, title="Another secret"))
    assert sorted(told(client)) == [
        "Challenges, new: A secret plan",
        "Challenges, taken back: A secret plan",
    ]


def test_what_is_made_and_deleted_is_told(client, change):
    result = MatchResult.objects.first()
    values = {
        field.attname: getattr(result, field.attname) for field in result._meta.concrete_fields
    }
    name = str(result)
    change(MatchResult, result.delete)
    (line,) = told(client)
    assert line.startswith("Match results, taken back: ")
    change(MatchResult, MatchResult(**values | {"id": None}).save)
    assert f"Match results, new: {name}" in told(client)


def test_many_figures_of_one_kind_are_told_together(client, change):
    rows = list(MatchResult.objects.exclude(offered=None)[:9])

    def act():
        for row in rows:
            row.offered += 1
        MatchResult.objects.bulk_update(rows, ["offered"])

    change(MatchResult, act)
    (line,) = told(client)
    assert line.startswith("Match results, changed: ")
    assert "and 3 more" in line
    assert line.endswith("offered")


def test_what_nobody_may_be_shown_is_not_told(client, change):
    change(Source, Source(slug="secret", title="T", checked_on="2026-01-01", grade="D").save)
    assert told(client) == []


def test_the_list_is_cut_into_pages(client, challenge, change):
    now = timezone.now()
    made = {"model": "guidance.challenge", "key": challenge.slug, "via": "admin"}
    for days in range(60):
        ContentRevision.objects.create(
            **made,
            before={"title": str(days)},
            after={"title": str(days + 1)},
            at=now - timezone.timedelta(days=days),
        )
    Revision.bump()
    assert len(told(client)) == 50
    last = client.get("/changes/?page=2").text
    assert last.count("Challenges, changed") == 10
    for page in ["0", "99", "x", ""]:
        assert client.get("/changes/", {"page": page}).status_code == 200


def test_both_ask_the_database_for_the_revision_only(client, challenge, django_assert_num_queries):
    for address in [reverse("changes"), reverse("changes_feed")]:
        client.get(address)
        with django_assert_num_queries(1):
            client.get(address)
    assert changes.current() == []


def test_a_translation_is_no_change_of_what_the_site_says(client, change, challenge):
    new = {"language": "ar", "digest": digest(challenge.title), "english": challenge.title}
    change(Translation, lambda: Translation.objects.create(**new, text="T"))
    assert told(client) == []
