"""Whose record it is, and what is allowed, on the pages on which staff sign in.

The views of these pages are a library's, so a context processor adds what our templates need.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from timeline.pages.header import page_header
from timeline.signin.enrolment import may_add_factor
from timeline.signin.second_factor import SIGN_IN_PAGES


def record_name(request: HttpRequest) -> dict[str, Any]:
    """For these pages only: the page header (5 queries, when a template uses it) and whether a
    second factor may be set up (2 queries, likewise)."""
    match = request.resolver_match
    if match is None or not (match.url_name or "").startswith(SIGN_IN_PAGES):
        return {}
    return {
        "masthead": SimpleLazyObject(lambda: page_header(timezone.now())),
        "may_add_factor": SimpleLazyObject(lambda: may_add_factor(request)),
    }
