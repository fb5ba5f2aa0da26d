"""What releases call a project: the newest of these names."""

from __future__ import annotations

from datetime import datetime

from timeline.models import Project, ProjectName
from timeline.models.visibility import public_condition

NEWEST = 10  # names on the page of a project


class NewestNames:
    """The names in the newest public releases that name a project. 1 query.

    ``rows``: the oldest of these releases first. ``are_all``: whether no older one names it.
    """

    def __init__(self, project: Project, at: datetime) -> None:
        public = project.names.filter(public_condition(at, "release", "release__"))
        newest_first = public.order_by("-release__published_on", "-id").select_related("release")
        columns = ("project", "name_en", "name_fr", "release__slug", "release__published_on")
        found: list[ProjectName] = list(newest_first.only(*columns)[: NEWEST + 1])
        self.rows = list(reversed(found[:NEWEST]))
        self.are_all = len(found) <= NEWEST
