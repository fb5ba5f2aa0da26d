"""What waits for staff, on the admin's first page."""

from __future__ import annotations

from typing import Any

from django import template

from timeline.admin.dashboard import Job, WaitingList, main_jobs, waiting_lists
from timeline.admin.review import ReviewDesk, review_desk

register = template.Library()


@register.simple_tag(takes_context=True)
def answers(context: dict[str, Any]) -> list[WaitingList]:
    return waiting_lists(context["request"])


@register.simple_tag(takes_context=True)
def reviews(context: dict[str, Any]) -> ReviewDesk:
    return review_desk(context["request"])


@register.simple_tag(takes_context=True)
def jobs(context: dict[str, Any]) -> list[Job]:
    return main_jobs(context["request"])
