"""What a response needs to know of the record before any row is read, in one query."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Greatest

from timeline.http.etags import RecordVersion
from timeline.i18n.bilingual import active_language
from timeline.models import (
    Company,
    Edition,
    Milestone,
    Partner,
    Person,
    Project,
    Publishing,
    Release,
    Status,
)
from timeline.queries.filters import SlugNames

PUBLISHED: tuple[type[Publishing], ...] = (Project, Partner, Person, Release, Milestone)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class RecordSummary:
    """The record's version, its company, and the names that filters refer to."""

    version: RecordVersion | None = None
    """None where nothing has ever been saved."""
    company: str = ""
    projects: list[tuple[str, str]] = field(default_factory=list)
    """(slug, name), ordered by slug: the same order in both languages."""
    partners: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> tuple[SlugNames, SlugNames]:
        return self.projects, self.partners


def record_summary(at: datetime, today: date) -> RecordSummary:
    """The summary at a moment. 1 query, a union without an order, so names are sorted here."""
    version, company = None, ""
    names: dict[str, list[tuple[str, str]]] = {"project": [], "partner": []}
    for kind, first, second, third, fourth in _summary_rows(at):
        if kind == "edition":
            version = RecordVersion(int(first), _moment(second), _moment(third), today, at)
            company = fourth
        else:
            names[kind].append((first, _name(english=second, french=third)))
    return RecordSummary(version, company, sorted(names["project"]), sorted(names["partner"]))


def record_version(at: datetime, today: date) -> RecordVersion | None:
    """The record's version alone, for pages. None where nothing has ever been saved. 1 query."""
    edition = Edition.objects.values_list("number", "moved_at", _last_publication(at)).first()
    if edition is None:
        return None
    number, moved_at, last_publication = edition
    return RecordVersion(number, moved_at, last_publication, today, at)


def version_of_edition(edition: tuple[Any, ...], at: datetime) -> RecordVersion:
    """The same version, from the key under which the page cache keeps answers. No query.

    The key is (number, moment of the last change as a text, last publication, day).
    """
    number, moved_at, last_publication, today = edition
    return RecordVersion(number, _moment(moved_at), last_publication, today, at)


def publication_times(at: datetime) -> tuple[datetime, datetime | None]:
    """The latest ``publish_at`` that has come, and the next one ahead, of no draft. 6 queries."""
    last = Edition.objects.values_list(_last_publication(at), flat=True).first()
    moments: list[Any] = []
    for model in PUBLISHED:
        rows = model._default_manager.filter(publish_at__gt=at).exclude(status=Status.DRAFT)
        moments += rows.order_by("publish_at").values_list("publish_at", flat=True)[:1]
    return last or NEVER, min(moments, default=None)


def _name(english: str, french: str) -> str:
    """The name in the active language, or in the other one where it has none."""
    if active_language() == "fr":
        return french or english
    return english or french


def _summary_rows(at: datetime) -> QuerySet[Edition, tuple[str, str, str, str, str]]:
    """Rows of five texts.

    ("edition", its number, when it moved, the last publication, the company's name), and for each
    public project and partner ("project", slug, English name, French name, "").
    """
    edition = Edition.objects.values_list(
        Value("edition"),
        _as_text(F("number")),
        _as_text(F("moved_at")),
        _as_text(_last_publication(at)),
        Coalesce(Subquery(Company.objects.values("name")[:1]), Value("")),
    )
    projects = Project.objects.published(at).order_by()
    partners = Partner.objects.published(at).order_by()
    names = ("slug", "name_en", "name_fr", Value(""))
    return edition.union(
        projects.values_list(Value("project"), *names),
        partners.values_list(Value("partner"), *names),
        all=True,
    )


def _last_publication(at: datetime) -> Combinable:
    """The latest ``publish_at`` that has come, of no draft. Read from an index for each model."""
    moments = []
    for model in PUBLISHED:
        rows = model._default_manager.filter(publish_at__lte=at).exclude(status=Status.DRAFT)
        latest = Subquery(rows.order_by("-publish_at").values("publish_at")[:1])
        moments.append(Coalesce(latest, Value(NEVER, DateTimeField())))
    return Greatest(*moments)


def _as_text(value: Combinable) -> Cast:
    return Cast(value, CharField(max_length=64))


def _moment(text: str) -> datetime:
    """A moment as the database writes it: in UTC on SQLite, with its offset on PostgreSQL."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment
