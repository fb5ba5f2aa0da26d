"""The kinds of filters: what each takes, how it refuses, and how a sentence names its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1000, 2999  # four digits; a company's record lies well inside
MOST_VALUES = 50  # of one parameter; more is no person's question


NO_CHOICE = _("“%(value)s” is not a choice here. Choose from: %(choices)s.")
NOT_ON_FILE = _("“%(value)s” is not on file here.")


def _listed(field: forms.ChoiceField) -> str:
    """The values that a field takes: "announced, none"."""
    choices: Any = field.choices  # pairs, or groups of pairs, which no filter has
    return ", ".join(str(value) for value, _label in choices if value)


class OneValueField(django_filters.fields.ChoiceField):
    """One of a few values."""

    def validate(self, value: Any) -> None:
        if value and not self.valid_value(value):
            refused = {"value": str(value)[:40], "choices": _listed(self)}
            raise forms.ValidationError(NO_CHOICE, "invalid_choice", refused)


class MultipleValuesField(forms.MultipleChoiceField):
    """Values of one parameter, joined by "or".

    A form sends an empty one for "any": it is left out.
    """

    default_error_messages = {
        "invalid_choice": NO_CHOICE,
        "too_many": _("At most %(most)s values of one filter can be combined."),
    }

    def to_python(self, value: Any) -> list[str]:
        given = [text for text in super().to_python(value) if text.strip()]
        values = list(dict.fromkeys(given))
        if len(values) > MOST_VALUES:
            raise forms.ValidationError(
                self.error_messages["too_many"], "too_many", {"most": MOST_VALUES}
            )
        return values

    def validate(self, value: list[str]) -> None:
        for text in value:
            if not self.valid_value(text):
                refused = {"value": text[:40], "choices": _listed(self)}
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], "invalid_choice", refused
                )


class YearsField(MultipleValuesField):
    """Years of four digits. A year without milestones is a fair question; a word is not."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not a year. Give one from 1000 to 2999, as 2019.")
    }

    def valid_value(self, value: Any) -> bool:
        text = str(value)
        return (
            text.isascii()
            and text.isdigit()
            and len(text) == 4
            and FIRST_YEAR <= int(text) <= LAST_YEAR
        )

    def clean(self, value: Any) -> list[int]:
        return [int(text) for text in super().clean(value)]


class DayField(forms.DateField):
    """A day, written as 2018-12-31."""

    default_error_messages = {"invalid": _("“%(value)s” is not a day. Write it as 2018-12-31.")}

    def to_python(self, value: Any) -> date | None:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            shown = {"value": str(value)[:40]}
            raise forms.ValidationError(self.error_messages["invalid"], "invalid", shown) from None


class SentenceFilter(django_filters.Filter):
    """A filter that says how a page shows it and how a sentence names what it selects.

    ``control``: "search", "select" or "date". ``phrase`` is what a sentence says of the values:
    "in %(values)s". Without it a sentence says the label and the values: "Place: Québec".

    ``in_quotes``: each value stands in quotation marks there. ``value_phrases``: value -> what a
    sentence says in its place. A phrase may depend on a number (``ngettext_lazy``): that of the
    ``"milestones"`` selected, or of the values ``"chosen"``.
    """

    control = "search"

    def __init__(
        self,
        *,
        phrase: str | Promise = "",
        in_quotes: bool = False,
        value_phrases: Mapping[str, str | Promise] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.phrase = phrase
        self.in_quotes = in_quotes
        self.value_phrases = value_phrases or {}


class WordsFilter(SentenceFilter, django_filters.CharFilter):
    """Words to search for."""


class DayFilter(SentenceFilter, django_filters.DateFilter):
    """A day."""

    control = "date"
    field_class = DayField


def as_of_filter(help_text: str | Promise) -> DayFilter:
    """The day that a list is seen on. Whoever declares one gives it the validator ``not_after``."""
    return DayFilter(
        method="by_day",
        label=_("As known on"),
        help_text=help_text,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def not_after(today: date) -> Callable[[date], None]:
    """A validator that refuses a day that has not come yet."""

    def refuse_the_future(day: date) -> None:
        if day > today:
            raise forms.ValidationError(
                _("This day has not come yet. Give today or an earlier day.")
            )

    return refuse_the_future


class OneValueFilter(SentenceFilter, django_filters.ChoiceFilter):
    """One of the declared choices. ``any_label`` names the choice of none of them."""

    control = "select"
    field_class = OneValueField

    def __init__(self, *, any_label: str | Promise, **options: Any) -> None:
        super().__init__(empty_label=any_label, **options)
        self.any_label = any_label


class MultipleValuesFilter(SentenceFilter, django_filters.MultipleChoiceFilter):
    """Any of several values. ``any_label`` names the choice of none of them.

    The values are the declared ``choices``. Or ``choices_from`` names a method of the filter set
    that gives (value, label) of each. ``counted_by`` names the facet under which milestones are
    counted (``milestone_facts``), or a column whose values are counted in at most a thousand rows:
    the form then shows the number beside each value, and leaves out values without rows.
    """

    control = "select"
    field_class = MultipleValuesField

    def __init__(
        self,
        *,
        any_label: str | Promise = "",
        choices_from: str = "",
        counted_by: str = "",
        **options: Any,
    ) -> None:
        if choices_from:
            options["error_messages"] = {"invalid_choice": NOT_ON_FILE}
        super().__init__(**options)
        self.any_label = any_label
        self.choices_from = choices_from
        self.counted_by = counted_by


class YearsFilter(MultipleValuesFilter):
    """Any of several years. The form offers those that were counted."""

    field_class = YearsField
