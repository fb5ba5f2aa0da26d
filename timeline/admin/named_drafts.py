"""The drafts that releases and their milestones name: projects, organizations and people.

A public page leaves out what is still a draft, so it would say "No project".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from timeline.models import Milestone, Partner, Person, Project, Publishing, Release, Status

# How each kind of row leads to the milestones, and to the releases, that name it.
BY_MILESTONE: dict[type[models.Model], Sequence[str]] = {
    Project: ["milestones"],
    Partner: ["milestones"],
    Person: [],
}
BY_RELEASE: dict[type[models.Model], Sequence[str]] = {
    Project: ["names__release", "states__paragraph__release", "owners__paragraph__release"],
    Partner: [
        "issued",
        "names__paragraph__release",
        "holdings__paragraph__release",
        "owners__paragraph__release",
        "posts__paragraph__release",
    ],
    Person: ["posts__paragraph__release"],
}


def drafts_named_by(releases: Iterable[Release]) -> list[Publishing]:
    """Drafts that the pages of these releases and of their milestones would name. 3 queries."""
    releases = list(releases)
    stated = Milestone.objects.filter(citations__paragraph__release__in=releases)
    stated = stated.exclude(status=Status.WITHDRAWN)
    drafts: list[Publishing] = []
    for model in (Project, Partner, Person):
        rows: Any = model._default_manager
        named = Q()
        for path in BY_MILESTONE[model]:
            named |= Q(pk__in=rows.filter(**{f"{path}__in": stated}).values("pk"))
        for path in BY_RELEASE[model]:
            named |= Q(pk__in=rows.filter(**{f"{path}__in": releases}).values("pk"))
        drafts += rows.filter(named, status=Status.DRAFT).order_by("pk")
    return drafts
