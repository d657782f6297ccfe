"""What editors changed goes back into the fixtures, and nothing else in them changes."""

import difflib
import shutil
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from guidance.models import Challenge, Fee, RouteAnswer, SeasonEvent, StateBoard, Strategy
from imgpath.content import load as loading
from imgpath.content.export import as_written, export
from imgpath.content.fixtures import FOLDER
from imgpath.content.live import read
from imgpath.content.schema import schemas
from imgpath.content.yaml_text import Rows, written
from residencies.models import Correction, MatchResult, Source, Translation
from residencies.models.translations import digest

# Letters of any script and line breaks: not what YAML takes for a break or the start of a file.
LETTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"
)
TEXTS = st.text(LETTERS | st.just("\n")).map(str.strip)


@pytest.fixture
def folder(db, tmp_path):
    """A copy of the fixtures, as they were when they were loaded."""
    return shutil.copytree(FOLDER, tmp_path / "fixtures")


@pytest.fixture
def bring_back(folder):
    """Return a function that exports, and gives the lines of the files that went and came."""

    def _bring_back():
        found = export(folder)
        lines = []
        for name, text in found.texts.items():
            before = (folder / name).read_text(encoding="utf-8")
            changes = difflib.ndiff(before.splitlines(), text.splitlines())
            lines += [line for line in changes if line[0] in "+-"]
            (folder / name).write_text(text, encoding="utf-8")
        return lines

    return _bring_back


def assert_shipping_it_changes_nothing(folder):
    """Once the files have shipped, what is live is what was shipped, and no edit is left."""
    before = read()
    plan = loading.load(folder)
    assert (plan.touches, plan.conflicts, plan.kept) == ([], [], [])
    assert read() == before
    assert export(folder).texts == {}
    assert not loading.load(folder).writes


def test_what_nobody_changed_keeps_every_byte(folder):
    assert export(folder).texts == {}


def test_an_edited_text_changes_its_own_lines_only(folder, bring_back):
    row = Strategy.objects.get(slug="take-each-step-when-ready")
    Strategy.objects.filter(pk=row.pk).update(cost="Nothing but time.")
    lines = bring_back()
    assert [line for line in lines if line[0] == "+"] == ["+     cost: Nothing but time."]
    assert len([line for line in lines if line[0] == "-"]) <= 2
    assert_shipping_it_changes_nothing(folder)


def test_a_long_text_is_wrapped_as_the_others_are_and_markdown_keeps_its_lines(folder, bring_back):
    body = "One line.\n\n- A point: with a colon.\n- Another “point”.\n\n  Indented."
    summary = "What stands between people and a residency, " * 4 + "in one sentence."
    Challenge.objects.filter(slug="competition").update(body=body, summary=summary)
    new = [line[2:] for line in bring_back() if line[0] == "+"]
    assert "      - A point: with a colon." in new
    assert "      one sentence." in new
    assert max(map(len, new)) <= 100
    assert_shipping_it_changes_nothing(folder)


def test_a_link_a_number_a_date_and_an_empty_value_come_back(folder, bring_back):
    challenge = Challenge.objects.get(slug="cost")
    challenge.audiences.set(challenge.audiences.model.objects.all()[:12])
    Challenge.objects.filter(pk=challenge.pk).update(weight=1, review_by="2027-02-03")
    SeasonEvent.objects.filter(slug="match-day-2027").update(afterwards="", time_of_day="noon")
    Fee.objects.filter(slug="eras-programs", first=1).update(amount="12.50")
    lines = bring_back()
    assert "+     weight: 1" in lines
    assert "+     review_by: 2027-02-03" in lines
    assert '+     amount: "12.50"' in lines
    assert_shipping_it_changes_nothing(folder)


def test_a_row_written_on_one_line_stays_on_one_line(folder, bring_back):
    answer = RouteAnswer.objects.get(question__slug="visa-offer", slug="h-1b")
    RouteAnswer.objects.filter(pk=answer.pk).update(label="Only H-1B: nothing else", number=9)
    new = [line for line in bring_back() if line[0] == "+"]
    assert len(new) == 1
    assert 'label: "Only H-1B: nothing else"' in new[0]
    assert_shipping_it_changes_nothing(folder)


