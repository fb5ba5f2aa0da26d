"""Prepared queries: querysets whose SQL is written once and asked again with other values.

Django builds a queryset and writes its SQL anew each time. For the small queries of a page that
takes several times as long as the database takes to answer them. A prepared query is a function
that returns a queryset of its arguments::

    @prepared
    def milestones_of(paragraphs: Sequence[int], at: datetime) -> QuerySet[Milestone]:
        return Milestone.objects.published(at).filter(citations__paragraph__in=paragraphs)

    rows = milestones_of([4, 5], at)  # a list

The function runs once, with a stand-in for each argument. So it uses its arguments as values of
lookups and for nothing else, and depends on nothing else: not on the language, not on the day.
The querysets and the rows stay plain Django: rows of a model, or those of ``values_list``. Nothing
is read ahead (``prefetch_related``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import wraps
from inspect import signature
from threading import RLock
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable

from timeline.models.visibility import PreviewMoment

Arguments = ParamSpec("Arguments")
PreparedRow = TypeVar("PreparedRow")

MOST_KEYS = 512  # in a prepared query; a query with more is built each time
PREPARABLE = (ModelIterable, ValuesListIterable, FlatValuesListIterable)  # kinds of rows
WRITING = RLock()  # held while SQL is written, which changes the queryset that it is written from
CONVERTERS = "timeline_converters"  # where a connection has those of each prepared query


def prepared(
    build: Callable[Arguments, QuerySet[Any, PreparedRow]],
) -> Callable[Arguments, list[PreparedRow]]:
    """The rows of the queryset that a function builds. 1 query, or none where none can be found.

    Its arguments are numbers, texts, days, moments, and keys (a list, tuple or set of numbers).
    All are given. Raises ``TypeError`` for any other. In a preview, whose moment is more than a
    value, the queryset is built each time.
    """
    names = tuple(signature(build).parameters)
    written: dict[tuple[int, ...], WrittenQuery] = {}

    @wraps(build)
    def rows(*args: Arguments.args, **kwargs: Arguments.kwargs) -> list[PreparedRow]:
        given = dict(zip(names, args, strict=False)) | kwargs
        if len(args) + len(kwargs) != len(names) or given.keys() != set(names):
            raise TypeError(f"A prepared query takes all of: {', '.join(names)}.")
        values = {name: _checked(name, given[name]) for name in names}
        if not all(_is_preparable(value) for value in values.values()):
            return list(build(*args, **kwargs))
        shape = tuple(len(value) for value in values.values() if isinstance(value, list))
        if shape not in written:
            with WRITING:
                if shape not in written:
                    written[shape] = WrittenQuery(build, _stand_ins(values))
        return written[shape].ask(values)

    return rows


def _checked(name: str, value: Any) -> Any:
    """The value of an argument, keys as a list. Raises ``TypeError`` for what is none."""
    if isinstance(value, (int, str, date)):
        return value
    if isinstance(value, (Sequence, Set)):
        return _rounded_up(list(value))
    raise TypeError(f"{name}: {value!r} is no value of a prepared query.")


def _is_preparable(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= MOST_KEYS
    return not isinstance(value, PreviewMoment)


def _rounded_up(keys: list[int]) -> list[int]:
    """The keys, the last one repeated until they are 1, 2, 4, 8 …: few numbers are written."""
    missing = (1 << (len(keys) - 1).bit_length()) - len(keys) if keys else 0
    return keys + keys[-1:] * missing


class Parameter(Expression):
    """Stands in a queryset for the value of an argument."""

    def __init__(self, argument: str) -> None:
        super().__init__()
        self.argument = argument

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, Any]:
        return "%s", [Slot(self.argument)]


class Keys(Expression):
    """Stands in a queryset for an argument of so many keys, after ``__in``."""

    def __init__(self, argument: str, count: int) -> None:
        super().__init__()
        self.argument = argument
        self.count = count

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, Any]:
        slots = [Slot(self.argument, place) for place in range(self.count)]
        return f"({', '.join(['%s'] * self.count)})", slots


@dataclass(frozen=True)
class Slot:
    """A place among the parameters of the SQL, for an argument or for one of its keys."""

    argument: str
    place: int | None = None

    def value(self, values: Mapping[str, Any]) -> Any:
        value = values[self.argument]
        return value if self.place is None else value[self.place]


def _stand_ins(values: Mapping[str, Any]) -> dict[str, Any]:
    """By argument. No keys stay an empty list, which Django leaves out of the SQL."""
    stand_ins: dict[str, Any] = {}
    for name, value in values.items():
        if not isinstance(value, list):
            stand_ins[name] = Parameter(name)
        else:
            stand_ins[name] = Keys(name, len(value)) if value else []
    return stand_ins


class WrittenQuery:
    """A queryset of stand-ins, and its SQL for each database that was asked."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], stand_ins: Any) -> None:
        rows: Any = build(**stand_ins)
        if rows._prefetch_related_lookups:
            raise TypeError("A prepared query reads nothing ahead (prefetch_related).")
        if rows._iterable_class not in PREPARABLE:
            raise TypeError("A prepared query gives rows of a model or of values_list.")
        self._rows = rows
        self._compilers: dict[str, tuple[Any, str, Sequence[Any]]] = {}  # by alias

    def ask(self, values: Mapping[str, Any]) -> list[Any]:
        alias = self._rows.db  # as the router has it for this request
        if alias not in self._compilers:
            with WRITING:
                if alias not in self._compilers:
                    self._compilers[alias] = self._compiled(alias)
        compiler, sql, parameters = self._compilers[alias]
        if not sql:
            return []
        compiler = copy(compiler)
        compiler.connection = connections[alias]  # that of this thread
        adapted = compiler.connection.ops.adapt_unknown_value
        bound = []
        for parameter in parameters:
            if isinstance(parameter, Slot):
                bound.append(adapted(parameter.value(values)))
            else:
                bound.append(parameter)
        compiler.as_sql = lambda: (sql, tuple(bound))
        converters = self._converters(compiler)
        compiler.get_converters = lambda _columns: converters
        return list(self._rows._iterable_class(_CompiledRows(alias, compiler)))

    def _converters(self, compiler: Any) -> Any:
        """What turns columns into values. The connection has it, since it refers to it."""
        found = vars(compiler.connection).setdefault(CONVERTERS, {})
        if self not in found:
            columns = [column[0] for column in compiler.select]
            found[self] = compiler.get_converters(columns)
        return found[self]

    def _compiled(self, alias: str) -> tuple[Any, str, Sequence[Any]]:
        """The compiler after it has written the SQL, "" where nothing can be found."""
        compiler = self._rows.query.get_compiler(using=alias)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return compiler, "", ()
        compiler.connection = None  # whoever asks brings its own
        return compiler, sql, parameters


class _CompiledRows:
    """What Django's iterables of rows ask of a queryset, answered by a compiler."""

    def __init__(self, alias: str, compiler: Any) -> None:
        self.db = alias
        self.query = self
        self._compiler = compiler
        self._known_related_objects: dict[Any, Any] = {}

    def get_compiler(self, using: str) -> Any:
        return self._compiler
