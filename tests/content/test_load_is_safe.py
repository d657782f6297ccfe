"""All or nothing, predicted exactly, safe beside editors and other loads, and quick."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance.models import Challenge
from imgpath.content import apply, load
from imgpath.content.models import ContentBase, ContentConflict
from imgpath.content.schema import schemas
from residencies.models import Revision, Source

pytestmark = pytest.mark.django_db


def test_a_dry_run_predicts_the_load_and_writes_nothing(
    shipment, challenge, result, source, state_of_everything, edit
):
    shipment.ship("residencies.source", "extra", slug="match-s02")
    shipment.ship("guidance.challenge", "gone", slug="gone")
    shipment.ship("guidance.challenge", "deleted", slug="deleted")
    shipment.ship("guidance.challenge", "old", slug="old")
    shipment.load()
    edit(challenge(), title="In my words", summary="Mine.")
    challenge("deleted").delete()
    edit(result(), offered=12)
    shipment.ship("guidance.challenge", "sample", summary="Shipped anew.", weight=5)
    shipment.ship("guidance.challenge", "deleted", slug="deleted", title="Shipped anew")
    shipment.ship("guidance.challenge", "new", slug="new")
    shipment.ship("guidance.challenge", "old", slug="renamed")
    shipment.write_text("renames.json", '{"guidance.challenge": {"old": "renamed"}}')
    shipment.unship("guidance.challenge", "gone")
    shipment.unship("residencies.source", "extra")
    shipment.unship("residencies.matchresult", "sample")
    before = state_of_everything()
    predicted = shipment.load(dry_run=True)
    assert state_of_everything() == before
    assert all(predicted.values())
    assert shipment.run() == predicted


def test_a_failure_midway_leaves_everything_as_it_was(shipment, state_of_everything, monkeypatch):
    shipment.load()
    before = state_of_everything()
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    shipment.ship("guidance.challenge", "new", slug="new")

    def fail(*args):
        assert Challenge.objects.count() == 2
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(apply, "_write_records", fail)
    with pytest.raises(RuntimeError):
        shipment.load()
    assert state_of_everything() == before


def test_the_revision_moves_once_for_a_load_that_readers_can_see(
    shipment, challenge, monkeypatch, edit
):
    bumps = []
    monkeypatch.setattr(Revision, "bump", lambda: bumps.append(1))
    shipment.load()
    assert len(bumps) == 1
    shipment.load()
    edit(challenge(), title="In my words")
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    shipment.load()
    assert len(bumps) == 1
    shipment.ship("guidance.challenge", "sample", title="Shipped anew", weight=5)
    shipment.ship("guidance.challenge", "new", slug="new")
    shipment.load()
    assert len(bumps) == 2


def test_an_edit_between_plan_and_lock_is_seen(shipment, challenge, monkeypatch, edit):
    shipment.load()
    shipment.ship("guidance.challenge", "sample", title="Shipped anew", weight=5)
    plans, make_plan = [], load.make_plan

    def interrupted(*args):
        plans.append(make_plan(*args))
        if len(plans) == 1:
            edit(challenge(), title="In my words")
        return plans[-1]

    monkeypatch.setattr(load, "make_plan", interrupted)
    report = shipment.load()
    assert len(plans) == 2
    assert report["conflicts"] == ["guidance.challenge no-visa: title"]
    assert (challenge().title, challenge().weight) == ("In my words", 5)


def test_a_decision_between_plan_and_lock_stands(shipment, challenge, edit, monkeypatch):
    shipment.load()
    edit(challenge(), title="In my words")
    shipment.ship("guidance.challenge", "sample", title="Second")
    shipment.load()
    first = ContentConflict.objects.get()
    shipment.ship("guidance.challenge", "sample", title="Third")
    make_plan = load.make_plan

    def interrupted(*args):
        plan = make_plan(*args)
        ContentConflict.objects.filter(pk=first.pk).update(resolution="keep-mine")
        return plan

    monkeypatch.setattr(load, "make_plan", interrupted)
    shipment.load()
    first.refresh_from_db()
    assert first.resolution == "keep-mine"
    assert ContentConflict.objects.get(resolution="").shipped == {"title": "Third"}


def test_a_second_load_at_the_same_time_finds_nothing_to_do(shipment, monkeypatch):
    make_plan, loads = load.make_plan, []

    def overtaken(*args):
        plan = make_plan(*args)
        if not loads:
            loads.append("the other one")
            loads.append(shipment.run())
        return plan

    monkeypatch.setattr(load, "make_plan", overtaken)
    report = shipment.load()
    assert len(loads[1]["created"]) == 4
    assert not any(report.values())


def test_a_base_that_changed_between_plan_and_lock_is_seen(shipment, challenge, monkeypatch):
    shipment.load()
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    make_plan, plans = load.make_plan, []

    def overtaken(*args):
        plans.append(make_plan(*args))
        bases = ContentBase.objects.filter(key="no-visa")
        bases.update(base=bases.get().base | {"title": "Shipped between"}, base_hash="other")
        return plans[-1]

    monkeypatch.setattr(load, "make_plan", overtaken)
    report = shipment.load()
    assert len(plans) == 2
    assert report["conflicts"] == ["guidance.challenge no-visa: title"]
    assert challenge().title == "You need a visa"


def test_a_row_that_appears_between_plan_and_lock_is_not_doubled(shipment, challenge, monkeypatch):
    make_plan, made = load.make_plan, []

    def interrupted(*args):
        plan = make_plan(*args)
        if not made:
            made.append(Source.objects.create(slug="match-s01", checked_on="2026-01-01", grade="D"))
        return plan

    monkeypatch.setattr(load, "make_plan", interrupted)
    report = shipment.load()
    assert "residencies.source match-s01: reference" in report["conflicts"]
    assert challenge().sources.get().pk == made[0].pk


def test_a_load_that_is_always_overtaken_gives_up_and_says_so(
    shipment, challenge, monkeypatch, edit
):
    shipment.load()
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    make_plan = load.make_plan

    def interrupted(*args):
        plan = make_plan(*args)
        edit(challenge(), weight=challenge().weight % 5 + 1)
        return plan

    monkeypatch.setattr(load, "make_plan", interrupted)
    with pytest.raises(CommandError, match="a row was edited meanwhile"):
        shipment.load()
    assert challenge().title == "You need a visa"


def test_check_and_strict_fail_when_they_should(shipment, challenge, edit):
    shipment.write()
    with pytest.raises(CommandError) as refused:
        shipment.run(check=True)
    assert refused.value.returncode == 1
    assert not Challenge.objects.exists()
    shipment.load()
    shipment.run(check=True, strict=True)
    edit(challenge(), title="In my words")
    shipment.ship("guidance.challenge", "sample", title="Shipped anew")
    with pytest.raises(CommandError, match="1 conflict") as refused:
        shipment.load(strict=True)
    assert refused.value.returncode == 1
    shipment.run(strict=True)


def test_the_summary_can_be_read(shipment, challenge, capsys, edit):
    shipment.write()
    call_command("load_content", folder=shipment.folder, dry_run=True)
    assert capsys.readouterr().out == (
        "Dry run: nothing is written. A load would do this.\nCreated: 4\n"
    )
    call_command("load_content", folder=shipment.folder, verbosity=0)
    assert capsys.readouterr().out == ""
    edit(challenge(), title="In my words")
    call_command("load_content", folder=shipment.folder)
    assert capsys.readouterr().out == (
        "Kept as edited here: 1\n\nKept as edited here:\n  guidance.challenge no-visa: title\n"
    )


def queries_of(run):
    with CaptureQueriesContext(connection) as queries:
        run()
    return [query["sql"] for query in queries]


def tables():
    """Return how many tables hold content: of its rows, and of what they name many of."""
    columns = [column for each in schemas() for column in each.columns.values()]
    return len(schemas()) + sum(bool(column.many) for column in columns)


def test_the_number_of_queries_does_not_grow_with_the_rows(shipment):
    first, again = [], []
    for start, number in [(1900, 5), (2100, 40)]:
        for year in range(start, start + number):
            shipment.ship("residencies.matchresult", year, year=year)
            shipment.ship("guidance.challenge", year, slug=f"challenge-{year}")
        shipment.write()
        first.append(len(queries_of(shipment.run)))
        again.append(len(queries_of(shipment.run)))
    assert first[1] <= first[0] < tables() + 25
    assert again[1] == again[0] < tables() + 5


def test_a_load_that_finds_nothing_to_do_takes_no_lock(shipment):
    shipment.load()
    assert {query.split()[0] for query in queries_of(shipment.run)} == {"SELECT"}
