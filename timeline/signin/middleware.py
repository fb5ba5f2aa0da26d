"""What is done around each request of somebody who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import ResolverMatch, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from timeline.http.canonical_host import OTHER_HOST
from timeline.operations.database_faults import write_if_possible
from timeline.signin import journal, known_devices, sessions
from timeline.signin.enrolment import may_add_factor
from timeline.signin.second_factor import SIGN_IN_PAGES, is_missing

GetResponse = Callable[[HttpRequest], HttpResponse]
# Pages of the admin that answer without a second factor, by the names of their addresses.
OPEN_ADMIN_PAGES = {"login", "logout", "password_change", "password_change_done", "jsi18n"}
PAGES_THAT_ADD_FACTORS = {"mfa_activate_totp", "mfa_add_webauthn"}


class FirstHostMiddleware:
    """Leads staff who ask another host of the site to the first: their passkeys are bound to it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        is_read = request.method in {"GET", "HEAD"}
        if is_read and OTHER_HOST in request.META and match is not None and _is_of_staff(match):
            return HttpResponseRedirect(request.build_absolute_uri())
        return None


class NeverKeptMiddleware:
    """Keeps the pages of staff out of every cache, the browser's own included.

    They show drafts, and the secrets of second factors.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and _is_of_staff(match):
            add_never_cache_headers(response)
        return response


class SessionActivityMiddleware:
    """Notes in the session that it is in use, and on a device that somebody signed in on it.

    No page waits for the first to be written.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        if session.accessed and SESSION_KEY in session:
            now = sessions.now_in_seconds()
            if now - session.get(sessions.SEEN, 0) > sessions.WRITE_INTERVAL:
                has_changed = session.modified  # else this is all there is to write
                session[sessions.SEEN] = now
                if not has_changed:
                    _save_if_it_can_be(session)
        known_devices.remember(request, response)
        return response


def _save_if_it_can_be(session: Any) -> None:
    """Of a session that was ended meanwhile Django's middleware says so, when it saves."""
    try:
        write_if_possible("that a session is in use", session.save)
    except UpdateError:
        return
    session.modified = False


class RefusalMiddleware:
    """Writes down who was refused what. The answer itself stays Django's: 403."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, PermissionDenied):
            journal.record_refusal(request, "")


class SecondFactorMiddleware:
    """Leads from the admin to the page on which a missing second factor is set up.

    On every other page, an account that misses it counts as a visitor. The first factor is set up
    with a link besides the password (``enrolment``).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if settings.SECOND_FACTOR == "off" or match is None:
            return None
        name = match.url_name or ""
        if name in PAGES_THAT_ADD_FACTORS and not may_add_factor(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        if name.startswith(SIGN_IN_PAGES):
            return None
        if "admin" not in match.namespaces:
            trusted: Any = SimpleLazyObject(partial(_trusted, request.user))
            request.user = trusted
        elif name not in OPEN_ADMIN_PAGES and is_missing(request.user):
            said = _("Your account may publish, so it needs a second factor. Set one up to go on.")
            messages.info(request, said)
            return HttpResponseRedirect(reverse("mfa_index"))
        return None


def _is_of_staff(match: ResolverMatch) -> bool:
    return "admin" in match.namespaces or (match.url_name or "").startswith(SIGN_IN_PAGES)


def _trusted(user: Any) -> Any:
    return AnonymousUser() if is_missing(user) else user
