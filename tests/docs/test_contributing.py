"""CONTRIBUTING.md followed to the letter: what it says to add is checked, loaded and shown."""

import re
import shutil

import pytest
from django.core.management import call_command

from imgpath.content import fixtures
from tests.residencies.markup import listed, text, tree
from tests.test_architecture import ROOT

pytestmark = pytest.mark.django_db
GUIDE = (ROOT / "CONTRIBUTING.md").read_text()
# A file that is named, and the rows to put at its end.
ROWS = re.compile(r"`fixtures/([\w/.]+)`[^`]*?:\n\n```(?:yaml|jsonl)\n(.*?)```", re.DOTALL)


def parts():
    """Return what the guide says under each heading of its part about content."""
    pieces = re.split(r"^### (.+)$", GUIDE, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


@pytest.fixture
def followed(tmp_path):
    """Do what the guide says, in its order, to a copy of the fixtures; then check and load it."""
    folder = shutil.copytree(fixtures.FOLDER, tmp_path / "fixtures")
    for name, rows in ROWS.findall(GUIDE):
        with (folder / name).open("a") as file:
            file.write(rows)
    strategies = folder / "guidance" / "strategies.yaml"
    before, _, after = strategies.read_text().rpartition("findings: []")
    strategies.write_text(f"{before}findings: [[your-rule]]{after}")
    call_command("check_content", folder=folder, verbosity=0)
    call_command("load_content", folder=folder, verbosity=0)


def test_the_guide_says_how_to_add_each_kind_of_content():
    assert [*parts()] == [
        "Add a specialty",
        "Add a year of figures",
        "Add a strategy",
        "Add a rule",
    ]
    for part in parts().values():
        assert len(ROWS.findall(part)) == len(re.findall("^```[a-z]", part, re.MULTILINE)) > 0


def test_what_is_added_by_the_guide_is_on_the_site(client, followed):
    specialty = client.get("/specialties/your-specialty/").text
    assert "Suits doctors who like one thing" in specialty
    row = listed(tree(client.get("/specialties/?q=YS").text))["your-specialty"]
    assert "50 of 180 in 2027" in text(row)
    assert client.get("/match/2027/").status_code == 200
    assert "Results and Data" in client.get("/sources/your-report/").text
    strategy = client.get("/strategies/your-strategy/").text
    assert "What to do first." in strategy
    assert "What the rule says, in one sentence, with its figure." in strategy
    assert "/strategies/your-strategy/" in client.get("/strategies/").text
