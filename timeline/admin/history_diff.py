"""What changed from one state of a row to the next, in words, its parts included.

Choices are written as their labels, dates as people read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from simple_history.template_utils import HistoricalRecordContextHelper

from timeline.i18n.number_words import quoted

LONGEST = 300  # characters of a value that are shown
FieldDiff = dict[str, str]  # "field", "old", "new"


def value_in_words(field: Any, value: Any) -> Any:
    """A value of a column as people read it; rows, and lists of them, as they are."""
    if value is None or value == "":
        return _("(empty)")
    if getattr(field, "flatchoices", None):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return date_format(value) if isinstance(value, date) else value


class ReadableHistoryContext(HistoricalRecordContextHelper):
    """Has simple-history's list of changes say values as ``value_in_words`` does."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        prepared = super().prepare_delta_change_value(change, value)
        return value_in_words(self.model._meta.get_field(change.field), prepared)


def history_context(model: Any, historical_record: Any) -> ReadableHistoryContext:
    """What simple-history asks how the changes of a state are written."""
    return ReadableHistoryContext(
        model, historical_record, max_displayed_delta_change_chars=LONGEST
    )


def add_changes_of_parts(model: Any, states: list[Any]) -> None:
    """Add to each state why it was saved, and the changes of the rows that belong to it.

    1 query for each kind of part.
    """
    for state in states:
        state.history_change_reason = reason_in_words(state)
    for part, fk in _kinds_of_parts(model):
        for at, change in _changes(part, fk, states):
            state = next((one for one in states if one.history_date <= at), None)
            if state is not None and state is not states[-1]:
                changes = list(getattr(state, "history_delta_changes", []))
                changes.append(change)
                state.history_delta_changes = changes


def name_fields(message: list[dict[str, Any]], tables: Sequence[Any]) -> None:
    """Have Django's message name columns as the code does.

    Django writes a label with a capital, and the catalogue has no translation of that.
    """
    names = {}
    with override(None):
        for table in tables:
            for column in table._meta.get_fields():
                if hasattr(column, "verbose_name"):
                    name = str(column.verbose_name)
                    names[capfirst(name)] = name
    for part in message:
        changed = part.get("changed", {})
        if "fields" in changed:
            changed["fields"] = [names.get(label, label) for label in changed["fields"]]


def reason_in_words(state: Any) -> str:
    """Why a row was saved, in the language of whoever asks where it is Django's own message."""
    return LogEntry(change_message=state.history_change_reason or "").get_change_message()


def _kinds_of_parts(model: Any) -> Iterator[tuple[Any, Any]]:
    for relation in model._meta.related_objects:
        if relation.on_delete is models.CASCADE and hasattr(relation.related_model, "history"):
            yield relation.related_model, relation.field


def _changes(model: Any, fk: Any, states: Sequence[Any]) -> Iterator[tuple[datetime, FieldDiff]]:
    """(moment, change) of the rows of one kind that belong to a row, oldest first."""
    if not states:
        return
    kept: Any = model.history.filter(**{fk.attname: states[0].id})
    before: dict[int, Any] = {}
    kind, nothing = capfirst(str(model._meta.verbose_name)), _("(not there)")
    for event in kept.order_by("history_date", "history_id"):
        earlier, now = before.get(event.id), event.history_type != "-"
        if not now:
            diff = {"field": kind, "old": _named(event), "new": nothing}
            yield event.history_date, diff
        elif earlier is None:
            diff = {"field": kind, "old": nothing, "new": _named(event)}
            yield event.history_date, diff
        else:
            for diff in _columns(model, earlier, event):
                yield event.history_date, diff
        before[event.id] = event


def _columns(model: Any, earlier: Any, event: Any) -> Iterator[FieldDiff]:
    label = f"{capfirst(str(model._meta.verbose_name))} {quoted(_named(earlier))}"
    for column in model._meta.fields:
        was, now = getattr(earlier, column.attname, None), getattr(event, column.attname, None)
        if was == now:
            continue
        if column.is_relation:
            was, now = _row(earlier, column), _row(event, column)
        old, new = str(value_in_words(column, was)), str(value_in_words(column, now))
        yield {"field": f"{label}, {column.verbose_name}", "old": old, "new": new}


def _row(event: Any, column: Any) -> str:
    """The row that a relation led to, or its id where that is gone."""
    number = getattr(event, column.attname)
    return str(column.related_model._default_manager.filter(pk=number).first() or number)


def _named(event: Any) -> str:
    """The part as it was; by its id where what names it is gone."""
    try:
        return str(event.instance)
    except models.ObjectDoesNotExist:
        return str(event.id)
