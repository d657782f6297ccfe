"""What an answer holds. Its words are those of the models' help texts and of the files' columns."""

import datetime
from functools import cache
from typing import Any, Literal

from ninja import Field, Schema
from pydantic import create_model

from residencies.downloads.figures import COLUMNS, Status
from residencies.models import Grade, Source

GRADES = Literal[("", *Grade.values)]
TERMS = Literal[("", *Source.Terms.values, "ours")]
# What the columns of files hold, where that is not a text.
CELLS = {
    "year": int | None,
    "value": int | float | str | None,
    "n": int | None,
    "status": Literal[tuple(each.value for each in Status)],
    "grade": GRADES,
    "terms": TERMS,
}


def held(kind: Any, words: str) -> tuple[Any, Any]:
    """Return one field of an answer."""
    return kind, Field(description=words)


def made(name: str, words: str, fields: dict[str, tuple[Any, Any]]) -> type[Schema]:
    """Return a schema made of ``fields``, described by the first line of ``words``."""
    return create_model(name, __base__=Schema, __doc__=words.partition("\n")[0], **fields)


Figure = made(
    "Figure",
    "One figure or statement, as a file has it.",
    {name: held(CELLS.get(name, str), words) for name, words in COLUMNS.items()},
)


class About(Schema):
    """Where an answer came from."""

    self: str = Field(description="The address of this answer.")
    page: str = Field(description="Our page that shows the same to people.")
    made_on: datetime.date = Field(description="The day of this answer.")
    unconfirmed_since: datetime.datetime | None = Field(
        description="Since when our database has not said whether this is still what it holds; "
        "null where it has just said so."
    )
    terms: str = Field(description="When a figure is given, and when only its source is named.")


class ListAbout(About):
    """Where a list came from, and how it goes on."""

    count: int = Field(description="How many items there are in all.")
    corrected: str = Field(
        description="The words that were looked for instead of some that are not known; else empty."
    )
    next: str | None = Field(description="The address of the next part; null after the last.")
    previous: str | None = Field(
        description="The address of the part before; null before the first."
    )


@cache
def one(item: type[Schema]) -> type[Schema]:
    """Return the schema of an answer with one item."""
    return made(f"One{item.__name__}", "One item.", {"about": (About, ...), "item": (item, ...)})


@cache
def listed(item: type[Schema]) -> type[Schema]:
    """Return the schema of an answer with part of a list."""
    fields = {"about": (ListAbout, ...), "items": (list[item], ...)}
    return made(f"{item.__name__}List", "Part of a list.", fields)


class Wrong(Schema):
    """One parameter that is wrong."""

    parameter: str = Field(description="Its name.")
    detail: str = Field(description="What is wrong with it.")


class Problem(Schema):
    """Why there is no answer (RFC 9457)."""

    title: str = Field(description="The kind of problem.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What to know about it.")


class WrongParameters(Problem):
    """Why there is no answer: every parameter that is wrong."""

    errors: list[Wrong] = Field(description="Each parameter that is wrong, and why.")
