"""What was imported meets a release by the same rules as any edit."""

import json

import pytest
from django.core.management import call_command

from imgpath.content.models import ContentConflict
from residencies.models import MatchResult
from residencies.models.results import FILLED_BY
from tests.content.tables.files import csv_file

HEADINGS = ["Specialty", "Year", "Track", "Offered", "Filled"]
SHIPPED = {"specialty": ["internal-medicine"], "year": 2027, "track": "pgy1", "offered": 40}
SHIPPED |= {"filled": 30, "grade": "B", "source": ["match-s01"], "part_of_total": False}
SHIPPED |= dict.fromkeys(FILLED_BY)


@pytest.fixture
def imported(shipment, admin_client, source, upload, press):
    """A row of next year, imported where no release has it yet."""
    shipment.load()
    row = ["internal-medicine", 2027, "pgy1", 40, 30]
    table = upload(admin_client, csv_file([HEADINGS, row]), source=source("match-s01"))
    press(admin_client, table, "_import", accepted="on")
    MatchResult.objects.update(grade="B")
    return MatchResult.objects.get(year=2027)


def test_a_release_that_ships_the_same_changes_nothing(imported, shipment):
    shipment.ship("residencies.matchresult", "next", **SHIPPED)
    report = shipment.load()
    assert (report["created"], report["updated"], report["conflicts"]) == ([], [], [])
    assert not ContentConflict.objects.exists()


def test_a_release_that_ships_something_else_opens_a_conflict_and_the_editor_wins(
    imported, shipment
):
    shipment.ship("residencies.matchresult", "next", **SHIPPED | {"offered": 41})
    report = shipment.load()
    assert report["conflicts"] == ["residencies.matchresult internal-medicine/2027/pgy1: figures"]
    imported.refresh_from_db()
    assert imported.offered == 40
    assert ContentConflict.objects.get().shipped["offered"] == 41


def test_what_was_imported_is_exported_with_everything_else(imported, shipment):
    shipment.write()
    call_command("export_content", folder=shipment.folder, verbosity=0)
    text = (shipment.folder / "residencies/match_results.jsonl").read_text()
    rows = [json.loads(line)["fields"] for line in text.splitlines()]
    assert [row["offered"] for row in rows if row["year"] == 2027] == [40]
