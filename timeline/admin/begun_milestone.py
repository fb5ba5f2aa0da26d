"""A milestone that is added begins with what is known of it.

``?settles=`` names a plan of which it is the outcome, ``?cites=`` a paragraph that states it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from timeline.admin.plan_settlement import plan_asked_for
from timeline.admin.widgets import row_id
from timeline.dates.wording import write_day
from timeline.models import (
    Citation,
    Milestone,
    MilestonePartner,
    Paragraph,
    PlanSettlement,
    Project,
    Release,
    Standing,
)

Rows = list[dict[str, Any]]


def paragraph_asked_for(request: HttpRequest) -> Paragraph | None:
    """The paragraph that the milestone to be added cites, as the address says."""
    number = row_id(request.GET.get("cites"))
    if number is None:
        return None
    return Paragraph.objects.select_related("release").filter(pk=number).first()


def citing_address(paragraph: Paragraph) -> str:
    """Where a milestone that cites a paragraph is added."""
    return f"{reverse('admin:timeline_milestone_add')}?{urlencode({'cites': paragraph.pk})}"


def begun_values(request: HttpRequest) -> dict[str, Any]:
    """Its columns, from the plan or from the release."""
    plan, paragraph = plan_asked_for(request), paragraph_asked_for(request)
    if plan is not None:
        return {
            "kind": plan.kind,
            "standing": Standing.HAPPENED,
            "projects": list(plan.projects.values_list("pk", flat=True)),
        }
    if paragraph is not None:
        return _values_of_release(paragraph.release)
    return {}


def _values_of_release(release: Release) -> dict[str, Any]:
    """The one project of its other milestones, and its day as words: saving proposes a reading."""
    stated = Milestone.objects.filter(citations__paragraph__release=release)
    projects = Project.objects.filter(milestones__in=stated).distinct().values_list("pk", flat=True)
    words = write_day(release.published_on, "fr" if release.language == "fr" else "en")
    return {"projects": list(projects) if len(projects) == 1 else [], "date_words": words}


def begun_rows(request: HttpRequest, model: type[models.Model]) -> Rows:
    """The rows edited on its page, as a formset takes them."""
    plan = plan_asked_for(request)
    if plan is not None and model is PlanSettlement:
        return [{"plan": plan.pk}]
    if plan is not None and model is MilestonePartner:
        parts = plan.partner_roles.all()
        return [{"partner": part.partner_id, "role": part.role} for part in parts]
    paragraph = paragraph_asked_for(request) if model is Citation else None
    return [{"paragraph": paragraph.pk}] if paragraph is not None else []


def current_release(request: HttpRequest) -> int | None:
    """The release that the form is about: of the paragraph in the address, or the first cited."""
    paragraph = paragraph_asked_for(request)
    if paragraph is not None:
        return paragraph.release_id
    match = request.resolver_match
    number = row_id(match.kwargs.get("object_id")) if match else None
    cited = Citation.objects.filter(milestone=number or 0).order_by("pk")
    return cited.values_list("paragraph__release", flat=True).first()


class RowChoices(AutocompleteJsonView):
    """The rows that a search for a choice finds, each as its admin class labels it."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "choice_label", str)
        return {**super().serialize_result(obj, to_field_name), "text": label(obj)}
