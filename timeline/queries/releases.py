"""The releases on file: filtered by year and words, by year, with what each states."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from timeline.http.edition_memory import Keep, made_anew
from timeline.models import Citation, Paragraph, Partner, Release
from timeline.models.release import RELEASE_TYPES
from timeline.queries.filter_kinds import (
    NOT_ON_FILE,
    SentenceFilter,
    WordsFilter,
    YearsFilter,
    as_of_filter,
    not_after,
)
from timeline.queries.gaps import Gap, gaps
from timeline.queries.pagination import KeysetList, KeysetPage, ListQuery, rows_beyond
from timeline.queries.parameters import ParameterForm, form_problems, quoted_back

RELEASE_ORDER = ("published_on",)


class OrganizationField(forms.CharField):
    """A public organization, asked for by the last part of its address. 1 query."""

    def __init__(self, *, at: datetime, **options: Any) -> None:
        super().__init__(max_length=80, **options)
        self.at = at

    def clean(self, value: Any) -> Partner | None:
        slug = super().clean(value)
        if not slug:
            return None
        found = Partner.objects.published(self.at).filter(slug=slug).first()
        if found is None:
            raise ValidationError(NOT_ON_FILE, "invalid_choice", {"value": slug[:40]})
        return found


class OrganizationFilter(SentenceFilter):
    """One organization. Whoever declares one gives it the moment at which it is public."""

    field_class = OrganizationField


class ReleaseFilters(django_filters.FilterSet):
    """What can be asked of the releases."""

    q = WordsFilter(method="by_words", label=_("Search the releases"), max_length=200)
    year = YearsFilter(method="by_year", label=_("Year"))
    issuer = OrganizationFilter(
        method="by_issuer",
        label=_("Issued by"),
        help_text=_("last part of an organization’s address"),
    )
    as_of = as_of_filter(_("a day, as 2018-12-31: what had been issued by then"))

    class Meta:
        model = Release
        fields: list[str] = []
        form = ParameterForm

    def __init__(self, data: Any, *, at: datetime) -> None:
        super().__init__(data, queryset=Release.objects.published(at))
        self.filters["as_of"].extra["validators"] = [not_after(timezone.localdate(at))]
        self.filters["issuer"].extra["at"] = at

    def by_day(self, rows: Any, name: str, value: date) -> Any:
        return rows.issued_by(value)

    def by_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)

    def by_issuer(self, rows: Any, name: str, value: Partner) -> Any:
        return rows.filter(issuer=value)

    def by_year(self, rows: Any, name: str, value: list[int]) -> Any:
        return rows.issued_in(value)


class ReleaseWordsForm(ParameterForm):
    """What can be asked of one release: where in it some words stand."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)


