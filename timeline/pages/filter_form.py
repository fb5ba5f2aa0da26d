"""The filter form as it stands on the page: plain GET controls with a count beside each choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from timeline.queries.filters import quoted_back
from timeline.queries.selection import FacetChoice, Selection, TimelineQuery

NO_CHOICE_LABELS = {
    "project": _("All projects"),
    "year": _("All years"),
    "standing": _("Any"),
    "outlook": _("Anything"),
    "partner": _("Anyone"),
    "kind": _("All kinds"),
}


@dataclass(frozen=True)
class FilterControl:
    """``kind``: search, select or date. A select shows one chosen value; further ones follow it as ticked boxes."""

    name: str
    kind: str
    label: str
    any_label: str = ""
    value: str = ""
    choices: list[FacetChoice] = field(default_factory=list)

    @property
    def chosen(self) -> str:
        return next((choice.value for choice in self.choices if choice.chosen), "")

    @property
    def further(self) -> list[FacetChoice]:
        return [choice for choice in self.choices if choice.chosen][1:]


def filter_controls(selection: Selection) -> list[FilterControl]:
    """Of a valid selection, with counts."""
    return _controls(selection.filters, selection.parameters, selection.choices)


def plain_filter_controls(asked: TimelineQuery) -> list[FilterControl]:
    """Of a request that could not be read: what was typed, every choice, no counts."""
    fields = asked.filters.form.fields

    def choices(name: str) -> list[FacetChoice]:
        given = set(asked.filters.form.data.getlist(name))
        if name == "year":
            texts = sorted({quoted_back(text)[:40] for text in given if text})
            return [FacetChoice(text, text, -1, chosen=True) for text in texts]
        return [
            FacetChoice(str(v), str(label), -1, str(v) in given)
            for v, label in getattr(fields[name], "choices", [])
        ]

    typed = {name: quoted_back(asked.filters.form.data.get(name, "")) for name in fields}
    return _controls(asked.filters, typed, choices)


def _controls(
    filters: FilterSet, values: dict[str, Any], choices: Callable[[str], list[FacetChoice]]
) -> list[FilterControl]:
    found = []
    for name, one in filters.form.fields.items():
        if name in NO_CHOICE_LABELS:
            found.append(
                FilterControl(
                    name, "select", one.label, str(NO_CHOICE_LABELS[name]), choices=choices(name)
                )
            )
        elif name == "dated":
            offered = [
                FacetChoice(v, str(label), -1, values.get(name) == v)
                for v, label in one.choices
                if v
            ]
            found.append(FilterControl(name, "select", one.label, one.empty_label, choices=offered))
        elif name == "as_of":
            found.append(FilterControl(name, "date", one.label, value=_day(values.get(name))))
        else:
            found.append(FilterControl(name, "search", one.label, value=_text(values.get(name))))
    return found


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _day(value: Any) -> str:
    """As a field for days takes it: HTML has it empty rather than hold what is no day."""
    try:
        return date.fromisoformat(_text(value)).isoformat()
    except ValueError:
        return ""
