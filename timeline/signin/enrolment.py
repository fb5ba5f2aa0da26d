"""Links with which somebody sets up their first second factor.

A password alone must not do it: whoever has found one out would set up a factor of their own. So
where ``SITE_SECOND_FACTOR`` asks for factors, the first one of an account needs a link besides the
password. A superuser gives it, by another way than the password. It is good once, for three days,
until another is given.

Nothing is kept of a link but its entry in the journal, which the link names. It is current while
the journal has nothing newer on the account's factors.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from timeline.models import SignInEvent, SignInEventKind
from timeline.signin import journal
from timeline.signin.second_factor import has_one

SALT = "timeline.signin.enrolment"
GOOD_FOR = 3 * 24 * 3600  # seconds
OPENED = "enrolment_link"  # in the session: the entry of the link that was opened
ENDING = (SignInEventKind.FACTOR_ADDED, SignInEventKind.FACTOR_REMOVED, SignInEventKind.LINK_GIVEN)


def give_link(user: Any, request: HttpRequest | None, by: str) -> str:
    """The path of a new link for an account. Those given before are good no more."""
    given = journal.record_event(SignInEventKind.LINK_GIVEN, request, user, f"by {by}")
    token = signing.dumps([user.pk, given.pk], salt=SALT)
    return reverse("mfa_enrolment", args=[token])


def is_usable(request: HttpRequest, token: str) -> bool:
    """Whether it is a current link of the account that is signed in."""
    return _entry_of(request, token) is not None


def open_link(request: HttpRequest, token: str) -> bool:
    """Allow this session to set up a factor, if the link is usable."""
    entry = _entry_of(request, token)
    if entry is not None:
        request.session[OPENED] = entry
    return entry is not None


def may_add_factor(request: HttpRequest) -> bool:
    """Whether the account that is signed in may set one up, or another one."""
    if settings.SECOND_FACTOR == "off" or has_one(request.user):
        return True
    return _is_newest(request.user, request.session.get(OPENED))


def _entry_of(request: HttpRequest, token: str) -> int | None:
    """The entry of the journal that a link names, None if the link is not usable."""
    try:
        account, entry = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError):
        return None
    user = request.user
    if account != user.pk or has_one(user) or not _is_newest(user, entry):
        return None
    return int(entry)


def _is_newest(user: Any, entry: int | None) -> bool:
    """Whether an entry of the journal is the newest on the factors of an account. 1 query."""
    if entry is None:
        return False
    newest = SignInEvent.objects.filter(user=user, kind__in=ENDING).order_by("-pk").first()
    return newest is not None and newest.pk == entry
