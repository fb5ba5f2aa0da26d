"""Whose record it is, on the pages on which staff sign in: a library makes them, so the settings hand it over."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from timeline.masthead import masthead

OURS = ("account_", "mfa_")  # names of these pages' addresses, as the library has them


def letterhead(request: HttpRequest) -> dict[str, Any]:
    """Context of these pages, and of no other. 5 queries."""
    match = request.resolver_match
    ours = match is not None and (match.url_name or "").startswith(OURS)
    return {"masthead": masthead(timezone.now())} if ours else {}
