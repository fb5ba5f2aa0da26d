"""The filter form as it stands on the page: plain GET controls with a count beside each choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from timeline.pages.rails import RAILS
from timeline.queries.filter_kinds import MultipleValuesField, YearsField
from timeline.queries.filters import MilestoneFilters
from timeline.queries.parameters import quoted_back
from timeline.queries.selection import NOT_COUNTED, FacetChoice, Selection, TimelineQuery

MOST_OF_A_YEAR = 40  # characters of what was typed for a year


@dataclass(frozen=True)
class FilterControl:
    """``kind``: search, select or date.

    A select shows one chosen value. The further ones follow it as ticked boxes.
    """

    name: str
    kind: str
    label: str
    any_label: str = ""
    value: str = ""
    choices: list[FacetChoice] = field(default_factory=list)

    @property
    def chosen(self) -> str:
        for choice in self.choices:
            if choice.chosen:
                return choice.value
        return ""

    @property
    def is_active(self) -> bool:
        return bool(self.value or self.chosen)

    @property
    def is_further(self) -> bool:
        """Whether it stands under "More filters"."""
        return self.kind != "search"

    @property
    def further(self) -> list[FacetChoice]:
        return [choice for choice in self.choices if choice.chosen][1:]


def filter_controls(selection: Selection) -> list[FilterControl]:
    """Of a valid selection, with counts: all but those that have a rail."""
    controls = []
    for name in selection.filters.form.fields:
        if name in RAILS:
            continue
        typed = str(selection.parameters.get(name, ""))
        controls.append(_control(selection.filters, name, typed, selection.choices(name)))
    return controls


def are_more_on(controls: Iterable[FilterControl]) -> bool:
    """Whether any that stands under "More filters" narrows the selection."""
    return any(control.is_active for control in controls if control.is_further)


def plain_filter_controls(query: TimelineQuery) -> list[FilterControl]:
    """Of a request that could not be read: what was typed, every choice, no counts."""
    controls = []
    for name in query.filters.form.fields:
        typed = quoted_back(query.filters.form.data.get(name, ""))
        choices = _plain_choices(query.filters, name)
        controls.append(_control(query.filters, name, typed, choices))
    return controls


def _control(
    filters: MilestoneFilters, name: str, typed: str, choices: list[FacetChoice]
) -> FilterControl:
    declared = filters.filters[name]
    label = filters.form.fields[name].label
    if declared.control == "select":
        return FilterControl(name, "select", label, str(declared.any_label), choices=choices)
    if declared.control == "date":
        return FilterControl(name, "date", label, value=_day_or_empty(typed))
    return FilterControl(name, "search", label, value=typed)


def _plain_choices(filters: MilestoneFilters, name: str) -> list[FacetChoice]:
    form_field, data = filters.form.fields[name], filters.form.data
    typed = {data.get(name, "")}
    if isinstance(form_field, MultipleValuesField):
        typed = set(data.getlist(name))
    if isinstance(form_field, YearsField):
        texts = {quoted_back(text)[:MOST_OF_A_YEAR] for text in typed if text}
        return [FacetChoice(text, text, NOT_COUNTED, chosen=True) for text in sorted(texts)]
    choices = []
    for value, label in getattr(form_field, "choices", []):
        if value:
            chosen = str(value) in typed
            choices.append(FacetChoice(str(value), str(label), NOT_COUNTED, chosen))
    return choices


def _day_or_empty(typed: str) -> str:
    """The day as a date input takes it: HTML has it empty rather than hold what is no day."""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        return ""
