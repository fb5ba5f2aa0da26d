"""The day on which a page was cited: whoever follows a reference sees what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from timeline.models import Correction
from timeline.queries.filter_kinds import DayField, not_after
from timeline.queries.parameters import ParameterForm, form_problems


class CitedForm(ParameterForm):
    """``cited=2026-11-29``"""

    cited = DayField(label=_("Cited on"), input_formats=["%Y-%m-%d"], required=False)


class CitedQuery:
    """What a reference to a page asks, valid or not."""

    def __init__(self, data: QueryDict, today: date) -> None:
        self.form: forms.Form = CitedForm(data)
        self.form.fields["cited"].validators.append(not_after(today))

    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(label, message) of each thing that was wrong."""
        return form_problems(self.form)

    @property
    def day(self) -> date | None:
        """The day of the reference; None for a visit without one. Of a valid query."""
        day: date | None = self.form.cleaned_data["cited"]
        return day

    def since(self, corrections: Iterable[Correction]) -> list[Correction]:
        """Those that were made on that day, perhaps after it was read, or later."""
        if self.day is None:
            return []
        return [correction for correction in corrections if correction.day >= self.day]
