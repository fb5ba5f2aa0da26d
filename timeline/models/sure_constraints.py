"""Which constraints of a row surely hold, told without asking the database.

A validated row would else cost a query for each of its constraints. What is not sure here (a NULL,
a comparison of other types, a lookup not listed) is left for the database to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import CheckConstraint, F, Model, Q
from django.db.models.constraints import BaseConstraint

Values = Mapping[str, Any]

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda one, other: bool(one > other),
    "gte": lambda one, other: bool(one >= other),
    "lt": lambda one, other: bool(one < other),
    "lte": lambda one, other: bool(one <= other),
}


def surely_holds(row: Model, constraint: BaseConstraint) -> bool:
    """Whether the row, as it is in memory, surely passes a check. No query."""
    if not isinstance(constraint, CheckConstraint) or not isinstance(constraint.condition, Q):
        return False
    values = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return _truth(constraint.condition, values) is True


def _truth(condition: Any, values: Values) -> bool | None:
    """True, false, or None where this is not sure."""
    if isinstance(condition, tuple):
        path, wanted = condition
        return _truth_of_lookup(path, wanted, values)
    if not isinstance(condition, Q):
        return None
    found = [_truth(child, values) for child in condition.children]
    if condition.connector == Q.OR:
        truth = _any(found)
    elif condition.connector == Q.AND:
        truth = _not(_any([_not(each) for each in found]))
    else:
        return None
    return _not(truth) if condition.negated else truth


def _any(found: list[bool | None]) -> bool | None:
    if True in found:
        return True
    return None if None in found else False


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _truth_of_lookup(path: str, wanted: Any, values: Values) -> bool | None:
    name, _, lookup = path.partition("__")
    if name not in values:
        return None
    value = values[name]
    if isinstance(wanted, F):
        wanted = values.get(vars(wanted)["name"])
    if lookup == "isnull":
        return (value is None) is wanted
    if lookup == "in":
        return _is_among(value, wanted)
    if lookup in {"", "exact"}:
        return _is_among(value, [wanted])
    if lookup in _ORDER and _are_ordered(value, wanted):
        return _ORDER[lookup](value, wanted)
    return None


def _is_among(value: Any, wanted: Any) -> bool | None:
    """Only texts with texts and numbers or days of one type are compared."""
    candidates = list(wanted)
    if all(_are_alike(value, candidate) for candidate in candidates):
        return value in candidates
    return None


def _are_alike(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return True
    return _are_ordered(one, other)


def _are_ordered(one: Any, other: Any) -> bool:
    """Not texts: databases order those in ways of their own. A moment without a zone is no sure."""
    if type(one) is not type(other):
        return False
    if isinstance(one, datetime):
        return bool(one.tzinfo and other.tzinfo)
    return isinstance(one, (date, int))
