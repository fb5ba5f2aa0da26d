"""What is new since a day: what was published, settled, corrected or withdrawn, newest first.

Each kind of row has an index of its own by the moment of its change. A page asks each for no more
rows than it shows itself, and merges them: it costs the same whatever the size of the record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.forms import Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from timeline.models import (
    Correction,
    Milestone,
    Partner,
    Person,
    PlanSettlement,
    Project,
    Publishing,
    Release,
    Status,
)
from timeline.models.milestone_facts import midnight
from timeline.models.visibility import public_condition
from timeline.queries import pagination
from timeline.queries.filter_kinds import DayFilter, not_after
from timeline.queries.pagination import ListQuery, PageKey, query_string, write_key
from timeline.queries.parameters import ParameterForm

PUBLISHED, SETTLED, CORRECTED, WITHDRAWN = "published", "settled", "corrected", "withdrawn"
CHANGES = (PUBLISHED, SETTLED, CORRECTED, WITHDRAWN)
"""The kinds of change, in the order in which a day tells of them."""

ROWS: tuple[type[Publishing], ...] = (Release, Milestone, Project, Partner, Person)
FIRST_DAY = date(1900, 1, 1)  # nothing was published on a site before it
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class ChangeFilters(django_filters.FilterSet):
    """What can be asked of the changes."""

    since = DayFilter(
        label=_("Since"),
        help_text=_("a day, as 2026-05-01: what has changed from that day on"),
        input_formats=["%Y-%m-%d"],
    )

    class Meta:
        model = Correction
        fields: list[str] = []
        form = ParameterForm

    def __init__(self, data: Any, *, at: datetime) -> None:
        super().__init__(data, queryset=Correction.objects.none())
        self.filters["since"].extra["validators"] = [not_after(timezone.localdate(at))]


class ChangeListQuery(ListQuery):
    """What a request asks of the changes, valid or not, and where in them it begins.

    A key is a moment in microseconds, the place of its source, and the key of the row.
    """

    order = ()
    key_types = (int, int, int)

    def __init__(self, data: QueryDict, *, at: datetime) -> None:
        super().__init__(data)
        del self.page_form.fields["before"]  # the first page is the way back
        self.filter_form: Form = ChangeFilters(data, at=at).form

    @property
    def forms(self) -> tuple[Form, ...]:
        return self.filter_form, self.page_form

    @property
    def since(self) -> date | None:
        day: date | None = self.filter_form.cleaned_data.get("since")
        return day

    @property
    def after(self) -> PageKey | None:
        key: PageKey | None = self.page_form.cleaned_data.get("after")
        return key


@dataclass(frozen=True)
class Change:
    """A change of what visitors can read. ``of`` says of what: "milestone", "release" …

    ``row`` is None for the company. ``words``: what a milestone says of earlier plans.
    """

    kind: str
    of: str
    row: Any
    moment: datetime
    key: tuple[int, int, int]
    correction: Correction | None = None
    words: Sequence[PlanSettlement] = field(default=())

    @property
    def day(self) -> date:
        return timezone.localdate(self.moment)

    @property
    def name(self) -> str:
        """It is unique on the page: "published-milestone-7"."""
        of = "correction" if self.correction else self.of
        return f"{self.kind}-{of}-{self.key[2]}"


@dataclass(frozen=True)
class Source:
    """Rows of one kind that changed in one way, with the column of the moment, which is indexed."""

    kind: str
    of: str
    rows: QuerySet[Any]
    moment: str


@dataclass(frozen=True)
class DayOfChanges:
    """A day, and its changes by kind."""

    day: date
    kinds: list[tuple[str, list[Change]]]


class ChangeList:
    """A page of changes. 13 queries, whatever there is."""

    def __init__(self, query: ChangeListQuery, at: datetime, size: int = 0) -> None:
        self.since, self.after, self.at = query.since, query.after, at
        self.size = size or pagination.PAGE_SIZE

    @cached_property
    def _found(self) -> list[Change]:
        """The next changes, one more than the page shows."""
        found: list[Change] = []
        for place, source in enumerate(sources_of_changes(self.at)):
            found += self._next_of(source, place)
        found.sort(key=lambda change: _in_order(change.key))
        return found[: self.size + 1]

    @cached_property
    def changes(self) -> list[Change]:
        """Newest first."""
        return _with_words(self._found[: self.size], self.at)

    @property
    def next_key(self) -> str:
        """The page key of the next page, "" on the last."""
        return write_key(self.changes[-1].key) if len(self._found) > self.size else ""

    @property
    def days(self) -> list[DayOfChanges]:
        """The page by day and kind of change."""
        days = []
        for day, changes in groupby(self.changes, lambda change: change.day):
            by_kind: Mapping[str, list[Change]] = defaultdict(list)
            for change in changes:
                by_kind[change.kind].append(change)
            kinds = [(kind, by_kind[kind]) for kind in CHANGES if kind in by_kind]
            days.append(DayOfChanges(day, kinds))
        return days

    @property
    def query(self) -> str:
        """The query string of its first page."""
        return query_string([("since", self.since)])

    @property
    def canonical(self) -> str:
        """The query string of this very page."""
        return query_string([("since", self.since), ("after", self.after)])

    @property
    def older(self) -> str:
        if not self.next_key:
            return ""
        return query_string([("since", self.since), ("after", self.next_key)])

    @property
    def newer(self) -> str:
        """The first page, from every other."""
        return (self.query or "./") if self.after else ""

    def _next_of(self, source: Source, place: int) -> Iterable[Change]:
        """The next changes of one source. 1 query."""
        rows = source.rows
        if self.since:
            first = midnight(max(self.since, FIRST_DAY))
            rows = rows.filter(**{f"{source.moment}__gte": first})
        if self.after:
            rows = rows.filter(_beyond(self.after, source.moment, place))
        for row in rows.order_by(f"-{source.moment}", "-pk")[: self.size + 1]:
            moment = getattr(row, source.moment)
            key = ((moment - EPOCH) // MICROSECOND, place, row.pk)
            if isinstance(row, Correction):
                yield Change(source.kind, row.kind, row.row, moment, key, row)
            else:
                yield Change(source.kind, source.of, row, moment, key)


def _in_order(key: PageKey) -> tuple[Any, ...]:
    """Newest first; of one moment source by source, what was filed last first."""
    moment, place, row = key
    return -_number(moment), place, -_number(row)


def _number(value: date | int) -> int:
    assert isinstance(value, int), "the key of a change has numbers alone"  # noqa: S101
    return value


def _beyond(after: PageKey, column: str, place: int) -> Q:
    """The rows of the source at that place which come after the key."""
    microseconds, its_place, row = map(_number, after)
    try:
        moment = EPOCH + microseconds * MICROSECOND
    except OverflowError:  # no row is so late: all come after it
        return Q()
    earlier = Q(**{f"{column}__lt": moment})
    if place < its_place:
        return earlier
    same = Q(**{column: moment})
    if place == its_place:
        same &= Q(pk__lt=row)
    return Q(**{f"{column}__lte": moment}) & (earlier | same)


def sources_of_changes(at: datetime) -> list[Source]:
    """Where changes are found. Each is read from an index by its moment."""
    sources = []
    for model in ROWS:
        rows: Any = model._default_manager
        of = str(model._meta.model_name)
        public = rows.published(at).filter(publish_at__lte=at, public_from=F("publish_at"))
        sources.append(Source(PUBLISHED, of, public, "publish_at"))
        had_been_public = Q(publish_at__lte=at) & Q(publish_at__lte=F("updated_at"))
        gone = rows.filter(had_been_public, status=Status.WITHDRAWN)
        sources.append(Source(WITHDRAWN, of, gone, "updated_at"))
    held_back = Milestone.objects.published(at).filter(public_from__gt=F("publish_at"))
    sources.append(Source(PUBLISHED, "milestone", held_back, "public_from"))
    corrections = Correction.objects.public(at).with_rows()
    sources.append(Source(CORRECTED, "", corrections, "made_at"))
    return sources


def _with_words(changes: list[Change], at: datetime) -> list[Change]:
    """Milestones that say what came of earlier plans are told of as such. 1 query."""
    published = [
        change.row.pk for change in changes if change.kind == PUBLISHED and change.of == "milestone"
    ]
    words: Mapping[int, list[PlanSettlement]] = defaultdict(list)
    said = PlanSettlement.objects.filter(
        public_condition(at, "milestone", "plan__"), milestone__in=published
    )
    for word in said.select_related("plan").order_by("id"):
        words[word.milestone_id].append(word)
    return [_told(change, words) for change in changes]


def _told(change: Change, words: Mapping[int, list[PlanSettlement]]) -> Change:
    its_words = words.get(change.row.pk, []) if change.of == "milestone" else []
    if change.kind != PUBLISHED or not its_words:
        return change
    return Change(SETTLED, change.of, change.row, change.moment, change.key, words=its_words)
