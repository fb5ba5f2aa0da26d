"""How many milestones a selection has, and how many have each value of each filter.

The work is bounded, however large the record. What no filter narrows, or a single one, is read from
the counts that are kept. Of other combinations at most ``MOST_COUNTED`` rows are looked at. Where
there are more, nobody is told how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from timeline.http.edition_memory import Keep, made_anew
from timeline.models.kept_counts import ALL, WHOLE_RECORD, KeptCounts, group_of, read_facts
from timeline.models.milestone_facts import UNDATED, Fact, facts_of
from timeline.models.outlooks import PLANS
from timeline.queries.filters import UNDATED_ROWS, FactGroups, MilestoneFilters, MilestoneRows

MOST_COUNTED = 1000  # rows that are looked at to be counted

Facts = Counter[Fact]
"""Fact -> the milestones that have it."""

PLAN_STANDINGS = [("standing", standing) for standing in PLANS]


@dataclass(frozen=True)
class CountedRow:
    """A milestone that was looked at."""

    announced_on: date | None
    facts: tuple[Fact, ...]


class SelectionCounts:
    """The counts of what valid filters select.

    A few queries: 2 or 3 where the counts are kept, 1 for each time that rows are looked at.
    ``keep`` may know already what is counted of the whole record, or of what one filter narrows.
    """

    def __init__(self, filters: MilestoneFilters, keep: Keep = made_anew) -> None:
        self.filters = filters
        self._keep = keep
        self.kept = KeptCounts(filters.at)
        self._rows_looked_at: dict[str, list[CountedRow] | None] = {}
        self._facts: dict[str, Facts | None] = {}

    # The selection

    @cached_property
    def total(self) -> int | None:
        """None: more than ``MOST_COUNTED``, and they are not counted."""
        facts = self.facts()
        if facts is not None:
            return facts[ALL]
        groups = self.filters.fact_groups()
        if groups is not None and len(groups) == 2:
            return self._of_two(*groups)
        return None

    def facts(self, leaving_out: str = "") -> Facts | None:
        """Of the milestones that are selected, or that all filters but one select.

        None where they are too many to be looked at.
        """
        narrowing = leaving_out if leaving_out in self.filters.parameters else ""
        if narrowing not in self._facts:
            self._facts[narrowing] = self._count(narrowing)
        return self._facts[narrowing]

    def _count(self, leaving_out: str) -> Facts | None:
        groups = self.filters.fact_groups(leaving_out)
        if groups is not None and len(groups) < 2:
            within: tuple[str, ...] = (WHOLE_RECORD,)
            if groups:
                within = tuple(group_of(groups[0].facet, value) for value in groups[0].values)
            found: Facts = self._keep(("counts", within), partial(self.kept.within, *within))
            if groups == [UNDATED_ROWS]:  # a group does not count its own facet
                return found | Counter({UNDATED: found[ALL]})
            return found
        rows = self._look_at(leaving_out)
        if rows is None:
            return None
        counts = Counter({ALL: len(rows)})
        for row in rows:
            counts.update(row.facts)
        return counts

    def _of_two(self, one: FactGroups, other: FactGroups) -> int:
        """How many milestones both filters select. 1 query."""
        within = [group_of(one.facet, value) for value in one.values]
        counts = self.kept.within(*within, facets={other.facet})
        return sum(counts[other.facet, value] for value in other.values)

    # What a page says of it

    @cached_property
    def announced(self) -> tuple[date | None, date | None]:
        """The first and the last day on which any of them was announced. At most 2 queries.

        Neither is told of more than ``MOST_COUNTED`` that several filters select: where such rows
        begin stands in no index, and the database would go through most of the record.
        """
        rows = self.rows_if_few()
        if rows is not None:
            days = [row.announced_on for row in rows if row.announced_on]
            return min(days, default=None), max(days, default=None)
        years = sorted(int(year) for year in self.of_facet("announced") or ())
        if not years:
            return None, None
        first, last = date(years[0], 1, 1), date(years[-1], 12, 31)  # where in the index they are
        announced = self.filters.selected().filter(announced_on__gte=first, announced_on__lte=last)
        days_of = announced.values_list("announced_on", flat=True)
        return days_of.order_by("announced_on").first(), days_of.order_by("-announced_on").first()

    @property
    def undated(self) -> int | None:
        """How many were given no date; None where they are not counted."""
        facts = self.facts()
        return None if facts is None else facts[UNDATED]

    def of_filter(self, name: str) -> Counter[Any] | None:
        """Value of a filter -> the milestones that the other filters leave for it.

        None where they are not counted.
        """
        if column := self.filters.counted_column(name):
            return self._of_column(name, column)
        facts = self.facts(leaving_out=name)
        if facts is None:
            return None
        return self.filters.values_of_facts(name, facts)

    def _of_column(self, name: str, column: str) -> Counter[Any] | None:
        """Of a column of which no counts are kept. 1 query."""
        rows = self.filters.selected(leaving_out=name).order_by()
        values = list(rows.values_list(column, flat=True)[: MOST_COUNTED + 1])
        return None if len(values) > MOST_COUNTED else Counter(values)

    def of_whole_record(self, name: str) -> Counter[Any]:
        """Value of a filter -> the milestones on file that have it. 1 query."""
        facts = self.kept.within(WHOLE_RECORD, facets={self.filters.facet_of(name)})
        return self.filters.values_of_facts(name, facts)

    def of_facet(self, facet: str) -> Counter[str] | None:
        """Value of a facet -> the selected milestones that have it; None: not counted."""
        facts = self.facts()
        if facts is None:
            return None
        return Counter({value: n for (its_facet, value), n in facts.items() if its_facet == facet})

    # Rows that are looked at

    def rows_if_few(self) -> list[CountedRow] | None:
        """The rows of the selection; None where there are more than ``MOST_COUNTED``. 1 query."""
        groups = self.filters.fact_groups()
        if groups is not None and len(groups) < 2:
            total = self.total or 0
            return self._look_at("") if total <= MOST_COUNTED else None
        return self._look_at("")

    def _look_at(self, leaving_out: str) -> list[CountedRow] | None:
        """The rows that the other filters select; None where there are too many. 1 query.

        It takes 5 more where time has overtaken what some of them are counted under.
        """
        if leaving_out not in self._rows_looked_at:
            self._rows_looked_at[leaving_out] = self._read_rows(leaving_out)
        return self._rows_looked_at[leaving_out]

    def _read_rows(self, leaving_out: str) -> list[CountedRow] | None:
        groups = self.filters.fact_groups(leaving_out)
        if groups is not None and len(groups) == 2 and self._of_two(*groups) > MOST_COUNTED:
            return None
        rows: QuerySet[Any] = self.filters.selected(leaving_out).order_by()
        columns = ["pk", "announced_on", "counted__facts", "counted__until"]
        if self._is_of_another_day:
            rows = self._seen_on_its_day(self.filters.selected(leaving_out).order_by())
            columns += ["outlook", "is_revised"]
        found = list(rows.values_list(*columns)[: MOST_COUNTED + 1])
        if len(found) > MOST_COUNTED:
            return None
        facts = self._facts_by_key(found)
        counted = []
        for key, announced_on, _text, _until, *seen_on_day in found:
            of_row = facts[key]
            if seen_on_day:
                of_row = _as_seen(of_row, *seen_on_day)
            counted.append(CountedRow(announced_on, of_row))
        return counted

    def _seen_on_its_day(self, rows: MilestoneRows) -> QuerySet[Any]:
        on, at = self.filters.as_of_day, self.filters.at
        return rows.annotate_outlook(on, at)

    @property
    def _is_of_another_day(self) -> bool:
        return "as_of" in self.filters.parameters

    def _facts_by_key(self, found: Iterable[Any]) -> dict[int, tuple[Fact, ...]]:
        facts = {}
        overtaken = []
        for key, _announced_on, text, until, *_seen_on_day in found:
            if text and (until is None or until > self.filters.at):
                facts[key] = tuple(read_facts(text))
            else:
                overtaken.append(key)
        if overtaken:
            now = facts_of(overtaken, self.filters.at)
            facts |= {key: now[key].facts for key in overtaken}
        return facts


def _as_seen(facts: Iterable[Fact], outlook: str, is_revised: Any) -> tuple[Fact, ...]:
    """The facts of a milestone as they were on another day, on which it had that outlook."""
    seen = [fact for fact in facts if fact[0] not in {"outlook", "promise"}]
    if outlook:
        seen.append(("outlook", outlook))
    is_plan = any(fact in facts for fact in PLAN_STANDINGS)
    if is_plan and not is_revised:
        seen.append(("promise", outlook))
    return tuple(seen)
