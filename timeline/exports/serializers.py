"""Serializers: rows of the database as the plain values of ``rows``.

Lists are read in chunks by key, with a fixed number of queries for each chunk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Count, Exists, Max, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.dates.stated import StatedDate
from timeline.dates.wording import write
from timeline.exports.addresses import AbsoluteAddresses
from timeline.exports.lines import Line, Span, fill
from timeline.exports.named_rows import BilingualText
from timeline.exports.related_rows import DatedRow, RelatedRows, plain_number, related_rows
from timeline.exports.rows import ChangeRow, MilestoneRow, PlanOutcome, PromiseRow
from timeline.exports.serializer_context import SerializerContext
from timeline.exports.statement_rows import FigureRow
from timeline.i18n.bilingual import OTHER
from timeline.i18n.number_words import capital
from timeline.models import (
    Citation,
    Correction,
    Figure,
    Milestone,
    Person,
    PlanSettlement,
    Publishing,
    Release,
    Status,
)
from timeline.models.correction import CorrectionLine
from timeline.models.outlooks import PlanWord
from timeline.models.querysets import MilestoneQuerySet
from timeline.models.settlement import settled_delay
from timeline.queries.pagination import PageKey, rows_beyond
from timeline.queries.selection import MILESTONE_ORDER

CHUNK_SIZE = 500  # rows held at a time, well under SQLite's limit on variables
Row = TypeVar("Row", bound=Model)


# -- milestones -----------------------------------------------------------------------------------


def milestone_rows(
    milestones: MilestoneQuerySet[Milestone], context: SerializerContext
) -> Iterator[MilestoneRow]:
    """All these milestones, in the order of the page. At most 4 queries for every 500.

    They are read by key and not with one long cursor: a client that reads slowly then keeps no
    snapshot of the database open.
    """
    for chunk in iterate_by_key(with_export_columns(milestones, context), MILESTONE_ORDER):
        yield from serialize_milestones(chunk, context)


def with_export_columns(
    milestones: MilestoneQuerySet[Milestone], context: SerializerContext
) -> MilestoneQuerySet[Any]:
    """The milestones with the columns that ``serialize_milestones`` reads. No query."""
    at = context.at
    corrections = public_corrections("milestone", context)
    correction_count = corrections.annotate(n=Count("pk")).values("n")
    gone = PlanSettlement.objects.filter(_of_promise(), *_were_public(at)).filter(
        _is_withdrawn("milestone", at) | _is_withdrawn("plan", at)
    )
    gone_count = gone.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return (
        milestones.with_outlook(context.on, at)
        .annotate(
            correction_count=Coalesce(Subquery(correction_count), 0),
            withdrawn_outcome_count=Coalesce(Subquery(gone_count.values("n")), 0),
            corrected_at=last_correction(corrections),
        )
        .defer("search_text")
    )


def _of_promise() -> Q:
    """What was said of the milestone, or of the plans of its promise.

    The plans are named by their keys: the database finds what is said of each in an index, and does
    not look through all that is said, once for each row.
    """
    plans = Milestone.objects.filter(promise=OuterRef(OuterRef("promise"))).order_by().values("pk")
    return Q(plan=OuterRef("pk")) | Q(plan__in=plans)


def _were_public(at: datetime) -> tuple[Q, Q]:
    return Q(milestone__publish_at__lte=at), Q(plan__publish_at__lte=at)


def _is_withdrawn(side: str, at: datetime) -> Q:
    """The milestone at that side of a settlement was withdrawn, or all that states it was."""
    sources = Release.objects.filter(status=Status.WITHDRAWN, publish_at__lte=at)
    cited = Citation.objects.filter(milestone=OuterRef(side), paragraph__release__in=sources)
    is_hidden = Q(**{f"{side}__status": Status.PUBLISHED, f"{side}__public_from": None})
    return Q(**{f"{side}__status": Status.WITHDRAWN}) | (is_hidden & Q(Exists(cited)))


def serialize_milestones(
    chunk: list[Milestone], context: SerializerContext
) -> Iterator[MilestoneRow]:
    """The milestones of a chunk as plain values. 1 query."""
    related = related_rows([milestone.pk for milestone in chunk], context)
    return (_serialize_milestone(milestone, related, context) for milestone in chunk)


def _serialize_milestone(
    milestone: Any, related: RelatedRows, context: SerializerContext
) -> MilestoneRow:
    addresses = context.addresses
    return MilestoneRow(
        slug=milestone.slug,
        id=addresses.identifier("milestone", milestone.slug),
        address=addresses.page("milestone", milestone.slug),
        other_language_address=addresses.other_language_page("milestone", milestone.slug),
        title=BilingualText(milestone.title_en, milestone.title_fr),
        summary=BilingualText(milestone.summary_en, milestone.summary_fr),
        kind=milestone.kind,
        standing=milestone.standing,
        outlook=milestone.outlook,
        stated=milestone.stated,
        condition=BilingualText(milestone.condition_en, milestone.condition_fr),
        place=BilingualText(milestone.place_en, milestone.place_fr),
        announced_on=milestone.announced_on or context.on,  # never empty in a public row
        updated_at=milestone.updated_at,
        version=milestone.version,
        projects=tuple(related.projects[milestone.pk]),
        partners=tuple(related.partners[milestone.pk]),
        sources=tuple(related.sources[milestone.pk]),
        figures=tuple(related.figures[milestone.pk]),
        settlements=_settlements(milestone, related),
        settled_by=_settled_by(milestone, related),
        promise=_promise(milestone, related, addresses) if milestone.is_plan else None,
        corrections=milestone.correction_count,
        corrected_at=milestone.corrected_at,
        outcomes_withdrawn=milestone.withdrawn_outcome_count,
    )


def figure_rows(context: SerializerContext) -> list[FigureRow]:
    """Every figure of a public milestone that a public document states, by milestone. 1 query."""
    addresses = context.addresses
    shown = Figure.objects.filter(milestone__public_from__lte=context.at)
    stated = shown.stated_publicly(context.at).select_related("milestone", "paragraph__release")
    return [_figure_row(figure, addresses) for figure in stated.order_by("milestone_id", "id")]


def _figure_row(figure: Figure, addresses: AbsoluteAddresses) -> FigureRow:
    milestone, paragraph = figure.milestone, figure.paragraph
    title = BilingualText(milestone.title_en, milestone.title_fr)
    release = addresses.identifier("release", paragraph.release.slug)
    return FigureRow(
        milestone=addresses.named_row("milestone", milestone.slug, title),
        what=BilingualText(figure.what_en, figure.what_fr),
        value=plain_number(figure.value),
        value_to=None if figure.value_to is None else plain_number(figure.value_to),
        unit=figure.unit,
        as_printed=figure.as_printed,
        stated_on=figure.stated_on,
        source=f"{release}#p{paragraph.number}",
    )


def _settlements(milestone: Milestone, related: RelatedRows) -> tuple[PlanOutcome, ...]:
    """What the milestone says of earlier plans."""
    found = []
    for word in sorted(related.promises.of_milestone[milestone.pk], key=lambda word: word.plan):
        plan = related.promised[word.plan]
        delay = settled_delay(plan.stated, milestone.stated, word.settlement)
        found.append(PlanOutcome(plan.named, word.settlement, delay))
    return tuple(found)


def _settled_by(milestone: Milestone, related: RelatedRows) -> tuple[PlanOutcome, ...]:
    """What later milestones say of it, each with how much later than planned it came."""
    words = related.promises.of_plan[milestone.pk]
    return tuple(_outcome(word, milestone.stated, related) for word in words)


def _outcome(word: PlanWord, planned: StatedDate, related: RelatedRows) -> PlanOutcome:
    later = related.promised[word.milestone]
    delay = settled_delay(planned, later.stated, word.settlement)
    return PlanOutcome(later.named, word.settlement, delay)


def _promise(plan: Milestone, related: RelatedRows, addresses: AbsoluteAddresses) -> PromiseRow:
    promise = related.promises.follow(plan.pk)
    title = BilingualText(plan.title_en, plan.title_fr)
    own = DatedRow(addresses.named_row("milestone", plan.slug, title), plan.stated)
    plans = [related.promised.get(key, own) for key in promise.plans]
    first = plans[0].stated
    so_far = promise.plans[: promise.plans.index(plan.pk) + 1]
    further = [word for word in promise.words if word.milestone not in so_far]
    return PromiseRow(
        plans=tuple(dated.named for dated in plans),
        first_date=BilingualText(write(first, "en"), write(first, "fr")),
        revisions=promise.revisions,
        words=tuple(_outcome(word, plan.stated, related) for word in further),
        outcome=_outcome(promise.outcome, first, related) if promise.outcome else None,
    )


# -- corrections ----------------------------------------------------------------------------------

# By kind of the corrected row, the field that holds its title.
TITLE_FIELDS = {
    "milestone": "title",
    "release": "headline",
    "project": "name",
    "partner": "name",
    "person": "name",
}


def correction_rows(
    corrections: Iterable[Correction],
    list_pages: dict[str, str],
    context: SerializerContext,
) -> Iterator[ChangeRow]:
    """The corrections with the rows that they correct. No query.

    ``list_pages``: the address of ``/corrections/`` by language.
    """
    for correction in corrections:
        yield ChangeRow(
            id=f"{list_pages['en']}#correction-{correction.pk}",
            **changed_row(correction.kind, correction.row, list_pages, context),
            kind=correction.kind,
            lines=tuple(correction_line(line) for line in correction.lines),
            note=BilingualText(correction.note_en, correction.note_fr),
            updated_at=correction.made_at,
        )


def changed_row(
    kind: str, row: Any, list_pages: dict[str, str], context: SerializerContext
) -> dict[str, Any]:
    """Title and addresses of a row that changed. The company has no page: its are the list's."""
    addresses = context.addresses
    if row is None:
        name = pgettext("what a correction is of", "The company")
        return {
            "title": BilingualText(name, name),
            "address": list_pages[addresses.language],
            "other_language_address": list_pages[OTHER[addresses.language]],
        }
    return {
        "title": title_of(kind, row),
        "address": addresses.page(kind, row.slug),
        "other_language_address": addresses.other_language_page(kind, row.slug),
    }


