"""docs/data.md says of every field what it means, as the code has it now."""

from django.conf import settings

from imgpath.api import dictionary
from imgpath.content.schema import schemas
from tests.api.asking import OPERATIONS

PAGE = settings.BASE_DIR / "docs/data.md"


def test_the_page_is_what_the_code_says_now():
    assert PAGE.read_text() == dictionary.text(), "Run make data."


def test_every_field_has_words_of_its_own():
    wordless = {
        f"{each.model.__name__}.{column.name}"
        for each in schemas()
        for column in each.columns.values()
        if not column.field.help_text
    }
    assert wordless == set()


def test_every_kind_of_row_and_every_address_is_on_it():
    text = PAGE.read_text()
    for each in schemas():
        assert f"\n### {each.model.__name__}\n" in text
    for each in OPERATIONS:
        assert f"| `{each.path}` |" in text
