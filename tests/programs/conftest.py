import pytest
from django.core.management import CommandError, call_command

from imgpath.programs.reading import read
from tests.programs import made_up


@pytest.fixture
def results():
    """Return a function that reads pages of lines."""

    def _results(*pages):
        return read(made_up.lines(pages))

    return _results


@pytest.fixture
def bring(db, tmp_path, capsys):
    """Return a function that imports pages from a PDF: the exit status, and what was said."""

    def _bring(pages=made_up.PAGES, **options):
        path = made_up.write(tmp_path / "results.pdf", pages)
        try:
            call_command("import_program_results", path, **options)
        except CommandError as error:
            return error.returncode, f"{capsys.readouterr().out}{error}"
        return 0, capsys.readouterr().out

    return _bring


@pytest.fixture
def loaded(bring):
    """Programs are here."""
    bring()
