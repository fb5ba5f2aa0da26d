"""Where each milestone stands in the order of its projects: what finds its neighbours in time.

The order of a project's milestones cannot be read from an index while the projects are in one
table and the days in another: the database would sort the whole project. These rows have both.
They are derived with the milestone's other columns (``derived_columns``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext_lazy as _

from timeline.models.at_hand import parts_of
from timeline.models.milestone import Milestone
from timeline.models.prepared import prepared
from timeline.models.project import Project
from timeline.models.row_writes import insert_values
from timeline.models.shown_columns import COLUMNS_OF_A_LINK
from timeline.models.visibility import public_condition

DAYS = 1 << 22  # more than any day counts from the first of year 1


class MilestonePlace(models.Model):
    """A milestone in the order of one of its projects: that of ``newest_first``."""

    project = models.ForeignKey(
        Project,
        models.CASCADE,
        related_name="places",
        db_index=False,  # the index of the order begins with it
        editable=False,
        verbose_name=_("project"),
    )
    milestone = models.ForeignKey(
        Milestone,
        models.CASCADE,
        related_name="places",
        editable=False,
        verbose_name=_("milestone"),
    )
    position = models.BigIntegerField(editable=False)  # position_of(milestone)

    class Meta:
        default_permissions = ()  # nobody edits it
        verbose_name = _("place in a project")
        verbose_name_plural = _("places in projects")
        indexes = [
            models.Index(
                fields=["project", "position", "milestone"], name="newest_first_in_project"
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} in {self.project_id}"


def position_of(milestone: Milestone) -> int:
    """Its sort day and the day of its announcement as one number, the lower the newer."""
    announced = milestone.announced_on.toordinal() if milestone.announced_on else 0
    return -(milestone.sort_day * DAYS + announced)


def keep_places(milestones: Iterable[Milestone]) -> None:
    """Write the places of milestones whose projects and places are at hand.

    No query where none has changed, else at most 2 for every 500.
    """
    gone: list[int] = []
    new: list[tuple[int, int, int]] = []
    for milestone in milestones:
        position = position_of(milestone)
        missing = {project.pk for project in parts_of(milestone, "projects")}
        for kept in parts_of(milestone, "places"):
            if kept.project_id in missing and kept.position == position:
                missing.remove(kept.project_id)
            else:
                gone.append(kept.pk)
        for project in sorted(missing):
            new.append((project, milestone.pk, position))
    if gone:
        MilestonePlace.objects.filter(pk__in=gone).delete()
    insert_values(MilestonePlace, ("project_id", "milestone_id", "position"), new)


def neighbours(
    milestone: Milestone, project: Project, at: datetime
) -> tuple[Milestone | None, Milestone | None]:
    """The public milestones that come after and before it in the project: older, newer. 2 queries.

    Each is read from the index of the order, whatever the project holds. Rows beside it that are
    not public are stepped over.
    """
    here = project.pk, position_of(milestone), milestone.pk
    return _milestone_of(_next_older(*here, at)), _milestone_of(_next_newer(*here, at))


# Compared as a pair, which is one range of the index. Joined with "or", the database would read
# all that share the position: of milestones without a date they are many.
ORDER = Tuple("position", "milestone")


@prepared
def _next_older(
    project: int, position: int, milestone: int, at: datetime
) -> QuerySet[MilestonePlace]:
    older = _places(project, at).filter(TupleGreaterThan(ORDER, (position, milestone)))
    return older.order_by("position", "milestone_id")[:1]


@prepared
def _next_newer(
    project: int, position: int, milestone: int, at: datetime
) -> QuerySet[MilestonePlace]:
    newer = _places(project, at).filter(TupleLessThan(ORDER, (position, milestone)))
    return newer.order_by("-position", "-milestone_id")[:1]


def _places(project: int, at: datetime) -> QuerySet[MilestonePlace]:
    shown = public_condition(at, "milestone", "milestone__")
    places = MilestonePlace.objects.filter(shown, project=project).select_related("milestone")
    return places.only(*(f"milestone__{column}" for column in COLUMNS_OF_A_LINK))


def _milestone_of(places: list[MilestonePlace]) -> Milestone | None:
    return places[0].milestone if places else None
