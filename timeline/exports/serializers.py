"""Takes a selection away: its rows as plain values, read in chunks by key, with a fixed number of queries for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Count, Exists, F, Max, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation

from timeline.exports.rows import (
    BilingualText,
    CitedParagraph,
    MilestoneRow,
    NamedRow,
    PartnerRole,
    PlanOutcome,
    ReleaseRow,
)
from timeline.i18n.bilingual import OTHER
from timeline.models import (
    Citation,
    Correction,
    Milestone,
    MilestonePartner,
    Paragraph,
    Release,
    Status,
)
from timeline.models.querysets import MilestoneQuerySet
from timeline.models.visibility import is_public
from timeline.queries import releases
from timeline.queries.pagination import PageKey, rows_beyond
from timeline.queries.selection import MILESTONE_ORDER

CHUNK = 500  # rows held at a time, well under SQLite's limit on variables
Row = TypeVar("Row", bound=Model)
MilestoneProject = Milestone.projects.through


class AbsoluteAddresses:
    """Absolute addresses of rows: in English, which is their identity, and in the language of the view."""

    def __init__(self, site: str, language: str) -> None:
        self.site, self.language = site.rstrip("/"), language
        self.prefixes = {
            name: (self._prefix(name, "en"), self._prefix(name, language)) for name in self.NAMES
        }
        self.others = {name: self._prefix(name, OTHER[language]) for name in self.NAMES}

    NAMES = ("milestone", "release", "project", "partner")

    def _prefix(self, name: str, language: str) -> str:
        with translation.override(language):
            return self.site + reverse(f"timeline:{name}", args=["x"]).removesuffix("x/")

    def of(self, name: str, slug: str, end: str = "") -> tuple[str, str]:
        """(id, address)"""
        english, own = self.prefixes[name]
        return f"{english}{slug}/{end}", f"{own}{slug}/{end}"

    def elsewhere(self, name: str, slug: str) -> str:
        """The page in the other language."""
        return f"{self.others[name]}{slug}/"

    def named(self, kind: str, slug: str, name: BilingualText) -> NamedRow:
        return NamedRow(slug, name, *self.of(kind, slug))


@dataclass(frozen=True)
class RelatedRows:
    """What the milestones of a chunk are tied to, by milestone. 1 query."""

    sources: dict[int, list[CitedParagraph]]
    projects: dict[int, list[NamedRow]]
    partners: dict[int, list[PartnerRole]]
    outcomes: dict[int, list[PlanOutcome]]


@dataclass(frozen=True)
class SerializerContext:
    """For whom and when rows are read: public at a moment, as known on a day, at a site, in a language.

    ``by`` leaves out what releases after that day say again.
    """

    at: datetime
    on: date
    places: AbsoluteAddresses
    by: date | None = None


def related_rows(ids: list[int], seen: SerializerContext) -> RelatedRows:
    """Sources, projects, partners and outcomes of these milestones, as far as they are public. 1 query: a union."""
    found = RelatedRows(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    places = seen.places
    for owner, kind, slug, en, fr, extra, number, day, _order in sorted(
        _links(ids, seen), key=_in_order
    ):
        text = BilingualText(en, fr)
        if kind == "source":
            ends = places.of("release", slug, f"#p{number}")
            found.sources[owner].append(CitedParagraph(slug, *ends, number, day, text))
        elif kind == "project":
            found.projects[owner].append(places.named("project", slug, text))
        elif kind == "partner":
            found.partners[owner].append(PartnerRole(places.named("partner", slug, text), extra))
        else:
            found.outcomes[owner].append(PlanOutcome(places.named("milestone", slug, text), extra))
    return found


def _in_order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Outcomes newest first; sources oldest release first, then by paragraph; the others as they were filed."""
    kind, number, day, order = row[1], row[6], row[7], row[8]
    if kind == "outcome":
        return (kind, -day.toordinal(), -order)
    return (kind, day.toordinal() if day else 0, number, order)


