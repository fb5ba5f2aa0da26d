"""What waits under one question of the first page, row by row, and what of it was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.dashboard import WAITING_QUESTIONS, WaitingQuestion, condition_of
from timeline.admin.seen import mark_as_seen, marks_that_count
from timeline.admin.substance import RecordModel
from timeline.admin.widgets import row_id
from timeline.models import Contact, Paragraph, Release, SeenMark
from timeline.models.seen_mark import LONGEST_REASON

MOST = 100  # rows of one kind that the page lists
PARTS = (Contact, Paragraph)  # edited on the page of their release


class SeenForm(forms.Form):
    """Rows that were looked at, and why nothing is to be done."""

    rows = forms.MultipleChoiceField(
        label=_("Rows"), error_messages={"required": _("Choose what was seen.")}
    )
    reason = forms.CharField(
        label=_("Why nothing is to be done"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={"required": _("Say in a few words why nothing is to be done.")},
    )


@dataclass(frozen=True)
class WaitingRow:
    """A row, its page, its name in the form, and the mark of who has seen it or had seen it."""

    name: str
    address: str
    value: str
    mark: SeenMark | None


@dataclass
class WaitingKind:
    """Rows of one kind. ``more``: how many wait that are not listed."""

    title: str
    may_mark: bool
    waiting: list[WaitingRow] = field(default_factory=list)
    seen: list[WaitingRow] = field(default_factory=list)
    more: int = 0


def waiting_page(request: HttpRequest, question: str) -> HttpResponse:
    """The page. It marks rows as seen, and takes marks back."""
    asked = {one.key: one for one in WAITING_QUESTIONS}.get(question)
    if asked is None:
        raise Http404
    if request.method == "POST" and "take_back" in request.POST:
        return _take_back(request, asked)
    kinds = list(_kinds(request, asked))
    if not kinds:
        raise PermissionDenied
    form = SeenForm()
    markable = chain.from_iterable(kind.waiting for kind in kinds if kind.may_mark)
    values = [row.value for row in markable]
    if request.method == "POST":
        form = SeenForm(request.POST)
        form.fields["rows"] = _choices_of(values)
        if form.is_valid():
            return _mark(request, asked, form, timezone.now())
    return _shown(request, asked, kinds, form)


def _choices_of(values: list[str]) -> forms.MultipleChoiceField:
    """The rows of the page. What waits no longer says so, and nothing is marked."""
    gone = _("This waits no longer, or is not yours to mark. Look at the list again.")
    return forms.MultipleChoiceField(
        choices=[(value, value) for value in values],
        error_messages={"required": _("Choose what was seen."), "invalid_choice": gone},
    )


def _shown(
    request: HttpRequest, question: WaitingQuestion, kinds: list[WaitingKind], form: SeenForm
) -> HttpResponse:
    context = admin.site.each_context(request) | {
        "title": question.title,
        "question": question,
        "kinds": kinds,
        "form": form,
        "chosen": request.POST.getlist("rows"),
        "may_mark": any(kind.may_mark and kind.waiting for kind in kinds),
        "has_seen": any(kind.seen for kind in kinds),
    }
    return TemplateResponse(request, "admin/timeline/waiting.html", context)


def _kinds(request: HttpRequest, question: WaitingQuestion) -> Iterator[WaitingKind]:
    """What this person may see of it, kind by kind. 4 queries for each."""
    for model in question.of:
        rows_of: Any = admin.site.get_model_admin(model)
        if rows_of.has_view_or_change_permission(request):
            found = rows_of.get_queryset(request).filter(condition_of(question)).distinct()
            yield _kind(request, question, model, found)


def _kind(
    request: HttpRequest, question: WaitingQuestion, model: RecordModel, found: QuerySet[Any]
) -> WaitingKind:
    marks = marks_that_count(model, question.key)
    waiting = found.exclude(pk__in=list(marks))
    listed = list(waiting[: MOST + 1])
    kind = WaitingKind(str(model._meta.verbose_name_plural), _may_mark(request, model))
    if len(listed) > MOST:
        kind.more = waiting.count() - MOST
    earlier = _marks_on(question, model, [row.pk for row in listed])
    kind.waiting = [_row(row, earlier.get(row.pk)) for row in listed[:MOST]]
    kind.seen = [_row(row, marks[row.pk]) for row in found.filter(pk__in=list(marks))]
    return kind


def _may_mark(request: HttpRequest, model: RecordModel) -> bool:
    """Whether somebody may change rows of that kind, or what they are a part of."""
    edited = Release if model in PARTS else model
    return bool(admin.site.get_model_admin(edited).has_change_permission(request))


def _marks_on(
    question: WaitingQuestion, model: RecordModel, keys: list[int]
) -> dict[int, SeenMark]:
    """What was marked of rows that wait again. 1 query."""
    marks = SeenMark.objects.filter(
        question=question.key, kind=model._meta.model_name, row__in=keys
    )
    return {mark.row: mark for mark in marks.select_related("made_by")}


def _row(row: Any, mark: SeenMark | None) -> WaitingRow:
    edited = row.release if isinstance(row, PARTS) else row
    address = reverse(f"admin:timeline_{edited._meta.model_name}_change", args=[edited.pk])
    return WaitingRow(str(row), address, f"{row._meta.model_name}-{row.pk}", mark)


def _mark(
    request: HttpRequest, question: WaitingQuestion, form: SeenForm, at: datetime
) -> HttpResponse:
    mark = {"reason": form.cleaned_data["reason"], "made_by": request.user, "made_at": at}
    by_kind: dict[str, list[int]] = defaultdict(list)
    for value in form.cleaned_data["rows"]:
        kind, _dash, key = value.partition("-")
        by_kind[kind].append(int(key))
    for model in question.of:
        keys = by_kind[str(model._meta.model_name)]
        mark_as_seen(question.key, model, keys, **mark)
    number = len(form.cleaned_data["rows"])
    said = ngettext("%d marked as seen.", "%d marked as seen.", number) % number
    messages.success(request, said)
    return HttpResponseRedirect(request.path)


def _take_back(request: HttpRequest, question: WaitingQuestion) -> HttpResponse:
    """Forget a mark: its row waits again."""
    may_mark = [model._meta.model_name for model in question.of if _may_mark(request, model)]
    if not may_mark:
        raise PermissionDenied
    number = row_id(request.POST["take_back"]) or 0
    marks = SeenMark.objects.filter(pk=number, question=question.key, kind__in=may_mark)
    if marks.delete()[0]:
        messages.success(request, gettext("It waits again."))
    else:
        messages.info(request, gettext("It waits again already. Nothing was changed."))
    return HttpResponseRedirect(request.path)
