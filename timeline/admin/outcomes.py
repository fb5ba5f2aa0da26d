"""From a plan's page to the milestone that says what came of it, with what is known filled in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from timeline.admin.typing import AnyAdmin
from timeline.admin.widgets import row_id
from timeline.models import Milestone, MilestonePartner, Standing


def outcome_address(row: Any) -> str:
    """Where the outcome of a plan is recorded; "" for what is no plan."""
    if not isinstance(row, Milestone) or not row.is_plan:
        return ""
    return f"{reverse('admin:timeline_milestone_add')}?{urlencode({'settles': row.pk})}"


class RecordOutcomeMixin(AnyAdmin):
    """Stands before the milestones' admin: the page that adds one, asked with ``?settles=``, begins with the plan."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_changeform_initial_data(request)  # type: ignore[misc]
        plan = _plan(request)
        if plan is None:
            return initial
        projects = list(plan.projects.values_list("pk", flat=True))
        known = {
            "settles": plan.pk,
            "kind": plan.kind,
            "standing": Standing.HAPPENED,
            "projects": projects,
        }
        return known | {name: value for name, value in initial.items() if name != "settles"}

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """The partners' parts in the plan, as rows to be saved or left out."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)  # type: ignore[misc]
        plan = _plan(request) if inline.model is MilestonePartner and obj._state.adding else None
        if (
            plan is not None and request.method == "GET"
        ):  # when it is posted, these rows count as typed
            kwargs["initial"] = list(plan.partner_roles.values("partner", "role"))
        return kwargs

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> Any:
        inlines = super().get_inline_instances(request, obj)  # type: ignore[misc]
        plan = _plan(request) if obj is None and request.method == "GET" else None
        for inline in inlines:
            if plan is not None and inline.model is MilestonePartner:
                inline.extra = plan.partner_roles.count() + 1
        return inlines


def _plan(request: HttpRequest) -> Milestone | None:
    number = row_id(request.GET.get("settles"))
    plan = Milestone.objects.filter(pk=number).first() if number is not None else None
    return plan if plan and plan.is_plan else None
