"""The filters of the timeline. Every parameter passes through this form.

To add a filter, declare it in ``MilestoneFilters``. The form on the page, the chips, the sentences,
the addresses, the page that refuses a bad value, the table on ``/about/`` and the OpenAPI document
follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import django_filters
from django.db.models import Manager, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from timeline.models import (
    Milestone,
    MilestoneKind,
    MilestonePartner,
    Outlook,
    Partner,
    Project,
    Standing,
)
from timeline.models.milestone_facts import Fact
from timeline.models.querysets import MilestoneQuerySet, linked_by
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
NAMED: Mapping[str, type[Project | Partner]] = {"project": Project, "partner": Partner}
FACETS = frozenset({"project", "partner", "year", "standing", "outlook", "kind"})
# A milestone has one value of these at most, so that several of them can be added up.
EXCLUSIVE = frozenset({"announced", "standing", "outlook", "kind"})
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


@dataclass(frozen=True)
class FactGroups:
    """The milestones that have one of some facts of the same facet."""

    facet: str
    values: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether no milestone is in two of the groups."""
        return len(self.values) == 1 or self.facet in EXCLUSIVE


UNDATED_ROWS = FactGroups("year", ("",))


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
        counted_by="project",
        label=_("Project"),
        any_label=_("All projects"),
        help_text=_("last part of a project's address"),
        phrase=ngettext_lazy("of the project %(values)s", "of the projects %(values)s", "chosen"),
        in_quotes=True,
    )
    year = YearsFilter(
        method="by_year",
        counted_by="year",
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
        counted_by="standing",
        label=_("According to the release"),
        any_label=_("Any"),
        choices=Standing.choices,
        help_text=_("what the release says of it"),
        phrase=_("that the release says %(values)s"),
        value_phrases=STANDING_PHRASES,
    )
    outlook = MultipleValuesFilter(
        method="by_outlook",
        counted_by="outlook",
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
        counted_by="partner",
        label=_("Organization"),
        any_label=_("All organizations"),
        help_text=_("last part of an organization’s address"),
        phrase=ngettext_lazy("that names %(values)s", "that name %(values)s", "milestones"),
        in_quotes=True,
    )
    kind = MultipleValuesFilter(
        method="by_column",
        counted_by="kind",
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
        self._keys: dict[str, dict[str, int]] = {}
        self._links_asked: dict[str, Q] = {}
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
        """The rows that every given filter lets through.

        The first time 2 queries for projects, 2 for organizations, and 1 for words.

        ``leaving_out`` names a filter that does not apply: its own values are counted so.
        """
        rows: MilestoneRows = self.queryset
        for name, value in self.parameters.items():
            if name != leaving_out:
                rows = self.filters[name].filter(rows, value)
        return rows

    def filter_queryset(self, queryset: QuerySet[Milestone]) -> QuerySet[Milestone]:
        return self.selected()

    @cached_property
    def has_the_words(self) -> Q:
        """What a milestone with the words of the search fulfils. 1 query on SQLite."""
        return Milestone.objects.having(self.parameters["q"])

    def by_words(self, rows: MilestoneRows, name: str, value: str) -> MilestoneRows:
        return rows.filter(self.has_the_words)

    def by_project(self, rows: MilestoneRows, name: str, value: Iterable[str]) -> MilestoneRows:
        return rows.filter(self._linked(name, Milestone.projects.through.objects, value))

    def by_partner(self, rows: MilestoneRows, name: str, value: Iterable[str]) -> MilestoneRows:
        return rows.filter(self._linked(name, MilestonePartner.objects, value))

    def _linked(self, name: str, links: Manager[Any], slugs: Iterable[str]) -> Q:
        """What a milestone fulfils that is linked to one of these. 2 queries, once."""
        if name not in self._links_asked:
            of_them = links.filter(**{f"{name}__in": self._keys_asked(name, slugs)})
            self._links_asked[name] = linked_by(of_them)
        return self._links_asked[name]

    def by_year(self, rows: MilestoneRows, name: str, value: Iterable[int]) -> MilestoneRows:
        return rows.announced_in(value) if self.by_announcement else rows.dated_in(value)

    def by_dating(self, rows: MilestoneRows, name: str, value: str) -> MilestoneRows:
        return rows.undated() if value == "none" else rows

    def by_column(self, rows: MilestoneRows, name: str, value: Iterable[str]) -> MilestoneRows:
        return rows.filter(**{f"{name}__in": list(value)})

    def by_outlook(self, rows: MilestoneRows, name: str, value: Iterable[str]) -> MilestoneRows:
        return rows.annotate_outlook(self.as_of_day, self.at).filter(Q(outlook__in=list(value)))

    def by_day(self, rows: MilestoneRows, name: str, value: date) -> MilestoneRows:
        return rows.announced_by(value)

    # What of it is counted under (``milestone_facts``)

    @property
    def counted(self) -> list[str]:
        """The filters whose values are counted, in the order of the form."""
        names = []
        for name, each in self.filters.items():
            if getattr(each, "counted_by", ""):
                names.append(name)
        return names

    def counted_column(self, name: str) -> str:
        """The column of a filter whose values are not kept as facts, but counted in rows, or ""."""
        counted_by = str(getattr(self.filters[name], "counted_by", ""))
        return "" if counted_by in FACETS else counted_by

    def facet_of(self, name: str) -> str:
        """The facet whose values a filter selects."""
        if name == "year" and self.by_announcement:
            return "announced"
        return str(self.filters[name].counted_by)

    def fact_groups(self, leaving_out: str = "") -> list[FactGroups] | None:
        """Of each filter that narrows the selection: the facts that it selects.

        None where what is selected cannot be told by facts of which every milestone has one at
        most: words, another day than today, two projects.
        """
        groups = []
        for name, value in self.parameters.items():
            if name == leaving_out or (name == "dated" and value != "none"):
                continue
            if name == "dated":
                groups.append(UNDATED_ROWS)
            elif name not in self.counted or self.counted_column(name):
                return None
            else:
                groups.append(FactGroups(self.facet_of(name), self._fact_values(name, value)))
        facets = {group.facet for group in groups}
        if len(facets) < len(groups) or not all(group.is_sure for group in groups):
            return None
        return groups

    def _fact_values(self, name: str, values: Iterable[Any]) -> tuple[str, ...]:
        if name in NAMED:
            return tuple(map(str, self._keys_asked(name, values)))
        return tuple(map(str, values))

    def values_of_facts(self, name: str, facts: Mapping[Fact, int]) -> Counter[Any]:
        """Value of a filter -> the milestones that it would select, of those with these facts.

        None is the year of what has no date.
        """
        wanted = self.facet_of(name)
        slugs = {}
        if name in NAMED:
            slugs = {str(key): slug for slug, key in self.keys_of(name).items()}
        counts: Counter[Any] = Counter()
        for (facet, value), number in facts.items():
            if facet != wanted:
                continue
            if name in NAMED:
                counts[slugs.get(value)] += number
            elif name == "year":
                counts[int(value) if value else None] += number
            else:
                counts[value] += number
        return counts

    def _keys_asked(self, name: str, slugs: Iterable[str]) -> list[int]:
        keys = self.keys_of(name)
        return [keys[slug] for slug in slugs]

    def keys_of(self, name: str) -> dict[str, int]:
        """Slug -> key of the projects or organizations. 1 query, once."""
        if name not in self._keys:
            rows = NAMED[name]._default_manager.order_by()
            self._keys[name] = dict(rows.values_list("slug", "pk"))
        return self._keys[name]
