"""What a later milestone says of an earlier one: a plan was met, moved or dropped, work ended."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.models.base import CheckedModel, depends_on
from timeline.models.milestone import Milestone, Settlement, Standing
from timeline.models.querysets import PlanSettlementQuerySet

OF_PLANS = (
    Settlement.ACHIEVED,
    Settlement.PARTLY_ACHIEVED,
    Settlement.CHANGED,
    Settlement.WITHDRAWN,
    Settlement.SUSPENDED,
)
# What can be said of a milestone of that standing. Of what happened, nothing can.
SETTLEMENTS_OF: Mapping[str, tuple[Settlement, ...]] = {
    Standing.PLANNED: OF_PLANS,
    Standing.CONDITIONAL: OF_PLANS,
    Standing.UNDER_WAY: (
        Settlement.ENDED,
        Settlement.SUSPENDED,
        Settlement.WITHDRAWN,
        Settlement.CHANGED,
    ),
}


class PlanSettlement(CheckedModel):
    """A later milestone's word on an earlier plan, or on what was under way.

    A plan that is "changed" by another plan was revised: the two are one promise.
    """

    milestone = models.ForeignKey(
        Milestone, models.CASCADE, related_name="settlements", verbose_name=_("milestone")
    )
    plan = models.ForeignKey(
        Milestone,
        models.PROTECT,
        related_name="settled_by",
        verbose_name=_("earlier plan"),
        help_text=_("An earlier plan, or work under way, of which this says what became."),
    )
    settlement = models.CharField(
        _("settlement"), max_length=15, choices=Settlement, help_text=_("What became of it.")
    )

    objects = PlanSettlementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("word on an earlier plan")
        verbose_name_plural = _("words on earlier plans")
        ordering = ["plan_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "plan"],
                name="plan_settlement_is_unique",
                violation_error_code="plan",
                violation_error_message=_("This milestone says something of this plan already."),
            ),
            models.CheckConstraint(
                name="plan_settlement_of_another",
                condition=~Q(plan=F("milestone")),
                violation_error_code="plan",
                violation_error_message=_("A milestone cannot settle itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} ({self.get_settlement_display()})"

    @depends_on("timeline.milestone")
    def natural_key(self) -> tuple[str, str]:
        return self.milestone.slug, self.plan.slug
