"""The page about the API, made of the same document that programs read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

WORDS = {"boolean": "true or false", "integer": "whole number", "null": "null", "string": "text"}
FORMATS = {"date": "date", "date-time": "date and time"}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of an object, in words."""

    name: str
    kind: str
    thing: str
    """The object that it holds or lists; "" for plain values."""
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that can be asked."""

    name: str
    path: str
    words: str
    parameters: list[Field]
    lists: bool
    thing: str
    """What it gives, or gives a list of."""
    examples: list[str]


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of object in answers."""

    name: str
    words: str
    fields: list[Field]


def context(document: dict[str, Any]) -> dict[str, Any]:
    """Return what the page shows of an OpenAPI document."""
    things = document["components"]["schemas"]
    operations = [_operation(path, each["get"], things) for path, each in document["paths"].items()]
    given = {_answer(each["get"]) for each in document["paths"].values()}
    shown = [
        Thing(name, told["description"], _fields(told))
        for name, told in things.items()
        if name not in given
    ]
    return {"operations": operations, "things": sorted(shown, key=lambda each: each.name)}


def _operation(path, told, things):
    held = things[_answer(told)]["properties"]
    lists = "items" in held
    return Operation(
        told["operationId"],
        path,
        told["description"],
        [_field(each["name"], each["schema"], each) for each in told["parameters"]],
        lists,
        thing(held["items" if lists else "item"]),
        [path.partition("{")[0] + each for each in told["x-examples"]],
    )


def _answer(told):
    return thing(told["responses"]["200"]["content"]["application/json"]["schema"])


def _fields(told):
    return [_field(name, each, each) for name, each in told["properties"].items()]


def _field(name, schema, told):
    words = told.get("description", "")
    return Field(name, kind(schema, words), thing(schema), words)


def thing(schema: dict[str, Any]) -> str:
    """Return the name of the object that a schema refers to, alone or in a list; "" for none."""
    return (schema.get("$ref") or schema.get("items", {}).get("$ref", "")).rpartition("/")[2]


def kind(schema: dict[str, Any], words: str = "") -> str:
    """Return what values a schema allows, unless ``words`` name each of them already."""
    return " ".join(_kind(schema, words))


def _kind(schema, words) -> Iterator[str]:
    if "anyOf" in schema:
        yield " or ".join(kind(each, words) for each in schema["anyOf"])
    elif "enum" in schema:
        named = all(f"{each.removeprefix('-')}: " in words for each in schema["enum"])
        yield "one of these" if named else ", ".join(each or "empty" for each in schema["enum"])
    elif schema.get("type") == "array":
        item = kind(schema["items"], words)
        yield "some of these" if item == "one of these" else f"list of {item}"
    elif "$ref" in schema:
        yield thing(schema)
    else:
        yield FORMATS.get(schema.get("format")) or WORDS.get(schema["type"], schema["type"])
    if "minimum" in schema:
        yield f"from {schema['minimum']} to {schema['maximum']}"
    if "default" in schema:
        yield f"({schema['default']} where it is not given)"
