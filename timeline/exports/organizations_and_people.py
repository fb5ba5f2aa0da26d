"""Serializers of organizations and people, with what documents state of them over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.serializer_context import SerializerContext
from timeline.exports.statement_rows import (
    HeldPost,
    NameOverTime,
    OrganizationRow,
    PersonRow,
    StakeRow,
    StatedPeriod,
)
from timeline.models import Partner, PartnerName, Person, Post, Project, Stake
from timeline.models.cited_statement import DatedStatement
from timeline.models.partner import by_stake, public_stakes
from timeline.pages.people import in_order_of_time
from timeline.queries.filed_under import count_milestones_under


def organization_rows(
    organizations: Sequence[Partner], context: SerializerContext
) -> list[OrganizationRow]:
    """Organizations as plain values. 4 queries."""
    count_milestones_under(organizations, context.at)
    names: dict[int, list[PartnerName]] = defaultdict(list)
    stated = PartnerName.objects.stated_publicly(context.at).with_source()
    for name in stated:
        names[name.partner_id].append(name)
    owners: dict[int, list[Stake]] = defaultdict(list)
    holdings: dict[int, list[Stake]] = defaultdict(list)
    for stake in by_stake(public_stakes(context.at)):
        if stake.owned_id is not None:
            owners[stake.owned_id].append(stake)
        if stake.owner_id is not None:
            holdings[stake.owner_id].append(stake)
    return [
        _organization_row(row, names[row.pk], owners[row.pk], holdings[row.pk], context)
        for row in organizations
    ]


def _organization_row(
    row: Partner,
    names: Iterable[PartnerName],
    owners: Iterable[Stake],
    holdings: Iterable[Stake],
    context: SerializerContext,
) -> OrganizationRow:
    addresses = context.addresses
    return OrganizationRow(
        slug=row.slug,
        id=addresses.identifier("partner", row.slug),
        address=addresses.page("partner", row.slug),
        name=BilingualText(row.name_en, row.name_fr),
        kind=row.kind,
        country=row.country,
        website=row.website,
        summary=BilingualText(row.summary_en, row.summary_fr),
        names=tuple(_name_over_time(name, context) for name in names),
        owners=tuple(_stake(stake, stake.owner, context) for stake in owners),
        holdings=tuple(
            _stake(stake, stake.owned or stake.owned_project, context) for stake in holdings
        ),
        milestones=row.milestone_count,
        updated_at=row.updated_at,
        version=row.version,
    )


def person_rows(
    people: Iterable[Person], posts: Iterable[Post], context: SerializerContext
) -> list[PersonRow]:
    """People with these posts of theirs, in the order of time, as plain values. No query."""
    held: dict[int, list[Post]] = defaultdict(list)
    for post in in_order_of_time(posts):
        held[post.person_id].append(post)
    return [_person_row(person, held[person.pk], context) for person in people]


def _person_row(row: Person, posts: Iterable[Post], context: SerializerContext) -> PersonRow:
    addresses = context.addresses
    return PersonRow(
        slug=row.slug,
        id=addresses.identifier("person", row.slug),
        address=addresses.page("person", row.slug),
        name=row.name,
        posts=tuple(_held_post(post, context) for post in posts),
        updated_at=row.updated_at,
        version=row.version,
    )


def _held_post(post: Post, context: SerializerContext) -> HeldPost:
    return HeldPost(
        organization=_named(post.organisation, context),
        office=post.office,
        title=BilingualText(post.title_en, post.title_fr),
        period=period_of(post, context),
    )


def _name_over_time(name: PartnerName, context: SerializerContext) -> NameOverTime:
    return NameOverTime(BilingualText(name.name_en, name.name_fr), period_of(name, context))


def _stake(stake: Stake, other: Partner | Project | None, context: SerializerContext) -> StakeRow:
    kind = "company"
    if other is not None:
        kind = "project" if isinstance(other, Project) else "organization"
    percent = f"{stake.percent.normalize():f}"
    return StakeRow(_named(other, context), kind, percent, period_of(stake, context))


def _named(row: Partner | Project | None, context: SerializerContext) -> NamedRow | None:
    if row is None:
        return None
    name = BilingualText(row.name_en, row.name_fr)
    return context.addresses.named_row(str(row._meta.model_name), row.slug, name)


def period_of(statement: DatedStatement, context: SerializerContext) -> StatedPeriod:
    paragraph = statement.paragraph
    release = context.addresses.identifier("release", paragraph.release.slug)
    return StatedPeriod(
        holds_from=statement.holds_from,
        holds_until=statement.holds_until,
        stated_on=statement.stated_on,
        source=f"{release}#p{paragraph.number}",
    )
