"""Check constraints in Python: one query per row and constraint is too slow for thousands of rows.

A row that an instance names may stand by its natural key: enough to tell it from another row.
Only what can be answered with certainty is answered here. Anything else is Django's to judge, which
asks the database; and the database judges every row once more when it is written.
"""

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q
from django.db.models.expressions import CombinedExpression, Value

_COMPARE = {
    "exact": lambda left, right: left == right,
    "lt": lambda left, right: left < right,
    "lte": lambda left, right: left <= right,
    "gt": lambda left, right: left > right,
    "gte": lambda left, right: left >= right,
}
_COMBINE = {"+": lambda left, right: left + right, "-": lambda left, right: left - right}


class NotCertain(Exception):
    """The condition holds something that only the database should judge."""


def violations(instance):
    """Return the messages of the check constraints that an instance breaks."""
    messages = []
    for constraint in instance._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                if _truth(constraint.condition, instance) is False:
                    messages.append(constraint.get_violation_error_message())
            except NotCertain:
                messages.extend(_ask_the_database(constraint, instance))
    return messages


def _ask_the_database(constraint, instance):
    try:
        constraint.validate(type(instance), instance)
    except ValidationError as error:
        return error.messages
    return []


def _truth(condition, instance):
    """Return True, False, or None for unknown, by SQL's logic of three values."""
    if not isinstance(condition, Q) or condition.connector not in {Q.AND, Q.OR}:
        raise NotCertain
    truths = [
        _truth(child, instance) if isinstance(child, Q) else _lookup(*child, instance)
        for child in condition.children
    ]
    decisive = condition.connector == Q.OR
    undecided = None if None in truths else not decisive
    truth = decisive if decisive in truths else undecided
    if not condition.negated:
        return truth
    if truth is None:
        raise NotCertain  # Django writes NOT with nulls in a way of its own
    return not truth


def _lookup(name, expected, instance):
    name, _, lookup = name.partition("__")
    left, lookup = _value(F(name), instance), lookup or "exact"
    if lookup == "isnull":
        return (left is None) is expected
    if lookup not in _COMPARE:
        raise NotCertain
    right = _value(expected, instance)
    if left is None or right is None:
        return None
    return _COMPARE[lookup](left, right)


def _value(expression, instance):
    if isinstance(expression, F):
        field = next((f for f in instance._meta.fields if f.name == expression.name), None)
        if field is None or field.generated:
            raise NotCertain
        return getattr(instance, field.attname)
    if isinstance(expression, CombinedExpression) and expression.connector in _COMBINE:
        left, right = (_value(side, instance) for side in (expression.lhs, expression.rhs))
        return (
            None if left is None or right is None else _COMBINE[expression.connector](left, right)
        )
    if isinstance(expression, Value):
        return expression.value
    if hasattr(expression, "resolve_expression"):
        raise NotCertain
    return expression
