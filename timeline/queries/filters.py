"""The filters of the timeline. Every parameter passes through this form.

To add a filter, declare it in ``MilestoneFilters``. The form on the page, the chips, the sentences,
the addresses, the page that refuses a bad value, the table on ``/about/`` and the OpenAPI document
follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import django_filters
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from timeline.models import Milestone, MilestoneKind, MilestonePartner, Outlook, Standing
from timeline.models.querysets import MilestoneQuerySet
from timeline.queries.filter_kinds import (
    MultipleValuesFilter,
    OneValueFilter,
    WordsFilter,
    YearsFilter,
    as_of_filter,
    not_after,
)
from timeline.queries.parameters import ParameterForm

SlugNames = Sequence[tuple[str, str]]
MilestoneRows = MilestoneQuerySet[Milestone]

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
