"""Fields that point at other rows, and the parts of a row that are edited on its own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.admin.permissions import InlineRolePermissionMixin
from timeline.admin.typing import (
    AnyAdmin,
    AnyInline,
    AnyWidget,
    InlineFormSet,
    StackedInline,
    TabularInline,
)

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict
    from django.utils.functional import _StrPromise as StrPromise

LONGEST_ID = 18  # digits: the most that fit a 64-bit integer whatever they are
INPUTS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.URLField: {"assume_scheme": "https"},  # what an address typed without one means
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
}
NO_ROW = "0"  # an id that no row ever has


def row_id(text: object) -> int | None:
    """The id that was posted, or None for what cannot be one: the database would stumble over it."""
    digits = str(text)
    return (
        int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_ID else None
    )


class AnswersOddIds(AnyWidget):
    """Has an odd id answered as a choice that does not exist. Django's own widget asks the database for it: a 500."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        value = super().value_from_datadict(data, files, name)
        if isinstance(value, list):
            return [_possible(item) for item in value]
        return _possible(value) if value else value

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> Any:
        possible = [item for item in value if item == "" or row_id(item) is not None]
        return super().optgroups(name, possible, attr)


def _possible(value: str) -> str:
    return NO_ROW if row_id(value) is None else value


class RowSelect(AnswersOddIds, AutocompleteSelect):  # type: ignore[misc]
    pass


class RowSelectMultiple(AnswersOddIds, AutocompleteSelectMultiple):  # type: ignore[misc]
    pass


class AutocompleteMixin(AnyAdmin):
    """An admin class whose relations are searched for, not picked from a list of everything."""

    formfield_overrides = INPUTS

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # beside a choice it reads as "choose none"
        return field

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
            kwargs["queryset"] = _labelled(db_field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField[Any] | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def _labelled(db_field: models.ForeignKey[Any, Any]) -> models.QuerySet[Any]:
    """The rows to choose from, each with what its label says: a paragraph is labelled with its release."""
    model: type[models.Model] = db_field.remote_field.model
    rows = model._default_manager.all()
    return rows.select_related("release") if model._meta.model_name == "paragraph" else rows


def is_deleted(form: forms.BaseForm) -> bool:
    """Whether a row of a formset is ticked for deletion, in a valid formset or not."""
    return bool(getattr(form, "cleaned_data", {}).get(DELETION_FIELD_NAME))


class DistinctRowsFormSet(InlineFormSet):
    """Rows of which no two may say the same in the columns ``distinct``; the message stands beside the first.

    Django's own check names columns in a sentence above the rows, and leaves those on file to the database: a 500.
    """

    distinct: tuple[str, ...] = ()
    repeated: StrPromise = _("This is here twice.")
    taken: StrPromise = _("Another row on file says the same: change that one and save first.")

    def clean(self) -> None:
        stored, seen = self._stored(), set()
        for form in self.forms:
            key = (
                tuple(_key(form.cleaned_data.get(name)) for name in self.distinct)
                if form.is_valid()
                else ()
            )
            if not key or None in key or is_deleted(form):
                continue
            if key in seen:
                form.add_error(self.distinct[0], str(self.repeated))
            elif stored.get(key, form.instance.pk) != form.instance.pk:
                form.add_error(self.distinct[0], str(self.taken))
            seen.add(key)

    def _stored(self) -> dict[tuple[Any, ...], int]:
        """What the rows on file say that this form does not delete. No query: the formset has read them."""
        forms = {form.instance.pk: form for form in self.initial_forms}
        stored = {}
        for row in self.get_queryset():
            form = forms.get(row.pk)
            if form is None:
                stored[tuple(_key(getattr(row, name)) for name in self.distinct)] = row.pk
            elif not is_deleted(form):  # the row itself holds what was typed by now
                values = (
                    form.initial[name] if name in form.initial else getattr(row, name)
                    for name in self.distinct
                )
                stored[tuple(_key(value) for value in values)] = row.pk
        return stored


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


class RecordInline(InlineRolePermissionMixin, AutocompleteMixin, AnyInline):
    """Rows that belong to another and are edited with it."""

    extra = 1  # one empty row without JavaScript; "add another" gives more with it
    view_on_site = False


class StackedRecordInline(RecordInline, StackedInline):
    pass


class TabularRecordInline(RecordInline, TabularInline):
    pass
