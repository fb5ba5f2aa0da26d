"""Keyset pagination: a page costs the same wherever it is, and a new row shifts none (no OFFSET).

An order is a tuple of columns, all descending, then ``id`` ascending. None of the columns is NULL
in the rows listed. A key is the values of one row in that order, written ``737060_2018-11-13_7``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from timeline.queries.parameters import ParameterForm, form_problems, values_of

PageRow = TypeVar("PageRow", bound=Model)
PageKey = tuple[date | int, ...]
KeyType = type[int] | type[date]

PAGE_SIZE = 25
MOST_DIGITS = 18  # more would overflow a 64-bit column


def _read(text: str, kind: KeyType) -> date | int:
    if kind is date:
        return date.fromisoformat(text)
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise ValueError(text)
    return int(text)


def read_key(text: str, kinds: Sequence[KeyType]) -> PageKey:
    """The key that ``write_key`` wrote.

    ``kinds``: the types of its values. ``ValueError`` for others.
    """
    parts = text.split("_")
    return tuple(_read(part, kind) for part, kind in zip(parts, kinds, strict=True))


def write_key(key: PageKey) -> str:
    return "_".join(map(str, key))


def key_of(row: Model, columns: Sequence[str]) -> str:
    """The key of a row in that order, as addresses write it."""
    values = [getattr(row, column) for column in columns]
    values.append(row.pk)
    return write_key(tuple(values))


def query_string(pairs: Iterable[tuple[str, Any]]) -> str:
    """``?year=2019&…`` of (parameter, value or values), in the order given; "" for nothing.

    The values of one parameter are sorted. Empty ones are left out. A key is a tuple.
    """
    given = []
    for name, value in pairs:
        for one in values_of(value):
            if one:
                text = write_key(one) if isinstance(one, tuple) else str(one)
                given.append((name, text))
    return f"?{urlencode(given)}" if given else ""


class KeyField(forms.CharField):
    """A place in a list, as its "older" and "newer" links write it."""

    default_error_messages = {
        "invalid": _("This place in the list does not exist. Start from the first page.")
    }

    def __init__(self, kinds: Sequence[KeyType]) -> None:
        super().__init__(required=False, max_length=60, widget=forms.HiddenInput)
        self.kinds = kinds

    def clean(self, value: Any) -> PageKey | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_key(text, self.kinds)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class PageKeyForm(ParameterForm):
    """Where in a list a page begins: after a key (older) or before one (newer)."""

    def __init__(self, data: Any, kinds: Sequence[KeyType]) -> None:
        super().__init__(data)
        self.fields["after"] = KeyField(kinds)
        self.fields["before"] = KeyField(kinds)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("after") and self.cleaned_data.get("before"):
            raise forms.ValidationError(
                _("Ask for what comes after a place or before it, not for both.")
            )
        return self.cleaned_data


def rows_beyond(columns: Sequence[str], key: PageKey, *, backwards: bool) -> Q:
    """The rows that come after the key in the order, or before it."""
    if not columns:
        comparison = "lt" if backwards else "gt"
        return Q(**{f"id__{comparison}": key[0]})
    column, value = columns[0], key[0]
    comparison = "gt" if backwards else "lt"
    beyond = Q(**{f"{column}__{comparison}": value})
    tied = Q(**{column: value}) & rows_beyond(columns[1:], key[1:], backwards=backwards)
    bound_for_the_index = Q(**{f"{column}__{comparison}e": value})
    return bound_for_the_index & (beyond | tied)


@dataclass(frozen=True)
class KeysetPage(Generic[PageRow]):
    """The rows of one page, and the keys that lead on: empty where nothing is older or newer."""

    rows: list[PageRow]
    older: str
    newer: str


def paginate(
    rows: QuerySet[PageRow],
    columns: Sequence[str],
    after: PageKey | None,
    before: PageKey | None,
    size: int = 0,
) -> KeysetPage[PageRow]:
    """One page of the rows. ``size`` is how many it has: 0 for as many as pages show. 1 query."""
    size = size or PAGE_SIZE
    backwards = bool(before)
    key = before or after
    if key:
        rows = rows.filter(rows_beyond(columns, key, backwards=backwards))
    ordered = rows.order_by(*_order_by(columns, backwards=backwards))
    found = list(ordered[: size + 1])
    more = len(found) > size
    shown = found[:size]
    if backwards:
        shown.reverse()
        has_older, has_newer = True, more
    else:
        has_older, has_newer = more, bool(key)
    older = key_of(shown[-1], columns) if shown and has_older else ""
    newer = key_of(shown[0], columns) if shown and has_newer else ""
    return KeysetPage(shown, older, newer)


def _order_by(columns: Sequence[str], *, backwards: bool) -> list[str]:
    """The order as Django takes it. ``backwards``: turned round, for what comes before a key."""
    if backwards:
        return [*columns, "-id"]
    order = [f"-{column}" for column in columns]
    order.append("id")
    return order


class ListQuery:
    """What a request asks of a list, valid or not. A subclass says how the list is paged.

    ``order`` names the columns, ``key_types`` the types of their values, that of ``id`` last.
    """

    order: ClassVar[tuple[str, ...]]
    key_types: ClassVar[tuple[KeyType, ...]]

    def __init__(self, data: QueryDict) -> None:
        self.page_form = PageKeyForm(data, self.key_types)

    @property
    def forms(self) -> tuple[forms.Form, ...]:
        return (self.page_form,)

    def is_valid(self) -> bool:
        """Whether every form is valid. All of them are asked, so that each says what is wrong."""
        answers = [form.is_valid() for form in self.forms]
        return all(answers)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(label, message) of each thing that was wrong."""
        return form_problems(*self.forms)


class KeysetList(ABC, Generic[PageRow]):
    """A list of which a valid query asks one page, and the query strings that lead to others."""

    def __init__(self, query: ListQuery, parameters: Mapping[str, Any] | None = None) -> None:
        self.order = query.order
        self.page_keys: dict[str, PageKey] = query.page_form.cleaned_data
        self.parameters = parameters or {}

    @property
    @abstractmethod
    def page(self) -> KeysetPage[PageRow]:
        """The rows of the page asked for."""

    def paginate(self, rows: QuerySet[PageRow]) -> KeysetPage[PageRow]:
        """The page asked for, of these rows. 1 query."""
        return paginate(rows, self.order, self.page_keys.get("after"), self.page_keys.get("before"))

    def query(self, *, without: tuple[str, Any] | None = None, **page_keys: str) -> str:
        """The query string of its filters, "" for all rows.

        ``without`` leaves one (parameter, value) out. ``after`` or ``before`` name a place in the
        list.
        """
        pairs: list[tuple[str, Any]] = []
        for name, value in self.parameters.items():
            for one in values_of(value):
                if (name, one) != without:
                    pairs.append((name, one))
        pairs.extend(page_keys.items())
        return query_string(pairs)

    @property
    def canonical(self) -> str:
        """The query string of this very page."""
        pairs = list(self.parameters.items())
        pairs.extend(self.page_keys.items())
        return query_string(pairs)

    @property
    def older(self) -> str:
        """The query string of the page with what comes after, "" where nothing does."""
        return self.query(after=self.page.older) if self.page.older else ""

    @property
    def newer(self) -> str:
        """The query string of the page with what comes before, "" where nothing does."""
        return self.query(before=self.page.newer) if self.page.newer else ""
