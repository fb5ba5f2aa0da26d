"""Whose record it is, on the pages on which staff sign in: a library makes them, so the settings hand it over."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from timeline.pages.header import page_header
from timeline.signin.second_factor import SIGN_IN_PAGES


def record_name(request: HttpRequest) -> dict[str, Any]:
    """Context of these pages, and of no other. 5 queries, once it is asked: an error page brings its own, or none."""
    match = request.resolver_match
    ours = match is not None and (match.url_name or "").startswith(SIGN_IN_PAGES)
    return {"masthead": SimpleLazyObject(lambda: page_header(timezone.now()))} if ours else {}
