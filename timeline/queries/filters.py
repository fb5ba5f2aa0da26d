"""The filters of the timeline. Every parameter passes through this form; nothing is read from the request elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from timeline.models import Milestone, MilestoneKind, MilestonePartner, Outlook, Standing
from timeline.models.querysets import MilestoneQuerySet
from timeline.queries.pagination import ParameterForm

FIRST_YEAR, LAST_YEAR = 1000, 2999  # four digits; a company's record lies well inside
MOST_VALUES = 50  # of one parameter; more is no person's question
MOST_REPEATED = 200  # characters

SlugNames = Sequence[tuple[str, str]]
MilestoneRows = MilestoneQuerySet[Milestone]


class MultipleValuesField(forms.MultipleChoiceField):
    """Values of one parameter, joined by "or". Empty ones are what a form sends for "any", and are left out."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not on file here."),
        "too_many": _("At most %(most)s values of one filter can be combined."),
    }

    def to_python(self, value: Any) -> list[str]:
        values = list(dict.fromkeys(text for text in super().to_python(value) if text.strip()))
        if len(values) > MOST_VALUES:
            raise forms.ValidationError(
                self.error_messages["too_many"], "too_many", {"most": MOST_VALUES}
            )
        return values

    def validate(self, value: list[str]) -> None:
        for text in value:
            if not self.valid_value(text):
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], "invalid_choice", {"value": text[:40]}
                )


class YearsField(MultipleValuesField):
    """Years of four digits. A year without milestones is a fair question; a word is not."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not a year. Write four digits, as 2019.")
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


class MultipleValuesFilter(django_filters.MultipleChoiceFilter):
    field_class = MultipleValuesField


class YearsFilter(django_filters.MultipleChoiceFilter):
    field_class = YearsField


class DayFilter(django_filters.DateFilter):
    field_class = DayField


def quoted_back(typed: str) -> str:
    """What was typed, as a page may repeat it: not at any length, and without NUL, which HTML forbids."""
    return typed[:MOST_REPEATED].replace("\0", "\ufffd")


def form_problems(*forms_given: forms.Form) -> list[tuple[str, str]]:
    """(label, message) of each thing that was wrong in them, each once."""
    found = [
        (
            str(form.fields[name].label or "") if name in form.fields else "",
            quoted_back(str(message)),
        )
        for form in forms_given
        for name, messages in form.errors.items()
        for message in messages
    ]
    return list(dict.fromkeys(found))


class MilestoneFilters(django_filters.FilterSet):
    """What a visitor may ask for. Read ``.qs`` only after ``is_valid()``: else bad input answers with every row."""

    q = django_filters.CharFilter(
        method="by_words",
        label=_("Search"),
        help_text=_("words to find, accents optional"),
        max_length=200,
    )
    project = MultipleValuesFilter(
        method="by_project", label=_("Project"), help_text=_("last part of a project's address")
    )
    year = YearsFilter(method="by_year", label=_("Year"), help_text=_("four digits"))
    dated = django_filters.ChoiceFilter(
        method="by_dating",
        label=_("Dated by"),
        empty_label=_("the date it is given"),
        choices=[("announced", _("its announcement")), ("none", _("no date given"))],
        help_text=_(
            "announced: the year is that of the announcement; none: only what was given no date"
        ),
    )
    standing = MultipleValuesFilter(
        method="by_column",
        label=_("Standing"),
        choices=Standing.choices,
        help_text=_("what the source says of it"),
    )
    outlook = MultipleValuesFilter(
        method="by_outlook",
        label=_("What came of it"),
        choices=Outlook.choices,
        help_text=_("where a plan stands"),
    )
    partner = MultipleValuesFilter(
        method="by_partner",
        label=_("Partner or host"),
        help_text=_("last part of a partner's address"),
    )
    kind = MultipleValuesFilter(
        method="by_column", label=_("Kind"), choices=MilestoneKind.choices, help_text=_("its kind")
    )
    as_of = DayFilter(
        method="by_day",
        label=_("As known on"),
        help_text=_("a day, as 2018-12-31: what had been announced by then"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Milestone
        fields: list[str] = []
        form = ParameterForm

    def __init__(
        self,
        data: Any,
        *,
        rows: MilestoneRows,
        at: datetime,
        today: date,
        projects: SlugNames,
        partners: SlugNames,
    ) -> None:
        super().__init__(data=data, queryset=rows)
        self.at, self.today = at, today
        self.filters["project"].extra["choices"] = projects
        self.filters["partner"].extra["choices"] = partners
        self.filters["as_of"].extra["validators"] = [self._not_in_the_future]

    def _not_in_the_future(self, day: date) -> None:
        if day > self.today:
            raise forms.ValidationError(
                _("That day has not come yet: nobody knows what will be known then.")
            )

    @property
    def parameters(self) -> dict[str, Any]:
        """The valid values that were given, by parameter, in the order of the form."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def as_of_day(self) -> date:
        """The day the record is seen on."""
        day: date = self.form.cleaned_data.get("as_of") or self.today
        return day

    @property
    def by_announcement(self) -> bool:
        return bool(self.form.cleaned_data.get("dated") == "announced")

    def selected(self, leaving_out: str = "") -> MilestoneRows:
        """The rows that every given filter lets through, but for the one left out (to count its choices). No query."""
        rows: MilestoneRows = self.queryset
        for name, value in self.parameters.items():
            if name != leaving_out:
                rows = self.filters[name].filter(rows, value)
        return rows

    def filter_queryset(self, queryset: QuerySet[Milestone]) -> QuerySet[Milestone]:
        return self.selected()

    def by_words(self, rows: MilestoneRows, name: str, value: str) -> MilestoneRows:
        return rows.matching(value)

    def by_project(self, rows: MilestoneRows, name: str, value: Iterable[str]) -> MilestoneRows:
        links = Milestone.projects.through.objects.filter(
            milestone=OuterRef("pk"), project__slug__in=value
        )
        return rows.filter(Exists(links))

    def by_partner(self, rows: MilestoneRows, name: str, value: Iterable[str]) -> MilestoneRows:
        links = MilestonePartner.objects.filter(milestone=OuterRef("pk"), partner__slug__in=value)
        return rows.filter(Exists(links))

    def by_year(self, rows: MilestoneRows, name: str, value: Iterable[int]) -> MilestoneRows:
        return rows.announced_in(value) if self.by_announcement else rows.dated_in(value)

    def by_dating(self, rows: MilestoneRows, name: str, value: str) -> MilestoneRows:
        return rows.undated() if value == "none" else rows

    def by_column(self, rows: MilestoneRows, name: str, value: Iterable[str]) -> MilestoneRows:
        return rows.filter(**{f"{name}__in": list(value)})

    def by_outlook(self, rows: MilestoneRows, name: str, value: Iterable[str]) -> MilestoneRows:
        return rows.with_outlook(self.as_of_day, self.at).filter(Q(outlook__in=list(value)))

    def by_day(self, rows: MilestoneRows, name: str, value: date) -> MilestoneRows:
        return rows.announced_by(value)
