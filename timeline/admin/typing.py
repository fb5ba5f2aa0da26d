"""Django's admin and form classes, typed. They take type parameters for mypy only, not when they run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

if TYPE_CHECKING:
    AnyAdmin = admin.options.BaseModelAdmin[Any]
    AnyInline = admin.options.InlineModelAdmin[Any, Any]
    AnyWidget = forms.Select
    HistoryAdmin = admin.ModelAdmin[Any]  # SimpleHistoryAdmin, which ships no types, is one
    ModelForm = forms.ModelForm[Any]
    InlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    StackedInline = admin.StackedInline[Any, Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    from simple_history.admin import SimpleHistoryAdmin as HistoryAdmin

    AnyAdmin = AnyInline = AnyWidget = object  # what a mixin stands before, when it runs
    ModelForm = forms.ModelForm
    InlineFormSet = forms.BaseInlineFormSet
    StackedInline = admin.StackedInline
    TabularInline = admin.TabularInline

__all__ = [
    "AnyAdmin",
    "AnyInline",
    "AnyWidget",
    "HistoryAdmin",
    "InlineFormSet",
    "ModelForm",
    "StackedInline",
    "TabularInline",
]
