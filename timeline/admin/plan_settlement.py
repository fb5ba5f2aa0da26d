"""What a milestone says of earlier plans, as rows of its page; how an outcome is begun."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import DistinctRowsFormSet, TabularRecordInline, is_deleted
from timeline.admin.milestone_form import posted_citations
from timeline.admin.widgets import row_id
from timeline.models import Milestone, PlanSettlement
from timeline.models.plan_settlement import SETTLEMENTS_OF
from timeline.models.settlement import announcement_day
from timeline.publishing.rules import said_refusals


class SettlementFormSet(DistinctRowsFormSet):
    distinct = ("plan",)
    repeated = _("This plan is named twice: one word on it is enough.")

    def clean(self) -> None:
        """Say beside its field what the milestone may not say of a plan."""
        super().clean()
        announced_on = announcement_day(posted_citations(self.data) or [])
        for form in self.forms:
            if not form.is_valid() or is_deleted(form) or not form.cleaned_data.get("plan"):
                continue
            for refusal in said_refusals(form.instance, announced_on):
                form.add_error(refusal.field, refusal.sentence)


class SettlementInline(TabularRecordInline):
    """Closed, and without a row, until somebody opens it: few milestones speak of earlier plans."""

    model = PlanSettlement
    fk_name = "milestone"
    verbose_name_plural = _("What it says of earlier plans")
    formset = SettlementFormSet
    fields = ("plan", "settlement")
    autocomplete_fields = ("plan",)
    extra = 0
    classes: Any = ("collapse",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("plan")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Open where it has a row to show."""
        asked = obj is None and plan_asked_for(request) is not None
        if asked or (obj is not None and obj.settlements.exists()):
            self.classes = ()
        return super().get_formset(request, obj, **kwargs)


def plan_asked_for(request: HttpRequest) -> Milestone | None:
    """What the outcome to be recorded is of, as the address says (``?settles=``)."""
    number = row_id(request.GET.get("settles"))
    if number is None:
        return None
    return Milestone.objects.settleable().filter(pk=number).first()


def outcome_address(row: Any) -> str:
    """Where it is recorded what came of a plan, or of work under way; "" for what happened."""
    if not isinstance(row, Milestone) or row.standing not in SETTLEMENTS_OF:
        return ""
    return f"{reverse('admin:timeline_milestone_add')}?{urlencode({'settles': row.pk})}"
