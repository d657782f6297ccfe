"""A fixture with an error loads nothing, and every error names file, line and reason."""

import pytest
from django.core.management import CommandError, call_command

from guidance.models import Audience
from imgpath.content.models import ContentBase
from imgpath.content.schema import schema
from residencies.models import Source

pytestmark = pytest.mark.django_db

CHALLENGE = "guidance/challenges.yaml"
RESULT = "residencies/match_results.jsonl"
SOURCE = "residencies/sources.jsonl"


def refused(shipment, command="load_content"):
    """Return the lines that say what is wrong, having seen that nothing was loaded."""
    with pytest.raises(CommandError) as error:
        call_command(command, folder=shipment.folder)
    assert error.value.returncode == 2
    assert not Source.objects.exists()
    assert not ContentBase.objects.exists()
    first, *lines = str(error.value).splitlines()
    assert first == f"Nothing was loaded. Problems in the fixtures: {len(lines)}"
    return [line.strip() for line in lines]


@pytest.mark.parametrize("command", ["load_content", "check_content"])
@pytest.mark.parametrize(
    ("model", "values", "problem"),
    [
        (
            "guidance.challenge",
            {"colour": "red"},
            f"{CHALLENGE}:1: guidance.challenge no-visa: colour: Unknown field.",
        ),
        (
            "guidance.challenge",
            {"title": ...},
            f"{CHALLENGE}:1: guidance.challenge no-visa: title: This field is required.",
        ),
        (
            "guidance.challenge",
            {"sources": [["nowhere"]]},
            f"{CHALLENGE}:1: guidance.challenge no-visa: sources: "
            "There is no residencies.source “nowhere”.",
        ),
        (
            "guidance.challenge",
            {"sources": ["match-s01"]},
            f"{CHALLENGE}:1: guidance.challenge no-visa: sources: "
            "“match-s01” is not a natural key: give it as a list, like [some-slug].",
        ),
        (
            "guidance.challenge",
            {"status": "secret"},
            f"{CHALLENGE}:1: guidance.challenge no-visa: status: "
            "Value 'secret' is not a valid choice.",
        ),
        (
            "guidance.challenge",
            {"weight": 9},
            f"{CHALLENGE}:1: guidance.challenge no-visa: weight: "
            "Ensure this value is less than or equal to 5.",
        ),
        (
            "guidance.challenge",
            {"title": "x" * 61},
            f"{CHALLENGE}:1: guidance.challenge no-visa: title: "
            "Ensure this value has at most 60 characters (it has 61).",
        ),
        (
            "guidance.challenge",
            {"slug": ""},
            f"{CHALLENGE}:1: guidance.challenge : slug: This field cannot be blank.",
        ),
        (
            "guidance.challenge",
            {"as_of": "2026-02-30"},
            f"{CHALLENGE}:1: guidance.challenge no-visa: as_of: “2026-02-30” value has the "
            "correct format (YYYY-MM-DD) but it is an invalid date.",
        ),
        (
            "residencies.matchresult",
            {"filled": 8},
            f"{RESULT}:1: residencies.matchresult internal-medicine/2026/categorical: "
            "The applicant groups must add up to the positions filled.",
        ),
        (
            "residencies.matchresult",
            {"source": ...},
            f"{RESULT}:1: residencies.matchresult internal-medicine/2026/categorical: "
            "source: This field is required.",
        ),
        (
            "residencies.matchresult",
            {"source": None},
            f"{RESULT}:1: residencies.matchresult internal-medicine/2026/categorical: "
            "source: This field cannot be empty.",
        ),
        (
            "residencies.matchresult",
            {"source": ["nowhere"]},
            f"{RESULT}:1: residencies.matchresult internal-medicine/2026/categorical: "
            "source: There is no residencies.source “nowhere”.",
        ),
        (
            "residencies.matchresult",
            {"offered": 10.5},
            f"{RESULT}:1: residencies.matchresult internal-medicine/2026/categorical: "
            "offered: “10.5” is not of the right kind (Positive integer).",
        ),
        (
            "residencies.matchresult",
            {"us_img": -1},
            f"{RESULT}:1: residencies.matchresult internal-medicine/2026/categorical: "
            "us_img: Ensure this value is greater than or equal to 0.",
        ),
        (
            "residencies.matchresult",
            {"unfilled": 1},
            f"{RESULT}:1: residencies.matchresult internal-medicine/2026/categorical: "
            "unfilled: Unknown field.",
        ),
        (
            "residencies.source",
            {"url": ""},
            f"{SOURCE}:1: residencies.source match-s01: A source without an address or a "
            "citation cannot be looked up: its grade is D.",
        ),
        (
            "residencies.source",
            {"note": "\x00"},
            f"{SOURCE}:1: residencies.source match-s01: note: "
            "Null characters and half characters are not allowed.",
        ),
    ],
)
def test_a_bad_value_is_named(shipment, command, model, values, problem):
    shipment.ship(model, "sample", **values)
    shipment.write()
    assert refused(shipment, command) == [problem]


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        (SOURCE, "\n{oops}\n", ":2: This cannot be read: Expecting property name"),
        (SOURCE, '{"model": "residencies.source", "fields": {"n": NaN}}', ":1: This cannot be"),
        (SOURCE, '{"a": 1, "a": 2}', ":1: This cannot be read: “a” is given twice."),
        (SOURCE, "[]", ":1: A row has a model and its fields."),
        (SOURCE, '{"model": "residencies.source"}', ":1: A row has a model and its fields."),
        (SOURCE, '{"model": "a.b", "fields": {}}', ":1: Unknown model “a.b”."),
        (SOURCE, '{"model": "auth.user", "fields": {}}', ":1: Unknown model “auth.user”."),
        (CHALLENGE, "- model: a\n  fields: [\n", ":3: This cannot be read: "),
        (CHALLENGE, "- model: a\n\tfields: {}\n", ":2: This cannot be read: "),
        (CHALLENGE, "model: a\n", ":1: This cannot be read: a fixture is a list of rows."),
        (CHALLENGE, "# a\n- x: {d: 2026-13-41}\n", ":2: This cannot be read: month must be in"),
        (CHALLENGE, "- {}\n- x: 1\n  x: 2\n", ":2: This cannot be read: “x” is given twice."),
        (CHALLENGE, "- !!python/object:os.system {}\n", ":1: This cannot be read: could not"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_line(shipment, file, text, problem):
    shipment.write()
    shipment.write_text(file, text)
    assert any(line.startswith(f"{file}{problem}") for line in refused(shipment))


def test_text_in_another_encoding_is_refused(shipment):
    shipment.write()
    (shipment.folder / SOURCE).write_bytes(b"\n\xff\n")
    assert f"{SOURCE}:2: This is not UTF-8 text." in refused(shipment)


def test_a_file_that_is_missing_or_not_listed_is_refused(shipment):
    shipment.write()
    (shipment.folder / CHALLENGE).rename(shipment.folder / "guidance/challenge.yaml")
    assert refused(shipment) == [
        "guidance/challenge.yaml:1: This file is not in FIXTURES, so it is not loaded.",
        f"{CHALLENGE}:1: This file is missing, so all its rows would count as no longer shipped.",
    ]


def test_a_row_with_a_pk_is_refused(shipment):
    shipment.write()
    text = (shipment.folder / SOURCE).read_text()
    shipment.write_text(SOURCE, text.replace('"model"', '"pk": 1, "model"'))
    reason = "A row has no pk: its natural key names it."
    assert refused(shipment) == [f"{SOURCE}:1: residencies.source match-s01: {reason}"]


def test_a_key_that_is_shipped_twice_is_refused(shipment):
    shipment.ship("residencies.source", "again", title="Another")
    shipment.write()
    reason = f"The same key is in {SOURCE}:1."
    assert refused(shipment) == [f"{SOURCE}:2: residencies.source match-s01: {reason}"]


def test_the_shipped_fixtures_are_checked_without_a_query(django_assert_num_queries, capsys):
    with django_assert_num_queries(0):
        call_command("check_content")
    assert capsys.readouterr().out == "The fixtures can be loaded.\n"


def test_a_key_that_could_be_mistaken_for_another_is_refused(shipment):
    shipment.ship("residencies.source", slug="a/b")
    shipment.write()
    assert "must not hold “/”" in refused(shipment)[0]


def test_a_link_that_a_row_must_have_is_missed(shipment):
    shipment.ship("guidance.strategy", slug="ask", challenges=[])
    shipment.write()
    reason = "guidance.strategy ask: challenges: This field is required."
    assert f"guidance/strategies.yaml:1: {reason}" in refused(shipment)


def test_every_problem_of_every_file_is_named_at_once(shipment):
    shipment.ship("residencies.source", "sample", grade="Z", colour="red")
    shipment.ship("residencies.matchresult", "sample", filled=11)
    shipment.ship("guidance.challenge", "sample", title=..., sources=[["nowhere"]])
    shipment.write()
    lines = refused(shipment)
    assert [line.split(" ")[0] for line in lines] == [
        f"{CHALLENGE}:1:",
        f"{CHALLENGE}:1:",
        f"{RESULT}:1:",
        f"{RESULT}:1:",
        f"{SOURCE}:1:",
    ]


def test_a_mix_of_shipped_and_edited_that_is_refused_stops_the_load(shipment, edit, monkeypatch):
    audience = {"slug": "low", "name": "n", "because": "b", "score_min": 210, "score_max": 220}
    shipment.ship("guidance.audience", **audience)
    shipment.load()
    edit(Audience.objects.get(), score_max=215)
    units = {name: (name,) for name in audience if name != "slug"}
    monkeypatch.setattr(schema("guidance.audience"), "units", units)
    shipment.ship("guidance.audience", **audience | {"score_min": 218})
    with pytest.raises(CommandError) as error:
        shipment.load()
    assert (
        "guidance/audiences.yaml:1: guidance.audience low: With what was edited on the site: "
        "The lowest score cannot be above the highest."
    ) in str(error.value)
    assert Audience.objects.get().score_min == 210
