"""The parameters of a request: read by forms and refused in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_REPEATED = 200  # characters of what was typed


class ParameterForm(forms.Form):
    """A form that refuses two values for a field that takes one."""

    def clean(self) -> dict[str, Any]:
        getlist = getattr(self.data, "getlist", None)
        if getlist is None:
            return self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField):
                continue
            different = {value for value in getlist(name) if value}
            if len(different) > 1:
                self.add_error(name, _("Give this once."))
        return self.cleaned_data


class WholeListQuery:
    """What is asked of a list that takes no parameter."""

    forms: tuple[forms.Form, ...] = ()


def quoted_back(typed: str) -> str:
    """What was typed, as a page may repeat it: shortened, and without NUL, which HTML forbids."""
    return typed[:MOST_REPEATED].replace("\0", "\ufffd")


def form_problems(*forms_given: forms.Form) -> list[tuple[str, str]]:
    """(label, message) of each thing that was wrong in them, each once."""
    found: dict[tuple[str, str], None] = {}
    for form in forms_given:
        for name, messages in form.errors.items():
            field = form.fields.get(name)
            label = str(field.label or "") if field else ""
            for message in messages:
                found[label, quoted_back(str(message))] = None
    return list(found)


def values_of(value: Any) -> list[Any]:
    """The values of one parameter, sorted: a list's own, or the one value."""
    return sorted(value) if isinstance(value, list) else [value]
