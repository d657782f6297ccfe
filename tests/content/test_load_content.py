"""How shipped and edited values meet in live rows, seen through the command."""

import pytest
from django.core.management import CommandError

from guidance.models import Challenge
from imgpath.content.models import ContentBase, ContentConflict

pytestmark = pytest.mark.django_db


def test_the_first_load_makes_the_rows_as_they_are_shipped(shipment, challenge, result):
    report = shipment.load(release="r1")
    assert len(report["created"]) == 4
    assert challenge().body == "First line.\nSecond line."
    assert challenge().weight == 3
    assert [source.slug for source in challenge().sources.all()] == ["match-s01"]
    assert result().specialty.slug == "internal-medicine"
    assert result().source.slug == "match-s01"
    assert result().unfilled == 1
    assert set(ContentBase.objects.values_list("release", flat=True)) == {"r1"}


def test_the_second_load_finds_nothing_to_do(shipment, state_of_everything):
    shipment.load()
    before = state_of_everything()
    report = shipment.load(check=True)
    assert not any(report.values())
    shipment.load(release="another")
    assert state_of_everything() == before


def test_an_edited_value_survives_and_is_listed_while_the_rest_follows(shipment, challenge, edit):
    shipment.load()
    edit(challenge(), title="In my words")
    shipment.ship("guidance.challenge", "sample", summary="Shipped anew.")
    report = shipment.load()
    assert challenge().title == "In my words"
    assert challenge().summary == "Shipped anew."
    assert report["updated"] == ["guidance.challenge no-visa: summary"]
    assert report["kept"] == ["guidance.challenge no-visa: title"]
    assert report["conflicts"] == []


def test_an_edit_that_is_taken_back_follows_the_fixtures_again(shipment, challenge, edit):
    shipment.load()
    shipped = challenge().title
    edit(challenge(), title="In my words")
    shipment.load()
    edit(challenge(), title=shipped)
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    shipment.load()
    assert challenge().title == "Shipped anew"


def test_a_conflict_is_asked_once_for_each_upstream_change(shipment, challenge, edit):
    shipment.load()
    edit(challenge(), title="In my words")
    shipment.ship("guidance.challenge", "sample", title="Second")
    assert shipment.load(release="r2")["conflicts"] == ["guidance.challenge no-visa: title"]
    conflict = ContentConflict.objects.get()
    assert conflict.base == {"title": "You need a visa"}
    assert conflict.shipped == {"title": "Second"}
    assert conflict.live == {"title": "In my words"}
    assert conflict.release == "r2"
    assert shipment.load()["conflicts"] == []
    shipment.ship("guidance.challenge", "sample", title="Third")
    assert shipment.load()["conflicts"] == ["guidance.challenge no-visa: title"]
    assert ContentConflict.objects.get(resolution="").shipped == {"title": "Third"}
    assert ContentConflict.objects.get(resolution="superseded").shipped == {"title": "Second"}
    assert challenge().title == "In my words"


def test_an_open_conflict_is_settled_when_both_become_equal(shipment, challenge, edit):
    shipment.load()
    edit(challenge(), title="In my words")
    shipment.ship("guidance.challenge", "sample", title="Second")
    shipment.load()
    edit(challenge(), title="Second")
    shipment.load()
    assert ContentConflict.objects.get().resolution == "settled"


def test_line_ends_and_outer_space_of_a_browser_are_no_edit(shipment, challenge):
    shipment.load()
    Challenge.objects.update(body="First line.\r\nSecond line.\r\n")
    assert shipment.load()["kept"] == []
    shipment.ship("guidance.challenge", "sample", body="Shipped\nanew.\n")
    shipment.load()
    assert challenge().body == "Shipped\nanew."


def test_the_figures_of_a_row_move_together_or_not_at_all(shipment, result, edit):
    shipment.load()
    edit(result(), offered=12)
    shipment.ship("residencies.source", "new", slug="match-s02")
    shipment.ship("residencies.matchresult", "sample", filled=9, source=["match-s02"])
    report = shipment.load()
    assert report["conflicts"] == [
        "residencies.matchresult internal-medicine/2026/categorical: figures"
    ]
    assert (result().offered, result().source.slug) == (12, "match-s01")


def test_links_follow_and_an_edited_link_stays(shipment, challenge, specialty):
    shipment.load()
    shipment.ship("residencies.source", "new", slug="match-s02")
    both = [["match-s02"], ["match-s01"]]
    shipment.ship("guidance.challenge", "sample", sources=both)
    shipment.ship("residencies.specialty", "sample", sources=both)
    specialty().sources.clear()
    report = shipment.load()
    assert challenge().sources.count() == 2
    assert specialty().sources.count() == 0
    assert report["conflicts"] == ["residencies.specialty internal-medicine: training"]


def test_links_have_no_order(shipment, source, challenge):
    shipment.ship("residencies.source", "first", slug="a-source")
    shipment.ship("guidance.challenge", "sample", sources=[["match-s01"], ["a-source"]])
    shipment.load()
    for slugs in [["match-s01", "a-source"], ["a-source", "match-s01"]]:
        challenge().sources.clear()
        for slug in slugs:
            challenge().sources.add(source(slug))
        assert shipment.load(check=True)["kept"] == []


def test_a_field_that_is_not_shipped_is_never_touched(shipment, challenge, edit):
    shipment.load()
    edit(challenge(), weight=5)
    assert not any(shipment.load(check=True).values())
    assert challenge().weight == 5


def test_a_live_value_that_would_be_refused_today_does_not_stop_the_rest(shipment, challenge):
    shipment.load()
    Challenge.objects.update(weight=9)
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    shipment.load()
    assert (challenge().title, challenge().weight) == ("Shipped anew", 9)


def test_a_field_that_is_shipped_later_reaches_the_rows_that_nobody_edited(shipment, challenge):
    shipment.load()
    shipment.ship("guidance.challenge", "sample", weight=4)
    assert shipment.load()["conflicts"] == []
    assert challenge().weight == 4


@pytest.fixture
def conflict(shipment, challenge, edit):
    """A title and a text that changed upstream and here."""
    shipment.load()
    edit(challenge(), title="In my words", body="My text.")
    shipment.ship("guidance.challenge", "sample", title="Second", body="Second text.")
    shipment.load()
    return shipment


def test_the_command_takes_one_shipped_value_and_leaves_the_other(conflict, challenge):
    conflict.load(take_shipped=["guidance.challenge:no-visa.title"])
    assert (challenge().title, challenge().body) == ("Second", "My text.")
    assert ContentConflict.objects.get(resolution="").unit == "body"


def test_the_command_takes_all_that_was_shipped_of_a_row(conflict, challenge):
    conflict.load(take_shipped=["guidance.challenge:no-visa"])
    assert (challenge().title, challenge().body) == ("Second", "Second text.")
    assert not ContentConflict.objects.filter(resolution="").exists()


@pytest.mark.parametrize(
    "name", ["guidance.challenge:no-visa.weight", "guidance.challenge:other", "nothing"]
)
def test_the_command_says_when_there_is_nothing_to_take(conflict, challenge, name):
    with pytest.raises(CommandError, match="no open conflict"):
        conflict.load(take_shipped=[name])
    assert challenge().title == "In my words"


def test_a_dry_run_takes_nothing(conflict, challenge):
    with pytest.raises(CommandError, match="A dry run takes nothing"):
        conflict.load(take_shipped=["guidance.challenge:no-visa"], dry_run=True)
    assert challenge().title == "In my words"
