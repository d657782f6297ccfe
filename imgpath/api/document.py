"""How an operation says what it takes and gives, and the OpenAPI document made of all of them."""

import json
from collections.abc import Callable
from inspect import cleandoc
from typing import Any

from django import forms
from django.utils.text import capfirst
from ninja import NinjaAPI, Router, Schema

from . import meaning
from .asking import WORDS
from .problems import KIND, TOLD
from .schemas import Problem, WrongParameters

NO_NULL = r"^[^\x00]*$"


def reads(
    router: Router,
    path: str,
    answer: type[Schema],
    form: forms.Form | None = None,
    *,
    name: str,
    words: str = "",
    examples: tuple[str, ...] = ("",),
) -> Callable[[Callable], Callable]:
    """Make a view answer GET and HEAD at ``path``, and describe it by its form and docstring.

    An example is what comes after the path in an address that anyone can follow.
    """
    responses = {200: answer, 422: WrongParameters} | ({404: Problem} if "{" in path else {})

    def decorator(view):
        told = cleandoc(words or view.__doc__)
        return router.api_operation(
            ["GET", "HEAD"],
            path,
            response=responses,
            operation_id=name,
            url_name=name,
            summary=told.partition("\n")[0],
            description=" ".join(told.split()),
            openapi_extra={
                "parameters": [_parameter(*each) for each in form.fields.items()] if form else [],
                "x-examples": list(examples),
            },
        )(view)

    return decorator


def _parameter(name, field):
    words = [WORDS.get(name, str(field.label or "")), str(field.help_text)]
    words = words if any(words) else [capfirst(name)]
    options = getattr(field, "choices", ())
    words += [f"{value}: {label}" for value, label in options if value.strip("-") == value != ""]
    told = {"description": meaning.sentences(words), "schema": _schema(field)}
    return {"name": name, "in": "query"} | told


def _schema(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.MultipleChoiceField):
        options = {"type": "string", "enum": [value for value, _ in field.choices]}
        return {"type": "array", "items": options}
    if isinstance(field, forms.ChoiceField):
        told = {"type": "string", "enum": [value for value, _ in field.choices if value]}
    elif isinstance(field, forms.IntegerField):
        told = {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    elif isinstance(field, forms.RegexField):
        told = {"type": "string", "pattern": field.regex.pattern}
    else:
        told = {"type": "string", "minLength": 1, "maxLength": field.max_length, "pattern": NO_NULL}
    return told | ({"default": field.initial} if field.initial is not None else {})


def described(api: NinjaAPI, root: str) -> dict[str, Any]:
    """Return the OpenAPI document of an API whose addresses begin with ``root``."""
    told = json.loads(json.dumps(api.get_openapi_schema(path_prefix=root)))
    told["paths"] = {path: {"get": each["get"]} for path, each in told["paths"].items()}
    for path in told["paths"].values():
        for each in path["get"]["parameters"]:
            each.setdefault("description", "Its slug, as a list gives it.")
        answers = path["get"]["responses"]
        for status, answer in answers.items():
            if status[0] == "4":
                answer["content"] = {KIND: answer["content"]["application/json"]}
                answer["description"] = TOLD[int(status)]
        answers["200"]["headers"] = {"ETag": {"schema": {"type": "string"}}}
        answers["304"] = {"description": "What If-None-Match names still holds."}
    return told
