"""A page of the ledger: the promises of all projects or of one, of any outcome or of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from timeline.models import PromisePlace
from timeline.models.kept_counts import KeptCounts, outdated
from timeline.models.promise_place import places_in_facts, positions_of
from timeline.queries import pagination
from timeline.queries.pagination import PageKey, write_key

PlaceKey = tuple[int, int]  # position, key of the milestone


@dataclass(frozen=True)
class PlacedPromises:
    """The keys of a page's plans, in order, and the page keys that lead on."""

    plans: list[int]
    older: str
    newer: str


@dataclass(frozen=True)
class PromisePlaces:
    """The places of a ledger on a day, which is today. ``project``: its key, None for all.

    Places that time has overtaken since the last save are worked out anew: they are few.
    """

    counts: KeptCounts
    on: date
    project: int | None = None
    outcome: str = ""

    def page(self, after: PageKey | None, before: PageKey | None) -> PlacedPromises:
        """One page. 2 queries, and at most 7 more where time has overtaken some places."""
        size = pagination.PAGE_SIZE
        backwards = bool(before)
        here = before or after
        found = self._kept(here, size, backwards=backwards)
        found += self._overtaken(here, backwards=backwards)
        found.sort(reverse=backwards)
        more = len(found) > size
        shown = found[:size]
        if backwards:
            shown.reverse()
            has_older, has_newer = True, more
        else:
            has_older, has_newer = more, bool(here)
        older = write_key(shown[-1]) if shown and has_older else ""
        newer = write_key(shown[0]) if shown and has_newer else ""
        return PlacedPromises([milestone for _position, milestone in shown], older, newer)

    def _kept(self, here: PageKey | None, size: int, *, backwards: bool) -> list[PlaceKey]:
        """The next places that are kept, read from the index of their order."""
        places: QuerySet[PromisePlace] = PromisePlace.objects.filter(project=self.project)
        places = places.exclude(milestone__in=outdated(self.counts.at).values("pk"))
        if self.outcome:
            wanted = positions_of(self.outcome, self.on)
            places = places.filter(position__gte=wanted.start, position__lt=wanted.stop)
        if here:
            beyond = TupleLessThan if backwards else TupleGreaterThan
            places = places.filter(beyond(Tuple("position", "milestone"), here))
        order = ["-position", "-milestone_id"] if backwards else ["position", "milestone_id"]
        keys = places.order_by(*order).values_list("position", "milestone_id")
        return list(keys[: size + 1])

    def _overtaken(self, here: PageKey | None, *, backwards: bool) -> list[PlaceKey]:
        """The places beyond a key of what time has overtaken."""
        found = []
        for milestone, now in self.counts.overtaken.items():
            for project, position in places_in_facts(now.facts):
                key = (position, milestone)
                if project == self.project and self._is_wanted(key, here, backwards):
                    found.append(key)
        return found

    def _is_wanted(self, key: PlaceKey, here: PageKey | None, backwards: bool) -> bool:
        if self.outcome and key[0] not in positions_of(self.outcome, self.on):
            return False
        if not here:
            return True
        return key < here if backwards else key > here