class ReleasePageQuery:
    """What a request asks of the page of one release, valid or not."""

    def __init__(self, data: QueryDict) -> None:
        self.form = ReleaseWordsForm(data)
        self.typed = quoted_back(data.get("q", ""))

    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def words(self) -> str:
        """The words to mark, "" for none. Of a valid query."""
        words: str = self.form.cleaned_data["q"]
        return words

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(label, message) of each thing that was wrong."""
        return form_problems(self.form)


class ReleaseListQuery(ListQuery):
    """What a request asks of the releases, valid or not."""

    order = RELEASE_ORDER
    key_types = (date, int)

    def __init__(self, data: QueryDict, *, at: datetime) -> None:
        super().__init__(data)
        self.filters = ReleaseFilters(data, at=at)
        self.words = quoted_back(data.get("q", ""))

    @property
    def forms(self) -> tuple[Form, ...]:
        return self.filters.form, self.page_form


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


class YearCount(NamedTuple):
    """The documents of a year, and how many of them are no releases."""

    documents: int
    others: int


@dataclass(frozen=True)
class ReleaseYear:
    year: int
    rows: list[ListedRelease]
    gaps: list[Gap]  # empty stretches above it


class ReleaseList(KeysetList[Release]):
    """A page of releases. 4 queries whatever their number.

    ``keep`` may have kept what is counted of all releases.
    """

    def __init__(self, query: ReleaseListQuery, at: datetime, keep: Keep = made_anew) -> None:
        given = query.filters.form.cleaned_data.copy()
        self.issuer: Partner | None = given["issuer"]
        if self.issuer:
            given["issuer"] = self.issuer.slug
        super().__init__(query, {name: value for name, value in given.items() if value})
        self.at = at
        counts_all = self.parameters.keys() <= {"year"}
        self._keep: Keep = keep if counts_all else made_anew
        self.selected: QuerySet[Release] = query.filters.qs

    @cached_property
    def _by_year(self) -> dict[int, YearCount]:
        """What the filters select, whatever year was asked for. 1 query."""
        counts: dict[int, YearCount] = self._keep("documents", self._count_by_year)
        return counts

    def _count_by_year(self) -> dict[int, YearCount]:
        releases = self._of_any_year() if self.parameters.get("year") else self.selected
        years = releases.order_by().values_list("published_year").annotate(n=Count("pk"))
        others = Count("pk", filter=~Q(document_type__in=RELEASE_TYPES))
        return {year: YearCount(n, other) for year, n, other in years.annotate(others=others)}

    def _of_any_year(self) -> QuerySet[Release]:
        """What the other filters select."""
        releases = Release.objects.published(self.at)
        if self.as_of:
            releases = releases.issued_by(self.as_of)
        if self.parameters.get("q"):
            releases = releases.matching(self.parameters["q"])
        if self.issuer:
            releases = releases.filter(issuer=self.issuer)
        return releases

    @cached_property
    def _selected_counts(self) -> list[YearCount]:
        asked = self.parameters.get("year") or self._by_year
        return [count for year, count in self._by_year.items() if year in asked]

    @property
    def total(self) -> int:
        """How many documents are selected."""
        return sum(count.documents for count in self._selected_counts)

    @property
    def has_others(self) -> bool:
        """Whether some of them are no releases."""
        return any(count.others for count in self._selected_counts)

    @property
    def year_counts(self) -> list[tuple[int, int]]:
        """(year, documents) of all that the other filters select, newest first."""
        years = sorted(self._by_year.items(), reverse=True)
        return [(year, count.documents) for year, count in years]

    @cached_property
    def page(self) -> KeysetPage[Release]:
        """The rows of the page asked for, each with the number of its paragraphs in ``blocks``."""
        paragraphs = Paragraph.objects.filter(release=OuterRef("pk")).order_by()
        numbers = paragraphs.values("release").annotate(n=Count("pk")).values("n")
        return self.paginate(
            self.selected.select_related("issuer").annotate(blocks=Coalesce(Subquery(numbers), 0))
        )

    @cached_property
    def years(self) -> list[ReleaseYear]:
        """The page's rows by year, with the empty stretches above each."""
        stated = self._stated()
        below = list(self._gaps())
        years = []
        for year, releases in groupby(
            self.page.rows, key=lambda release: release.published_on.year
        ):
            above = [gap for gap in below if gap.first.year >= year]
            below = below[len(above) :]
            rows = [ListedRelease(release, stated[release.pk]) for release in releases]
            years.append(ReleaseYear(year, rows, above))
        return years

    def _gaps(self) -> list[Gap]:
        """Where no release is on file. Known only if all releases are on this page."""
        if self.parameters or len(self.page.rows) < self.total:
            return []
        return gaps([], [release.published_on for release in self.page.rows])

    def _stated(self) -> dict[int, Counter[str]]:
        """Release -> standing -> public milestones that cite it. 1 query."""
        citations = Citation.objects.filter(
            paragraph__release__in=self.page.rows, milestone__public_from__lte=self.at
        )
        counted = citations.values_list("paragraph__release", "milestone__standing").annotate(
            n=Count("milestone", distinct=True)
        )
        stated: dict[int, Counter[str]] = defaultdict(Counter)
        for release, standing, number in counted.order_by():
            stated[release][standing] = number
        return stated

    @property
    def as_of(self) -> date | None:
        """The day that the list is seen on, if one was asked for."""
        return self.parameters.get("as_of")

    @property
    def bound_to(self) -> date | None:
        """The day of the newest release that the filters select, or the day asked for.

        None without filters.
        """
        if self.as_of or not self.parameters:
            return self.as_of
        return max((release.published_on for release in self.page.rows), default=None)


def neighbouring_releases(release: Release, at: datetime) -> tuple[Release | None, Release | None]:
    """The releases issued before and after this one. 2 queries."""
    rows = Release.objects.published(at)
    key = (release.published_on, release.pk)
    earlier = rows.filter(rows_beyond(RELEASE_ORDER, key, backwards=False))
    later = rows.filter(rows_beyond(RELEASE_ORDER, key, backwards=True))
    return (
        earlier.order_by("-published_on", "id").first(),
        later.order_by("published_on", "-id").first(),
    )
