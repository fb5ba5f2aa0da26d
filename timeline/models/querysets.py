"""The querysets of the record. The time is an argument of whatever depends on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Self, TypeVar

from django.apps import apps
from django.db import models, transaction
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import Exact

from timeline.models.edition import advance_edition
from timeline.models.milestone_parts import set_citations, set_projects, set_settles
from timeline.models.outlooks import PLANS, UNDER_WAY, set_outlooks
from timeline.models.search_index import rows_to_read
from timeline.models.search_text import search_terms
from timeline.models.shown_columns import COLUMNS_OF_A_CARD, COLUMNS_OF_A_LINK
from timeline.models.visibility import public_condition

QueryRow = TypeVar("QueryRow", bound=models.Model)

NOTHING = Q(pk__in=[])  # "or" of no conditions
FEW_LINKED = 500  # keys in a query, well under SQLite's limit on variables


class RecordQuerySet(models.QuerySet[QueryRow]):
    """Rows of the record. What changes many of them at once moves the edition, in one transaction.

    Such changes send no signals, which the edition follows otherwise. Whether visitors see the rows
    is not asked: it always moves. Code that has moved it already uses ``_base_manager``.
    """

    def update(self, **values: Any) -> int:
        with transaction.atomic(using=self.db):
            advance_edition()
            return super().update(**values)

    def bulk_create(self, *rows: Any, **options: Any) -> list[QueryRow]:
        with transaction.atomic(using=self.db):
            advance_edition()
            return super().bulk_create(*rows, **options)


class SearchableQuerySet(RecordQuerySet[QueryRow]):
    """Rows that keep a ``search_text``."""

    def matching(self, words: str) -> Self:
        """With every word somewhere in their text, in either language. 1 query on SQLite.

        Accents, case and plurals do not count. An empty text matches all rows, a text without a
        word ("!!!") none.
        """
        return self.filter(self.having(words))

    def having(self, words: str) -> Q:
        """The condition of ``matching``, for whoever asks several times. 1 query on SQLite.

        Rows of rare words are named by the search index. Common words are met soon in any order.
        """
        terms = search_terms(words)
        if words.strip() and not terms:
            return NOTHING
        condition = Q()
        for alternatives in terms:
            found = NOTHING
            for needles in alternatives:
                way = Q()
                for needle in needles:
                    way &= Q(search_text__contains=needle)
                found |= way
            condition &= found
        keys = rows_to_read(self.model, terms, self.db)
        return condition if keys is None else Q(pk__in=keys) & condition


class PublishingQuerySet(SearchableQuerySet[QueryRow]):
    """Rows that are public from a moment on."""

    def get_by_natural_key(self, slug: str) -> QueryRow:
        """For fixtures: rows name each other by slug."""
        return self.get(slug=slug)

    def published(self, at: datetime) -> Self:
        """Public at that moment.

        A row without ``public_from`` (draft, withdrawn) never is. No query.
        """
        return self.filter(public_condition(at, str(self.model._meta.model_name)))

    def count_by(self, column: str) -> Counter[Any]:
        """Value of a column -> rows that have it. 1 query."""
        counted = self.order_by().values_list(column).annotate(n=Count("pk"))
        return Counter(dict(counted.values_list(column, "n")))


class NamedQuerySet(PublishingQuerySet[QueryRow]):
    """Projects and partners: what milestones are filed under."""

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


class ParagraphQuerySet(SearchableQuerySet[QueryRow]):
    """Blocks of source documents."""

    def get_by_natural_key(self, release: str, number: int) -> QueryRow:
        return self.get(release__slug=release, number=number)

    def published(self, at: datetime) -> Self:
        """Of releases that are public at that moment. No query."""
        return self.filter(public_condition(at, "release", "release__"))

    def issued_by(self, day: date) -> Self:
        """Of releases issued on or before that day. No query."""
        return self.filter(release__published_on__lte=day)


class MilestoneQuerySet(PublishingQuerySet[QueryRow]):
    """The dated table."""

    _then: tuple[Callable[[Sequence[Any]], None], ...] = ()  # done to the rows that were read

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
        asked = list(years)
        condition = NOTHING
        for year in asked:
            condition |= Q(first_year__lte=year, last_year__gte=year)
        if asked:  # no row is sorted by a day after its last year: where to begin in the index
            condition &= Q(sort_day__lte=date(max(asked), 12, 31).toordinal())
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
        """That a partner has a part in. 1 query."""
        return self.filter(linked_by(_of_milestones("partners").filter(partner=partner)))

    def in_project(self, project: models.Model) -> Self:
        """Filed under a project. 1 query."""
        return self.filter(linked_by(_of_milestones("projects").filter(project=project)))

    def plans(self) -> Self:
        """Said to come: planned, or planned on a condition. No query."""
        return self.filter(standing__in=PLANS)

    def settleable(self) -> Self:
        """Of which a later milestone can say what became: plans, and what is under way."""
        return self.filter(standing__in=(*PLANS, UNDER_WAY))

    def for_links(self) -> Self:
        """Read no more of each than a link to it shows, with its date and its mark. No query."""
        return self.only(*COLUMNS_OF_A_LINK)

    def for_cards(self, on: date, at: datetime, issued_by: date | None = None) -> Self:
        """Read what cards show: outlook, citations, and no more columns than that.

        ``issued_by`` leaves out what releases after that day say again. At most 3 queries more.
        """
        rows = self.only(*COLUMNS_OF_A_CARD)
        return rows.with_outlook(on, at).with_citations(at, issued_by)

    def not_revised(self, on: date, at: datetime) -> Self:
        """Leave out plans that another plan, public and announced by that day, has revised.

        Of plans: the newest of each promise. No query of its own.
        """
        return self.exclude(Exists(_settlements(on, at).revisions().filter(plan=OuterRef("pk"))))

    def with_outlook(self, on: date, at: datetime) -> Self:
        """Have each row that is read carry ``outlook`` and ``is_revised``, as known on a day.

        ``outlook`` is where a plan stands (``SaidOfPlans.outlook``). It counts what was announced
        by that day and is public at that moment. At most 2 queries more, none where no row is a
        plan or under way. No column of the database: who selects or sorts by it asks for
        ``annotate_outlook``.
        """
        return self._and_then(partial(set_outlooks, on=on, at=at))

    def with_citations(self, at: datetime, issued_by: date | None = None) -> Self:
        """Have each row that is read carry ``cited``, its public citations. 1 query more.

        They have what names their documents at hand. ``issued_by`` leaves out what releases after
        that day say again. The order is that of ``set_citations``.
        """
        return self._and_then(partial(set_citations, at=at, issued_by=issued_by))

    def with_filing(self, at: datetime) -> Self:
        """Have each row carry what a chart reads of it: ``projects`` and ``settles``.

        2 queries more.
        """
        rows = self._and_then(partial(set_projects, at=at))
        return rows._and_then(partial(set_settles, at=at))

    def _and_then(self, then: Callable[[Sequence[Any]], None]) -> Self:
        rows = self.all()
        rows._then = (*self._then, then)
        return rows

    def _clone(self) -> Self:
        rows: Self = super()._clone()  # type: ignore[misc] # not in the stubs
        rows._then = self._then
        return rows

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self._result_cache:
            for then in self._then:
                then(self._result_cache)

    def annotate_outlook(self, on: date, at: datetime) -> Self:
        """Annotate ``outlook`` and ``is_revised`` by the same rule, for who selects by them.

        No query.
        """
        settlements = _settlements(on, at)
        is_revised = Exists(settlements.revisions().filter(plan=OuterRef("pk")))
        newest_words = settlements.newest_first()
        own = newest_words.filter(plan=OuterRef("pk")).values("settlement")[:1]
        revised_by_this = Q(settlement="changed", milestone=OuterRef("pk"))
        of_promise = (
            newest_words.filter(plan__promise=OuterRef("promise"))
            .annotate(word=Case(When(revised_by_this, then=Value(None)), default=F("settlement")))
            .values("word")[:1]
        )
        newest_plans = (
            apps.get_model("timeline", "Milestone")
            .objects.published(at)
            .announced_by(on)
            .filter(promise=OuterRef("promise"))
            .exclude(is_revised)
        )
        ends = newest_plans.order_by().values("promise").annotate(n=Count("pk")).values("n")
        word = Case(
            When(Exact(Subquery(ends), 1), then=_word(of_promise)),
            default=_word(own),
        )
        by_date = Case(
            When(earliest__isnull=True, latest__isnull=True, then=Value("no_date")),
            When(earliest__gt=on, then=Value("ahead")),
            When(latest__lt=on, then=Value("window_passed")),
            default=Value("window_open"),
        )
        revised = When(is_revised, standing__in=PLANS, then=Value("changed"))
        plan = When(standing__in=PLANS, then=Coalesce(word, by_date))
        came = NullIf(_word(own), Value("changed"))
        under_way = When(standing=UNDER_WAY, then=Coalesce(came, Value("")))
        outlook = Case(revised, plan, under_way, default=Value(""), output_field=models.CharField())
        return self.annotate(outlook=outlook, is_revised=is_revised)


class PlanSettlementQuerySet(RecordQuerySet[QueryRow]):
    """What later milestones say of earlier plans."""

    def get_by_natural_key(self, milestone: str, plan: str) -> QueryRow:
        return self.get(milestone__slug=milestone, plan__slug=plan)

    def known(self, on: date, at: datetime) -> Self:
        """Said by a milestone that was announced by that day; it and the plan are public then."""
        return self.filter(
            public_condition(at, "milestone", "milestone__"),
            public_condition(at, "milestone", "plan__"),
            milestone__announced_on__lte=on,
            plan__announced_on__lte=on,
        )

    def revisions(self) -> Self:
        """By which a plan was changed into another plan. No query."""
        return self.filter(
            settlement="changed", milestone__standing__in=PLANS, plan__standing__in=PLANS
        )

    def newest_first(self) -> Self:
        """By the day that announced the later milestone. No query."""
        return self.order_by("-milestone__announced_on", "-milestone_id", "-plan_id")


def linked_by(links: models.QuerySet[Any]) -> Q:
    """What a milestone fulfils that one of these links names. 1 query.

    Few are named by their keys: the database would else look for them among all rows. Of many,
    it finds the first of a page soon.
    """
    few = list(links.order_by().values_list("milestone_id", flat=True)[: FEW_LINKED + 1])
    if len(few) <= FEW_LINKED:
        return Q(pk__in=few)
    return Q(Exists(links.filter(milestone=OuterRef("pk"))))


def _of_milestones(name: str) -> models.Manager[Any]:
    """The links of milestones to their projects or partners."""
    field: Any = apps.get_model("timeline", "Milestone")._meta.get_field(name)
    links: models.Manager[Any] = field.remote_field.through._default_manager
    return links


def _settlements(on: date, at: datetime) -> PlanSettlementQuerySet[Any]:
    known: PlanSettlementQuerySet[Any] = apps.get_model("timeline", "PlanSettlement").objects.known(
        on, at
    )
    return known


def _word(words: models.QuerySet[Any, Any]) -> Subquery:
    return Subquery(words, output_field=models.CharField())
