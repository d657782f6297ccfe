"""Contradictions and corrections through loads of shipped content."""

import json

import pytest
from django.core.management import CommandError, call_command

from residencies.models import Contradiction, Correction, Finding

pytestmark = pytest.mark.django_db

FINDING = {
    "kind": "study",
    "topic": "Visas",
    "as_of": "2026",
    "review_by": "2027-06-01",
    "grade": "A",
    "source": ["match-s01"],
}
CONTRADICTION = {
    "slug": "how-many",
    "title": "How many?",
    "differs": "The count.",
    "reason": "Not known.",
    "shown": "Both.",
    "findings": [["few"], ["many"]],
    "as_of": "2026-11-22",
    "review_by": "2027-06-01",
    "published": True,
}
CORRECTION = {
    "slug": "2026-11-30-1",
    "made_on": "2026-11-30",
    "page": "/places/",
    "said": "Few.",
    "says": "Many.",
    "reason": "A slip.",
    "noticed": "editor",
}


@pytest.fixture
def disagreeing(shipment):
    """Two findings and what they disagree on, ready to be loaded."""
    for slug in ["few", "many"]:
        shipment.ship("residencies.finding", slug, slug=slug, statement=f"{slug}.", **FINDING)
    shipment.ship("residencies.contradiction", **CONTRADICTION)
    return shipment


def test_a_contradiction_is_loaded_with_its_sides_and_follows_what_ships(disagreeing):
    disagreeing.load()
    row = Contradiction.objects.get()
    assert [each.slug for each in row.findings.order_by("slug")] == ["few", "many"]
    assert not any(disagreeing.load(check=True).values())
    disagreeing.ship("residencies.contradiction", **CONTRADICTION | {"shown": "The first."})
    disagreeing.load()
    row.refresh_from_db()
    assert row.shown == "The first."


def test_the_words_and_the_sides_move_together(disagreeing, edit):
    disagreeing.load()
    edit(Contradiction.objects.get(), shown="Neither.")
    disagreeing.ship("residencies.contradiction", **CONTRADICTION | {"reason": "Other years."})
    disagreeing.load()
    row = Contradiction.objects.get()
    assert (row.shown, row.reason) == ("Neither.", "Not known.")


def test_what_no_longer_ships_becomes_a_draft(disagreeing):
    disagreeing.load()
    disagreeing.unship("residencies.contradiction", "how-many")
    disagreeing.load()
    assert not Contradiction.objects.get().published


def test_a_finding_stays_while_a_contradiction_names_it(disagreeing):
    disagreeing.load()
    disagreeing.unship("residencies.finding", "few")
    disagreeing.unship("residencies.contradiction", "how-many")
    disagreeing.load()
    assert Finding.objects.filter(slug="few").exists()


@pytest.mark.parametrize("command", ["load_content", "check_content"])
@pytest.mark.parametrize(
    ("sides", "reason"), [([], "This field is required."), ([["few"]], "Name 2 or more.")]
)
def test_one_side_alone_is_refused(disagreeing, command, sides, reason):
    disagreeing.ship("residencies.contradiction", **CONTRADICTION | {"findings": sides})
    disagreeing.write()
    with pytest.raises(CommandError, match=f"how-many: findings: {reason}"):
        call_command(command, folder=disagreeing.folder)


def test_a_place_that_is_no_page_of_this_site_is_refused(shipment):
    shipment.ship("residencies.correction", **CORRECTION | {"page": "https://other.example/"})
    shipment.write()
    with pytest.raises(CommandError, match="page: Give the address of a page of this site"):
        call_command("check_content", folder=shipment.folder)


@pytest.mark.parametrize("text", ["", "[]\n", "# Nothing yet.\n[]\n", "# Nothing yet.\n"])
def test_a_file_without_rows_is_loaded_and_checked(shipment, text):
    shipment.write()
    shipment.write_text("residencies/corrections.yaml", text)
    call_command("check_content", folder=shipment.folder, verbosity=0)
    shipment.run()
    assert not Correction.objects.exists()


def test_what_an_editor_wrote_survives_every_deploy(shipment):
    shipment.load()
    row = Correction(**CORRECTION)
    row.full_clean()
    row.save()
    for says in ["[]\n", f"- {json.dumps(shipped('2026-12-01-1'))}\n", "[]\n"]:
        shipment.write_text("residencies/corrections.yaml", says)
        report = shipment.run()
        assert "residencies.correction 2026-11-30-1" not in json.dumps(report)
    kept = Correction.objects.get(slug="2026-11-30-1")
    assert (kept.said, kept.says, kept.published) == ("Few.", "Many.", True)
    assert not Correction.objects.get(slug="2026-12-01-1").published


def test_a_release_cannot_take_the_name_of_what_an_editor_wrote(shipment):
    Correction.objects.create(**CORRECTION)
    shipment.ship("residencies.correction", **CORRECTION | {"says": "More."})
    report = shipment.load()
    assert Correction.objects.get().says == "Many."
    assert report["conflicts"]


def shipped(slug):
    return {"model": "residencies.correction", "fields": CORRECTION | {"slug": slug}}
