"""How templates write what is new."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from timeline.pages.changes import KIND_LABELS, ROW_LABELS
from timeline.queries.changes import Change
from timeline.templatetags.corrected import row_link

register = template.Library()


@register.simple_tag
def change_kind(kind: str) -> str:
    """The heading above changes of a kind."""
    return str(KIND_LABELS[kind])


@register.simple_tag
def changed_of(of: str) -> str:
    """What has changed: a milestone, a release …"""
    return str(ROW_LABELS[of])


@register.simple_tag
def change_link(change: Change) -> SafeString:
    """A link to the row that has changed, under its name."""
    return row_link(change.of, change.row)
