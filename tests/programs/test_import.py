"""The command: what it writes, what it leaves alone, and what it says."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from imgpath.content import edits, export
from imgpath.content.models import ContentRevision
from imgpath.programs.models import Program, ProgramFill
from residencies.models import MatchResult, Revision, Source, Specialty
from tests.programs import made_up

OWN = "own-program-results-2026"


def page(years, figures, name="Test Hospital"):
    return [f"ALABAMA\n{name}\nMobile {years}\nInternal Medicine 9001140C0 {figures}"]


def here():
    """Return all that a second import must not touch."""
    return (
        list(Program.objects.order_by("pk").values()),
        list(ProgramFill.objects.order_by("pk").values()),
        list(Source.objects.order_by("pk").values()),
        ContentRevision.objects.count(),
        Revision.current(),
    )


def fills(code="9001140C0"):
    rows = ProgramFill.objects.filter(program__code=code).order_by("year")
    return [(row.year, row.quota, row.filled, row.source.published) for row in rows]


def test_a_pdf_becomes_programs_with_their_figures_and_their_source(bring):
    status, said = bring(url="https://www.nrmp.org/results.pdf", year=2026)
    assert status == 0
    assert "Read: 8 programs, Matches 2024 to 2026." in said
    assert "Changed: 8 new programs" in said
    program = Program.objects.get(code="9001140P0")
    assert (program.name, program.institution) == ("Medicine-Preliminary", "Test Medical Center")
    assert (program.city, program.state, program.track) == ("Birmingham", "Alabama", "P")
    assert program.specialty.slug == "medicine-preliminary"
    assert fills("9001140P0") == [(2024, 6, 6, "2026"), (2025, 6, 6, "2026"), (2026, 6, 3, "2026")]
    source = Source.objects.get(slug=OWN)
    assert (source.grade, source.terms) == ("A", "cite")
    assert source.title == "Program Results, Main Residency Match 2024-2026"
    assert source.url == "https://www.nrmp.org/results.pdf"


def test_a_program_without_a_known_specialty_is_listed_all_the_same(bring):
    _, said = bring()
    assert Program.objects.get(code="9001987C0").specialty is None
    assert (
        "Specialty known: 7 of 8 programs.\n  Not known, by the digits of their codes: 987 (1)"
        in said
    )


def test_tracks_are_read_from_the_letter_and_an_unknown_letter_is_told(bring):
    bring(page("2026", "5 5\nInternal Medicine 9001140M0 1 1\nOdd 9001140X0 1 1"))
    tracks = dict(Program.objects.values_list("code", "track"))
    assert tracks == {"9001140C0": "C", "9001140M0": "M", "9001140X0": "?"}


def test_the_same_file_again_changes_nothing(bring):
    bring()
    before = here()
    status, said = bring()
    assert (status, here()) == (0, before)
    assert "0 new programs, 0 with another name" in said


def test_a_dry_run_says_the_same_and_writes_nothing(bring):
    before = here()
    _, would = bring(dry_run=True)
    assert here() == before
    _, did = bring()
    assert would.replace("Would change", "Changed").replace("Nothing was written.\n", "") == did


def test_a_newer_file_adds_years_and_corrects_figures_and_names(bring):
    bring(page("2025 2024", "5 5 6 6"))
    status, said = bring(page("2026 2025", "7 6 5 4", "New Name Hospital"))
    assert status == 0
    assert "0 new programs, 1 with another name or place" in said
    assert "1 new figures, 1 corrected" in said
    assert fills() == [(2024, 6, 6, "2025"), (2025, 5, 4, "2026"), (2026, 7, 6, "2026")]
    assert Program.objects.get().institution == "New Name Hospital"


def test_an_older_file_only_adds_what_is_missing(bring):
    bring(page("2026 2025", "7 6 5 4", "New Name Hospital"))
    status, said = bring(page("2025 2024", "5 5 6 6"))
    assert status == 0
    assert "Left alone: 1 figures that differ" in said
    assert fills() == [(2024, 6, 6, "2025"), (2025, 5, 4, "2026"), (2026, 7, 6, "2026")]
    assert Program.objects.get().institution == "New Name Hospital"


def test_what_cannot_be_read_is_listed_and_the_rest_is_in(bring):
    status, said = bring(page("2026 2025", "7 8 5 4\nSomebody's note"))
    assert status == 1
    assert "Lines that could not be read, or not whole: 2" in said
    assert "page 1, line 5: “Internal Medicine 9001140C0 7 8 5 4”: 2026 is left out" in said
    assert "page 1, line 6: “Somebody's note”" in said
    assert fills() == [(2025, 5, 4, "2025")]


def test_a_strict_import_writes_nothing_unless_all_was_read(bring):
    status, said = bring(page("2026 2025", "7 8 5 4"), strict=True)
    assert status == 2
    assert said.startswith("Nothing was written. Lines that could not be read")
    assert not Program.objects.exists()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"year": 2027}, "The newest Match in"),
        ({"url": "not an address"}, "Enter a valid URL."),
        ({"pages": ["ALABAMA\nNothing here"]}, "No program with figures was found"),
    ],
)
def test_a_refusal_says_why_and_writes_nothing(bring, options, reason):
    before = here()
    status, said = bring(**options)
    assert status == 2
    assert said.startswith("Nothing was written")
    assert reason in said
    assert here() == before


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "There is no file"), (b"no PDF", "could not be read as a PDF")]
)
def test_a_file_that_is_no_pdf_is_refused(db, tmp_path, content, reason):
    path = tmp_path / "results.pdf"
    if content:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=reason) as error:
        call_command("import_program_results", path)
    assert error.value.returncode == 2


def test_an_import_that_fails_midway_leaves_nothing(bring, monkeypatch):
    def broken():
        raise IntegrityError("as if the power went")

    before = here()
    monkeypatch.setattr(Revision, "bump", broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        bring()
    assert here() == before


def test_an_import_is_on_record_and_pages_read_it_at_once(bring):
    before = Revision.current()
    bring()
    assert Revision.current() != before
    (change,) = ContentRevision.objects.filter(via="import")
    assert (change.model, change.key) == ("residencies.source", OWN)


def test_nothing_of_it_is_exported_or_waits_to_be(bring):
    made = edits.found().made
    bring()
    assert export.export().texts == {}
    assert edits.found().made == made


def test_a_load_of_content_leaves_it_alone(bring):
    bring()
    before = here()
    call_command("load_content", verbosity=0)
    assert here() == before


def test_more_filled_than_offered_is_refused_with_a_reason(bring):
    bring()
    row = ProgramFill.objects.first()
    row.filled = row.quota + 1
    with pytest.raises(ValidationError, match="No more positions can be filled"):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_program_has_one_row_a_year_and_a_code_of_the_right_form(bring):
    bring()
    row = ProgramFill.objects.first()
    row.pk = None
    with pytest.raises(ValidationError, match="already has figures for that year"):
        row.full_clean()
    with pytest.raises(ValidationError, match="A code looks like"):
        Program(code="140C0", name="T", institution="T", city="T", state="T").full_clean()


def test_a_specialty_that_goes_leaves_its_programs(bring):
    bring(made_up.PAGES)
    Specialty.objects.filter(slug="medicine-preliminary").delete()
    assert Program.objects.get(code="9001140P0").specialty is None


def test_all_of_it_can_be_taken_out_again(bring, capsys):
    before = Source.objects.count()
    bring()
    call_command("remove_program_results")
    assert "8 programs with their figures are here" in capsys.readouterr().out
    assert Program.objects.count() == 8
    call_command("remove_program_results", yes=True)
    assert "8 programs with their figures taken out." in capsys.readouterr().out
    assert (Program.objects.count(), ProgramFill.objects.count()) == (0, 0)
    assert Source.objects.count() == before


def test_a_source_on_which_something_else_rests_stays(bring, capsys):
    bring()
    row = MatchResult.objects.first()
    MatchResult.objects.filter(pk=row.pk).update(source=Source.objects.get(slug=OWN))
    capsys.readouterr()
    call_command("remove_program_results", yes=True)
    assert f"rests on these sources, which stay: {OWN}." in capsys.readouterr().out
    assert not Program.objects.exists()
