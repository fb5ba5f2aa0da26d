"""What milestones are related to: sources, projects, partners and promises, in one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.exports.addresses import AbsoluteAddresses
from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.rows import CitedParagraph, PartnerRow
from timeline.exports.serializer_context import SerializerContext
from timeline.exports.statement_rows import StatedFigure
from timeline.models import Citation, Figure, Milestone, MilestonePartner, Settlement
from timeline.models.outlooks import PLANS, PlanWord
from timeline.queries.promises import PromiseIndex, settlements_around

MilestoneProject = Milestone.projects.through
NO_TEXT = Value("")
NO_NUMBER = Value(0)
REVISED = "revised"  # how a relation tells that a plan was changed into another plan


class DatedRow(NamedTuple):
    """A milestone that settles another or is settled, and its date."""

    named: NamedRow
    stated: StatedDate


@dataclass(frozen=True)
class RelatedRows:
    """The rows that milestones are related to, by the id of the milestone."""

    sources: dict[int, list[CitedParagraph]] = field(default_factory=lambda: defaultdict(list))
    projects: dict[int, list[NamedRow]] = field(default_factory=lambda: defaultdict(list))
    partners: dict[int, list[PartnerRow]] = field(default_factory=lambda: defaultdict(list))
    figures: dict[int, list[StatedFigure]] = field(default_factory=lambda: defaultdict(list))
    promises: PromiseIndex = field(default_factory=lambda: PromiseIndex([]))
    promised: dict[int, DatedRow] = field(default_factory=dict)
    """The milestones of those promises."""


class Relation(NamedTuple):
    """A row of the union query. Fields that a relation has no use for hold "", 0 or any day."""

    milestone: int
    """The id of the milestone that the row is related to."""
    kind: str
    """"source", "project", "partner", "figure"; of a settlement, "later" its milestone, "plan" its
    plan."""
    slug: str
    text_en: str
    text_fr: str
    qualifier: str
    """The role of a partner; a settlement, or ``REVISED``; the unit of a figure."""
    number: int
    """The number of a paragraph; of the later milestone of a settlement, the id of the plan."""
    day: date | None
    """The day of the release, or the day that the milestone was announced."""
    words: str
    precision: str
    earliest: date | None
    latest: date | None
    basis_en: str
    """The date of a milestone. Of a source its type, its issuer and what it states differently
    stand in the texts, of a figure its value, its end and how it is printed."""
    id: int

    @property
    def stated(self) -> StatedDate:
        """The date of a milestone."""
        return StatedDate(
            self.words, Precision(self.precision), self.earliest, self.latest, self.basis_en
        )

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """By kind. Sources by release, oldest first; the rest in the order they were filed in."""
        ordinal = self.day.toordinal() if self.day else 0
        return (self.kind, ordinal, self.id)


def related_rows(milestones: list[int], context: SerializerContext) -> RelatedRows:
    """The public rows that the milestones with these ids are related to. 1 query."""
    relations = [Relation(*row) for row in _relations(milestones, context)]
    related = RelatedRows(promises=PromiseIndex(_words(relations)))
    for relation in sorted(relations, key=lambda relation: relation.sort_key):
        _add(related, relation, context.addresses)
    return related


def _words(relations: list[Relation]) -> list[PlanWord]:
    """The settlements among the relations. Both milestones of each are there."""
    planned = {relation.id: relation.day for relation in relations if relation.kind == "plan"}
    words = []
    for later in relations:
        if later.kind != "later":
            continue
        is_revision = later.qualifier == REVISED
        settlement = later.qualifier
        if is_revision:
            settlement = Settlement.CHANGED.value
        words.append(
            PlanWord(
                plan=later.number,
                milestone=later.milestone,
                settlement=settlement,
                is_revision=is_revision,
                planned_on=planned[later.id] or date.min,  # both were announced
                said_on=later.day or date.min,
            )
        )
    return words


def _add(related: RelatedRows, relation: Relation, addresses: AbsoluteAddresses) -> None:
    text = BilingualText(relation.text_en, relation.text_fr)
    if relation.kind == "source":
        source = _cited_paragraph(relation, text, addresses)
        related.sources[relation.milestone].append(source)
    elif relation.kind == "figure":
        related.figures[relation.milestone].append(_stated_figure(relation, text, addresses))
    elif relation.kind == "project":
        project = addresses.named_row("project", relation.slug, text)
        related.projects[relation.milestone].append(project)
    elif relation.kind == "partner":
        partner = addresses.named_row("partner", relation.slug, text)
        related.partners[relation.milestone].append(PartnerRow(partner, relation.qualifier))
    else:
        named = addresses.named_row("milestone", relation.slug, text)
        related.promised[relation.milestone] = DatedRow(named, relation.stated)


def _cited_paragraph(
    relation: Relation, headline: BilingualText, addresses: AbsoluteAddresses
) -> CitedParagraph:
    fragment = f"#p{relation.number}"
    return CitedParagraph(
        release=relation.slug,
        id=addresses.identifier("release", relation.slug) + fragment,
        address=addresses.page("release", relation.slug) + fragment,
        paragraph=relation.number,
        published_on=relation.day or date.min,  # every release has a day
        headline=headline,
        document_type=relation.qualifier,
        issuer_name=relation.words,
        states=BilingualText(relation.precision, relation.basis_en),
    )


def _stated_figure(
    relation: Relation, what: BilingualText, addresses: AbsoluteAddresses
) -> StatedFigure:
    return StatedFigure(
        what=what,
        value=plain_number(relation.words),
        value_to=plain_number(relation.precision) if relation.precision else None,
        unit=relation.qualifier,
        as_printed=relation.basis_en,
        stated_on=relation.day or date.min,  # every release has a day
        source=f"{addresses.identifier('release', relation.slug)}#p{relation.number}",
    )


def plain_number(value: str | Decimal) -> int | float:
    """A stored value as JSON writes numbers: 40, and not 40.000000."""
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


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
        _figures(milestones, context),
        _named_rows(projects, "project", qualifier=NO_TEXT),
        _named_rows(partners, "partner", qualifier=F("role")),
        _settlements(milestones, context, "milestone"),
        _settlements(milestones, context, "plan"),
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
        "paragraph__release__document_type",
        "paragraph__number",
        "paragraph__release__published_on",
        "paragraph__release__issuer_name",
        "states_en",
        F("paragraph__release__published_on"),
        F("paragraph__release__published_on"),
        "states_fr",
        "id",
    )


def _figures(milestones: list[int], context: SerializerContext) -> QuerySet[Any, tuple[Any, ...]]:
    figures = Figure.objects.filter(milestone__in=milestones).stated_publicly(context.at)
    if context.as_of:
        figures = figures.stated_by(context.as_of)
    text = CharField(max_length=40)
    return figures.order_by().values_list(
        "milestone_id",
        Value("figure"),
        "paragraph__release__slug",
        "what_en",
        "what_fr",
        "unit",
        "paragraph__number",
        "paragraph__release__published_on",
        Cast("value", text),
        Coalesce(Cast("value_to", text), NO_TEXT),
        F("paragraph__release__published_on"),
        F("paragraph__release__published_on"),
        "as_printed",
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


def _settlements(
    milestones: list[int], context: SerializerContext, side: str
) -> QuerySet[Any, tuple[Any, ...]]:
    """What is known of the promises of the milestones: the later milestones, or the plans."""
    is_later = side == "milestone"
    revised = Case(
        When(
            Q(settlement=Settlement.CHANGED, milestone__standing__in=PLANS),
            plan__standing__in=PLANS,
            then=Value(REVISED),
        ),
        default=F("settlement"),
    )
    known = settlements_around(milestones, context.on, context.at)
    return known.order_by().values_list(
        f"{side}_id",
        Value("later" if is_later else "plan"),
        f"{side}__slug",
        f"{side}__title_en",
        f"{side}__title_fr",
        revised,
        "plan_id",
        f"{side}__announced_on",
        f"{side}__date_words",
        f"{side}__precision",
        f"{side}__earliest",
        f"{side}__latest",
        f"{side}__basis_en",
        "id",
    )
