"""What the derived columns of milestones come from, read for many of them at once.

Of citations and figures, which are many, no models are made: each is a ``Source``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import models

from timeline.models.at_hand import by_owner, linked, put_at_hand
from timeline.models.figure import Figure
from timeline.models.milestone import Citation, Milestone, MilestonePartner
from timeline.models.milestone_place import MilestonePlace
from timeline.models.partner import Partner
from timeline.models.project import Project
from timeline.models.release import Release

OF_RELEASES = ("status", "publish_at", "public_from", "published_on")  # what milestones follow


class Source(NamedTuple):
    """A citation or a figure: the release that states it, and what is said of it in words."""

    release: Release
    texts: Sequence[str] = ()


def read_parts_of(milestones: Sequence[Milestone]) -> None:
    """Read for all of them what the derived columns come from. 7 queries."""
    every = [milestone.pk for milestone in milestones]
    citations = _sources(Citation.objects, every, "states_en", "states_fr")
    figures = _sources(Figure.objects, every, "what_en", "what_fr", "as_printed")
    named = "name_en", "name_fr", "public_from"
    projects = _linked(every, Milestone.projects.through, "project", Project.objects.only(*named))
    partners = _linked(every, MilestonePartner, "partner", Partner.objects.only(*named))
    places = by_owner(MilestonePlace.objects.filter(milestone__in=every), "milestone")
    for milestone in milestones:
        put_at_hand(
            milestone,
            citations=citations[milestone.pk],
            figures=figures[milestone.pk],
            projects=projects[milestone.pk],
            partners=partners[milestone.pk],
            places=places[milestone.pk],
        )


def _sources(
    parts: models.Manager[Any], milestones: Sequence[int], *texts: str
) -> Mapping[int, list[Source]]:
    """Citations or figures by milestone, with these texts. Each release is made once. 1 query."""
    of_release = [f"paragraph__release__{column}" for column in OF_RELEASES]
    rows = parts.filter(milestone__in=milestones)
    releases: dict[int, Release] = {}
    sources: dict[int, list[Source]] = defaultdict(list)
    for milestone, key, *values in rows.values_list(
        "milestone_id", "paragraph__release_id", *of_release, *texts
    ):
        if key not in releases:
            asked = dict(zip(OF_RELEASES, values, strict=False))
            releases[key] = Release(pk=key, **asked)
        sources[milestone].append(Source(releases[key], values[len(OF_RELEASES) :]))
    return sources


def _linked(
    milestones: Sequence[int], link: Any, name: str, rows: models.QuerySet[Any]
) -> dict[int, list[Any]]:
    """What each milestone is linked to, by its key."""
    links = link._default_manager.filter(milestone__in=milestones).order_by()
    return linked(links.values_list("milestone_id", f"{name}_id"), rows)
