"""What was sent with a form, field by field, under the names that its page has for them.

Nothing of it asks the database: it may be gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import QueryDict

from timeline.i18n.bilingual import explained
from timeline.i18n.number_words import capital

# Names of fields that mean nothing to a reader.
TECHNICAL = re.compile(r"-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|-id$|^_|^version|^initial-")
INLINE = re.compile(r"(?P<rows>\w+)-(?P<number>\d{1,4})-(?P<column>\w+)")


@dataclass(frozen=True)
class SentField:
    """One field as it was sent. ``is_shown``: whether it says something to whoever typed it."""

    name: str
    value: str
    label: str
    is_shown: bool


def sent_fields(sent: QueryDict, page: str) -> Iterator[SentField]:
    """The fields in order. ``page``: name of the page of the admin that the form belongs to."""
    model = _model_of(page)
    for name, values in sent.lists():
        for value in values:
            is_shown = bool(value) and not TECHNICAL.search(name)
            yield SentField(name, str(value), _label(model, name), is_shown)


def _model_of(page: str) -> type[models.Model] | None:
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        if page in {f"{name}_add", f"{name}_change"}:
            return model
    return None


def _label(model: type[models.Model] | None, name: str) -> str:
    """What the form calls a field; of a row beneath it, with the row's name and number."""
    row = INLINE.fullmatch(name)
    if model is None:
        return _plain(name)
    if row is None:
        return _of_column(model, name)
    for relation in model._meta.related_objects:
        below = relation.related_model
        if relation.get_accessor_name() == row["rows"] and not isinstance(below, str):
            number = f"{capital(str(below._meta.verbose_name))} {int(row['number']) + 1}"
            return explained(number, _of_column(below, row["column"]))
    return _plain(name)


def _of_column(model: type[models.Model], name: str) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return _plain(name)
    return capital(str(getattr(field, "verbose_name", _plain(name))))


def _plain(name: str) -> str:
    return capital(name.replace("_", " ").replace("-", " "))
