"""What a search finds besides milestones: organizations, people, projects, paragraphs, figures.

Where no milestone answers, all of it is listed. Where some do, a few names stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property

from timeline.i18n.bilingual import localized
from timeline.models import (
    Figure,
    Milestone,
    Paragraph,
    Partner,
    PartnerName,
    Person,
    Post,
    Project,
    ProjectName,
    ProjectState,
    Release,
    Stake,
)
from timeline.models.partner import rename_as_on
from timeline.models.search_text import has_words, search_terms, searchable
from timeline.queries.pagination import query_string
from timeline.queries.selection import Selection
from timeline.queries.selection_counts import MOST_COUNTED

MOST_LISTED = 5  # rows of each list where no milestone answers
MOST_ALSO = 3  # rows of each kind beside milestones

FoundRow = TypeVar("FoundRow", bound=models.Model)


@dataclass(frozen=True)
class FoundRows(Generic[FoundRow]):
    """The first rows that have the words, and how many more there are."""

    rows: list[FoundRow]
    more: int


class FoundNames:
    """Organizations, people and projects that have the words of a search, the first of each.

    With ``as_of``, only what was named by that day is listed, under its name of then. It is found
    by its later names too. At most 7 queries, whatever the size. Of each list ``MOST_COUNTED``
    further rows are counted, and one that stands for all others.
    """

    most = MOST_LISTED

    def __init__(self, selection: Selection) -> None:
        self.words: str = selection.parameters["q"]
        self.at = selection.public_at
        self.as_of: date | None = selection.parameters.get("as_of")
        self.as_of_day = selection.as_of_day

    @cached_property
    def organizations(self) -> FoundRows[Partner]:
        """By name; as of a day under the name of then. 2 queries at most, 3 as of a day."""
        rows = Partner.objects.published(self.at)
        if self.as_of:
            rows = rows.filter(_organization_named(self.as_of, self.at))
        found = self._first(rows.order_by(localized("name"), "id"))
        if self.as_of and found.rows:
            rename_as_on(found.rows, self.as_of, self.at)
        return found

    @cached_property
    def people(self) -> FoundRows[Person]:
        """By name. 2 queries at most."""
        rows = Person.objects.published(self.at)
        if self.as_of:
            rows = rows.filter(_stated(Post, "person", self.as_of, self.at))
        return self._first(rows.order_by("name", "id"))

    @cached_property
    def projects(self) -> FoundRows[Project]:
        """By name. 2 queries at most."""
        rows = Project.objects.published(self.at)
        if self.as_of:
            rows = rows.filter(_project_named(self.as_of, self.at))
        return self._first(rows.order_by(localized("name"), "id"))

    def _first(self, rows: Any) -> FoundRows[Any]:
        """The first rows that have the words. 1 query, and 1 for how many more there are if any."""
        found = rows.matching(self.words)
        first = list(found.defer("search_text")[: self.most + 1])
        more = counted(found, after=self.most) if len(first) > self.most else 0
        return FoundRows(first[: self.most], more)


class FoundElsewhere(FoundNames):
    """What has the words of a search that leaves the timeline empty.

    Where the words alone would find milestones, these are counted, and nothing else is looked for.
    At most 14 queries, whatever the size.
    """

    def __init__(self, selection: Selection) -> None:
        super().__init__(selection)
        self.issued = Release.objects.published(self.at).issued_by(self.as_of_day)
        self.has_other_filters = bool(selection.parameters.keys() - {"q", "as_of"})

    @cached_property
    def milestones(self) -> int:
        """How many milestones have the words, without the other filters. 2 queries at most."""
        if not self.has_other_filters:
            return 0
        rows = Milestone.objects.published(self.at).matching(self.words)
        if self.as_of:
            rows = rows.announced_by(self.as_of)
        return counted(rows)

    @property
    def query(self) -> str:
        """The search without other filters, as the query of an address."""
        return query_string([("q", self.words), ("as_of", self.as_of)])

    @cached_property
    def releases(self) -> int:
        """How many have all the words, in one paragraph or in several. 2 queries at most."""
        return counted(self.issued.matching(self.words))

    @cached_property
    def paragraphs(self) -> FoundRows[Paragraph]:
        """Those of the newest releases first. 3 queries at most."""
        issued = Paragraph.objects.published(self.at).issued_by(self.as_of_day)
        rows = issued.select_related("release__issuer")
        newest_first = rows.order_by("-release__published_on", "release_id", "number")
        return self._first(newest_first.defer("release__search_text"))

    @property
    def is_anything_listed(self) -> bool:
        """Whether one of the lists has a row. None does where the words alone find milestones."""
        if self.milestones:
            return False
        lists: tuple[FoundRows[Any], ...] = (
            self.organizations,
            self.people,
            self.projects,
            self.paragraphs,
        )
        return any(found.rows for found in lists)


class AlsoFound(FoundNames):
    """What has the words of a search that milestones answer too. At most 8 queries."""

    most = MOST_ALSO

    def __init__(self, selection: Selection) -> None:
        super().__init__(selection)
        self.milestones = selection.page.rows

    @cached_property
    def figures(self) -> FoundRows[Figure]:
        """Of the milestones on the page. 1 query."""
        stated = Figure.objects.filter(milestone__in=self.milestones).stated_publicly(self.at)
        terms = search_terms(self.words)
        found = []
        for figure in stated.stated_by(self.as_of_day).with_source():
            texts = (figure.what_en, figure.what_fr, figure.as_printed)
            if has_words(searchable("\n".join(texts)), terms):
                found.append(figure)
        return FoundRows(found[: self.most], len(found[self.most :]))


def counted(rows: models.QuerySet[Any], after: int = 0) -> int:
    """How many rows there are after the first; ``MOST_COUNTED`` + 1 stands for more. 1 query."""
    return rows.order_by()[after : after + MOST_COUNTED + 1].count()


def found_elsewhere(selection: Selection) -> FoundElsewhere | None:
    """What a search finds that leaves the timeline empty; None where that is not so. No query."""
    if "q" not in selection.parameters or selection.total:
        return None
    return FoundElsewhere(selection)


def also_found(selection: Selection) -> AlsoFound | None:
    """What else a search finds, for the first page of the milestones that it finds. No query."""
    if "q" not in selection.parameters or not selection.total or selection.newer:
        return None
    return AlsoFound(selection)


# What a document issued by a day names


def _organization_named(day: date, at: datetime) -> Q:
    """Named by then: as an issuer, in a milestone, or in a statement."""
    issued = Release.objects.published(at).issued_by(day)
    named = Q(Exists(issued.filter(issuer=OuterRef("pk"))))
    named |= Q(Exists(issued.filter(listings__partner=OuterRef("pk"))))
    named |= Q(Exists(_announced(day, at).filter(partners=OuterRef("pk"))))
    for model, column in (
        (PartnerName, "partner"),
        (Stake, "owner"),
        (Stake, "owned"),
        (Post, "organisation"),
    ):
        named |= Q(_stated(model, column, day, at))
    return named


def _project_named(day: date, at: datetime) -> Q:
    """Named by then: in a milestone, or in a statement."""
    issued = Release.objects.published(at).issued_by(day)
    names = ProjectName.objects.filter(release__in=issued.order_by(), project=OuterRef("pk"))
    named = Q(Exists(names)) | Q(Exists(_announced(day, at).filter(projects=OuterRef("pk"))))
    for model, column in ((ProjectState, "project"), (Stake, "owned_project")):
        named |= Q(_stated(model, column, day, at))
    return named


def _announced(day: date, at: datetime) -> models.QuerySet[Milestone]:
    return Milestone.objects.published(at).announced_by(day)


def _stated(model: Any, column: str, day: date, at: datetime) -> Exists:
    """A document issued by then states it of the row."""
    statements = model.objects.stated_publicly(at).stated_by(day)
    return Exists(statements.filter(**{column: OuterRef("pk")}))
