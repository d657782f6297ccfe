"""Django's own loaddata is a second way in: the fixtures need nothing of ours to be loaded."""

from collections import Counter

from django.apps import apps
from django.core.management import call_command

from imgpath.content.fixtures import FIXTURES, FOLDER, RENAMES, read


def test_every_fixture_file_is_in_the_list():
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*")}
    assert files == {*FIXTURES, RENAMES}


def test_loaddata_fills_an_empty_database_file_by_file_in_that_order(no_content):
    rows, problems = read()
    # Of a file without rows Django warns: there is nothing in it to load.
    filled = {row.file for row in rows}
    for name in FIXTURES:
        if name in filled:
            call_command("loaddata", FOLDER / name, verbosity=0)
    expected = Counter(row.data["model"] for row in rows)
    assert not problems
    assert {label: apps.get_model(label).objects.count() for label in expected} == expected
