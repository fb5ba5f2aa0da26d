"""The one object that every view of the timeline is built from: a validated set of filters and what it selects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q, QuerySet
from django.forms import Form
from django.http import QueryDict

from timeline.i18n.bilingual import localized
from timeline.models import Milestone, MilestonePartner, Paragraph, Partner, Project, Release
from timeline.queries.filters import MilestoneFilters, MilestoneRows, SlugNames, form_problems
from timeline.queries.gaps import Gap, gaps
from timeline.queries.pagination import Key, KeysetPage, PageKeyForm, paginate, write_key

ORDER, KEY = ("sort_day", "announced_on"), (int, date, int)
MilestoneProject = Milestone.projects.through
FACETS = ("project", "year", "standing", "outlook", "partner", "kind")


@dataclass(frozen=True)
class FacetChoice:
    """A value that a filter can take, and how many milestones the other filters leave for it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class YearGroup:
    """Milestones of one year, by the day they are sorted by; ``year`` is None for those that were given no date.

    ``gaps``: the empty stretches between them and the group above.
    """

    year: int | None
    milestones: list[Milestone]
    gaps: list[Gap]


def _year(milestone: Milestone) -> int | None:
    return date.fromordinal(milestone.sort_day).year if milestone.sort_day else None


def query_string(pairs: Iterable[tuple[str, Any]]) -> str:
    """``?year=2019&…``: what was asked, in the fixed order given, values of one parameter sorted; "" for nothing."""
    flat = [(name, one) for name, value in pairs for one in _values(value) if one]
    text = [(name, write_key(one) if isinstance(one, tuple) else str(one)) for name, one in flat]
    return f"?{urlencode(text)}" if text else ""


def _values(value: Any) -> list[Any]:
    return sorted(value) if isinstance(value, list) else [value]


def _public_names(model: type[Project | Partner], at: datetime) -> SlugNames:
    name = localized("name")
    return list(model.objects.published(at).order_by(name).values_list("slug", name))


