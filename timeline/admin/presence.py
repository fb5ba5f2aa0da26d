"""Says in a row's form who else has it open.

Without JavaScript it is said as of the moment the form was opened. Nobody waits for it: while
something else writes to the database, it is not noted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext

from timeline.admin.widgets import row_id
from timeline.models.presence import Presence
from timeline.operations.database_faults import write_if_possible


def others_in_words(row: models.Model, user: Any, at: datetime) -> list[str]:
    """ "Marie opened this 3 minutes ago and has not saved." """
    return [
        _in_words(str(other.user), other.opened_at, at)
        for other in Presence.other_editors(row, user, at)
    ]


def _in_words(who: str, opened_at: datetime, at: datetime) -> str:
    if at - opened_at < timedelta(minutes=1):
        return gettext("%(who)s opened this just now and has not saved.") % {"who": who}
    ago = timesince(opened_at, at)
    return gettext("%(who)s opened this %(ago)s ago and has not saved.") % {"who": who, "ago": ago}


def _note(write: Callable[..., None], *about: Any) -> None:
    write_if_possible("who has a form open", partial(write, *about))


class PresenceNotes:
    """Who has the rows of one admin class open."""

    def __init__(self, model_admin: admin.ModelAdmin[Any]) -> None:
        self.admin = model_admin
        self.address_name = f"timeline_{model_admin.opts.model_name}_presence"

    def urls(self) -> list[URLPattern]:
        view = self.admin.admin_site.admin_view(self.heartbeat)
        return [path("<int:number>/presence/", view, name=self.address_name)]

    def heartbeat(self, request: HttpRequest, number: int) -> HttpResponse:
        """Somebody is still at it; answers who else is."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self.admin.get_queryset(request).filter(pk=number).first()
        if row is None:
            raise Http404
        if not self.admin.has_change_permission(request, row):
            raise PermissionDenied
        at = timezone.now()
        _note(Presence.note_seen, row, request.user, at)
        return JsonResponse({"others": others_in_words(row, request.user, at)})

    def note(self, request: HttpRequest, object_id: str, answer: HttpResponse) -> None:
        """Note who opened a form, and show who else has it; who saved it has it open no more."""
        shown = answer.context_data if isinstance(answer, TemplateResponse) else None
        number = row_id(object_id)
        if request.method == "POST" and shown is None and number is not None:
            _note(Presence.note_closed, self.admin.model(pk=number), request.user)
        elif shown and shown.get("original") and shown.get("has_change_permission"):
            row, at = shown["original"], timezone.now()
            if request.method == "GET":
                _note(Presence.note_opened, row, request.user, at)
            shown["presence"] = reverse(f"admin:{self.address_name}", args=[row.pk])
            shown["others"] = others_in_words(row, request.user, at)
