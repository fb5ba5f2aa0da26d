"""Older and newer by key: a page costs the same wherever it is, and a new row shifts none (no OFFSET).

An order is a tuple of columns that are never NULL in the rows listed, all descending, then ``id`` ascending. A key is
the values of one row in that order, written ``737060_2018-11-13_7``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=Model)
Key = tuple[date | int, ...]
KeyPart = type[int] | type[date]

PAGE_SIZE = 50
MOST_DIGITS = 18  # more would overflow a 64-bit column


def _read(text: str, kind: KeyPart) -> date | int:
    if kind is date:
        return date.fromisoformat(text)
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise ValueError(text)
    return int(text)


def read_key(text: str, kinds: Sequence[KeyPart]) -> Key:
    """The key that ``write_key`` wrote, a value of each kind. Raises ``ValueError`` for anything else."""
    return tuple(_read(part, kind) for part, kind in zip(text.split("_"), kinds, strict=True))


def write_key(key: Key) -> str:
    return "_".join(map(str, key))


class KeyField(forms.CharField):
    """A place in a list, as its "older" and "newer" links write it."""

    default_error_messages = {
        "invalid": _("This is no place in the list. Start from its first page.")
    }

    def __init__(self, kinds: Sequence[KeyPart]) -> None:
        super().__init__(required=False, max_length=60, widget=forms.HiddenInput)
        self.kinds = kinds

    def clean(self, value: Any) -> Key | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_key(text, self.kinds)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class ParameterForm(forms.Form):
    """What a visitor asks by parameters: a field that takes one value takes it once, and never the last of two."""

    def clean(self) -> dict[str, Any]:
        given = getattr(self.data, "getlist", None)
        for name, field in self.fields.items():
            if (
                given
                and not isinstance(field, forms.MultipleChoiceField)
                and len({v for v in given(name) if v}) > 1
            ):
                self.add_error(name, _("Give this once."))
        return self.cleaned_data


class PageKeyForm(ParameterForm):
    """Where in a list a page begins: after a key (older) or before one (newer)."""

    def __init__(self, data: Any, kinds: Sequence[KeyPart]) -> None:
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


def rows_beyond(columns: Sequence[str], key: Key, *, backwards: bool) -> Q:
    """The rows that come after the key in the order, or before it."""
    if not columns:
        return Q(id__lt=key[0]) if backwards else Q(id__gt=key[0])
    column, value, further = columns[0], key[0], "gt" if backwards else "lt"
    rest = Q(**{column: value}) & rows_beyond(columns[1:], key[1:], backwards=backwards)
    return Q(**{f"{column}__{further}e": value}) & (
        Q(**{f"{column}__{further}": value}) | rest
    )  # the first: for the index


@dataclass(frozen=True)
class KeysetPage(Generic[Row]):
    """The rows of one page, and the keys that lead on: empty where nothing is older or newer."""

    rows: list[Row]
    older: str
    newer: str


def paginate(
    rows: QuerySet[Row],
    columns: Sequence[str],
    after: Key | None,
    before: Key | None,
    size: int = 0,
) -> KeysetPage[Row]:
    """One page of the rows, of so many (0: as many as pages show). 1 query."""
    size = size or PAGE_SIZE
    key, backwards = (before, True) if before else (after, False)
    beside = rows.filter(rows_beyond(columns, key, backwards=backwards)) if key else rows
    order = [*columns, "-id"] if backwards else [*(f"-{column}" for column in columns), "id"]
    found = list(beside.order_by(*order)[: size + 1])
    more, shown = len(found) > size, found[:size]
    if backwards:
        shown.reverse()
    other = bool(key)  # the page that the link was on
    older, newer = (other, more) if backwards else (more, other)

    def key_of(row: Row) -> str:
        return write_key((*(getattr(row, column) for column in columns), row.pk))

    return KeysetPage(
        shown,
        key_of(shown[-1]) if older and shown else "",
        key_of(shown[0]) if newer and shown else "",
    )
