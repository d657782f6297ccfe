"""The OpenAPI document and the page made of it: all there is, in words."""

import pytest
from django.urls import reverse

from imgpath.api import page
from imgpath.api.v1 import described
from residencies.models import MatchResult
from tests.api.asking import OPERATIONS
from tests.residencies.markup import section, table, text, tree

THINGS = described()["components"]["schemas"]


def test_everything_in_it_has_words():
    for path, told in described()["paths"].items():
        told = told["get"]
        assert told["description"].endswith("."), path
        wordless = [each["name"] for each in told["parameters"] if not each.get("description")]
        assert wordless == [], path
    for name, told in THINGS.items():
        assert told["description"], name
        fields = told["properties"].items()
        wordless = [each for each, field in fields if not field.get("description")]
        assert set(wordless) <= {"about", "item", "items"}, name


def test_the_words_are_those_that_editors_see():
    told = THINGS["MatchResult"]["properties"]["part_of_total"]["description"]
    assert str(MatchResult._meta.get_field("part_of_total").help_text) in told


def test_it_names_every_answer_that_there_is():
    for told in described()["paths"].values():
        answers = told["get"]["responses"]
        assert {"200", "304", "422"} <= set(answers)
        assert "application/problem+json" in answers["422"]["content"]


def test_the_page_has_every_address_parameter_and_field(client, db):
    shown = tree(client.get(reverse("api")).text)
    for each in OPERATIONS:
        here = section(shown, f"ask-{each.name}")
        assert each.words in text(here)
        linked = [text(link) for link in here.findall("./p/a")]
        assert [link for link in linked if link.startswith("/api/")] == each.examples
        if each.parameters:
            assert list(table(shown, f"ask-{each.name}")) == [one.name for one in each.parameters]
    for thing in page.context(described())["things"]:
        assert list(table(shown, f"of-{thing.name}")) == [one.name for one in thing.fields]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 1000}, "whole number from 1 to 1000"),
        ({"type": "array", "items": {"type": "string"}}, "list of text"),
        ({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}, "date or null"),
        ({"enum": ["a", ""], "type": "string"}, "a, empty"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Figure"}}, "list of Figure"),
        ({"type": "string", "default": "x"}, "text (x where it is not given)"),
    ],
)
def test_a_schema_is_said_in_words(schema, words):
    assert page.kind(schema) == words


def test_values_that_are_explained_are_not_listed_besides():
    schema = {"type": "string", "enum": ["name", "-name"]}
    assert page.kind(schema, "The order. name: By name.") == "one of these"
    assert page.kind(schema, "The order.") == "name, -name"
