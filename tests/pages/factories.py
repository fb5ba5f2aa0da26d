"""Rows for tests of pages. Each is public unless its state says otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from timeline.models import (
    Citation,
    Company,
    Contact,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    Project,
    Release,
)

State = dict[str, Any]

PUBLIC: State = {"status": "published", "publish_at": datetime(2020, 1, 1, tzinfo=UTC)}
DRAFT: State = {"status": "draft"}
SCHEDULED: State = {"status": "published", "publish_at": datetime(2999, 1, 1, tzinfo=UTC)}
REASON = "It was entered twice."
WITHDRAWN: State = {
    "status": "withdrawn",
    "publish_at": datetime(2020, 1, 1, tzinfo=UTC),
    "withdrawn_reason_en": REASON,
}


def make_company() -> Company:
    return Company.objects.create(name="Example Mining Inc.", short_name="Example Mining")


def make_project(slug: str = "project", state: State = PUBLIC, **columns: Any) -> Project:
    return Project.objects.create(slug=slug, **({"name_en": slug} | state | columns))


def make_partner(slug: str = "partner", state: State = PUBLIC, **columns: Any) -> Partner:
    return Partner.objects.create(slug=slug, **({"name_en": slug, "kind": "company"} | state | columns))


def make_release(slug: str = "release", state: State = PUBLIC, paragraphs: int = 1, **columns: Any) -> Release:
    """A release with so many paragraphs and one contact."""
    given = {"headline_en": slug, "published_on": date(2020, 1, 1)} | state | columns
    release = Release.objects.create(slug=slug, **given)
    for number in range(1, paragraphs + 1):
        Paragraph.objects.create(release=release, number=number, summary_en=f"Paragraph {number} of {slug}.")
    Contact.objects.create(release=release, position=1, name=f"Contact of {slug}")
    return release


def make_milestone(slug: str, *releases: Release, state: State = PUBLIC, **columns: Any) -> Milestone:
    """A milestone that the first paragraph of each release states. ``projects`` and ``partners`` are lists of rows."""
    projects, partners = columns.pop("projects", []), columns.pop("partners", [])
    given = {"title_en": slug, "precision": "none", "kind": "corporate", "standing": "happened"} | state | columns
    milestone = Milestone.objects.create(slug=slug, **given)
    milestone.projects.set(projects)
    for partner in partners:
        MilestonePartner.objects.create(milestone=milestone, partner=partner, role="counterparty")
    for release in releases:
        Citation.objects.create(milestone=milestone, paragraph=release.paragraphs.get(number=1))
    return milestone
