"""A form that was sent and could not be taken waits in the session until its account opens it.

The session was over, or the token of the form was another session's. What was sent is kept, without
secrets, and the browser is led back to the form's address, by way of the sign-in page if need be.
There ``given_back`` shows it. It is never saved by itself: a person looks at it and presses Save.

A form is only kept if a page of this site sent it, and if it carries the mark of the account for
which the site made it. Whoever has no account can therefore neither fill a form for somebody else
nor have anything stored. The form is shown to that account alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.signin import journal
from timeline.signin.second_factor import is_missing

KEPT = "waiting_form"  # in the session
MARK = "_made_for"  # the field with the account for which a form was made
# Names of fields that are never kept, and that no page gives back.
SECRET = re.compile(r"password|credential|secret|csrfmiddlewaretoken")
SESSION_OVER, STALE_TOKEN = "session_over", "stale_token"
WHY: dict[str, Promise] = {
    SESSION_OVER: _(
        "Your session was over when you sent this. Nothing is saved yet: look at it, then save."
    ),
    STALE_TOKEN: _(
        "You signed in anew after this form was opened. Nothing is saved yet: look at it, then "
        "save."
    ),
}


@dataclass(frozen=True)
class WaitingForm:
    """``account``: the key of whom it was made for. ``fields``: as sent, without secrets."""

    account: str
    address: str
    why: str
    fields: dict[str, list[str]]

    @property
    def sentence(self) -> str:
        return str(WHY[self.why])

    def as_posted(self) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, values in self.fields.items():
            data.setlist(name, values)
        return data


def mark_for(user: Any) -> str:
    """The mark that forms made for an account carry. Nobody else can make it."""
    return _signer().sign(str(user.pk))


def _signer() -> Signer:
    return Signer(salt="timeline.admin.waiting_form")


def keep(request: HttpRequest, why: str) -> HttpResponse | None:
    """Keep what was sent, and lead back to its form; None where it is not to be kept."""
    account = _account_of_mark(request)
    is_of_another = request.user.is_authenticated and str(request.user.pk) != account
    if not account or is_of_another or not is_form_of_a_row(request) or not is_from_here(request):
        return None
    fields = {}
    for name, values in request.POST.lists():
        if not SECRET.search(name):
            fields[name] = [str(value) for value in values]
    address = request.get_full_path()
    request.session[KEPT] = {"account": account, "address": address, "why": why, "fields": fields}
    return HttpResponseRedirect(address)


def _account_of_mark(request: HttpRequest) -> str:
    try:
        return _signer().unsign(request.POST.get(MARK, ""))
    except BadSignature:
        return ""


def waiting_form(request: HttpRequest) -> WaitingForm | None:
    """The form that waits for whoever asks, whichever page they ask for."""
    kept = request.session.get(KEPT)
    if not kept or kept["account"] != str(request.user.pk):
        return None
    return WaitingForm(**kept)


def waiting_here(request: HttpRequest) -> WaitingForm | None:
    """The form that waits, if this is its page."""
    waiting = waiting_form(request)
    if waiting is None or waiting.address != request.get_full_path():
        return None
    return waiting


def forget(request: HttpRequest) -> None:
    """What waited for this page is sent again, or not wanted."""
    if waiting_here(request) is not None:
        del request.session[KEPT]


def is_form_of_a_row(request: HttpRequest) -> bool:
    """Whether the address is that of a row's form in the admin, for a new row or one on file."""
    name = name_in_the_admin(request)
    return name.endswith(("_add", "_change")) and "password" not in name


def is_of_the_admin(request: HttpRequest) -> bool:
    return bool(name_in_the_admin(request))


def name_in_the_admin(request: HttpRequest) -> str:
    """The name of the page that was asked for; "" outside the admin."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return ""
    return (match.url_name or "") if "admin" in match.namespaces else ""


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent it (Fetch Metadata, RFC 6454 §7)."""
    if request.headers.get("Sec-Fetch-Site"):
        return request.headers["Sec-Fetch-Site"] == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(sender)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


class WaitingFormMiddleware:
    """Keeps the form of somebody whose session is over, before they are led to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method != "POST" or not is_form_of_a_row(request):
            return None
        if request.user.is_authenticated and not admin.site.has_permission(request):
            journal.record_refusal(request, "")
            raise PermissionDenied  # Django would lead away from what was typed
        if request.user.is_authenticated and not is_missing(request.user):
            return None
        return keep(request, SESSION_OVER)
