"""Two people edited one row: what is stored now beside what was typed, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from timeline.admin.relations import is_deleted, row_id


def differences(form: forms.BaseModelForm[Any], stored: models.Model) -> Iterator[str]:
    """One line for each field in which the stored row and the posted form differ."""
    fresh = type(form)(instance=stored)
    for name, field in form.fields.items():
        if name == "version":
            continue
        now, typed = fresh.get_initial_for_field(field, name), form[name].data
        if field.has_changed(now, typed):
            yield _line(str(form[name].label), _shown(field, now), _shown(field, typed))


def inline_differences(formset: forms.BaseInlineFormSet[Any, Any, Any]) -> Iterator[str]:
    """The same for the rows that are edited with it: those changed, added and taken away on either side."""
    kind, nothing = str(formset.get_queryset().model._meta.verbose_name).capitalize(), _("(not there)")
    posted = {form.instance.pk for form in formset.initial_forms}
    for row in formset.get_queryset():
        if row.pk not in posted:
            yield _line(kind, str(row), nothing)
    for form in formset.forms:
        was_stored = form in formset.initial_forms
        label = f"{kind} “{form.instance}”" if form.instance.pk else kind
        if was_stored and form.instance.pk is None:
            yield _line(label, nothing, _typed_row(form))
        elif was_stored and is_deleted(form):
            yield _line(label, str(form.instance), nothing)
        elif was_stored:
            for name in form.changed_data:
                field = form.fields[name]
                now = _shown(field, form.get_initial_for_field(field, name))
                yield _line(f"{label}, {form[name].label}", now, _shown(field, form[name].data))
        elif form.has_changed():
            yield _line(label, nothing, _typed_row(form))


def _typed_row(form: forms.BaseModelForm[Any]) -> str:
    """A row that is not stored, as it was typed."""
    visible = (field for field in form if not field.is_hidden and field.name != "DELETE" and field.data)
    return "; ".join(_shown(field.field, field.data) for field in visible)


def _line(label: str, stored: str, typed: str) -> str:
    return _("%(label)s: stored now “%(stored)s”; typed here “%(typed)s”.") % {
        "label": label,
        "stored": stored,
        "typed": typed,
    }


def _shown(field: forms.Field, value: Any) -> str:
    """A value as its label says it, not as the database keeps it."""
    if isinstance(field, forms.ModelChoiceField):
        ids = [row_id(getattr(one, "pk", one)) for one in (value if isinstance(value, list | tuple) else [value])]
        rows = field.queryset.filter(pk__in=[number for number in ids if number is not None]) if field.queryset else []
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
