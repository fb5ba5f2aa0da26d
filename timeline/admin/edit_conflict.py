"""Two people edited one row: what is stored now beside what was typed, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from timeline.admin.widgets import is_deleted, row_id
from timeline.i18n.number_words import quoted


@dataclass(frozen=True)
class Difference:
    """One field, or one row edited with it, on both sides.

    ``posted``: what a browser would send for what is stored; ``untouched``: its editor had not changed it.
    """

    label: str
    stored: str
    typed: str
    name: str = ""  # of the field; "" for a row
    posted: dict[str, list[str]] = field(default_factory=dict)
    untouched: bool = False


def differences(
    form: forms.BaseModelForm[Any], stored: models.Model, opened: models.Model | None = None
) -> list[Difference]:
    """The fields in which the stored row and the posted form differ. ``opened``: the row as its editor had it."""
    fresh = type(form)(instance=stored)
    before = type(form)(instance=opened) if opened else None
    found = []
    for name, one in form.fields.items():
        now, typed = fresh.get_initial_for_field(one, name), form[name].data
        own = name in form.declared_fields  # type: ignore[attr-defined] # the version and the note: no columns
        if own or one.disabled or not one.has_changed(now, typed):
            continue
        relations = isinstance(
            one, forms.ModelMultipleChoiceField
        )  # of which no earlier state is at hand
        was = before.get_initial_for_field(one, name) if before and not relations else None
        untouched = bool(before) and not relations and not one.has_changed(was, typed)
        posted = as_posted(fresh[name])
        found.append(
            Difference(
                str(form[name].label), _shown(one, now), _shown(one, typed), name, posted, untouched
            )
        )
    return found


def as_posted(bound: forms.BoundField) -> dict[str, list[str]]:
    """What a browser sends for a field as it is filled in, by input name."""
    inner: Any = getattr(
        bound.field.widget, "widget", bound.field.widget
    )  # without the links beside a relation
    widget = inner.get_context(bound.name, bound.value(), {})["widget"]
    found = {}
    for one in widget["subwidgets"] if isinstance(inner, forms.MultiWidget) else [widget]:
        value = one["value"]
        if one.get("type") == "checkbox":
            value = ["on"] if one["attrs"].get("checked") else []
        found[one["name"]] = [
            str(item) for item in (value if isinstance(value, list) else [value or ""])
        ]
    return found


def inline_differences(formset: forms.BaseInlineFormSet[Any, Any, Any]) -> Iterator[Difference]:
    """The same for the rows that are edited with it: those changed, added and taken away on either side."""
    kind, nothing = (
        str(formset.get_queryset().model._meta.verbose_name).capitalize(),
        _("(not there)"),
    )
    posted = {form.instance.pk for form in formset.initial_forms}
    for row in formset.get_queryset():
        if row.pk not in posted:
            yield Difference(kind, str(row), nothing)
    for form in formset.forms:
        was_stored = form in formset.initial_forms
        label = f"{kind} {quoted(form.instance)}" if form.instance.pk else kind
        if was_stored and form.instance.pk is None:
            yield Difference(label, nothing, _typed_row(form))
        elif was_stored and is_deleted(form):
            yield Difference(label, str(form.instance), nothing)
        elif was_stored:
            for name in form.changed_data:
                one = form.fields[name]
                now = _shown(one, form.get_initial_for_field(one, name))
                yield Difference(f"{label}, {form[name].label}", now, _shown(one, form[name].data))
        elif form.has_changed():
            yield Difference(label, nothing, _typed_row(form))


def _typed_row(form: forms.BaseModelForm[Any]) -> str:
    """A row that is not stored, as it was typed."""
    visible = (
        field for field in form if not field.is_hidden and field.name != "DELETE" and field.data
    )
    return "; ".join(_shown(field.field, field.data) for field in visible)


def _shown(field: forms.Field, value: Any) -> str:
    """A value as its label says it, not as the database keeps it."""
    if isinstance(field, forms.ModelChoiceField):
        ids = [
            row_id(getattr(one, "pk", one))
            for one in (value if isinstance(value, list | tuple) else [value])
        ]
        rows = (
            field.queryset.filter(pk__in=[number for number in ids if number is not None])
            if field.queryset
            else []
        )
        text = ", ".join(field.label_from_instance(row) for row in rows)
    elif isinstance(field, forms.ChoiceField):
        text = str(dict(field.choices).get(value, value or ""))  # type: ignore[arg-type]
    elif isinstance(field, forms.BooleanField):
        text = _("yes") if value else _("no")
    elif isinstance(value, datetime):
        text = date_format(timezone.localtime(value), "Y-m-d H:i:s")
    elif isinstance(value, list | tuple):
        text = " ".join(str(part) for part in value if part)
    else:
        text = "" if value is None else str(value)
    return text or _("(empty)")
