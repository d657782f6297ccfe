import pytest

from tests.content.importing import made_up_research


@pytest.fixture
def tables(tmp_path):
    """A folder of research tables with invented figures."""
    return made_up_research.write(tmp_path / "research")


@pytest.fixture
def output(tmp_path):
    """An empty folder for fixtures, with room for prose beside it."""
    folder = tmp_path / "fixtures" / "residencies"
    folder.mkdir(parents=True)
    return folder
