"""The journal of sign-ins and refusals: a line in the log and a row for auditors. No secrets."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from timeline.models import SignInEvent, SignInEventKind
from timeline.operations.database_faults import write_if_possible

logger = logging.getLogger("timeline.signin")
KEPT = timedelta(days=400)  # a year and a month, so that a year's review finds all of it
_ALARMING = {
    SignInEventKind.FAILED,
    SignInEventKind.LOCKED,
    SignInEventKind.FACTOR_FAILED,
    SignInEventKind.REFUSED,
}


def address_of(request: HttpRequest | None) -> str | None:
    """The visitor's address, as ``timeline/http/proxy_headers.py`` has it from a proxy in front."""
    try:
        address: str | None = get_adapter().get_client_ip(request) if request else None
    except PermissionDenied:  # a request without one, as tests and commands make
        return None
    return address


def record_event(
    kind: SignInEventKind, request: HttpRequest | None, user: Any = None, detail: str = ""
) -> SignInEvent:
    """Write one line. ``user`` is None for somebody who is no account of ours."""
    at = timezone.now()
    address = address_of(request)
    known = None
    name = ""
    if user is not None and user.pk:
        known = user
        name = user.get_username()
    level = logging.WARNING if kind in _ALARMING else logging.INFO
    logger.log(
        level,
        "%s user=%s address=%s %s",
        kind.value,
        name or "(unknown)",
        address,
        _one_line(detail),
    )
    event = SignInEvent.objects.create(
        at=at, kind=kind, user=known, name=name, address=address, detail=_one_line(detail)[:200]
    )
    if kind == SignInEventKind.SIGNED_IN:  # seldom enough to tidy up on the way
        SignInEvent.objects.filter(at__lt=at - KEPT).delete()
    return event


def record_refusal(request: HttpRequest, what: str) -> None:
    """Somebody who is signed in asked for what is not theirs.

    The line in the log is sure. The row is left out while something else writes to the database:
    a refusal waits for nobody.
    """
    if request.user.is_authenticated:
        detail = f"{request.method} {request.path} {what}".strip()
        write = partial(record_event, SignInEventKind.REFUSED, request, request.user, detail)
        write_if_possible("a refusal", write)


def _one_line(text: str) -> str:
    """Without characters that would forge a line of the log, or that PostgreSQL refuses."""
    return "".join(character if character.isprintable() else " " for character in text).strip()
