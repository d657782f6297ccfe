"""The data dictionary: every field of the content and of the API, in the words that editors see."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from inspect import cleandoc

from django.db import models

from guidance.models.prose import ProseField
from imgpath.content import fixtures
from imgpath.content.schema import schemas
from residencies.models import Source

from . import meaning, page
from .v1 import described

HEAD = """# The data, field by field

`make data` writes this page from the help texts of the models, which editors see in the admin, and
from the API. Change those, not this. What may be done with the data is in [reuse.md](reuse.md).

Rows name each other by slug. A number that is empty was not published, which is never the same
as 0.
"""
API = """## API

Each address is described at `/api/v1/` on the site, with what it takes and examples to follow. An
answer has `about`, which says where it came from, beside one `item` or the `items` of a list.
"""
ADDED = """### What answers add

An object that is named after a model has fields of that model, which are above, and these:
"""
FIELDS = ["Field", "Holds", "Meaning"]
KINDS = {
    ProseField: "Markdown",
    models.URLField: "address",
    models.SlugField: "slug",
    models.TextField: "text",
    models.CharField: "text",
    models.BooleanField: "yes or no",
    models.DateField: "date",
    models.DecimalField: "number",
    models.FloatField: "number",
    models.IntegerField: "whole number",
    models.GeneratedField: "whole number",
}


def text() -> str:
    """Return the whole page."""
    files, terms = _shipped()
    parts = [HEAD, "## Content\n"]
    for each in schemas():
        parts += _model(each.model, files[each.label], terms[each.label])
    return "\n".join([*parts, *_api()])


def _shipped():
    """Return the fixture files of each model, and the terms of the sources of its rows."""
    rows = [(row.file, row.data["model"], row.data["fields"]) for row in fixtures.read()[0]]
    label = Source._meta.label_lower
    allowed = {told["slug"]: told["terms"] for _, model, told in rows if model == label}
    files, terms = defaultdict(dict), defaultdict(set)
    for file, model, told in rows:
        files[model][file] = True
        if model != label and "source" in told:
            terms[model].add(allowed[told["source"][0]])
    return files, terms


def _model(model, files: Iterable[str], terms: Iterable[str]) -> Iterator[str]:
    yield f"### {model.__name__}\n"
    yield f"{' '.join(cleandoc(model.__doc__).split())}\n"
    told = [f"In {', '.join(f'`fixtures/{file}`' for file in files)}."] if files else []
    told += [f"Terms of its sources: {', '.join(sorted(terms))}."] if terms else []
    if told:
        yield f"{' '.join(told)}\n"
    fields = [each for each in model._meta.fields if not each.primary_key]
    rows = [(each.name, _kind(each), _words(each)) for each in [*fields, *model._meta.many_to_many]]
    yield _table(FIELDS, rows)
    rules = [str(each.violation_error_message) for each in model._meta.constraints]
    if rules:
        yield "\n".join(["What is refused:\n", *(f"- {each}" for each in rules), ""])


def _kind(field: models.Field) -> str:
    if field.is_relation:
        name = field.related_model.__name__
        kind = f"[{name}](#{name.lower()})"
        kind = f"list of {kind}" if field.many_to_many else kind
    elif field.flatchoices:
        kind = "one of a few"
    else:
        kind = next(kind for of, kind in KINDS.items() if isinstance(field, of))
    return f"{kind}, or empty" if field.null or field.blank else kind


def _words(field: models.Field) -> str:
    options = [f"`{value}`: {label}" for value, label in meaning.options(field)]
    return meaning.sentences([meaning.words(field), *options])


def _api() -> Iterator[str]:
    shown = page.context(described())
    yield API
    rows = [(each.path, _gives(each), each.words) for each in shown["operations"]]
    yield _table(["Address", "Gives", "What"], rows)
    known = {each.model.__name__: set(each.columns) for each in schemas()}
    added = [
        (f"{thing.name}.{field.name}", field.kind, field.words)
        for thing in shown["things"]
        for field in thing.fields
        if field.name not in known.get(thing.name, {field.name})
    ]
    yield ADDED
    yield _table(FIELDS, added)
    for thing in shown["things"]:
        if thing.name not in known:
            yield f"### {thing.name}\n\n{thing.words}\n"
            yield _table(FIELDS, [(each.name, each.kind, each.words) for each in thing.fields])


def _gives(operation: page.Operation) -> str:
    return f"list of {operation.thing}" if operation.lists else operation.thing


def _table(heads: list[str], rows: Iterable[tuple[str, str, str]]) -> str:
    cells = [(f"`{first}`", *rest) for first, *rest in rows]
    lines = [heads, ["---"] * len(heads), *cells]
    return "".join(f"| {' | '.join(each.replace('|', '/') for each in line)} |\n" for line in lines)