def title_of(kind: str, row: Publishing) -> BilingualText:
    """The title of a row; the name of a person reads the same in both languages."""
    name = TITLE_FIELDS[kind]
    if isinstance(row, Person):
        return BilingualText(row.name, row.name)
    return BilingualText(getattr(row, f"{name}_en"), getattr(row, f"{name}_fr"))


def correction_line(line: CorrectionLine) -> Line:
    """One change with both values: "Date: was “early 2019”, now “mid-2019”"."""
    text = _("{label}: was “{was}”, now “{now}”")
    if not line.was:
        text = _("{label}: “{now}” was left out.")
    elif not line.now:
        text = _("{label}: was “{was}”, now left out.")
    return fill(
        text,
        label=Span(capital(line.label)),
        was=Span(line.was, line.language),
        now=Span(line.now, line.language),
    )


def public_corrections(kind: str, context: SerializerContext) -> QuerySet[Correction, Any]:
    """For a subquery: the corrections of a row of that kind, grouped by the row."""
    corrections = Correction.objects.filter(made_at__lte=context.at, **{kind: OuterRef("pk")})
    grouped: QuerySet[Correction, Any] = corrections.order_by().values(kind)
    return grouped


def last_correction(corrections: QuerySet[Correction, Any]) -> Subquery:
    return Subquery(corrections.annotate(last=Max("made_at")).values("last"))


# -- chunks ---------------------------------------------------------------------------------------


def iterate_by_key(
    rows: QuerySet[Row], order: tuple[str, ...], size: int = CHUNK_SIZE
) -> Iterator[list[Row]]:
    """All the rows in their order, ``size`` at a time. 1 query for each chunk."""
    descending = [f"-{column}" for column in order]
    ordered = rows.order_by(*descending, "id")
    following = ordered
    while True:
        chunk = list(following[:size])
        if chunk:
            yield chunk
        if len(chunk) < size:
            return
        key = row_key(chunk[-1], order)
        following = ordered.filter(rows_beyond(order, key, backwards=False))


def row_key(row: Model, order: tuple[str, ...]) -> PageKey:
    values = [getattr(row, column) for column in order]
    return (*values, row.pk)
