"""Loads in processes of their own: two at once, and one that is killed."""

import json
import os
import subprocess
import sys

import pytest

from tests.content.shipments import Shipment
from tests.databases import database

pytestmark = pytest.mark.xdist_group("loads")


def command(*arguments):
    return [sys.executable, "-m", "tests.content.processes", *map(str, arguments)]


@pytest.fixture(scope="module")
def own_database(tmp_path_factory):
    """The address of one for both tests: to make its tables takes longer than they do."""
    with database(tmp_path_factory.mktemp("loads"), "loads") as address:
        yield address


@pytest.fixture
def environment(tmp_path, own_database):
    """What processes need to know of a database with a release in it, which an editor edited."""
    shipment = Shipment(tmp_path / "first").ship_samples()
    shipment.ship("guidance.challenge", "old", slug="old")
    shipment.ship("guidance.challenge", "going", slug="going")
    shipment.write()
    found = os.environ | {"DATABASE_URL": own_database}
    subprocess.run(command("prepare", shipment.folder), env=found, check=True)
    return found


@pytest.fixture
def release(tmp_path):
    """The fixtures of a second release, in which something of every kind happens."""
    shipment = Shipment(tmp_path / "second").ship_samples()
    shipment.ship("guidance.challenge", "sample", title="Shipped anew", summary="Shipped anew.")
    shipment.ship("guidance.challenge", "old", slug="renamed")
    shipment.ship("guidance.challenge", "new", slug="new")
    shipment.ship("residencies.source", "new", slug="match-s02")
    shipment.unship("residencies.matchresult", "sample")
    shipment.write_text("renames.json", '{"guidance.challenge": {"old": "renamed"}}')
    shipment.write()
    return shipment.folder


def test_of_two_loads_at_once_one_applies_and_the_other_finds_nothing_to_do(environment, release):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    loads = [subprocess.Popen(command("race", release), env=environment, **pipes) for _ in range(2)]
    for each in loads:
        assert each.stdout.readline() == "planned\n"
    for each in loads:
        each.stdin.write("go\n")
        each.stdin.flush()
    reports = [json.loads(each.communicate("go\n")[0]) for each in loads]
    assert [each.returncode for each in loads] == [0, 0]
    first, second = sorted(reports, key=lambda report: -len(report["created"]))
    assert first["created"] == ["residencies.source match-s02", "guidance.challenge new"]
    assert len(first["conflicts"]) == len(first["renamed"]) == len(first["deleted"]) == 1
    assert {name for name, lines in second.items() if lines} == {"kept", "orphans"}


def test_a_load_killed_at_any_step_leaves_everything_or_nothing(environment, release):
    done = subprocess.run(
        command("killed", release), env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["steps"] > 10
    killed_after_the_commit, unharmed = found["steps"] - 2, found["steps"] - 1
    assert found["changed"] == [killed_after_the_commit, unharmed]