class TimelineQuery:
    """What a request asks of the timeline, valid or not. ``Selection`` is made of a valid one only.

    ``names``: of the public projects and partners, (slug, name) each, where they are known already. 2 queries if not.
    """

    def __init__(
        self,
        data: QueryDict,
        *,
        at: datetime,
        today: date,
        names: tuple[SlugNames, SlugNames] | None = None,
    ) -> None:
        self.public_at, self.today = at, today
        self.projects, self.partners = names or (
            _public_names(Project, at),
            _public_names(Partner, at),
        )
        self.filters = MilestoneFilters(
            data,
            rows=Milestone.objects.published(at),
            at=at,
            today=today,
            projects=self.projects,
            partners=self.partners,
        )
        self.page_form = PageKeyForm(data, KEY)

    def is_valid(self) -> bool:
        return bool(self.filters.is_valid()) & self.page_form.is_valid()

    @property
    def forms(self) -> tuple[Form, ...]:
        return self.filters.form, self.page_form

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(label, message) of each thing that was wrong."""
        return form_problems(*self.forms)


class Selection:
    """The milestones that a valid set of filters selects.

    A fixed number of queries whatever its size: one for the counts, one for each facet, two for a page of rows.
    """

    def __init__(self, asked: TimelineQuery) -> None:
        self.filters, self.page_keys = asked.filters, asked.page_form.cleaned_data
        self.public_at, self.today, self.as_of_day = (
            asked.public_at,
            asked.today,
            asked.filters.as_of_day,
        )
        self.names = {"project": dict(asked.projects), "partner": dict(asked.partners)}
        self.parameters = asked.filters.parameters
        self.rows: MilestoneRows = asked.filters.selected()

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """What was asked, as the pairs of its address."""
        return list(self.parameters.items())

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the day of the record was asked for."""
        return bool(self.parameters.keys() - {"as_of"})

    @cached_property
    def counts(self) -> dict[str, Any]:
        """``total``, ``undated``, and the first and last day that any of them was announced. 1 query."""
        return self.rows.order_by().aggregate(
            total=Count("pk"),
            undated=Count("pk", filter=Q(first_year__isnull=True)),
            first=Min("announced_on"),
            last=Max("announced_on"),
        )

    @property
    def total(self) -> int:
        return int(self.counts["total"])

    @property
    def bound_to(self) -> date | None:
        """The day whose listings and contact a page of it shows: that asked for, else of its newest announcement.

        None for the whole record.
        """
        if self.filters.form.cleaned_data.get("as_of"):
            return self.as_of_day
        last: date | None = self.counts["last"]
        return last if self.is_filtered else None

    @cached_property
    def page(self) -> KeysetPage[Milestone]:
        """The rows of the page asked for, with outlook, citations and their releases. 2 queries."""
        rows = self.rows.with_outlook(self.as_of_day, self.public_at).with_citations(
            self.public_at, self.filters.form.cleaned_data.get("as_of")
        )
        return paginate(rows, ORDER, self.page_keys.get("after"), self.page_keys.get("before"))

    @cached_property
    def footnotes(self) -> list[Paragraph]:
        """The paragraphs that the page's rows cite, each once, in order: its sources in print. No further query.

        Each citation learns its number among them (``note``).
        """
        numbers: dict[int, int] = {}
        found: list[Paragraph] = []
        for milestone in self.page.rows:
            for citation in milestone.cited:
                if citation.paragraph_id not in numbers:
                    found.append(citation.paragraph)
                citation.footnote = numbers.setdefault(citation.paragraph_id, len(found))
        return found

    @cached_property
    def groups(self) -> list[YearGroup]:
        """The page's rows by year. No query beyond the page's and the gaps'."""
        found, gaps, _ = [], list(self.gaps), self.footnotes
        for year, rows in groupby(self.page.rows, key=_year):
            above = [gap for gap in gaps if year and gap.first.year >= year]
            gaps = gaps[len(above) :]
            found.append(YearGroup(year, list(rows), above))
        return found

    @cached_property
    def gaps(self) -> list[Gap]:
        """Where nothing is on file, if all that is on file is on this page: only then is that known. 1 query."""
        if self.is_filtered or len(self.page.rows) < self.total:
            return []
        issued = (
            Release.objects.published(self.public_at)
            .issued_by(self.as_of_day)
            .order_by("-published_on")
        )
        return gaps(
            [m.stated for m in self.page.rows], issued.values_list("published_on", flat=True)
        )

    @cached_property
    def releases(self) -> int:
        """How many releases on file had been issued by the day of the record. 1 query."""
        return Release.objects.published(self.public_at).issued_by(self.as_of_day).count()

    # -- facets -------------------------------------------------------------------------------------------------

    @cached_property
    def facet_counts(self) -> dict[str, Counter[Any]]:
        """Of each facet: value -> milestones that the other filters leave for it. A query each."""
        return {name: Counter(dict(self._tally(name))) for name in FACETS}

    def facet_count(self, name: str, *values: str) -> int:
        counts = self.facet_counts[name]
        return sum(counts[value] for value in values)

    @property
    def undated_elsewhere(self) -> int:
        """Milestones that the year filter leaves out because they were given no date."""
        dated = self.parameters.get("year") and not self.parameters.get("dated")
        return self.facet_counts["year"][None] if dated else 0

    def _tally(self, name: str) -> Iterable[tuple[Any, int]]:
        rows = self.filters.selected(leaving_out=name).order_by()
        if name == "year":
            return self._tally_years(rows)
        values: QuerySet[Any, Any] = rows
        column = name
        if name == "project":
            column, values = "project__slug", MilestoneProject.objects.filter(milestone__in=rows)
        elif name == "partner":
            column, values = "partner__slug", MilestonePartner.objects.filter(milestone__in=rows)
        elif name == "outlook":
            values = rows.with_outlook(self.as_of_day, self.public_at)
        counted = Count("milestone", distinct=True) if "__" in column else Count("pk")
        counts: Iterable[tuple[Any, int]] = (
            values.order_by().values_list(column).annotate(n=counted).values_list(column, "n")
        )
        return counts

    def _tally_years(self, rows: MilestoneRows) -> Iterable[tuple[int | None, int]]:
        if self.filters.by_announcement:
            counted = rows.values("announced_year").annotate(n=Count("pk"))
            return [(row["announced_year"], row["n"]) for row in counted]
        years: Counter[int | None] = Counter()
        spans = rows.values_list("first_year", "last_year").annotate(n=Count("pk"))
        for first, last, n in spans.values_list("first_year", "last_year", "n"):
            for year in range(first, last + 1) if first and last else [None]:
                years[year] += n
        return years.items()

    def choices(self, name: str) -> list[FacetChoice]:
        """The values worth offering for a filter: those that would find something, and those chosen."""
        counts, chosen = (
            self.facet_counts[name],
            {str(value) for value in self.parameters.get(name, [])},
        )
        offered = [
            FacetChoice(str(value), label, counts[value], str(value) in chosen)
            for value, label in self._labels(name)
        ]
        return [choice for choice in offered if choice.count or choice.chosen]

    def _labels(self, name: str) -> Sequence[tuple[Any, str]]:
        if name == "year":
            years = {year for year in self.facet_counts[name] if year} | set(
                self.parameters.get(name, [])
            )
            return [(year, str(year)) for year in sorted(years, reverse=True)]
        if name in self.names:
            return list(self.names[name].items())
        return [(value, str(label)) for value, label in self.filters.form.fields[name].choices]

    def label(self, name: str, value: Any) -> str:
        """A value of a filter as visitors read it."""
        if name == "year":
            return str(value)
        return {str(v): label for v, label in self._labels(name)}.get(str(value), str(value))

    # -- its address --------------------------------------------------------------------------------------------

    def query(self, *, without: tuple[str, Any] | None = None, **place: str | Key | None) -> str:
        """The query string of this selection, "" for the whole record.

        ``without`` leaves one (parameter, value) out; ``after`` or ``before`` name a place in the list.
        """
        pairs = [
            (name, one)
            for name, value in self.parameters.items()
            for one in _values(value)
            if (name, one) != without
        ]
        return query_string([*pairs, *place.items()])

    @property
    def canonical(self) -> str:
        """The query string of this very page."""
        return self.query(**self.page_keys)

    @property
    def older(self) -> str:
        """Address of the page with what comes after, "" where nothing does."""
        return self.query(after=self.page.older) if self.page.older else ""

    @property
    def newer(self) -> str:
        return self.query(before=self.page.newer) if self.page.newer else ""

    @property
    def undated_address(self) -> str:
        """Address of the milestones without a date that the year leaves out."""
        pairs = [(name, value) for name, value in self.parameters.items() if name != "year"]
        return query_string([*pairs, ("dated", "none")])
