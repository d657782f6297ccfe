"""No load leaves a row that names another one which is gone."""

import pytest

from guidance.models import Challenge
from residencies.models import Finding, Source

pytestmark = pytest.mark.django_db

FINDING = {
    "slug": "few-visas",
    "kind": "study",
    "topic": "Visas",
    "statement": "Few programs took visas.",
    "as_of": "2026",
    "review_by": "2027-06-01",
    "grade": "A",
    "source": ["match-s02"],
}


@pytest.fixture
def second_source(shipment, source):
    """Another source, which no row names."""
    shipment.ship("residencies.source", "second", slug="match-s02")
    shipment.load()
    return source("match-s02")


def test_a_source_that_is_still_cited_is_kept_until_it_is_not(shipment, second_source, challenge):
    challenge().sources.add(second_source)
    shipment.unship("residencies.source", "second")
    assert shipment.load()["orphans"] == ["residencies.source match-s02: still cited here"]
    challenge().sources.remove(second_source)
    assert shipment.load()["deleted"] == ["residencies.source match-s02"]


@pytest.mark.parametrize("slug", ["no-visa", "new"])
def test_a_source_that_the_same_load_begins_to_cite_is_kept(shipment, second_source, slug):
    shipment.unship("residencies.source", "second")
    shipment.ship("guidance.challenge", "sample", slug=slug, sources=[["match-s02"]])
    report = shipment.load()
    assert "residencies.source match-s02: still cited here" in report["orphans"]
    assert Challenge.objects.get(slug=slug).sources.get() == second_source


def test_what_a_kept_row_cites_is_kept_too(shipment, second_source, challenge):
    shipment.ship("residencies.finding", "sample", **FINDING)
    shipment.load()
    challenge().findings.add(Finding.objects.get())
    shipment.unship("residencies.finding", "sample")
    shipment.unship("residencies.source", "second")
    assert shipment.load()["orphans"] == [
        "residencies.finding few-visas: still cited here",
        "residencies.source match-s02: still cited here",
    ]
    challenge().findings.clear()
    assert shipment.load()["deleted"] == [
        "residencies.source match-s02",
        "residencies.finding few-visas",
    ]


def test_figures_that_move_to_a_deleted_source_stay_as_a_conflict(shipment, second_source, result):
    second_source.delete()
    shipment.ship("residencies.matchresult", "sample", offered=11, source=["match-s02"])
    report = shipment.load()
    assert report["conflicts"] == [
        "residencies.matchresult internal-medicine/2026/categorical: figures"
    ]
    assert (result().offered, result().source.slug) == (10, "match-s01")


def test_a_source_that_is_shipped_again_comes_back(shipment, second_source):
    shipment.unship("residencies.source", "second")
    shipment.load()
    assert not Source.objects.filter(slug="match-s02").exists()
    shipment.ship("residencies.source", "second", slug="match-s02")
    shipment.load()
    assert Source.objects.filter(slug="match-s02").exists()
