"""Rows that are no longer shipped, that editors deleted, and that editors made."""

import pytest

from guidance.models import Challenge
from residencies.models import MatchResult

pytestmark = pytest.mark.django_db


def test_a_row_that_an_editor_deleted_is_not_put_back(shipment, challenge):
    shipment.load()
    challenge().delete()
    assert shipment.load()["stay_deleted"] == []
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    assert len(shipment.load()["stay_deleted"]) == 1
    assert not any(shipment.load(check=True).values())
    assert not Challenge.objects.exists()


def test_a_new_row_that_rests_on_a_deleted_one_is_left_out(shipment, specialty):
    shipment.load()
    specialty().delete()
    shipment.ship("residencies.matchresult", "new", year=2025)
    report = shipment.load()
    assert len(report["stay_deleted"]) == 1
    assert not MatchResult.objects.exists()
    assert not any(shipment.load(check=True).values())


def test_a_link_to_a_deleted_row_is_left_out_of_a_new_one(shipment, source, challenge):
    shipment.ship("residencies.source", "extra", slug="match-s02")
    shipment.load()
    source("match-s02").delete()
    both = [["match-s01"], ["match-s02"]]
    shipment.ship("guidance.challenge", "new", slug="new", sources=both)
    shipment.load()
    assert [each.slug for each in challenge("new").sources.all()] == ["match-s01"]


def test_what_is_no_longer_shipped_is_retired(shipment, challenge, specialty):
    shipment.load()
    for model in ["guidance.challenge", "residencies.specialty", "residencies.matchresult"]:
        shipment.unship(model, "sample")
    report = shipment.load()
    assert report["retired"] == [
        "residencies.specialty internal-medicine",
        "guidance.challenge no-visa",
    ]
    assert report["deleted"] == ["residencies.matchresult internal-medicine/2026/categorical"]
    assert challenge().status == "draft"
    assert specialty().published is False
    assert not MatchResult.objects.exists()
    assert not any(shipment.load(check=True).values())


def test_what_was_retired_comes_back_when_it_is_shipped_again(
    shipment, challenge, specialty, result
):
    shipment.load()
    models = ["guidance.challenge", "residencies.specialty", "residencies.matchresult"]
    for model in models:
        shipment.unship(model, "sample")
    shipment.load()
    for model in models:
        shipment.ship(model, "sample")
    shipment.load()
    assert challenge().status == "published"
    assert specialty().published is True
    assert result().offered == 10


def test_what_is_no_longer_shipped_but_was_edited_stays_as_an_orphan(
    shipment, challenge, result, edit
):
    shipment.load()
    edit(challenge(), title="In my words")
    edit(result(), offered=12)
    shipment.unship("guidance.challenge", "sample")
    shipment.unship("residencies.matchresult", "sample")
    for _ in range(2):
        report = shipment.load()
        assert report["orphans"] == [
            "residencies.matchresult internal-medicine/2026/categorical: edited here",
            "guidance.challenge no-visa: edited here",
        ]
    assert challenge().status == "published"
    assert result().offered == 12


def test_a_draft_that_is_no_longer_shipped_needs_no_retiring(shipment, challenge):
    shipment.ship("guidance.challenge", "sample", status="draft")
    shipment.load()
    shipment.unship("guidance.challenge", "sample")
    assert shipment.load()["retired"] == []
    assert not any(shipment.load(check=True).values())


def test_what_an_editor_brought_back_is_not_retired_again(shipment, challenge, edit):
    shipment.load()
    shipment.unship("guidance.challenge", "sample")
    shipment.load()
    edit(challenge(), status="published")
    assert shipment.load()["orphans"] == ["guidance.challenge no-visa: brought back here"]
    assert challenge().status == "published"


def test_rows_that_an_editor_made_are_never_touched(shipment, challenge):
    shipment.load()
    own = challenge()
    own.pk, own.slug = None, "my-own"
    own.save()
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    shipment.load()
    shipment.unship("guidance.challenge", "sample")
    shipment.load()
    assert (challenge("my-own").title, challenge("my-own").status) == (
        "You need a visa",
        "published",
    )


def test_a_row_made_by_an_editor_wins_over_one_shipped_later(shipment, challenge):
    shipment.load()
    own = challenge()
    own.pk, own.slug, own.title = None, "twice", "In my words"
    own.save()
    shipment.ship("guidance.challenge", "twice", slug="twice")
    report = shipment.load()
    assert challenge("twice").title == "In my words"
    assert "guidance.challenge twice: title" in report["conflicts"]
