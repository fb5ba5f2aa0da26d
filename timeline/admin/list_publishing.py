"""Publishing from a list: it asks once, and may wait a few minutes so that it can be taken back.

Whether somebody outside has been served a page cannot be known: answers stand in caches in front of
the site. So rows do not come out and vanish again. They come out ``GRACE`` later, and until then
they are scheduled: nobody has seen them, and they go back to draft without a withdrawal.
"""

from __future__ import annotations

from copy import copy
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from timeline.models import Publishing, Status
from timeline.publishing import transitions
from timeline.publishing.publish_times import settled_moment

GRACE = timedelta(minutes=5)
ASKED, WHEN, SOON = "post", "when", "soon"  # of the page that asks


def is_confirmed(request: HttpRequest) -> bool:
    return ASKED in request.POST


def is_soon(request: HttpRequest) -> bool:
    """Whether they go out in a few minutes, not at once."""
    return request.POST.get(WHEN) == SOON


def page_that_asks(
    model_admin: admin.ModelAdmin[Any], request: HttpRequest, chosen: QuerySet[Any]
) -> TemplateResponse | None:
    """What will be public, to be confirmed; None where nothing of it is a draft."""
    drafts = chosen.filter(status=Status.DRAFT)
    if not drafts:
        return None
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Publish these?"),
        "opts": model_admin.opts,
        "drafts": drafts,
        "chosen": chosen,
        "checkbox": ACTION_CHECKBOX_NAME,
        "minutes": GRACE.seconds // 60,
    }
    return TemplateResponse(request, "admin/timeline/publish_confirmation.html", context)


def publish_soon(row: Publishing, at: datetime, by: Any, *, reason: str) -> None:
    """Publish a row a few minutes from now; at its own moment where it has one to keep."""
    going = copy(row)
    going.status = Status.PUBLISHED
    if settled_moment(going, row, at) == at:
        transitions.schedule(row, at + GRACE, at, by, reason=reason)
    else:
        transitions.publish(row, at, by, reason=reason)


def said_of_soon(count: int, at: datetime) -> str:
    values = {
        "n": count,
        "when": date_format(timezone.localtime(at + GRACE), "TIME_FORMAT"),
    }
    said = ngettext(
        "%(n)d is public from %(when)s. Until then it can be taken back to draft: nobody has seen "
        "it",
        "%(n)d are public from %(when)s. Until then they can be taken back to draft: nobody has "
        "seen them",
        count,
    )
    return said % values
