"""Says in a row's form who else has it open. Without JavaScript it is said as of the moment the form was opened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext

from timeline.admin.typing import AnyAdmin
from timeline.admin.widgets import row_id
from timeline.models.presence import Presence


def said_of_others(row: models.Model, user: Any, at: datetime) -> list[str]:
    """ "Marie opened this 3 minutes ago and has not saved." """
    return [
        _said(str(one.user), one.opened_at, at) for one in Presence.other_editors(row, user, at)
    ]


def _said(who: str, opened_at: datetime, at: datetime) -> str:
    if at - opened_at < timedelta(minutes=1):
        return gettext("%(who)s opened this just now and has not saved.") % {"who": who}
    ago = timesince(opened_at, at)
    return gettext("%(who)s opened this %(ago)s ago and has not saved.") % {"who": who, "ago": ago}


class PresenceMixin(AnyAdmin):
    """Stands before the admin class of a row."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.heartbeat)
        name = f"timeline_{self.opts.model_name}_presence"
        return [path("<int:number>/presence/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def heartbeat(self, request: HttpRequest, number: int) -> HttpResponse:
        """Somebody is still at it; answers who else is."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self.get_queryset(request).filter(pk=number).first()
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        at = timezone.now()
        Presence.note_seen(row, request.user, at)
        return JsonResponse({"others": said_of_others(row, request.user, at)})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, with who else has it open; whoever saves it has it open no more."""
        answer: HttpResponse = super().change_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        shown = answer.context_data if isinstance(answer, TemplateResponse) else None
        number = row_id(object_id)
        if request.method == "POST" and shown is None and number is not None:
            Presence.note_closed(self.model(pk=number), request.user)
        elif shown and shown.get("original") and shown.get("has_change_permission"):
            row, at = shown["original"], timezone.now()
            if request.method == "GET":
                Presence.note_opened(row, request.user, at)
            shown["presence"] = reverse(
                f"admin:timeline_{self.opts.model_name}_presence", args=[row.pk]
            )
            shown["others"] = said_of_others(row, request.user, at)
        return answer
