"""The filters of the timeline. Every parameter passes through this form.

To add a filter, declare it in ``MilestoneFilters``. The form on the page, the chips, the sentences,
the addresses, the page that refuses a bad value, the table on ``/about/`` and the OpenAPI document
follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from timeline.models import Milestone, MilestoneKind, MilestonePartner, Outlook, Standing
from timeline.models.querysets import MilestoneQuerySet
from timeline.queries.parameters import ParameterForm

FIRST_YEAR, LAST_YEAR = 1000, 2999  # four digits; a company's record lies well inside
MOST_VALUES = 50  # of one parameter; more is no person's question

SlugNames = Sequence[tuple[str, str]]
MilestoneRows = MilestoneQuerySet[Milestone]


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
    that gives (value, label) of each. ``counted_by`` names a method that counts the rows of each
    value: the form then shows the number beside the value, and leaves out values without rows.
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


# What sentences say of milestones: "three milestones that the release says happened".
STANDING_PHRASES = {
    "happened": ngettext_lazy("happened", "happened", "milestones"),
    "under_way": ngettext_lazy("was under way", "were under way", "milestones"),
    "planned": ngettext_lazy(
        "was planned without a condition", "were planned without a condition", "milestones"
    ),
    "conditional": ngettext_lazy(
        "was planned on a condition", "were planned on a condition", "milestones"
    ),
}
OUTLOOK_PHRASES = {
    "ahead": _("still to come"),
    "window_open": _("due now"),
    "window_passed": ngettext_lazy(
        "whose planned date has passed with no outcome recorded here",
        "whose planned dates have passed with no outcome recorded here",
        "milestones",
    ),
    "no_date": ngettext_lazy("planned without a date", "planned without a date", "milestones"),
    "achieved": ngettext_lazy("achieved", "achieved", "milestones"),
    "partly_achieved": ngettext_lazy("partly achieved", "partly achieved", "milestones"),
    "changed": ngettext_lazy("changed since", "changed since", "milestones"),
    "withdrawn": ngettext_lazy("dropped since", "dropped since", "milestones"),
    "ended": ngettext_lazy("ended since", "ended since", "milestones"),
    "suspended": ngettext_lazy("suspended since", "suspended since", "milestones"),
}


class MilestoneFilters(django_filters.FilterSet):
    """What a visitor may ask for.

    Read ``.qs`` only after ``is_valid()``: else bad input gets all rows.
    """

    q = WordsFilter(
        method="by_words",
        label=_("Search"),
        help_text=_("words to find, accents optional"),
        max_length=200,
    )
    project = MultipleValuesFilter(
        method="by_project",
        choices_from="project_choices",
        counted_by="count_projects",
        label=_("Project"),
        any_label=_("All projects"),
        help_text=_("last part of a project's address"),
        phrase=ngettext_lazy("of the project %(values)s", "of the projects %(values)s", "chosen"),
        in_quotes=True,
    )
    year = YearsFilter(
        method="by_year",
        counted_by="count_years",
        label=_("Year"),
        any_label=_("All years"),
        help_text=_("four digits"),
    )
    dated = OneValueFilter(
        method="by_dating",
        label=_("Dates"),
        any_label=_("dates of milestones"),
        choices=[
            ("announced", _("dates of announcements")),
            ("none", _("milestones without a date")),
        ],
        help_text=_(
            "announced: the year is that of the announcement; none: only what was given no date"
        ),
    )
    standing = MultipleValuesFilter(
        method="by_column",
        counted_by="count_column",
        label=_("According to the release"),
        any_label=_("Any"),
        choices=Standing.choices,
        help_text=_("what the release says of it"),
        phrase=_("that the release says %(values)s"),
        value_phrases=STANDING_PHRASES,
    )
    outlook = MultipleValuesFilter(
        method="by_outlook",
        counted_by="count_outlooks",
        label=_("Plan status"),
        any_label=_("Any status"),
        choices=Outlook.choices,
        help_text=_("status of a plan"),
        phrase="%(values)s",
        value_phrases=OUTLOOK_PHRASES,
    )
    partner = MultipleValuesFilter(
        method="by_partner",
        choices_from="partner_choices",
        counted_by="count_partners",
        label=_("Organization"),
        any_label=_("All organizations"),
        help_text=_("last part of an organization’s address"),
        phrase=ngettext_lazy("that names %(values)s", "that name %(values)s", "milestones"),
        in_quotes=True,
    )
    kind = MultipleValuesFilter(
        method="by_column",
        counted_by="count_column",
        label=_("Kind"),
        any_label=_("All kinds"),
        choices=MilestoneKind.choices,
        help_text=_("its kind"),
        phrase=_("of the kind %(values)s"),
        in_quotes=True,
    )
    as_of = as_of_filter(_("a day, as 2018-12-31: what had been announced by then"))

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
        self.projects, self.partners = projects, partners
        for each in self.filters.values():
            if getattr(each, "choices_from", ""):
                each.extra["choices"] = getattr(self, each.choices_from)()
        self.filters["as_of"].extra["validators"] = [not_after(today)]

    def project_choices(self) -> SlugNames:
        return self.projects

    def partner_choices(self) -> SlugNames:
        return self.partners

    # What was asked

    @property
    def parameters(self) -> dict[str, Any]:
        """The valid values that were given, by parameter, in the order of the form."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def as_of_day(self) -> date:
        """The day the record is seen on: the one asked for, else today."""
        day: date = self.form.cleaned_data.get("as_of") or self.today
        return day

    @property
    def by_announcement(self) -> bool:
        """Whether ``year`` means the year of the announcement."""
        return bool(self.form.cleaned_data.get("dated") == "announced")

    # What it selects

    def selected(self, leaving_out: str = "") -> MilestoneRows:
        """The rows that every given filter lets through. No query.

        ``leaving_out`` names a filter that does not apply: its own values are counted so.
        """
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

    # How many rows each value would select

    @property
    def counted(self) -> list[str]:
        """The filters whose values are counted, in the order of the form."""
        names = []
        for name, each in self.filters.items():
            if getattr(each, "counted_by", ""):
                names.append(name)
        return names

    def count(self, name: str) -> Counter[Any]:
        """Value -> rows that the other filters leave for it. 1 query."""
        declared = self.filters[name]
        rows = self.selected(leaving_out=name)
        counts: Counter[Any] = getattr(self, declared.counted_by)(rows, declared.field_name)
        return counts

    def count_column(self, rows: MilestoneRows, name: str) -> Counter[Any]:
        return rows.count_by(name)

    def count_outlooks(self, rows: MilestoneRows, name: str) -> Counter[Any]:
        return rows.with_outlook(self.as_of_day, self.at).count_by("outlook")

    def count_projects(self, rows: MilestoneRows, name: str) -> Counter[Any]:
        links = Milestone.projects.through.objects.filter(milestone__in=rows.order_by())
        return _count_milestones(links, "project__slug")

    def count_partners(self, rows: MilestoneRows, name: str) -> Counter[Any]:
        links = MilestonePartner.objects.filter(milestone__in=rows.order_by())
        return _count_milestones(links, "partner__slug")

    def count_years(self, rows: MilestoneRows, name: str) -> Counter[Any]:
        """Of each year that the bounds touch. None: the rows without a date."""
        if self.by_announcement:
            return rows.count_by("announced_year")
        years: Counter[int | None] = Counter()
        spans = rows.order_by().values_list("first_year", "last_year").annotate(n=Count("pk"))
        for first, last, number in spans.values_list("first_year", "last_year", "n"):
            if first is None or last is None:
                years[None] += number
                continue
            for year in range(first, last + 1):
                years[year] += number
        return years


def _count_milestones(links: QuerySet[Any], slug: str) -> Counter[Any]:
    """Slug of what milestones are linked to -> milestones, each counted once."""
    milestones = Count("milestone", distinct=True)
    counted = links.order_by().values_list(slug).annotate(n=milestones)
    return Counter(dict(counted.values_list(slug, "n")))
