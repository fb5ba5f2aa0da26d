"""What milestones are related to: sources, projects, partners and outcomes, in one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.exports.addresses import AbsoluteAddresses
from timeline.exports.rows import (
    BilingualText,
    CitedParagraph,
    NamedRow,
    PartnerRow,
    PlanOutcome,
)
from timeline.exports.serializer_context import SerializerContext
from timeline.models import Citation, Milestone, MilestonePartner

MilestoneProject = Milestone.projects.through
NO_TEXT = Value("")
NO_NUMBER = Value(0)


class DatedOutcome(NamedTuple):
    """What settles a plan, and its date, which tells how much later that was than planned."""

    outcome: PlanOutcome
    stated: StatedDate


@dataclass(frozen=True)
class RelatedRows:
    """The rows that milestones are related to, by the id of the milestone."""

    sources: dict[int, list[CitedParagraph]] = field(default_factory=lambda: defaultdict(list))
    projects: dict[int, list[NamedRow]] = field(default_factory=lambda: defaultdict(list))
    partners: dict[int, list[PartnerRow]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[int, list[DatedOutcome]] = field(default_factory=lambda: defaultdict(list))


class Relation(NamedTuple):
    """A row of the union query. Fields that a relation has no use for hold "", 0 or any day."""

    milestone: int
    """The id of the milestone that the row is related to."""
    kind: str
    """"source", "project", "partner" or "outcome"."""
    slug: str
    text_en: str
    text_fr: str
    qualifier: str
    """The role of a partner, or the settlement of an outcome."""
    paragraph: int
    day: date | None
    """The day of the release, or the day that the outcome was announced."""
    words: str
    precision: str
    earliest: date | None
    latest: date | None
    basis_en: str
    """The date of an outcome."""
    id: int

    @property
    def stated(self) -> StatedDate:
        """The date of an outcome."""
        return StatedDate(
            self.words, Precision(self.precision), self.earliest, self.latest, self.basis_en
        )

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """By kind. Outcomes newest first; sources by release, oldest first, and paragraph; the
        others in the order they were filed in.
        """
        ordinal = self.day.toordinal() if self.day else 0
        if self.kind == "outcome":
            return (self.kind, -ordinal, -self.id)
        return (self.kind, ordinal, self.paragraph, self.id)


def related_rows(milestones: list[int], context: SerializerContext) -> RelatedRows:
    """The public rows that the milestones with these ids are related to. 1 query."""
    related = RelatedRows()
    relations = [Relation(*row) for row in _relations(milestones, context)]
    for relation in sorted(relations, key=lambda relation: relation.sort_key):
        _add(related, relation, context.addresses)
    return related


def _add(related: RelatedRows, relation: Relation, addresses: AbsoluteAddresses) -> None:
    text = BilingualText(relation.text_en, relation.text_fr)
    if relation.kind == "source":
        source = _cited_paragraph(relation, text, addresses)
        related.sources[relation.milestone].append(source)
    elif relation.kind == "project":
        project = addresses.named_row("project", relation.slug, text)
        related.projects[relation.milestone].append(project)
    elif relation.kind == "partner":
        partner = addresses.named_row("partner", relation.slug, text)
        related.partners[relation.milestone].append(PartnerRow(partner, relation.qualifier))
    else:
        later = addresses.named_row("milestone", relation.slug, text)
        outcome = PlanOutcome(later, relation.qualifier)
        related.outcomes[relation.milestone].append(DatedOutcome(outcome, relation.stated))


def _cited_paragraph(
    relation: Relation, headline: BilingualText, addresses: AbsoluteAddresses
) -> CitedParagraph:
    fragment = f"#p{relation.paragraph}"
    return CitedParagraph(
        release=relation.slug,
        id=addresses.identifier("release", relation.slug) + fragment,
        address=addresses.page("release", relation.slug) + fragment,
        paragraph=relation.paragraph,
        published_on=relation.day or date.min,  # every release has a day
        headline=headline,
    )


def _relations(milestones: list[int], context: SerializerContext) -> QuerySet[Any, tuple[Any, ...]]:
    """The fields of ``Relation`` for each related row, in no order."""
    at = context.at
    projects = MilestoneProject.objects.filter(
        milestone__in=milestones, project__public_from__lte=at
    )
    partners = MilestonePartner.objects.filter(
        milestone__in=milestones, partner__public_from__lte=at
    )
    return _sources(milestones, context).union(
        _named_rows(projects, "project", qualifier=NO_TEXT),
        _named_rows(partners, "partner", qualifier=F("role")),
        _outcomes(milestones, context),
        all=True,
    )


def no_date(day: str) -> tuple[Value | F, ...]:
    """The columns of a date where a relation has none; ``day``: any day, as in the others."""
    return NO_TEXT, NO_TEXT, F(day), F(day), NO_TEXT


def _sources(milestones: list[int], context: SerializerContext) -> QuerySet[Any, tuple[Any, ...]]:
    citations = Citation.objects.filter(
        milestone__in=milestones, paragraph__release__public_from__lte=context.at
    )
    if context.as_of:
        citations = citations.filter(paragraph__release__published_on__lte=context.as_of)
    return citations.order_by().values_list(
        "milestone_id",
        Value("source"),
        "paragraph__release__slug",
        "paragraph__release__headline_en",
        "paragraph__release__headline_fr",
        NO_TEXT,
        "paragraph__number",
        "paragraph__release__published_on",
        *no_date("paragraph__release__published_on"),
        "id",
    )


def _named_rows(
    rows: QuerySet[Any], kind: str, qualifier: Value | F
) -> QuerySet[Any, tuple[Any, ...]]:
    """Projects or partners, from the table that ties them to milestones."""
    return rows.order_by().values_list(
        "milestone_id",
        Value(kind),
        f"{kind}__slug",
        f"{kind}__name_en",
        f"{kind}__name_fr",
        qualifier,
        NO_NUMBER,
        F("milestone__announced_on"),  # only so that the column holds days in the whole union
        *no_date("milestone__announced_on"),
        "id",
    )


def _outcomes(milestones: list[int], context: SerializerContext) -> QuerySet[Any, tuple[Any, ...]]:
    public = Milestone.objects.published(context.at).announced_by(context.on)
    return (
        public.filter(settles__in=milestones)
        .order_by()
        .values_list(
            "settles_id",
            Value("outcome"),
            "slug",
            "title_en",
            "title_fr",
            "settlement",
            NO_NUMBER,
            "announced_on",
            "date_words",
            "precision",
            "earliest",
            "latest",
            "basis_en",
            "id",
        )
    )
