"""The querysets of the record. The time is an argument of whatever depends on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from timeline.models.search_text import folded_words
from timeline.models.visibility import public_condition

QueryRow = TypeVar("QueryRow", bound=models.Model)

PLANS = ("planned", "conditional")
NOTHING = Q(pk__in=[])  # "or" of no conditions


class PublishingQuerySet(models.QuerySet[QueryRow]):
    """Rows that are public from a moment on."""

    def get_by_natural_key(self, slug: str) -> QueryRow:
        """For fixtures: rows name each other by slug."""
        return self.get(slug=slug)

    def published(self, at: datetime) -> Self:
        """Public at that moment.

        A row without ``public_from`` (draft, withdrawn) never is. No query.
        """
        return self.filter(public_condition(at, str(self.model._meta.model_name)))

    def matching(self, words: str) -> Self:
        """With every word somewhere in their text, in either language. No query.

        Accents and case do not count. An empty text matches all rows, a text without a word
        ("!!!") none.
        """
        folded = folded_words(words)
        if words.strip() and not folded:
            return self.none()
        rows = self
        for word in folded:
            rows = rows.filter(search_text__contains=word)
        return rows

    def count_by(self, column: str) -> Counter[Any]:
        """Value of a column -> rows that have it. 1 query."""
        counted = self.order_by().values_list(column).annotate(n=Count("pk"))
        return Counter(dict(counted.values_list(column, "n")))


class NamedQuerySet(PublishingQuerySet[QueryRow]):
    """Projects and partners: what milestones are filed under."""

    def with_milestones(self, at: datetime) -> Self:
        """Annotate ``milestone_count``: the public milestones under each. No further query."""
        shown = public_condition(at, "milestone", "milestones__")
        return self.annotate(milestone_count=Count("milestones", filter=shown, distinct=True))

    def in_project(self, project: models.Model, at: datetime) -> Self:
        """Partners with a part in a milestone of the project, public at that moment. No query."""
        shown = public_condition(at, "milestone", "milestones__")
        return self.filter(shown, milestones__projects=project).distinct()


class ReleaseQuerySet(PublishingQuerySet[QueryRow]):
    """Source documents."""

    def issued_by(self, day: date) -> Self:
        """Issued on or before that day. No query."""
        return self.filter(published_on__lte=day)

    def issued_in(self, years: Iterable[int]) -> Self:
        """Whose dateline is in one of the years. No query."""
        condition = NOTHING
        for year in years:
            first, last = date(year, 1, 1), date(year, 12, 31)
            condition |= Q(published_on__gte=first, published_on__lte=last)
        return self.filter(condition)

    def newest_first(self) -> Self:
        """By the day in the dateline; of one day, in the order they were filed. No query."""
        return self.order_by("-published_on", "id")


class MilestoneQuerySet(PublishingQuerySet[QueryRow]):
    """The dated table."""

    def announced_by(self, day: date) -> Self:
        """Announced on or before that day.

        A milestone that no release states never is. No query.
        """
        return self.filter(announced_on__lte=day)

    def newest_first(self) -> Self:
        """By the earliest day, or by the latest if only that is known. Undated ones come last.

        Of one day, the newest announcement comes first. No query.
        """
        return self.order_by("-sort_day", "-announced_on", "id")

    def dated_in(self, years: Iterable[int]) -> Self:
        """Whose bounds overlap one of the years.

        With one bound: in its year. Undated: in none. No query.
        """
        condition = NOTHING
        for year in years:
            condition |= Q(first_year__lte=year, last_year__gte=year)
        return self.filter(condition)

    def announced_in(self, years: Iterable[int]) -> Self:
        """Whose first release is of one of the years. No query."""
        return self.filter(announced_year__in=list(years))

    def undated(self) -> Self:
        """With neither bound. No query."""
        return self.filter(first_year__isnull=True)

    def stated_by(self, release: models.Model) -> Self:
        """That a release states, in the order they were put on file. No query."""
        return self.filter(citations__paragraph__release=release).distinct().order_by("id")

    def with_partner(self, partner: models.Model) -> Self:
        """That a partner has a part in. No query."""
        return self.filter(partner_roles__partner=partner).distinct()

    def plans(self) -> Self:
        """Said to come: planned, or planned on a condition. No query."""
        return self.filter(standing__in=PLANS)

    def with_outlook(self, on: date, at: datetime) -> Self:
        """Annotate ``outlook``: where a plan stands on a day, "" for what is no plan.

        A plan is settled by the newest settler that was announced by that day and is public at that
        moment, never by time passing. A bound that is not known closes nothing: a plan "on or
        before" a day is open until then.
        """
        settlers = (
            apps.get_model("timeline", "Milestone")
            .objects.published(at)
            .announced_by(on)
            .filter(settles=OuterRef("pk"))
            .order_by("-announced_on", "-id")
        )
        settled = Subquery(settlers.values("settlement")[:1], output_field=models.CharField())
        by_date = Case(
            When(earliest__isnull=True, latest__isnull=True, then=Value("no_date")),
            When(earliest__gt=on, then=Value("ahead")),
            When(latest__lt=on, then=Value("window_passed")),
            default=Value("window_open"),
        )
        plan = When(standing__in=PLANS, then=Coalesce(settled, by_date))
        return self.annotate(outlook=Case(plan, default=Value(""), output_field=models.CharField()))

    def with_citations(self, at: datetime, issued_by: date | None = None) -> Self:
        """Prefetch ``cited``: public citations with paragraph and release. 1 query.

        The oldest release comes first. ``issued_by`` leaves out what releases after that day say
        again.
        """
        citations = (
            apps.get_model("timeline", "Citation")
            .objects.filter(public_condition(at, "release", "paragraph__release__"))
            .select_related("paragraph__release__issuer")
            .order_by("paragraph__release__published_on", "id")
        )
        if issued_by:
            citations = citations.filter(paragraph__release__published_on__lte=issued_by)
        return self.prefetch_related(Prefetch("citations", citations, to_attr="cited"))
