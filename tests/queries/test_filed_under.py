"""How many milestones there are under a project or an organization, public or in a preview."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from tests.factories import (
    LATER,
    make_announced,
    make_part,
    make_partner,
    make_project,
)
from timeline.models import Partner, Project
from timeline.models.visibility import preview_moment
from timeline.queries.filed_under import (
    count_milestones_under,
    partners_in_project,
    roles_by_partner,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def counted(*rows: Project | Partner, at: datetime | None = None) -> list[int]:
    count_milestones_under(rows, at or timezone.now())
    return [row.milestone_count for row in rows]


def test_public_milestones_are_counted_under_each() -> None:
    project, partner = make_project(), make_partner()
    for over in ({}, {}, {"status": "draft"}, {"publish_at": LATER}):
        make_part(make_announced(projects=[project], partners=[partner], **over), partner, "host")

    assert counted(project, make_project()) == [2, 0]
    assert counted(partner, make_partner()) == [2, 0]
    assert counted(project) == [2]
    assert counted(partner) == [2]


def test_preview_counts_what_it_shows() -> None:
    project, partner = make_project(), make_partner()
    draft = make_announced(projects=[project], partners=[partner], status="draft", publish_at=None)
    make_part(draft, partner, "host")
    at = preview_moment(timezone.now(), milestone=[draft.pk])

    assert counted(project, at=at) == [1]
    assert counted(partner, at=at) == [1]
    assert list(partners_in_project(project, at)) == [partner]
    assert list(partners_in_project(project, timezone.now())) == []


def test_organizations_of_a_project_are_those_of_its_public_milestones() -> None:
    project, partner = make_project(), make_partner()
    make_announced(projects=[project], partners=[partner, make_partner(status="draft")])
    make_announced(partners=[make_partner()])

    assert list(partners_in_project(project, timezone.now())) == [partner]


def test_parts_of_an_organization_are_those_in_public_milestones() -> None:
    partner = make_partner()
    make_part(make_announced(partners=[partner]), partner, "host")
    make_part(make_announced(status="draft"), partner, "owner")

    assert roles_by_partner(timezone.now()) == {partner.pk: {"counterparty", "host"}}
