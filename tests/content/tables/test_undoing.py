"""One button takes a whole import back, and leaves what somebody touched since."""

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from imgpath.content.models import ContentBase, ContentRevision
from residencies.models import MatchResult, Revision
from tests.content.tables.files import MATCH, at, csv_file

NEW = ["Pathology", 2027, "PGY-1", 40, 30, 10, 5, 1, 2, 12]
ALSO = ["Surgery", 2027, "pgy1", 9, 9, *[""] * 5]


@pytest.fixture
def old(db):
    """A row of this year that the table changes."""
    return MatchResult.objects.get(specialty__slug="neurology", year=2026, track="pgy1")


@pytest.fixture
def imported(admin_client, old, upload, press):
    """A table that made two rows and changed one."""
    change = ["Neurology", 2026, "pgy1", old.offered + 5, old.filled, *[""] * 5]
    table = upload(admin_client, csv_file([MATCH, NEW, ALSO, change]))
    press(admin_client, table, "_import", accepted="on")
    table.refresh_from_db()
    assert (table.made, table.changed) == (2, 1)
    return table


def held(row):
    row = MatchResult.objects.get(pk=row.pk)
    names = ["offered", "filled", "us_img", "non_us_img", "source_id", "grade", "derivation"]
    return [getattr(row, name) for name in names], list(row.also_in.values_list("slug", flat=True))


def next_year():
    return set(MatchResult.objects.filter(year=2027).values_list("specialty__slug", flat=True))


def test_an_undone_import_leaves_everything_as_it_was(admin_client, admin_user, old, upload, press):
    before = held(old)
    change = ["Neurology", 2026, "pgy1", old.offered + 5, old.filled, *[""] * 5]
    table = upload(admin_client, csv_file([MATCH, NEW, change]))
    press(admin_client, table, "_import", accepted="on")
    assert held(old) != before
    token = Revision.current()
    answer = press(admin_client, table, "_undo")
    assert "Undone: 1 rows taken away, 1 put back." in answer.text
    assert next_year() == set()
    assert held(old) == before
    assert Revision.current() != token
    table.refresh_from_db()
    assert table.undone_by == admin_user
    notes = ContentRevision.objects.filter(via="admin").values_list("note", flat=True)
    assert list(notes) == ["Undid the import of table.csv"] * 2
    assert "Undone" in LogEntry.objects.first().change_message


def test_what_somebody_changed_or_deleted_since_is_left_and_named(
    admin_client, old, imported, press
):
    MatchResult.objects.filter(year=2027, specialty__slug="pathology").update(offered=41)
    MatchResult.objects.filter(year=2027, specialty__slug="general-surgery").delete()
    page = admin_client.get(at(imported))
    assert "pathology/2027/pgy1: Changed since." in page.text
    assert "general-surgery/2027/pgy1: Deleted since." in page.text
    answer = press(admin_client, imported, "_undo")
    assert "0 rows taken away, 1 put back, 2 left." in answer.text
    assert next_year() == {"pathology"}


def test_what_a_release_has_since_is_left(admin_client, imported, press):
    ContentBase.objects.create(
        model="residencies.matchresult",
        key="pathology/2027/pgy1",
        base={},
        synced_at=timezone.now(),
    )
    press(admin_client, imported, "_undo")
    assert next_year() == {"pathology"}


def test_an_import_is_undone_once(admin_client, imported, press):
    press(admin_client, imported, "_undo")
    count = ContentRevision.objects.count()
    assert "Undo the import" not in admin_client.get(at(imported)).text
    assert "There is nothing to undo" in press(admin_client, imported, "_undo").text
    assert ContentRevision.objects.count() == count


def test_with_every_row_touched_there_is_nothing_to_undo(admin_client, old, imported, press):
    MatchResult.objects.filter(year=2027).update(offered=50)
    MatchResult.objects.filter(pk=old.pk).update(offered=5000)
    assert "nothing was undone" in press(admin_client, imported, "_undo").text
    imported.refresh_from_db()
    assert imported.undone_at is None


def test_one_row_of_an_import_can_be_undone_by_itself(admin_client, old, imported, press):
    revision = imported.revisions.get(key="neurology/2026/pgy1")
    admin_client.post(f"/admin/content/contentrevision/{revision.pk}/change/")
    assert MatchResult.objects.get(pk=old.pk).offered == old.offered
    assert "neurology/2026/pgy1: Changed since." in admin_client.get(at(imported)).text
