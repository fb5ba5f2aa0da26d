"""Links of an invented record, which has several for each milestone: no model is made of any.

A link knows the values of its columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import models

from timeline.models import (
    Citation,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    PlanSettlement,
    Project,
)

MILESTONE_PROJECT = Milestone.projects.through
NOTHING_BEHIND: Mapping[str, str] = {}  # each says in both languages the same: nothing


class StatedIn(NamedTuple):
    """A citation. It says of its milestone nothing else than the milestone itself."""

    milestone_id: int
    paragraph: Paragraph

    def values(self) -> Sequence[Any]:
        return self.milestone_id, self.paragraph.pk, "", "", NOTHING_BEHIND


class FiledUnder(NamedTuple):
    """A milestone under a project."""

    milestone_id: int
    project: Project

    def values(self) -> Sequence[Any]:
        return self.milestone_id, self.project.pk


class PartIn(NamedTuple):
    """The part of an organization in a milestone."""

    milestone_id: int
    partner: Partner
    role: str

    def values(self) -> Sequence[Any]:
        return self.milestone_id, self.partner.pk, self.role


class Settles(NamedTuple):
    """What a milestone says of an earlier plan. It keeps neither of them in memory."""

    milestone_id: int
    plan_id: int
    settlement: str

    def values(self) -> Sequence[Any]:
        return self


PlainLink = StatedIn | FiledUnder | PartIn | Settles


class LinkTable(NamedTuple):
    """Where links of a kind are written: the values of each are those of these columns."""

    model: type[models.Model]
    columns: Sequence[str]


TABLES: Mapping[type[PlainLink], LinkTable] = {
    FiledUnder: LinkTable(MILESTONE_PROJECT, ("milestone_id", "project_id")),
    PartIn: LinkTable(MilestonePartner, ("milestone_id", "partner_id", "role")),
    StatedIn: LinkTable(
        Citation, ("milestone_id", "paragraph_id", "states_en", "states_fr", "behind")
    ),
    Settles: LinkTable(PlanSettlement, ("milestone_id", "plan_id", "settlement")),
}
