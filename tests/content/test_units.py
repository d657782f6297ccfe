"""What the loader is told of each model agrees with the models."""

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from imgpath.content.schema import schemas
from imgpath.content.units import SHAPES

SCHEMAS = {each.label: each for each in schemas()}
every_model = pytest.mark.parametrize("shape", SCHEMAS.values(), ids=SCHEMAS)


def fields_of(expression):
    """Yield the name of every field in a condition."""
    if isinstance(expression, Q):
        for child in expression.children:
            if isinstance(child, Q):
                yield from fields_of(child)
            else:
                yield child[0].split("__")[0]
                yield from fields_of(child[1])
    elif isinstance(expression, F):
        yield expression.name
    else:
        for part in getattr(expression, "get_source_expressions", list)():
            yield from fields_of(part)


def test_the_loader_knows_every_model_that_holds_content():
    content = {
        model._meta.label_lower
        for app in ("residencies", "guidance")
        for model in apps.get_app_config(app).get_models()
    }
    assert content - {"residencies.revision"} == set(SHAPES)


@every_model
def test_a_row_is_unique_by_nothing_but_its_key(shape):
    options = shape.model._meta
    unique = [{field.name} for field in options.fields if field.unique and not field.primary_key]
    unique += [
        set(found.fields) for found in options.constraints if type(found) is UniqueConstraint
    ]
    assert unique == [set(shape.shape.key)]


@every_model
def test_every_field_is_in_one_unit(shape):
    members = [name for names in shape.units.values() for name in names]
    assert sorted([*members, *shape.shape.key]) == sorted(shape.columns)


@every_model
def test_a_constraint_lies_within_one_unit_so_that_a_merge_cannot_break_it(shape):
    for constraint in shape.model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            names = set(fields_of(constraint.condition)) - set(shape.shape.key)
            assert any(names <= set(members) for members in shape.units.values()), constraint.name


@every_model
def test_a_model_comes_after_those_it_names(shape):
    earlier = list(SHAPES)[: list(SHAPES).index(shape.label)]
    assert {column.target for column in shape.relations} <= set(earlier)
    for column in shape.relations:
        assert SHAPES[column.target].key == ("slug",)


@every_model
def test_a_retired_row_can_be_told_from_one_that_is_shown(shape):
    if shape.shape.retired:
        name, value = shape.shape.retired
        shape.columns[name].field.clean(value, None)
