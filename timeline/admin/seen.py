"""What waits is marked as seen, by somebody and for a reason, until it changes in substance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.list_filters import Choices, SingleChoiceFilter
from timeline.admin.substance import SUBSTANCE, RecordModel, substances
from timeline.models import SeenMark


def marks_that_count(model: RecordModel, question: str) -> dict[int, SeenMark]:
    """The marks of rows that are as they were when they were seen, by their keys. 2 queries."""
    marks = SeenMark.objects.filter(question=question, kind=model._meta.model_name)
    return _unchanged(model, question, marks.select_related("made_by"))


def keys_seen(models_asked: Iterable[RecordModel]) -> dict[tuple[str, RecordModel], set[int]]:
    """The rows that need not be looked at again, by question and model.

    1 query, and 1 for each question and model of which anything was marked.
    """
    by_kind = {model._meta.model_name: model for model in models_asked}
    marked: dict[tuple[str, RecordModel], list[SeenMark]] = defaultdict(list)
    for mark in SeenMark.objects.filter(kind__in=by_kind):
        if mark.question in SUBSTANCE:
            marked[mark.question, by_kind[mark.kind]].append(mark)
    seen = {}
    for (question, model), marks in marked.items():
        seen[question, model] = set(_unchanged(model, question, marks))
    return seen


def _unchanged(model: RecordModel, question: str, marks: Iterable[SeenMark]) -> dict[int, SeenMark]:
    by_row = {mark.row: mark for mark in marks}
    if not by_row:
        return {}
    now = substances(question, model, list(by_row))
    return {key: mark for key, mark in by_row.items() if now.get(key) == mark.substance}


def mark_as_seen(question: str, model: RecordModel, keys: Collection[int], **mark: Any) -> None:
    """Mark these rows, as they are now. ``mark``: ``reason``, ``made_by`` and ``made_at``.

    A mark that was made before is replaced.
    """
    for key, substance in substances(question, model, keys).items():
        SeenMark.objects.update_or_create(
            question=question,
            kind=model._meta.model_name,
            row=key,
            defaults={"substance": substance, **mark},
        )


class SeenFilter(SingleChoiceFilter):
    """Leaves out of a list what was seen under a question. The first page leads to such lists."""

    title = _("seen")
    parameter_name = "unseen"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        return [(question, gettext("Not marked as seen")) for question in SUBSTANCE]

    def choices(self, changelist: ChangeList) -> Any:
        """All rows, and the one question that was asked: the others would say the same."""
        every, *questions = super().choices(changelist)
        yield every
        yield from (one for one in questions if one["selected"])

    def has_output(self) -> bool:
        return bool(self.value())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        question = self.value()
        if question is None:
            return None
        if question not in SUBSTANCE:
            return queryset.none()
        model: type[models.Model] = queryset.model
        return queryset.exclude(pk__in=list(marks_that_count(model, question)))
