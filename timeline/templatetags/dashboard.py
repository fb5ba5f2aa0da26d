"""What waits for staff, on the admin's first page."""

from __future__ import annotations

from typing import Any

from django import template

from timeline.admin.dashboard import Job, WaitingList, main_jobs, waiting_lists

register = template.Library()


@register.simple_tag(takes_context=True)
def answers(context: dict[str, Any]) -> list[WaitingList]:
    return waiting_lists(context["request"])


@register.simple_tag(takes_context=True)
def jobs(context: dict[str, Any]) -> list[Job]:
    return main_jobs(context["request"])
