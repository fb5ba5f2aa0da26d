"""The organizations on file, each with the parts that milestones give it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from timeline.i18n.bilingual import localized
from timeline.models import MilestonePartner, Partner, PartnerRole
from timeline.models.visibility import public_condition


@dataclass(frozen=True)
class NamedOrganization:
    """An organization, and its parts in public milestones, in the order of their declaration."""

    organization: Partner
    roles: list[PartnerRole]


def named_organizations(at: datetime) -> list[NamedOrganization]:
    """All public ones, by name, with ``milestone_count``. 2 queries."""
    found: dict[int, set[str]] = defaultdict(set)
    parts = MilestonePartner.objects.filter(public_condition(at, "milestone", "milestone__"))
    for organization, role in parts.order_by().values_list("partner", "role").distinct():
        found[organization].add(role)
    rows = Partner.objects.published(at).with_milestones(at).order_by(localized("name"))
    return [NamedOrganization(row, _in_order(found[row.pk])) for row in rows]


def _in_order(roles: set[str]) -> list[PartnerRole]:
    return [role for role in PartnerRole if role in roles]
