"""A row that a release names anew stays the same row, and its old addresses lead to it."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from guidance.models import Challenge
from imgpath.content import live, load
from imgpath.content.fixtures import RENAMES
from imgpath.content.models import ContentBase, ContentConflict, ContentRevision
from imgpath.content.undo import undo
from residencies.models import MatchResult, Revision, Source, Specialty

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(shipment):
    """Ship a row under a new slug, and all that names it, and say so in the file of renames."""
    names = {}

    def ship(model, old, new, sample="sample"):
        names.setdefault(model, {})[old] = new
        shipment.write_text(RENAMES, json.dumps(names))
        for fields in shipment.rows.values():
            for name, value in fields.items():
                if value == [old]:
                    fields[name] = [new]
                elif value == [[old]]:
                    fields[name] = [[new]]
        shipment.rows[model, sample]["slug"] = new

    return ship


def keys(model):
    return set(ContentBase.objects.filter(model=model).values_list("key", flat=True))


def test_a_renamed_row_keeps_its_edits_and_is_merged_as_before(shipment, rename, challenge, edit):
    shipment.load()
    before = challenge()
    edit(before, title="In my words")
    rename("guidance.challenge", "no-visa", "visa-needed")
    shipment.ship("guidance.challenge", "sample", slug="visa-needed", summary="Shipped anew.")
    report = shipment.load()
    assert report["renamed"] == ["guidance.challenge no-visa: now visa-needed"]
    assert report["kept"] == ["guidance.challenge visa-needed: title"]
    assert report["created"] == report["retired"] == report["conflicts"] == []
    after = Challenge.objects.get()
    assert (after.pk, after.slug) == (before.pk, "visa-needed")
    assert (after.title, after.summary) == ("In my words", "Shipped anew.")


def test_what_belongs_to_a_renamed_row_is_still_known_by_the_loader(shipment, rename):
    shipment.load()
    rename("residencies.specialty", "internal-medicine", "medicine")
    rename("residencies.source", "match-s01", "match-first")
    report = shipment.load()
    assert {name for name, lines in report.items() if lines} == {"renamed"}
    assert keys("residencies.specialty") == {"medicine"}
    assert keys("residencies.matchresult") == {"medicine/2026/categorical"}
    base = ContentBase.objects.get(model="residencies.matchresult").base
    assert base["source"] == "match-first"
    assert ContentBase.objects.get(model="guidance.challenge").base["sources"] == ["match-first"]
    assert MatchResult.objects.get().specialty == Specialty.objects.get(slug="medicine")
    shipment.run(check=True)


def test_a_rename_is_predicted_done_once_and_told_to_every_process(
    shipment, rename, state_of_everything
):
    shipment.load()
    token = Revision.current()
    rename("guidance.challenge", "no-visa", "visa-needed")
    before = state_of_everything()
    predicted = shipment.load(dry_run=True)
    assert state_of_everything() == before
    with pytest.raises(CommandError):
        shipment.run(check=True)
    assert shipment.run() == predicted
    assert Revision.current() != token
    assert not any(shipment.run().values())


def test_history_and_open_conflicts_move_with_the_row(
    shipment, rename, challenge, edit, admin_user
):
    shipment.load()
    edit(challenge(), title="In my words")
    shipment.ship("guidance.challenge", "sample", title="Shipped anew", summary="Shipped anew.")
    shipment.load()
    rename("guidance.challenge", "no-visa", "visa-needed")
    shipment.load()
    conflict = ContentConflict.objects.get()
    assert (conflict.key, conflict.resolution) == ("visa-needed", "")
    call_command(
        "load_content",
        folder=shipment.folder,
        verbosity=0,
        **{"take_shipped": ["guidance.challenge:visa-needed.title"]},
    )
    assert Challenge.objects.get().title == "Shipped anew"
    assert set(ContentRevision.objects.values_list("key", flat=True)) == {"visa-needed"}
    earliest = ContentRevision.objects.last()
    assert earliest.before == {"summary": "Some programs take nobody who needs a visa."}
    undo(earliest, admin_user)
    assert Challenge.objects.get().summary == "Some programs take nobody who needs a visa."


def test_a_rename_is_on_record_and_is_not_undone_by_hand(shipment, rename, admin_user):
    shipment.load()
    rename("guidance.challenge", "no-visa", "visa-needed")
    shipment.load(release="r2")
    found = ContentRevision.objects.get()
    assert (found.before, found.after) == ({"slug": "no-visa"}, {"slug": "visa-needed"})
    assert (found.key, found.via, found.release) == ("visa-needed", "release", "r2")
    with pytest.raises(ValidationError, match="A release gave the row this name"):
        undo(found, admin_user)


def test_a_row_that_was_deleted_here_is_not_put_back_under_its_new_name(
    shipment, rename, challenge
):
    shipment.load()
    challenge().delete()
    shipment.load()
    rename("guidance.challenge", "no-visa", "visa-needed")
    assert shipment.load()["created"] == []
    assert not Challenge.objects.exists()
    assert keys("guidance.challenge") == {"visa-needed"}
    assert ContentBase.objects.get(model="guidance.challenge").deleted_live


def test_a_renamed_row_that_no_longer_ships_stops_no_load(shipment, rename, challenge):
    shipment.ship("guidance.challenge", "other", slug="other")
    rename("guidance.challenge", "old", "other", "other")
    shipment.load()
    challenge("other").delete()
    shipment.unship("guidance.challenge", "other")
    assert shipment.load()["created"] == []


def test_renames_one_after_the_other_lead_from_any_of_them_to_the_last(shipment, rename):
    shipment.load()
    rename("guidance.challenge", "visa", "visa-needed")
    rename("guidance.challenge", "no-visa", "visa")
    shipment.rows["guidance.challenge", "sample"]["slug"] = "visa-needed"
    shipment.load()
    assert Challenge.objects.get().slug == "visa-needed"


def test_two_rows_are_never_made_one(shipment, rename, challenge, edit):
    shipment.load()
    shipment.ship("guidance.challenge", "other", slug="visa-needed", title="The other one")
    shipment.load()
    shipment.unship("guidance.challenge", "other")
    edit(challenge(), title="In my words")
    rename("guidance.challenge", "no-visa", "visa-needed")
    report = shipment.load()
    assert report["renamed"] == []
    assert report["orphans"] == ["guidance.challenge no-visa: edited here"]
    assert Challenge.objects.count() == 2


def test_a_new_database_starts_with_the_new_name(shipment, rename):
    rename("guidance.challenge", "no-visa", "visa-needed")
    report = shipment.load()
    assert report["renamed"] == []
    assert Challenge.objects.get().slug == "visa-needed"


def test_an_export_before_the_load_writes_edits_under_the_new_name(
    shipment, rename, challenge, edit
):
    shipment.load()
    edit(challenge(), title="In my words")
    rename("guidance.challenge", "no-visa", "visa-needed")
    shipment.write()
    call_command("export_content", folder=shipment.folder, verbosity=0)
    text = (shipment.folder / "guidance/challenges.yaml").read_text()
    assert "visa-needed" in text
    assert "In my words" in text
    assert "no-visa" not in text


def test_a_row_edited_meanwhile_makes_the_load_look_again(
    shipment, rename, challenge, edit, monkeypatch
):
    shipment.load()
    rename("guidance.challenge", "no-visa", "visa-needed")
    shipment.ship("guidance.challenge", "sample", slug="visa-needed", summary="Shipped anew.")
    read, edits = live.read, iter(["In my words"])

    def then_edited():
        found = read()
        for title in edits:
            edit(challenge(), title=title)
        return found

    monkeypatch.setattr(load.live, "read", then_edited)
    shipment.load()
    assert (Challenge.objects.get().title, Challenge.objects.get().slug) == (
        "In my words",
        "visa-needed",
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "This cannot be read"),
        ('{"guidance.challenge": {"a": "b", "a": "c"}}', "“a” is given twice"),
        ("[]", "Give {model: {old slug: new slug}}."),
        ('{"guidance.challenge": {"a": 1}}', "Give {model: {old slug: new slug}}."),
        ('{"guidance.nothing": {"a": "b"}}', "Unknown model"),
        ('{"residencies.matchresult": {"a": "b"}}', "have no slug of their own"),
        ('{"guidance.challenge": {"a": "b", "b": "a"}}', "leads back to itself"),
        ('{"guidance.challenge": {"no-visa": "b"}}', "says that it is called “b” now"),
        ('{"guidance.challenge": {"a": "none"}}', "There is no guidance.challenge “none”"),
    ],
)
def test_a_bad_file_of_renames_stops_the_load(shipment, text, reason, capsys):
    shipment.write_text(RENAMES, text)
    with pytest.raises(CommandError) as refused:
        shipment.load()
    assert refused.value.returncode == 2
    assert f"{RENAMES}:1" in str(refused.value) or "challenges.yaml" in str(refused.value)
    assert reason in str(refused.value)
    assert not Source.objects.exists()
