"""Every dated statement on file as plain values, one row each, whatever it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from django.db import models

from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.organizations_and_people import period_of
from timeline.exports.serializer_context import SerializerContext
from timeline.exports.statement_rows import StatementRow
from timeline.i18n.bilingual import percentage
from timeline.models import (
    CompanyName,
    ListingPeriod,
    Partner,
    PartnerName,
    Person,
    Post,
    Project,
    ProjectState,
    ProjectStateKind,
)
from timeline.models.cited_statement import DatedStatement
from timeline.models.partner import public_stakes
from timeline.models.visibility import public_condition
from timeline.publishing.fact_changes import in_both_languages

Subject = Partner | Project | Person | None  # None is the company itself


def statement_rows(context: SerializerContext) -> list[StatementRow]:
    """What public documents state, kind by kind, the newest document first. 6 queries."""
    rows: list[StatementRow] = []
    for statements in (_names, _listings, _stakes, _states, _posts):
        rows.extend(statements(context))
    return rows


def _row(
    kind: str,
    statement: DatedStatement,
    of: Subject,
    text: BilingualText,
    *,
    context: SerializerContext,
    other: Subject = None,
) -> StatementRow:
    period = period_of(statement, context)
    return StatementRow(kind, _named(of, context), _named(other, context), text, period)


def _named(row: Subject, context: SerializerContext) -> NamedRow | None:
    if row is None:
        return None
    name = BilingualText(row.name, row.name)
    if not isinstance(row, Person):
        name = BilingualText(row.name_en, row.name_fr)
    return context.addresses.named_row(str(row._meta.model_name), row.slug, name)


def _in_both_languages(say: Callable[[], str]) -> BilingualText:
    words = in_both_languages(lambda _language: say())
    return BilingualText(words["en"], words["fr"])


def _names(context: SerializerContext) -> Iterator[StatementRow]:
    at = context.at
    of_public = public_condition(at, "partner", "partner__")
    of_partners = PartnerName.objects.stated_publicly(at).filter(of_public)
    names: Iterable[CompanyName | PartnerName] = [
        *CompanyName.objects.stated_publicly(at).with_source(),
        *of_partners.with_source().select_related("partner"),
    ]
    for name in names:
        of = name.partner if isinstance(name, PartnerName) else None
        yield _row("name", name, of, BilingualText(name.name_en, name.name_fr), context=context)


def _listings(context: SerializerContext) -> Iterator[StatementRow]:
    at = context.at
    of_public = models.Q(listing__partner=None) | public_condition(
        at, "partner", "listing__partner__"
    )
    periods = ListingPeriod.objects.stated_publicly(at).filter(
        of_public, listing__releases__public_from__lte=at
    )
    for period in periods.distinct().with_source().select_related("listing__partner"):
        listing = period.listing
        text = _in_both_languages(partial(str, listing))
        yield _row("listing", period, listing.partner, text, context=context)


def _stakes(context: SerializerContext) -> Iterator[StatementRow]:
    for stake in public_stakes(context.at):
        owned = stake.owned or stake.owned_project
        text = _in_both_languages(partial(percentage, stake.percent))
        row = _row("stake", stake, stake.owner, text, context=context, other=owned)
        yield replace(row, percent=float(stake.percent))


def _states(context: SerializerContext) -> Iterator[StatementRow]:
    for state in ProjectState.objects.public(context.at).select_related("project"):
        text = _in_both_languages(partial(str, ProjectStateKind(state.state).label))
        yield _row("state", state, state.project, text, context=context)


def _posts(context: SerializerContext) -> Iterator[StatementRow]:
    for post in Post.objects.public(context.at).with_names():
        text = BilingualText(post.title_en, post.title_fr)
        yield _row("post", post, post.person, text, context=context, other=post.organisation)
