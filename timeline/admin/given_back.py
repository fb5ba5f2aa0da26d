"""A form that was sent and cannot be taken comes back with all that was typed.

One mechanism for every such reason, which ``NotTaken`` says in words. While the record can be read,
the row's own page comes back: each field and each inline row as typed, nothing checked or saved.
Else a plain page lists what was sent, and sends it again; it asks the database for nothing. Secrets
are in neither. What has to wait until somebody signs in comes from ``waiting_form``, what the
browser kept (``unsaved-form.js``) is posted under ``PUT_BACK``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from timeline.admin.form_page import parts_of_form_page
from timeline.admin.sent_fields import sent_fields
from timeline.admin.typing import PlainAdmin
from timeline.admin.waiting_form import (
    SECRET,
    WaitingForm,
    forget,
    is_form_of_a_row,
    is_from_here,
    is_of_the_admin,
    mark_for,
    name_in_the_admin,
    waiting_here,
)
from timeline.admin.widgets import set_posted
from timeline.operations.database_faults import is_locked, is_of_the_database
from timeline.operations.long_writes import long_write_under_way

RETRY_AFTER = 5  # seconds
PUT_BACK, DISCARD = "_put_back", "_discard"  # names of buttons


@dataclass(frozen=True)
class NotTaken:
    """Why what was sent is not taken, as sentences, with the status of the answer.

    ``retry_after``: seconds until it may be sent again, None where waiting does not help.
    """

    sentence: str
    status: int
    retry_after: int | None = None

    def tell(self, response: HttpResponse) -> HttpResponse:
        response.status_code = self.status
        if self.retry_after is not None:
            response.headers["Retry-After"] = str(self.retry_after)
        return response


def not_written(fault: BaseException) -> NotTaken:
    """What staff are told of a database that took nothing."""
    if not is_locked(fault):
        said = gettext("The database cannot be used just now. This was not saved: try again.")
        return NotTaken(said, 503, RETRY_AFTER)
    said = gettext(
        "The record is being written by something else just now. This was not saved: try again in "
        "a moment."
    )
    under_way = long_write_under_way()
    if under_way:
        began = date_format(timezone.localtime(under_way.began), "TIME_FORMAT")
        said += " " + gettext("It has been going on since %s.") % began
        if under_way.total:
            parts = {"done": under_way.done, "total": under_way.total}
            said += " " + gettext("%(done)d of %(total)d rows are written.") % parts
    return NotTaken(said, 503, RETRY_AFTER)


def no_longer_theirs(why: str) -> NotTaken:
    """What staff are told who may not save this, or not any more."""
    return NotTaken(why or gettext("Your account has no right to this."), 403)


# The row's own page


class _NotTakenForm:
    """Put before a form's class: it holds what was typed, and is not checked."""

    why: str

    def full_clean(self) -> None:
        form: Any = self
        form._errors = ErrorDict(renderer=form.renderer)
        form.cleaned_data = {}
        if form.is_bound:
            form.add_error(None, self.why)


class GivesFormsBack(PlainAdmin):
    """Gives a posted form back where it is not taken, or not yet."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        waiting = waiting_here(request)
        if request.method == "GET" and waiting is not None:
            return self._give_back_waiting(request, object_id, form_url, waiting)
        if request.method == "POST":
            forget(request)
            if DISCARD in request.POST:
                return HttpResponseRedirect(request.get_full_path())
            if PUT_BACK in request.POST:
                said = gettext("This is what you typed before. Nothing is saved yet.")
                return self.give_back(request, object_id, form_url, NotTaken(said, 200))
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (DatabaseError, InterfaceError) as fault:
            if request.method != "POST" or not is_of_the_database(fault):
                raise
            try:
                return self.give_back(request, object_id, form_url, not_written(fault))
            except (DatabaseError, InterfaceError):  # it cannot be read either
                raise fault from fault.__cause__

    def _give_back_waiting(
        self, request: HttpRequest, object_id: str | None, form_url: str, waiting: WaitingForm
    ) -> HttpResponse:
        """The page as if its form had been posted; it writes nothing."""
        request.FILES.clear()  # read now: Django would read the body anew, which is empty
        request.method = "POST"
        set_posted(request, waiting.as_posted())
        try:
            return self.give_back(request, object_id, form_url, NotTaken(waiting.sentence, 200))
        finally:
            request.method = "GET"

    def give_back(
        self, request: HttpRequest, object_id: str | None, form_url: str, why: NotTaken
    ) -> HttpResponse:
        """The page of the row with what was typed. It writes nothing."""
        request.not_taken = why  # type: ignore[attr-defined] # read by get_form
        for_the_page: Any = self
        response: HttpResponse = for_the_page._changeform_view(request, object_id, form_url, None)
        if isinstance(response, TemplateResponse):
            response.render()  # now: what it reads may be gone a moment later
        return why.tell(response)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["made_for"] = mark_for(request.user)
        context["came_back"] = context["adminform"].form.is_bound
        context["waiting"] = waiting_here(request)
        context |= parts_of_form_page(context)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        why: NotTaken | None = getattr(request, "not_taken", None)
        if why is None:
            return form
        return type(form.__name__, (_NotTakenForm, form), {"why": why.sentence})


# A page for any form


def page_with_what_was_sent(request: HttpRequest, why: NotTaken) -> HttpResponse | None:
    """What somebody sent to a page of staff, to be sent again; None where there is nothing of it.

    Only what a page of this site sent: another one's would come back with a valid token.
    """
    if request.method != "POST" or not is_of_the_admin(request) or not is_from_here(request):
        return None
    return _plain_page(request, request.POST, why)


def page_of_refused_form(request: HttpRequest, why: NotTaken) -> HttpResponse | None:
    """The same for the form of a row that somebody may not save; also for one that waited."""
    if not is_form_of_a_row(request):
        return None
    waiting = waiting_here(request) if request.method == "GET" else None
    if waiting is not None:
        return _plain_page(request, waiting.as_posted(), why)
    return page_with_what_was_sent(request, why)


def _plain_page(request: HttpRequest, sent: QueryDict, why: NotTaken) -> HttpResponse:
    has_secrets = False
    kept = sent.copy()
    for name in sent:
        if SECRET.search(name):
            has_secrets = has_secrets or name != "csrfmiddlewaretoken"
            del kept[name]
    fields = list(sent_fields(kept, name_in_the_admin(request)))
    context = {"masthead": None, "why": why, "fields": fields, "has_secrets": has_secrets}
    return why.tell(render(request, "given_back.html", context))