def _links(ids: list[int], seen: SerializerContext) -> Iterable[tuple[Any, ...]]:
    """(milestone, kind of link, slug, text in English, in French, role or settlement, number, day, key)"""
    nothing, none, no_day = Value(""), Value(0), F("milestone__announced_on")
    sources = Citation.objects.filter(
        milestone__in=ids, paragraph__release__public_from__lte=seen.at
    )
    if seen.by:
        sources = sources.filter(paragraph__release__published_on__lte=seen.by)
    release = "paragraph__release"
    outcomes = Milestone.objects.published(seen.at).announced_by(seen.on).filter(settles__in=ids)
    projects = MilestoneProject.objects.filter(milestone__in=ids, project__public_from__lte=seen.at)
    partners = MilestonePartner.objects.filter(milestone__in=ids, partner__public_from__lte=seen.at)
    return (
        sources.order_by()
        .values_list(
            *(
                "milestone_id",
                Value("source"),
                f"{release}__slug",
                f"{release}__headline_en",
                f"{release}__headline_fr",
            ),
            *(nothing, "paragraph__number", f"{release}__published_on", "id"),
        )
        .union(
            projects.order_by().values_list(
                *(
                    "milestone_id",
                    Value("project"),
                    "project__slug",
                    "project__name_en",
                    "project__name_fr",
                ),
                *(nothing, none, no_day, "id"),
            ),
            partners.order_by().values_list(
                *(
                    "milestone_id",
                    Value("partner"),
                    "partner__slug",
                    "partner__name_en",
                    "partner__name_fr",
                ),
                *("role", none, no_day, "id"),
            ),
            outcomes.order_by().values_list(
                *("settles_id", Value("outcome"), "slug", "title_en", "title_fr"),
                *("settlement", none, "announced_on", "id"),
            ),
            all=True,
        )
    )


def milestone_rows(
    rows: MilestoneQuerySet[Milestone], seen: SerializerContext
) -> Iterator[MilestoneRow]:
    """Milestones as plain values, in the order of the rows given, all of them. 2 queries for every 500.

    By key and not by one long cursor: whoever reads slowly keeps no snapshot of the database open.
    """
    for chunk in iterate_by_key(with_export_columns(rows, seen), MILESTONE_ORDER):
        yield from serialize_milestones(chunk, seen)


def with_export_columns(
    rows: MilestoneQuerySet[Milestone], seen: SerializerContext
) -> MilestoneQuerySet[Any]:
    """The rows with all that ``described`` reads of them. No query."""
    made = (
        Correction.objects.filter(milestone=OuterRef("pk"), made_at__lte=seen.at)
        .order_by()
        .values("milestone")
    )
    sources = Release.objects.filter(status=Status.WITHDRAWN, publish_at__lte=seen.at)
    unsourced = Exists(
        Citation.objects.filter(milestone=OuterRef("pk"), paragraph__release__in=sources)
    )
    gone = Milestone.objects.filter(settles=OuterRef("pk"), publish_at__lte=seen.at).filter(
        Q(status=Status.WITHDRAWN) | Q(unsourced, status=Status.PUBLISHED, public_from=None)
    )
    return (
        rows.with_outlook(seen.on, seen.at)
        .annotate(
            revisions=Coalesce(Subquery(made.annotate(n=Count("pk")).values("n")), 0),
            retractions=Coalesce(
                Subquery(gone.order_by().values("settles").annotate(n=Count("pk")).values("n")), 0
            ),
            revised_at=Subquery(made.annotate(last=Max("made_at")).values("last")),
        )
        .select_related("settles")
        .defer("search_text", "settles__search_text")
    )


def serialize_milestones(chunk: list[Milestone], seen: SerializerContext) -> Iterator[MilestoneRow]:
    """The rows of a chunk as plain values. 1 query."""
    tied = related_rows([row.pk for row in chunk], seen)
    return (_serialize_milestone(row, tied, seen) for row in chunk)


