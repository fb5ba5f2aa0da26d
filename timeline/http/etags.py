"""What an answer is made from, known before it is made: so that who has it already is told so (RFC 9110 §13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import CharField, DateTimeField, F, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils import timezone

from timeline.i18n.bilingual import active_language
from timeline.models import (
    Company,
    Edition,
    Milestone,
    Partner,
    Project,
    Publishing,
    Release,
    Status,
)
from timeline.queries.filters import SlugNames

PUBLISHED: tuple[type[Publishing], ...] = (Project, Partner, Release, Milestone)
HOME = Path(__file__).resolve().parent.parent  # timeline/
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@cache
def software_digest() -> str:
    """A digest of this application's own files: another release of it may write the same record differently."""
    return folder_digest(HOME)


def folder_digest(folder: Path) -> str:
    """Of what answers are made with. The French is compiled elsewhere, a little differently each time: its source."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".html", ".po"})
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()


@dataclass(frozen=True)
class RecordVersion:
    """The record as of a moment.

    It moves with every committed change of what is public, whoever makes it; when a scheduled row becomes public; and
    at the site's midnight, since an outlook depends on the day.
    """

    number: int
    moved_at: datetime
    came: datetime  # the newest moment of publishing that has come; another clock may have put moved_at after it
    today: date
    at: datetime

    def etag(self, *parts: str) -> str:
        """An entity tag for the answer that these parts (its address, its language) name."""
        moments = (self.moved_at.isoformat(), self.came.isoformat(), self.today.isoformat())
        made_from = (software_digest(), str(self.number), *moments, settings.TIME_ZONE, *parts)
        return f'"{sha256(chr(0).join(made_from).encode()).hexdigest()[:32]}"'

    @property
    def changed(self) -> datetime:
        """The last moment at which anything public may have changed."""
        midnight = datetime.combine(self.today, time(), timezone.get_current_timezone())
        return max(self.moved_at, self.came, midnight)

    @property
    def last_modified(self) -> datetime | None:
        """The same, or None within its own second: HTTP dates cannot tell a second change in it (RFC 9110 §8.8.2)."""
        return self.changed if self.at - self.changed >= timedelta(seconds=1) else None


@dataclass(frozen=True)
class RecordSummary:
    """What is known before any row is read: the stamp, whose record it is, the names that filters refer to."""

    stamp: RecordVersion | None = None  # None where nothing has ever been saved
    company: str = ""
    projects: list[tuple[str, str]] = field(
        default_factory=list
    )  # (slug, name), by slug: the same in both languages
    partners: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> tuple[SlugNames, SlugNames]:
        return self.projects, self.partners


def record_summary(at: datetime, today: date) -> RecordSummary:
    """The front matter of an answer, made at a moment. 1 query: a union, which has no order: names are put into one."""
    stamp, company = None, ""
    found: dict[str, list[tuple[str, str]]] = {"project": [], "partner": []}
    for kind, first, second, third, fourth in _front(at):
        if kind == "edition":
            stamp = RecordVersion(int(first), _moment(second), _moment(third), today, at)
            company = fourth
        else:
            own, other = (third, second) if active_language() == "fr" else (second, third)
            found[kind].append((first, own or other))
    return RecordSummary(stamp, company, sorted(found["project"]), sorted(found["partner"]))


def _front(at: datetime) -> QuerySet[Edition, tuple[str, str, str, str, str]]:
    """(kind, …) as text: the edition's number, its moments, the company; slug and names of each public name."""
    company = Coalesce(Subquery(Company.objects.values("name")[:1]), Value(""))
    came = Greatest(*(_came(model, at) for model in PUBLISHED))
    moments = (_text(F("moved_at")), _text(came))
    edition = Edition.objects.values_list(Value("edition"), _text(F("number")), *moments, company)
    names = (
        model.objects.published(at)
        .order_by()
        .values_list(Value(kind), "slug", "name_en", "name_fr", Value(""))
        for kind, model in (("project", Project), ("partner", Partner))
    )
    return edition.union(*names, all=True)


def _came(model: type[Publishing], at: datetime) -> Combinable:
    """The newest moment of publishing that has come, of no draft. By index."""
    rows = model._default_manager.filter(publish_at__lte=at).exclude(status=Status.DRAFT)
    return Coalesce(
        Subquery(rows.order_by("-publish_at").values("publish_at")[:1]),
        Value(NEVER, DateTimeField()),
    )


def _text(value: Combinable) -> Cast:
    return Cast(value, CharField(max_length=64))


def _moment(text: str) -> datetime:
    """A moment as a database writes it: in UTC on SQLite, with its offset on PostgreSQL."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
