"""The releases on file: filtered by year and words, by year, with what each states."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any

import django_filters
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear
from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from timeline.models import Citation, Paragraph, Release
from timeline.queries.filters import YearsFilter, form_problems, quoted_back
from timeline.queries.gaps import Gap, gaps
from timeline.queries.pagination import (
    KeysetPage,
    PageKeyForm,
    ParameterForm,
    paginate,
    rows_beyond,
)
from timeline.queries.selection import Selection, query_string

ORDER, KEY = ("published_on",), (date, int)


class ReleaseFilters(django_filters.FilterSet):
    """What can be asked of the releases."""

    q = django_filters.CharFilter(method="by_words", label=_("Search the releases"), max_length=200)
    year = YearsFilter(method="by_year", label=_("Year"))

    class Meta:
        model = Release
        fields: list[str] = []
        form = ParameterForm

    def by_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)

    def by_year(self, rows: Any, name: str, value: list[int]) -> Any:
        return rows.issued_in(value)


def releases_mentioning(selection: Selection) -> int:
    """How many releases have the words that no milestone has, as far as they were known by its day. 1 query, if so."""
    words = selection.parameters.get("q")
    if not words or selection.total:
        return 0
    return int(
        Release.objects.published(selection.public_at)
        .issued_by(selection.as_of_day)
        .matching(words)
        .count()
    )


class ReleaseListQuery:
    """What a request asks of the releases, valid or not."""

    def __init__(self, data: QueryDict, *, at: datetime) -> None:
        self.filters = ReleaseFilters(data, queryset=Release.objects.published(at))
        self.page_form = PageKeyForm(data, KEY)
        self.words = quoted_back(data.get("q", ""))

    def is_valid(self) -> bool:
        return bool(self.filters.is_valid()) & self.page_form.is_valid()

    @property
    def forms(self) -> tuple[Form, ...]:
        return self.filters.form, self.page_form

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(label, message) of each thing that was wrong."""
        return form_problems(*self.forms)


@dataclass(frozen=True)
class ListedRelease:
    """A release in the list. ``stated``: milestones by standing."""

    release: Release
    stated: Counter[str]

    @property
    def milestones(self) -> int:
        return self.stated.total()

    @property
    def plans(self) -> int:
        return self.stated["planned"] + self.stated["conditional"]


@dataclass(frozen=True)
class ReleaseYear:
    year: int
    rows: list[ListedRelease]
    gaps: list[Gap]  # empty stretches above it


class ReleaseList:
    """A page of releases. 5 queries whatever their number."""

    def __init__(self, asked: ReleaseListQuery, at: datetime) -> None:
        self.parameters = {
            name: value for name, value in asked.filters.form.cleaned_data.items() if value
        }
        self.page_keys, self.at = asked.page_form.cleaned_data, at
        self.selected: QuerySet[Release] = asked.filters.qs

    @cached_property
    def total(self) -> int:
        return self.selected.count()

    @cached_property
    def page(self) -> KeysetPage[Release]:
        blocks = (
            Paragraph.objects.filter(release=OuterRef("pk"))
            .order_by()
            .values("release")
            .annotate(n=Count("pk"))
        )
        counted = self.selected.annotate(blocks=Coalesce(Subquery(blocks.values("n")), 0))
        return paginate(counted, ORDER, self.page_keys.get("after"), self.page_keys.get("before"))

    @cached_property
    def years(self) -> list[ReleaseYear]:
        stated = self._stated()
        empty = list(self._gaps())
        found = []
        for year, rows in groupby(self.page.rows, key=lambda release: release.published_on.year):
            above = [gap for gap in empty if gap.first.year >= year]
            empty = empty[len(above) :]
            found.append(
                ReleaseYear(
                    year,
                    [ListedRelease(release, stated.get(release.pk, Counter())) for release in rows],
                    above,
                )
            )
        return found

    def _gaps(self) -> list[Gap]:
        """Where no release is on file, if all are on this page: only then is that known."""
        if self.parameters or len(self.page.rows) < self.total:
            return []
        return gaps([], [release.published_on for release in self.page.rows])

    def _stated(self) -> dict[int, Counter[str]]:
        """Release -> standing -> public milestones that cite it. 1 query."""
        rows = (
            Citation.objects.filter(
                paragraph__release__in=[release.pk for release in self.page.rows],
                milestone__public_from__lte=self.at,
            )
            .values_list("paragraph__release", "milestone__standing")
            .annotate(n=Count("milestone", distinct=True))
            .order_by()
        )
        found: dict[int, Counter[str]] = {}
        for release, standing, number in rows:
            found.setdefault(release, Counter())[standing] = number
        return found

    @cached_property
    def on_file(self) -> list[tuple[int, int]]:
        """(year, releases) of all that are on file, newest first. 1 query."""
        counted = Release.objects.published(self.at).annotate(in_year=ExtractYear("published_on"))
        return list(counted.values_list("in_year").annotate(n=Count("pk")).order_by("-in_year"))

    @property
    def bound_to(self) -> date | None:
        """The day of the newest release that it selects. None for all of them."""
        return (
            max((release.published_on for release in self.page.rows), default=None)
            if self.parameters
            else None
        )

    @property
    def query(self) -> str:
        """The query string of the filters, wherever the page begins."""
        return query_string(self.parameters.items())

    @property
    def canonical(self) -> str:
        return query_string([*self.parameters.items(), *self.page_keys.items()])

    @property
    def older(self) -> str:
        return (
            query_string([*self.parameters.items(), ("after", self.page.older)])
            if self.page.older
            else ""
        )

    @property
    def newer(self) -> str:
        return (
            query_string([*self.parameters.items(), ("before", self.page.newer)])
            if self.page.newer
            else ""
        )


def neighbouring_releases(release: Release, at: datetime) -> tuple[Release | None, Release | None]:
    """The releases issued before and after this one. 2 queries."""
    rows, key = Release.objects.published(at), (release.published_on, release.pk)
    older = (
        rows.filter(rows_beyond(ORDER, key, backwards=False))
        .order_by("-published_on", "id")
        .first()
    )
    newer = (
        rows.filter(rows_beyond(ORDER, key, backwards=True)).order_by("published_on", "-id").first()
    )
    return older, newer
