"""The rows that belong to another one and are edited on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.admin.permissions import RolePolicy, editable_columns, is_text
from timeline.admin.typing import InlineAdmin, InlineFormSet
from timeline.admin.widgets import INPUTS, search_input, without_deletion

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


MOST_ROWS = 300  # of one kind that are edited on one page: each is checked, which takes a while


def is_deleted(form: forms.BaseForm) -> bool:
    """Whether a row of a formset is ticked for deletion, in a valid formset or not."""
    return bool(getattr(form, "cleaned_data", {}).get(DELETION_FIELD_NAME))


def kept_rows(formset: Any) -> list[Any]:
    """The rows that a posted formset keeps or adds, as they would be saved."""
    rows = []
    for form in formset.forms:
        new = form not in formset.initial_forms
        if not is_deleted(form) and (form.has_changed() or not new):
            rows.append(form.instance)
    return rows


class DistinctRowsFormSet(InlineFormSet):
    """Rows of which no two may say the same in the columns ``distinct``.

    The message stands beside the first of them. Django's own check names columns in a sentence
    above the rows, and leaves the rows on file to the database: a 500.
    """

    distinct: tuple[str, ...] = ()
    empty_is_a_value: tuple[str, ...] = ()  # of these: an empty one stands for the company itself
    repeated: StrPromise = _("This is here twice.")
    taken: StrPromise = _("Another row on file says the same: change that one and save first.")

    def clean(self) -> None:
        stored = self._stored_keys()
        seen = set()
        for form in self.forms:
            if not form.is_valid() or is_deleted(form):
                continue
            key = self._key(form.cleaned_data)
            if not key or None in key:
                continue
            if key in seen:
                form.add_error(self.distinct[0], str(self.repeated))
            elif stored.get(key, form.instance.pk) != form.instance.pk:
                form.add_error(self.distinct[0], str(self.taken))
            seen.add(key)

    def _stored_keys(self) -> dict[tuple[Any, ...], int]:
        """The rows on file that this formset does not delete. No query: it has read them."""
        forms_by_id = {form.instance.pk: form for form in self.initial_forms}
        stored = {}
        for row in self.get_queryset():
            form = forms_by_id.get(row.pk)
            if form is None or not is_deleted(form):
                # The instance of a form holds what was typed by now; its initial data does not.
                initial = form.initial if form else {}
                stored[self._key_of(row, initial)] = row.pk
        return stored

    def _key_of(self, row: models.Model, initial: dict[str, Any]) -> tuple[Any, ...]:
        stored = {}
        for name in self.distinct:
            stored[name] = initial[name] if name in initial else getattr(row, name)
        return self._key(stored)

    def _key(self, values: dict[str, Any]) -> tuple[Any, ...]:
        key = []
        for name in self.distinct:
            value = _comparable(values.get(name))
            key.append(0 if value is None and name in self.empty_is_a_value else value)
        return tuple(key)


class NumberedRowsFormSet(DistinctRowsFormSet):
    """Rows in an order of their own, by the column that ``distinct`` names.

    A new row whose place is left empty is the next one.
    """

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        place = form.fields.get(self.distinct[0])
        if place and form.instance.pk is None:
            place.required, place.help_text = False, _("Left empty, it is the next one.")

    def clean(self) -> None:
        column = self.distinct[0]
        kept = []
        last = 0
        for form in self.forms:
            if form.is_valid() and form.cleaned_data and not is_deleted(form):
                kept.append(form)
                last = max(last, form.cleaned_data.get(column) or 0)
        for form in kept:
            if form.has_changed() and form.cleaned_data.get(column) is None:
                last += 1
                form.cleaned_data[column] = last
                setattr(form.instance, column, last)
        super().clean()


def _comparable(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


class RecordInline(InlineAdmin):
    """Rows edited with the one they belong to: who may change that one may change these."""

    extra = 1  # one empty row without JavaScript; "add another" gives more with it
    max_num = MOST_ROWS
    view_on_site = False
    formfield_overrides = INPUTS

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs |= search_input(self, db_field, request)
        return without_deletion(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Django would take a thousand rows more than the page offers."""
        return super().get_formset(request, obj, **{"absolute_max": MOST_ROWS, **kwargs})

    def owner(self) -> admin.ModelAdmin[Any]:
        """The admin class of the rows that these belong to."""
        return self.admin_site.get_model_admin(self.parent_model)

    def texts_only(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Whether somebody may change the texts of these rows, and nothing else of them."""
        return RolePolicy(self.owner()).texts_only(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.owner().has_view_or_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        owner = self.owner()
        is_new = obj is None
        if self.texts_only(request, obj):
            return is_new and owner.has_add_permission(request)
        if owner.has_change_permission(request, obj):
            return True
        return is_new and owner.has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if self.texts_only(request, obj):
            return any(is_text(name) for name in editable_columns(self))
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_add_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = list(super().get_readonly_fields(request, obj))
        if self.texts_only(request, obj):
            for name in editable_columns(self):
                if not is_text(name) and name not in shown:
                    shown.append(name)
        return shown


class StackedRecordInline(RecordInline):
    template = "admin/edit_inline/stacked.html"


class TabularRecordInline(RecordInline):
    template = "admin/edit_inline/tabular.html"
