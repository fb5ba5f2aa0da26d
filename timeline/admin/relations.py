"""Fields that point at other rows, and the parts of a row that are edited on its own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.admin.bases import InlineFormSet, StackedInline, TabularInline

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
    from django.utils.datastructures import MultiValueDict

LONGEST_ID = 18  # digits: the most that fit a 64-bit integer whatever they are
NO_ROW = "0"  # an id that no row ever has


def row_id(text: object) -> int | None:
    """The id that was posted, or None for what cannot be one: the database would stumble over it."""
    digits = str(text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_ID else None


class AnswersOddIds:
    """Has an odd id answered as a choice that does not exist. Django's own widget asks the database for it: a 500."""

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        value = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        if isinstance(value, list):
            return [_possible(item) for item in value]
        return _possible(value) if value else value

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        possible = [item for item in value if item == "" or row_id(item) is not None]
        return super().optgroups(name, possible, attrs)  # type: ignore[misc]


def _possible(value: str) -> str:
    return NO_ROW if row_id(value) is None else value


class OneRow(AnswersOddIds, AutocompleteSelect):
    pass


class SeveralRows(AnswersOddIds, AutocompleteSelectMultiple):
    pass


class Autocompleting:
    """An admin class all of whose relations are searched for, not picked from a list of everything."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = OneRow(db_field, self.admin_site)  # type: ignore[attr-defined]
            kwargs["queryset"] = _labelled(db_field)
        field: forms.ModelChoiceField[Any] | None = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        return field

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField[Any] | None:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = SeveralRows(db_field, self.admin_site)  # type: ignore[attr-defined]
        field: forms.ModelMultipleChoiceField[Any] | None = super().formfield_for_manytomany(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        return field


def _labelled(db_field: models.ForeignKey[Any, Any]) -> models.QuerySet[Any]:
    """The rows to choose from, each with what its label says: a paragraph is labelled with its release."""
    model: type[models.Model] = db_field.remote_field.model
    rows = model._default_manager.all()
    return rows.select_related("release") if model._meta.model_name == "paragraph" else rows


class DistinctRows(InlineFormSet):
    """Rows of which no two may say the same in the columns ``distinct``; the message stands beside the first."""

    distinct: tuple[str, ...] = ()
    repeated: str | Promise = _("This is here twice.")

    def clean(self) -> None:
        """Instead of Django's own check, whose sentence names columns and stands above the rows."""
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            key = tuple(form.cleaned_data.get(name) for name in self.distinct) if form.is_valid() else ()
            if not key or None in key or self._should_delete_form(form):
                continue
            if key in seen:
                form.add_error(self.distinct[0], str(self.repeated))
            seen.add(key)


class PartOfRow(Autocompleting):
    """Rows that belong to another and are edited with it: who may change that one may change these."""

    extra = 1  # one empty row without JavaScript; "add another" gives more with it
    view_on_site = False

    def _owner(self) -> ModelAdmin[Any]:
        return self.admin_site.get_model_admin(self.parent_model)  # type: ignore[attr-defined,no-any-return]

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._owner().has_view_or_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        owner = self._owner()
        return owner.has_change_permission(request, obj) or (obj is None and owner.has_add_permission(request))

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_change_permission(request, obj)


class StackedPart(PartOfRow, StackedInline):
    pass


class TabularPart(PartOfRow, TabularInline):
    pass
