"""Where a chart leads: to lists that it counts, and to views that its years narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from timeline.queries.pagination import query_string
from timeline.queries.year_counts import ALL_PROJECTS

MOST_YEARS = 10  # in one address


@dataclass(frozen=True)
class ChartAddresses:
    """Addresses beside what the selection of a chart asked, as the pairs of its ``query``."""

    query: list[tuple[str, Any]]

    def list_of(self, lane: str, years: range) -> str:
        """Address of the list that a cell of the grid counts.

        "" where no filter selects just that: for what is in no project, for years outside those
        asked for or counted by announcement, and for rows of a century.
        """
        if not lane or len(years) > MOST_YEARS or not self._can_ask_for(years):
            return ""
        asked = [f"year={year}" for year in years]
        if lane != ALL_PROJECTS:
            asked.insert(0, f"project={lane}")
        return f"{self._timeline}?{'&'.join(asked)}{self._further_asked}"

    def _can_ask_for(self, years: range) -> bool:
        """Whether the year filter selects just these years beside what the selection asked."""
        asked = self._years_asked
        return asked is None or asked.issuperset(years)

    @cached_property
    def _years_asked(self) -> set[int] | None:
        """The years that a cell may ask for: None for any, none where they are of announcements."""
        asked = dict(self.query)
        if not asked.get("year"):
            return None
        return set() if asked.get("dated") else set(asked["year"])

    def view_of(self, years: range) -> str:
        """Address of the view of these years, with the other filters as they are.

        "" where that is the view shown, where years are of announcements, and for a century.
        """
        asked = dict(self.query)
        if len(years) > MOST_YEARS or asked.get("dated") or self._years_asked == set(years):
            return ""
        pairs = [*self._projects, ("year", list(years)), *self._further]
        return self._timeline + query_string(pairs)

    @property
    def all_years(self) -> str:
        """Address of the view that no year narrows, "" where that is the view shown."""
        if not dict(self.query).get("year"):
            return ""
        return self._timeline + query_string([*self._projects, *self._further])

    @cached_property
    def _timeline(self) -> str:
        return reverse("timeline:timeline")

    @property
    def _projects(self) -> list[tuple[str, Any]]:
        return [pair for pair in self.query if pair[0] == "project"]

    @cached_property
    def _further(self) -> list[tuple[str, Any]]:
        """What the selection asked beside projects and years."""
        return [pair for pair in self.query if pair[0] not in {"project", "year", "dated"}]

    @cached_property
    def _further_asked(self) -> str:
        """The same as it follows other parameters in an address. A table has hundreds of them."""
        return query_string(self._further).replace("?", "&", 1)
