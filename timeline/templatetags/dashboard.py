"""What waits for staff, on the admin's first page."""

from __future__ import annotations

from typing import Any

from django import template

from timeline.admin.dashboard import Answer
from timeline.admin.dashboard import answers as asked

register = template.Library()


@register.simple_tag(takes_context=True)
def answers(context: dict[str, Any]) -> list[Answer]:
    return asked(context["request"])
