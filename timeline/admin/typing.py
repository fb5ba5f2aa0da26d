"""Django's generic admin and form classes, with their type parameters given for mypy alone.

They take no parameters when they run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest

if TYPE_CHECKING:
    PlainAdmin = admin.ModelAdmin[Any]
    InlineAdmin = InlineModelAdmin[Any, Any]
    InlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]

    class ModelForm(forms.ModelForm[Any]):
        """With the method that django-stubs leaves out, as Django does not document it."""

        def _post_clean(self) -> None: ...

    class HistoryAdmin(admin.ModelAdmin[Any]):
        """As SimpleHistoryAdmin, which ships no types, with what django-stubs leaves out."""

        def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any: ...
        def _get_base_actions(self) -> list[tuple[Any, str, str]]: ...
        def set_history_delta_changes(
            self, request: HttpRequest, historical_records: Any, **kwargs: Any
        ) -> None: ...
else:
    from simple_history.admin import SimpleHistoryAdmin as HistoryAdmin

    PlainAdmin = admin.ModelAdmin
    InlineAdmin = InlineModelAdmin
    InlineFormSet = forms.BaseInlineFormSet
    ModelForm = forms.ModelForm

__all__ = ["HistoryAdmin", "InlineAdmin", "InlineFormSet", "ModelForm", "PlainAdmin"]
