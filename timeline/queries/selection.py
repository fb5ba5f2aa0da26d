"""The object that every view of the timeline is built from: valid filters and what they select."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, groupby
from typing import Any

from django.forms import Form
from django.http import QueryDict
from django.utils.functional import cached_property

from timeline.http.edition_memory import Keep, made_anew
from timeline.i18n.bilingual import localized
from timeline.models import Milestone, Paragraph, Partner, Project, Release
from timeline.models.cited_order import by_document
from timeline.queries.filter_kinds import YearsField
from timeline.queries.filters import MilestoneFilters, MilestoneRows, SlugNames
from timeline.queries.gaps import Gap, gaps
from timeline.queries.pagination import KeysetList, KeysetPage, ListQuery, query_string
from timeline.queries.parameters import values_of
from timeline.queries.selection_counts import MOST_COUNTED, SelectionCounts

MILESTONE_ORDER = ("sort_day", "announced_on")
NOT_COUNTED = -1


@dataclass(frozen=True)
class FacetChoice:
    """A value that a filter can take, and how many milestones the other filters leave for it.

    ``count`` is -1 where nothing is counted.
    """

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class YearGroup:
    """Milestones of one year, by the day they are sorted by.

    ``year`` is None for those without a date. ``gaps``: the empty stretches between this group and
    the one above.
    """

    year: int | None
    milestones: list[Milestone]
    gaps: list[Gap]


def _year(milestone: Milestone) -> int | None:
    return date.fromordinal(milestone.sort_day).year if milestone.sort_day else None


def _number_citations(milestones: Iterable[Milestone]) -> None:
    """Give each citation its ``footnote``: the number of its paragraph among all that are cited."""
    numbers: dict[int, int] = {}
    for milestone in milestones:
        for citation in chain.from_iterable(by_document(milestone.cited)):
            number = numbers.setdefault(citation.paragraph_id, len(numbers) + 1)
            citation.footnote = number


def filter_names(at: datetime) -> tuple[SlugNames, SlugNames]:
    """(slug, name) of the public projects, and of the public organizations. 2 queries."""
    return _public_names(Project, at), _public_names(Partner, at)


def _public_names(model: type[Project | Partner], at: datetime) -> SlugNames:
    name = localized("name")
    return list(model.objects.published(at).order_by(name).values_list("slug", name))


class TimelineQuery(ListQuery):
    """What a request asks of the timeline, valid or not. ``Selection`` is made of a valid one only.

    ``names`` holds (slug, name) of the public projects and of the public partners, where the caller
    knows them already. Without it, 2 queries.
    """

    order = MILESTONE_ORDER
    key_types = (int, date, int)

    def __init__(
        self,
        data: QueryDict,
        *,
        at: datetime,
        today: date,
        names: tuple[SlugNames, SlugNames] | None = None,
    ) -> None:
        super().__init__(data)
        self.public_at, self.today = at, today
        projects, partners = names or filter_names(at)
        self.filters = MilestoneFilters(
            data,
            rows=Milestone.objects.published(at),
            at=at,
            today=today,
            projects=projects,
            partners=partners,
        )

    @property
    def forms(self) -> tuple[Form, ...]:
        return self.filters.form, self.page_form


class Selection(KeysetList[Milestone]):
    """The milestones that a valid set of filters selects.

    Rows are public at the moment ``public_at``. ``as_of_day`` is the day the record is seen on. The
    work of its counts is bounded (``SelectionCounts``), and ``keep`` may have kept some of them.
    A page takes 2 queries.
    """

    def __init__(self, query: TimelineQuery, keep: Keep = made_anew) -> None:
        super().__init__(query, query.filters.parameters)
        self._keep = keep
        self.filters = query.filters
        self.public_at, self.today = query.public_at, query.today
        self.as_of_day = query.filters.as_of_day
        self.rows: MilestoneRows = query.filters.selected()

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """What was asked, as the pairs of its address."""
        return list(self.parameters.items())

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the day of the record was asked for."""
        return bool(self.parameters.keys() - {"as_of"})

    @cached_property
    def counts(self) -> SelectionCounts:
        """How many there are, in all and by facet."""
        return SelectionCounts(self.filters, self._keep)

    @property
    def total(self) -> int:
        """How many there are. With ``is_more``: there are more than this."""
        total = self.counts.total
        return MOST_COUNTED if total is None else total

    @property
    def is_more(self) -> bool:
        """Whether there are more than ``total``, and nobody has counted them."""
        return self.counts.total is None

    @property
    def bound_to(self) -> date | None:
        """The day whose listings and contact a page shows: that asked for, else the newest.

        None for the whole record, and where they are too many for the newest to be looked up.
        """
        if "as_of" in self.parameters:
            return self.as_of_day
        return self.counts.announced[1] if self.is_filtered else None

    @cached_property
    def page(self) -> KeysetPage[Milestone]:
        """The rows of the page asked for, with outlook, citations and their releases. 2 queries."""
        issued_by = self.parameters.get("as_of")
        rows = self.rows.for_cards(self.as_of_day, self.public_at, issued_by)
        page = self.paginate(rows)
        _number_citations(page.rows)
        return page

    @property
    def footnotes(self) -> list[Paragraph]:
        """The paragraphs that the page's rows cite, each once, in the order of their numbers."""
        found: dict[int, Paragraph] = {}
        for milestone in self.page.rows:
            for citation in milestone.cited:
                found.setdefault(citation.footnote, citation.paragraph)
        return [found[number] for number in sorted(found)]

    @cached_property
    def groups(self) -> list[YearGroup]:
        """The page's rows by year. No query beyond those of the page and of the gaps."""
        groups, below = [], list(self.gaps)
        for year, rows in groupby(self.page.rows, key=_year):
            above = []
            while year and below and below[0].first.year >= year:
                above.append(below.pop(0))
            groups.append(YearGroup(year, list(rows), above))
        return groups

    @cached_property
    def gaps(self) -> list[Gap]:
        """Where nothing is on file. Known only if the page shows all that is on file. 1 query."""
        is_whole = not (self.is_filtered or self.page.older or self.page.newer)
        if not is_whole or not self.page.rows:
            return []
        issued = Release.objects.published(self.public_at).issued_by(self.as_of_day)
        dates = [milestone.stated for milestone in self.page.rows]
        return gaps(dates, issued.values_list("published_on", flat=True))

    @cached_property
    def releases(self) -> int:
        """How many releases on file had been issued by the day of the record. 1 query."""
        return Release.objects.published(self.public_at).issued_by(self.as_of_day).count()

    # Facets

    def facet_count(self, name: str, *values: str) -> int:
        """The milestones of any of these values together; 0 where they are not counted."""
        counts = self.counts.of_filter(name) or Counter()
        return sum(counts[value] for value in values)

    @property
    def undated_elsewhere(self) -> int:
        """Milestones that the year filter leaves out because they were given no date."""
        if "year" not in self.parameters or "dated" in self.parameters:
            return 0
        counts = self.counts.of_filter("year") or Counter()
        return counts[None]

    @property
    def promise_counts(self) -> Counter[str]:
        """Outlook -> the plans that no other has revised; none where they are not counted."""
        return self.counts.of_facet("promise") or Counter()

    def choices(self, name: str) -> list[FacetChoice]:
        """The values worth offering for a filter: those that would find something, those chosen.

        Where they are not counted, all values are offered.
        """
        counts = None
        if name in self.filters.counted:
            counts = self.counts.of_filter(name)
        chosen = set(map(str, values_of(self.parameters.get(name, []))))
        choices = []
        for value, label in self._labels(name):
            is_chosen = str(value) in chosen
            if counts is None:
                choices.append(FacetChoice(str(value), label, NOT_COUNTED, is_chosen))
            elif counts[value] or is_chosen:
                choices.append(FacetChoice(str(value), label, counts[value], is_chosen))
        return choices

    def _labels(self, name: str) -> Sequence[tuple[Any, str]]:
        """(value, label) of each value that can be offered."""
        field = self.filters.form.fields[name]
        if isinstance(field, YearsField):
            counts = self.counts.of_filter(name)
            if counts is None:
                counts = self.counts.of_whole_record(name)
            years = set(filter(None, counts))
            years.update(self.parameters.get(name, []))
            return [(year, str(year)) for year in sorted(years, reverse=True)]
        labels = []
        for value, label in getattr(field, "choices", []):
            if value:
                labels.append((value, str(label)))
        return labels

    def label(self, name: str, value: Any) -> str:
        """A value of a filter as visitors read it."""
        for known, label in getattr(self.filters.form.fields[name], "choices", []):
            if str(known) == str(value):
                return str(label)
        return str(value)

    @property
    def undated_address(self) -> str:
        """Address of the milestones without a date that the year leaves out."""
        parameters = dict(self.parameters)
        parameters.pop("year", None)
        pairs = list(parameters.items())
        pairs.append(("dated", "none"))
        return query_string(pairs)
