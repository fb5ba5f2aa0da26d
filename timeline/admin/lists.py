"""What a list of rows can be narrowed to, and the state in which visitors find each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.models import Publishing, Status

Choices = Sequence[tuple[str, str]]


class State(models.TextChoices):
    """``Status`` as it looks from outside at one moment."""

    PUBLISHED = "published", _("Published")
    SCHEDULED = "scheduled", _("Scheduled")
    HELD_BACK = "held_back", _("Held back")  # published itself, but no release that states it is
    DRAFT = "draft", _("Draft")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def state_of(row: Publishing, at: datetime) -> State:
    if row.status != Status.PUBLISHED:
        return State(row.status)
    if row.public_from is None:
        return State.HELD_BACK
    return State.PUBLISHED if row.public_from <= at else State.SCHEDULED


def _in_state(state: str, at: datetime) -> Q:
    """The same states as a condition."""
    return {
        State.PUBLISHED.value: Q(public_from__lte=at),
        State.SCHEDULED.value: Q(public_from__gt=at),
        State.HELD_BACK.value: Q(status=Status.PUBLISHED, public_from__isnull=True),
        State.DRAFT.value: Q(status=Status.DRAFT),
        State.WITHDRAWN.value: Q(status=Status.WITHDRAWN),
    }[state]


class OneOf(admin.SimpleListFilter):
    """A list filter whose odd values find nothing, as no row has them; Django's own would pass them on."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        value = self.value()
        if value is None:
            return None
        known = {str(name) for name, _label in self.lookup_choices}
        return queryset.filter(self.condition(value)) if value in known else queryset.none()

    def condition(self, value: str) -> Q:
        raise NotImplementedError


class StateFilter(OneOf):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        held_back = model_admin.model._meta.model_name == "milestone"
        return [(state.value, str(state.label)) for state in State if held_back or state is not State.HELD_BACK]

    def condition(self, value: str) -> Q:
        return _in_state(value, timezone.now())


class FrenchFilter(OneOf):
    """Rows with a text in English that has no French yet. ``texts`` are named without their language."""

    title = _("French")
    parameter_name = "french"
    texts: tuple[str, ...] = ("summary",)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        return [("missing", gettext("French missing")), ("complete", gettext("French complete"))]

    def condition(self, value: str) -> Q:
        missing = self.missing()
        return missing if value == "missing" else ~missing

    def missing(self) -> Q:
        return untranslated(self.texts)


def untranslated(texts: Iterable[str]) -> Q:
    """One of the texts is there in English and not in French."""
    missing = Q(pk__in=[])
    for name in texts:
        missing |= ~Q(**{f"{name}_en": ""}) & Q(**{f"{name}_fr": ""})
    return missing