def test_a_figure_in_a_file_of_lines_changes_its_own_line(folder, bring_back):
    row = MatchResult.objects.filter(specialty__slug="pathology", year=2026)
    row.update(non_us_img=171, us_img=49, derivation="Changed in a test.")
    lines = bring_back()
    assert len(lines) == 2
    assert '"non_us_img": 171' in next(line for line in lines if line[0] == "+")
    assert_shipping_it_changes_nothing(folder)


def test_what_an_editor_added_is_appended_and_what_one_deleted_goes(folder, bring_back):
    source = Source.objects.first()
    Correction.objects.create(
        slug="test",
        page="/places/",
        said="A: b",
        says="C",
        reason="D",
        noticed="editor",
        made_on="2026-11-27",
        source=source,
    )
    StateBoard.objects.filter(slug="vi").delete()
    lines = bring_back()
    assert "+ - model: residencies.correction" in lines
    assert '+     said: "A: b"' in lines
    assert "-     name: Virgin Islands" in lines
    text = (folder / "residencies/corrections.yaml").read_text()
    assert text.startswith("# What this site said")
    assert "[]" not in text
    assert_shipping_it_changes_nothing(folder)


def test_a_translation_comes_back_and_ships_with_the_digest_of_its_english(folder, bring_back):
    english = Challenge.objects.get(slug="cost").body
    Translation.objects.create(
        language="ar", digest=digest(english), english=english, text="- نص\n- آخر"
    )
    assert "+ - model: residencies.translation" in bring_back()
    assert_shipping_it_changes_nothing(folder)
    Translation.objects.all().delete()
    path = folder / "residencies/translations.yaml"
    path.write_text(path.read_text().replace(digest(english), "0" * 16))
    with pytest.raises(loading.Refused) as refused:
        loading.load(folder)
    assert digest(english) in str(refused.value.problems[0])


def test_a_row_of_every_kind_is_written_so_that_it_reads_back(db):
    live = read()
    for each in schemas():
        for row in list(live.rows[each.label].values())[:3]:
            rows = Rows("# Nothing yet.\n[]\n")
            rows.append(each.label, as_written(each, row.values))
            (found,) = yaml.safe_load(rows.result)
            cells = found["fields"].items()
            assert {name: each.columns[name].clean(raw) for name, raw in cells} == row.values


@given(TEXTS, st.integers(0, 8), st.booleans())
def test_any_text_reads_back_as_it_was(text, column, flow):
    found = written("name", text, column, flow=flow)
    indented = f"{{{found}}}" if flow else " " * column + found
    assert yaml.safe_load(indented)["name"].rstrip("\n") == text


def test_the_command_says_what_it_did_and_the_check_writes_nothing(folder):
    Challenge.objects.filter(slug="cost").update(weight=1)
    file = folder / "guidance/challenges.yaml"
    before = file.read_text()
    with pytest.raises(CommandError, match="do not hold what is live"):
        call_command("export_content", folder=folder, check=True, stdout=StringIO())
    assert file.read_text() == before
    said = StringIO()
    call_command("export_content", folder=folder, stdout=said)
    assert "~ guidance.challenge cost: weight" in said.getvalue()
    assert file.read_text() != before
    said = StringIO()
    call_command("export_content", folder=folder, check=True, stdout=said)
    assert said.getvalue() == "The fixtures hold what is live.\n"


def test_a_folder_that_cannot_be_read_is_refused_and_stays(folder):
    file = folder / "guidance/challenges.yaml"
    file.write_text("- model: nothing\n", encoding="utf-8")
    Challenge.objects.filter(slug="cost").update(weight=1)
    with pytest.raises(CommandError, match="Problems in the fixtures"):
        call_command("export_content", folder=folder, stdout=StringIO())
    assert file.read_text() == "- model: nothing\n"
