""" "Ready for review": a draft's author tells publishers so, and a publisher answers.

Where nothing is asked of a draft, its author sees one folded part of the form, and a publisher
nothing. A request is over once the row is no draft: nobody has to close it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.list_filters import public_state
from timeline.admin.permissions import may_publish
from timeline.models import Publishing, ReviewRequest, Status
from timeline.models.preview_links import PreviewKind
from timeline.models.review_request import LONGEST_COMMENT
from timeline.publishing.publish_times import moment_in_words

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts as FieldOpts
    from django.utils.functional import _StrPromise as StrPromise

TITLE = _("Ready for review")
FEW = 20  # requests that the first page lists
SHOWN_FOR = timedelta(days=30)  # to whoever asked
Fieldset = tuple["StrPromise", "FieldOpts"]


class ReviewFields(forms.Form):
    """What a form of a draft has about its review. Which part is shown goes by the account."""

    ready_for_review = forms.BooleanField(
        label=_("Ready for review"),
        required=False,
        help_text=_("Tells publishers once it is saved. They see the comment; visitors never do."),
    )
    review_comment = forms.CharField(
        label=_("Comment for publishers"),
        max_length=LONGEST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
    )
    needs_changes = forms.CharField(
        label=_("Needs changes"),
        max_length=LONGEST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
        help_text=_("What the draft needs before it can be public. Saving sends it back."),
    )


# The form of a row


def review_fieldsets(request: HttpRequest, row: Publishing | None, model: Any) -> list[Fieldset]:
    """The part of the form about the review, if this account has one. At most 1 query."""
    if row is not None and row.status != Status.DRAFT:
        return []
    asked = ReviewRequest.of(row) if row is not None else None
    if may_publish(request, row or model):
        if asked is None or asked.answered_at:
            return []
        said = _said(asked.asked_by, asked.asked_at, asked.comment)
        return [(TITLE, {"fields": ("needs_changes",), "description": said})]
    options: FieldOpts = {"fields": ("ready_for_review", "review_comment")}
    if asked is None:
        options["classes"] = ("collapse",)
    elif asked.answered_at:
        answer = _said(asked.answered_by, asked.answered_at, asked.needs)
        options["description"] = format_html("<strong>{}</strong> {}", _("Needs changes"), answer)
    else:
        options["description"] = _said(asked.asked_by, asked.asked_at, asked.comment)
    return [(TITLE, options)]


def _said(who: Any, when: datetime | None, comment: str) -> SafeString:
    """Who said it, and when. The comment comes from a person: nothing in it is markup."""
    moment = moment_in_words(when) if when else ""
    return format_html("{} ({}): {}", who or "–", moment, comment or "–")


def refuse_unclear_answer(form: Any, cleaned: Mapping[str, Any]) -> None:
    """A row is published or sent back, not both; and a comment goes with what it is about."""
    if cleaned.get("needs_changes") and cleaned.get("status") not in {None, Status.DRAFT}:
        said = gettext("Publish it or send it back: empty this, or leave it a draft.")
        form.add_error("needs_changes", said)
    if cleaned.get("review_comment") and not cleaned.get("ready_for_review"):
        said = gettext("Tick “Ready for review”, or empty the comment.")
        form.add_error("ready_for_review", said)


def keep_review(request: HttpRequest, form: Any) -> None:
    """Ask for the review, or send the draft back, once the row is saved."""
    row, at, typed = form.instance, timezone.now(), form.cleaned_data
    if row.status != Status.DRAFT:
        return
    if not may_publish(request, row):
        if typed.get("ready_for_review"):
            ReviewRequest.ask(row, request.user, at, typed.get("review_comment", ""))
            messages.success(request, gettext("Publishers see that this is ready for review."))
        return
    asked = ReviewRequest.of(row)
    if typed.get("needs_changes") and asked is not None:
        asked.send_back(request.user, at, typed["needs_changes"])
        messages.success(request, gettext("It is sent back with what it needs."))


# The first page


@dataclass(frozen=True)
class ReviewLine:
    """A request, its row and the page of that; and for whoever asked, how it stands."""

    request: ReviewRequest
    row: Publishing
    address: str
    state: str


@dataclass(frozen=True)
class ReviewDesk:
    """``to_review``: what waits for this publisher. ``sent``: what this person asked for."""

    to_review: list[ReviewLine]
    sent: list[ReviewLine]


def review_desk(request: HttpRequest) -> ReviewDesk:
    """The newest of both. At most 2 queries, and 1 for each kind of row in each."""
    theirs = Q()
    for kind in PreviewKind:
        model: Any = apps.get_model("timeline", kind.value)
        if may_publish(request, model):
            drafts = model.objects.filter(status=Status.DRAFT).order_by().values("pk")
            theirs |= Q(kind=kind, row__in=drafts)
    waiting: Iterable[ReviewRequest] = ()
    if theirs:
        open_ones = ReviewRequest.objects.filter(theirs, answered_at=None)
        waiting = open_ones.select_related("asked_by")[:FEW]
    since = timezone.now() - SHOWN_FOR
    sent = ReviewRequest.objects.filter(asked_by=request.user.pk, asked_at__gte=since)
    return ReviewDesk(_lines(waiting), _lines(sent.select_related("answered_by")[:FEW]))


def _lines(requests: Iterable[ReviewRequest]) -> list[ReviewLine]:
    """Without rows that were deleted."""
    requests = list(requests)
    keys = defaultdict(list)
    for one in requests:
        keys[one.kind].append(one.row)
    rows: dict[tuple[str, int], Publishing] = {}
    for kind, of_kind in keys.items():
        found = apps.get_model("timeline", kind)._default_manager.in_bulk(of_kind)
        rows |= {(kind, key): row for key, row in found.items()}
    at = timezone.now()
    lines = []
    for one in requests:
        row = rows.get((one.kind, one.row))
        if row is not None:
            address = reverse(f"admin:timeline_{one.kind}_change", args=[one.row])
            lines.append(ReviewLine(one, row, address, _state(one, row, at)))
    return lines


def _state(asked: ReviewRequest, row: Publishing, at: datetime) -> str:
    """What came of a request, as its author reads it."""
    if row.status != Status.DRAFT:
        return str(public_state(row, at).label)
    return gettext("Needs changes") if asked.answered_at else gettext("Waits for a publisher")
