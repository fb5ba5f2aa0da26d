"""Every plan on file, where it stands, and the later milestone that settles it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Prefetch, Q
from django.forms import Form
from django.http import QueryDict

from timeline.models import Milestone, Standing
from timeline.queries.filters import form_problems
from timeline.queries.pagination import KeysetPage, PageKeyForm, paginate
from timeline.queries.selection import KEY, ORDER, query_string

MOST_UNDER_WAY = 50


class PlanListQuery:
    """Where in the list of plans a request begins."""

    def __init__(self, data: QueryDict) -> None:
        self.page_form = PageKeyForm(data, KEY)

    def is_valid(self) -> bool:
        return self.page_form.is_valid()

    @property
    def forms(self) -> tuple[Form, ...]:
        return (self.page_form,)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(label, message) of each thing that was wrong."""
        return form_problems(*self.forms)


class PlanList:
    """A page of plans, and how all of them stand on a day. At most 7 queries whatever their number."""

    def __init__(self, asked: PlanListQuery, *, on: date, at: datetime) -> None:
        self.page_keys, self.on, self.at = asked.page_form.cleaned_data, on, at
        self.public = Milestone.objects.published(at).with_outlook(on, at)

    @cached_property
    def page(self) -> KeysetPage[Milestone]:
        """By planned date, latest first, each with its public settlers in ``outcomes``, newest first."""
        settlers = (
            Milestone.objects.published(self.at).announced_by(self.on).with_citations(self.at)
        )
        outcomes = Prefetch(
            "settled_by", settlers.order_by("-announced_on", "-id"), to_attr="outcomes"
        )
        rows = self.public.plans().with_citations(self.at).prefetch_related(outcomes)
        return paginate(rows, ORDER, self.page_keys.get("after"), self.page_keys.get("before"))

    @cached_property
    def outlook_counts(self) -> Counter[str]:
        """Plans by outlook. 1 query."""
        counted = self.public.plans().order_by().values(*["outlook"]).annotate(n=Count("pk"))
        return Counter({row["outlook"]: row["n"] for row in counted})

    @cached_property
    def conditional(self) -> int:
        """Plans with no date that depend on a condition. 1 query."""
        return self.public.filter(Q(outlook="no_date"), standing=Standing.CONDITIONAL).count()

    @property
    def total(self) -> int:
        return self.outlook_counts.total()

    @property
    def settled(self) -> int:
        return (
            self.outlook_counts["achieved"]
            + self.outlook_counts["changed"]
            + self.outlook_counts["withdrawn"]
        )

    @property
    def to_come(self) -> int:
        return self.outlook_counts["ahead"] + self.outlook_counts["window_open"]

    @cached_property
    def under_way(self) -> list[Milestone]:
        """Not plans: work that a release says was going on. The newest 50. 2 queries."""
        rows = self.public.filter(standing=Standing.UNDER_WAY).with_citations(self.at)
        return list(rows.newest_first()[:MOST_UNDER_WAY])

    @property
    def canonical(self) -> str:
        return query_string(self.page_keys.items())

    @property
    def older(self) -> str:
        return query_string([("after", self.page.older)]) if self.page.older else ""

    @property
    def newer(self) -> str:
        return query_string([("before", self.page.newer)]) if self.page.newer else ""
