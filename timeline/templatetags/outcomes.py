"""What the admin's templates ask of a plan."""

from __future__ import annotations

from django import template

from timeline.admin import outcomes

register = template.Library()
register.simple_tag(outcomes.outcome_address)
