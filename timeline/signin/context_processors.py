"""Whose record it is, on the pages on which staff sign in.

The views of these pages are a library's, so a context processor adds what our templates need.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from timeline.pages.header import page_header
from timeline.signin.second_factor import SIGN_IN_PAGES


def record_name(request: HttpRequest) -> dict[str, Any]:
    """The page header, for these pages only. 5 queries, when a template uses it."""
    match = request.resolver_match
    if match is None or not (match.url_name or "").startswith(SIGN_IN_PAGES):
        return {}
    return {"masthead": SimpleLazyObject(lambda: page_header(timezone.now()))}
