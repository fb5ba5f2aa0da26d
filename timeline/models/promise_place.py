"""Where each promise stands in the ledger: what is overdue first, then what is due next.

The order follows the day that a promise was due by and whether a later word has settled it. Neither
changes as days pass, so a promise keeps its place until somebody writes. A page of the ledger, of
one outcome or of one project, is one range of one index. The rows are derived with the facts under
which milestones are counted (``milestone_facts``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.models.milestone import Milestone
from timeline.models.project import Project
from timeline.models.row_writes import insert_values

SPAN = 1 << 23  # more than any day counts from the first of year 1
NEVER_DUE = SPAN - 2  # "on or after" a day: it can never be overdue
NO_DATE = SPAN - 1
SETTLED = ("achieved", "partly_achieved", "changed", "suspended", "withdrawn")
"""What may have come of a promise, in the order of the ledger."""

Place = tuple[int | None, int]  # the key of the project, or None for the ledger of all; position

OVERDUE, TO_COME, UNDATED = "overdue", "to_come", "no_date"
OUTCOMES = (OVERDUE, TO_COME, UNDATED, *SETTLED)
"""How a promise may stand, in the order of the ledger."""


class PromisePlace(models.Model):
    """The newest plan of a promise, in the ledger of one of its projects, or in that of all."""

    project = models.ForeignKey(
        Project,
        models.CASCADE,
        related_name="promise_places",
        null=True,  # the ledger of all
        db_index=False,  # the index of the order begins with it
        editable=False,
        verbose_name=_("project"),
    )
    milestone = models.ForeignKey(
        Milestone,
        models.CASCADE,
        related_name="promise_places",
        editable=False,
        verbose_name=_("milestone"),
    )
    position = models.IntegerField(editable=False)  # promise_position(…)

    class Meta:
        default_permissions = ()  # nobody edits it
        verbose_name = _("place of a promise")
        verbose_name_plural = _("places of promises")
        indexes = [
            models.Index(fields=["project", "position", "milestone"], name="ledger_of_project")
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} at {self.position}"


def promise_position(outlook: str, earliest: date | None, latest: date | None) -> int:
    """The place of a promise: lower stands first.

    Open ones come by the day they were due by, those without a date after them. Settled ones follow
    by outcome, in each the one that was due last first.
    """
    due = NO_DATE
    if latest:
        due = latest.toordinal()
    elif earliest:
        due = NEVER_DUE
    if outlook not in SETTLED:
        return due
    return SPAN * (SETTLED.index(outlook) + 1) + NO_DATE - due


def positions_of(outcome: str, on: date) -> range:
    """The places of the promises that stand so on a day."""
    if outcome == OVERDUE:
        return range(on.toordinal())
    if outcome == TO_COME:
        return range(on.toordinal(), NO_DATE)
    if outcome == UNDATED:
        return range(NO_DATE, SPAN)
    start = SPAN * (SETTLED.index(outcome) + 1)
    return range(start, start + SPAN)


def outcome_of(outlook: str) -> str:
    """How a promise of that outlook stands in the ledger."""
    if outlook == "window_passed":
        return OVERDUE
    return TO_COME if outlook in {"ahead", "window_open"} else outlook


def places_in_facts(facts: Iterable[tuple[str, str]]) -> list[Place]:
    """The places of a milestone with these facts: none unless it is the newest plan of a promise.

    One is in the ledger of all, and one in that of each of its projects.
    """
    by_facet: dict[str, list[int]] = {"place": [], "project": []}
    for facet, value in facts:
        if facet in by_facet:
            by_facet[facet].append(int(value))
    places: list[Place] = []
    for position in by_facet["place"]:
        for project in (None, *by_facet["project"]):
            places.append((project, position))
    return places


def keep_promise_places(places: Mapping[int, Sequence[Place]]) -> None:
    """Write the places of milestones, by the key of each, that have none there. 1 query."""
    rows = []
    for milestone, of_milestone in places.items():
        for project, position in of_milestone:
            rows.append((project, milestone, position))
    insert_values(PromisePlace, ("project_id", "milestone_id", "position"), rows)
