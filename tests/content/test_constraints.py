"""Constraints judged in Python against Django's own judgement, which asks the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Func, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imgpath.content.constraints import NotCertain, _truth, violations
from imgpath.content.schema import schema, schemas
from residencies.models import Source

CONSTRAINED = [
    each
    for each in schemas()
    if any(isinstance(found, CheckConstraint) for found in each.model._meta.constraints)
]


def row_strategy(each):
    """Draw a few small values for every field of the constraints, empty ones included."""
    values = {}
    for column in each.columns.values():
        kind = column.field.get_internal_type()
        drawn = None
        if kind.startswith("Positive") or kind == "FloatField":
            drawn = st.integers(0, 3)
        elif kind == "BooleanField":
            drawn = st.booleans()
        elif column.name in {"url", "citation"}:
            drawn = st.sampled_from(["", "x"])
        elif column.name == "grade":
            drawn = st.sampled_from(["A", "D"])
        if drawn is not None:
            values[column.name] = drawn | st.none() if column.field.null else drawn
    return st.fixed_dictionaries(values)


def judged_by_django(instance):
    messages = []
    for constraint in instance._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                constraint.validate(type(instance), instance)
            except ValidationError as error:
                messages += error.messages
    return messages


@pytest.mark.django_db
@pytest.mark.parametrize("each", CONSTRAINED, ids=lambda each: each.label)
def test_python_and_the_database_judge_alike(each):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(row_strategy(each))
    def judge(values):
        instance = each.model(**values)
        assert violations(instance) == judged_by_django(instance)

    judge()


@pytest.mark.django_db
@pytest.mark.parametrize("each", CONSTRAINED, ids=lambda each: each.label)
def test_no_constraint_of_ours_needs_a_query(each, django_assert_num_queries):
    named = {column.name: column.name for column in each.relations if column.required}
    with django_assert_num_queries(0):
        violations(each.instance(each.defaults | named))


@pytest.mark.parametrize(
    "condition",
    [
        Q(url="") ^ Q(citation=""),
        Q(url__startswith="https"),
        Q(url=Func(F("citation"), function="UPPER")),
        Q(nothing=1),
        ~Q(checked_on="2026-11-22"),
        F("url"),
    ],
)
def test_what_python_cannot_judge_with_certainty_is_left_to_the_database(condition):
    with pytest.raises(NotCertain):
        _truth(condition, Source(url="", citation=""))


@pytest.mark.django_db
def test_the_database_is_asked_where_python_is_not_certain(monkeypatch):
    condition = Q(url__startswith="https")
    constraint = CheckConstraint(condition=condition, name="https", violation_error_message="No.")
    monkeypatch.setattr(Source._meta, "constraints", [constraint])
    model = schema("residencies.source").model
    assert violations(model(url="http://example.org")) == ["No."]
    assert violations(model(url="https://example.org")) == []


@pytest.mark.parametrize(("backup", "refused"), [("pathology", True), ("neurology", False)])
def test_a_row_that_is_named_stands_by_its_key(backup, refused):
    pair = schema("guidance.backuppair").instance({"specialty": "pathology", "backup": backup})
    assert bool(violations(pair)) == refused
