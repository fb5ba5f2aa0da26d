"""The stakes that documents state of an organization: the newest of them, and all, by page."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, Q
from django.utils.functional import cached_property

from timeline.models import Partner, Stake
from timeline.models.partner import StakeQuerySet, by_stake, public_stakes
from timeline.models.shown_columns import COLUMNS_OF_A_STAKE
from timeline.queries.pagination import KeysetList, KeysetPage, ListQuery

NEWEST = 10  # statements on the page of an organization


class StakeListQuery(ListQuery):
    """Which page of the stakes a request asks for, valid or not."""

    order = ("issued_on",)
    key_types = (date, int)


class StakesShown:
    """Statements of stakes of an organization, those of the same stake together.

    ``owners``: who owns it. ``holdings``: what it owns.
    """

    def __init__(self, partner: Partner, statements: list[Stake]) -> None:
        stakes = by_stake(statements)
        self.owners = [stake for stake in stakes if stake.owned_id == partner.pk]
        self.holdings = [stake for stake in stakes if stake.owner_id == partner.pk]


class NewestStakes(StakesShown):
    """The newest statements, as many as the page of an organization shows. 1 query.

    ``are_all``: whether there are no others.
    """

    def __init__(self, partner: Partner, at: datetime) -> None:
        found = list(_stakes_of(partner, at)[: NEWEST + 1])
        super().__init__(partner, found[:NEWEST])
        self.are_all = len(found) <= NEWEST


class StakeList(KeysetList[Stake]):
    """A page of all statements. 1 query."""

    def __init__(self, query: StakeListQuery, partner: Partner, at: datetime) -> None:
        super().__init__(query)
        self.partner = partner
        self.at = at

    @cached_property
    def page(self) -> KeysetPage[Stake]:
        issued_on = F("paragraph__release__published_on")
        return self.paginate(_stakes_of(self.partner, self.at).annotate(issued_on=issued_on))

    @cached_property
    def shown(self) -> StakesShown:
        return StakesShown(self.partner, self.page.rows)


def _stakes_of(partner: Partner, at: datetime) -> StakeQuerySet:
    """All of them, the newest first, with what their lines show. No query."""
    stakes = public_stakes(at).filter(Q(owner=partner) | Q(owned=partner))
    return stakes.only(*COLUMNS_OF_A_STAKE)