def iterate_by_key(
    rows: QuerySet[Row], order: tuple[str, ...], size: int = CHUNK
) -> Iterator[list[Row]]:
    """All the rows in their order, so many at a time. 1 query each."""
    ordered, key = rows.order_by(*(f"-{column}" for column in order), "id"), None
    while True:
        beside = ordered.filter(rows_beyond(order, key, backwards=False)) if key else ordered
        found = list(beside[:size])
        if found:
            yield found
        if len(found) < size:
            return
        key = row_key(found[-1], order)


def row_key(row: Model, order: tuple[str, ...]) -> PageKey:
    return (*(getattr(row, column) for column in order), row.pk)


def _serialize_milestone(row: Any, tied: RelatedRows, seen: SerializerContext) -> MilestoneRow:
    plan = row.settles
    settles = None
    if plan and is_public(plan, seen.at):
        named = seen.places.named(
            "milestone", plan.slug, BilingualText(plan.title_en, plan.title_fr)
        )
        settles = PlanOutcome(named, row.settlement)
    ident, address = seen.places.of("milestone", row.slug)
    return MilestoneRow(
        slug=row.slug,
        id=ident,
        address=address,
        elsewhere=seen.places.elsewhere("milestone", row.slug),
        title=BilingualText(row.title_en, row.title_fr),
        short_title=BilingualText(row.short_title_en, row.short_title_fr),
        summary=BilingualText(row.summary_en, row.summary_fr),
        kind=row.kind,
        standing=row.standing,
        outlook=row.outlook,
        stated=row.stated,
        condition=BilingualText(row.condition_en, row.condition_fr),
        place=BilingualText(row.place_en, row.place_fr),
        announced_on=row.announced_on or seen.on,  # never empty in a public row
        updated_at=row.updated_at,
        version=row.version,
        projects=tuple(tied.projects[row.pk]),
        partners=tuple(tied.partners[row.pk]),
        sources=tuple(tied.sources[row.pk]),
        settles=settles,
        settled_by=tuple(tied.outcomes[row.pk]),
        corrections=row.revisions,
        corrected_at=row.revised_at,
        retracted=row.retractions,
    )


def release_rows(rows: QuerySet[Release], seen: SerializerContext) -> Iterator[ReleaseRow]:
    """Releases as plain values, newest first, all of them. 1 query for every 500."""
    for chunk in iterate_by_key(with_release_counts(rows, seen), releases.RELEASE_ORDER):
        yield from (serialize_release(row, seen) for row in chunk)


def with_release_counts(rows: QuerySet[Release], seen: SerializerContext) -> QuerySet[Release]:
    """Releases with their paragraphs and the milestones that cite them, counted. No query."""
    blocks = Paragraph.objects.filter(release=OuterRef("pk")).order_by().values("release")
    cited = (
        Citation.objects.filter(
            paragraph__release=OuterRef("pk"), milestone__public_from__lte=seen.at
        )
        .order_by()
        .values("paragraph__release")
    )
    made = (
        Correction.objects.filter(release=OuterRef("pk"), made_at__lte=seen.at)
        .order_by()
        .values("release")
    )
    return rows.defer("search_text").annotate(
        revised_at=Subquery(made.annotate(last=Max("made_at")).values("last")),
        blocks=Coalesce(Subquery(blocks.annotate(n=Count("pk")).values("n")), 0),
        stating=Coalesce(
            Subquery(cited.annotate(n=Count("milestone", distinct=True)).values("n")), 0
        ),
    )


def serialize_release(row: Any, seen: SerializerContext) -> ReleaseRow:
    """A release, counted, as plain values."""
    ident, address = seen.places.of("release", row.slug)
    return ReleaseRow(
        slug=row.slug,
        id=ident,
        address=address,
        elsewhere=seen.places.elsewhere("release", row.slug),
        title=BilingualText(row.headline_en, row.headline_fr),
        title_is_ours=row.headline_is_ours,
        summary=BilingualText(row.summary_en, row.summary_fr),
        published_on=row.published_on,
        language=row.language,
        place=row.place,
        wire=row.wire,
        source_name=row.source_name,
        source_url=row.source_url,
        paragraphs=row.blocks,
        milestones=row.stating,
        corrected_at=row.revised_at,
        updated_at=row.updated_at,
        version=row.version,
    )
