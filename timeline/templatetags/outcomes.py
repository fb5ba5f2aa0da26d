"""What the admin's templates ask of a plan."""

from __future__ import annotations

from django import template

from timeline.admin.plan_settlement import outcome_address

register = template.Library()
register.simple_tag(outcome_address)
