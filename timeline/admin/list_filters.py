"""What a list of rows can be narrowed to, and the state in which visitors find each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.typing import PlainAdmin
from timeline.models import Milestone, Publishing, Status

Choices = Sequence[tuple[str, str]]
SOON, A_WEEK = "soon", timedelta(days=7)
LONG_AGO, A_WHILE = "long-ago", timedelta(days=30)


class PublicState(models.TextChoices):
    """``Status`` as it looks from outside at one moment."""

    PUBLISHED = "published", _("Published")
    SCHEDULED = "scheduled", _("Scheduled")
    HELD_BACK = "held_back", _("Held back")  # published itself, but no release that states it is
    DRAFT = "draft", _("Draft")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def public_state(row: Publishing, at: datetime) -> PublicState:
    if row.status != Status.PUBLISHED:
        return PublicState(row.status)
    if row.public_from is None:
        return PublicState.HELD_BACK
    if row.public_from <= at:
        return PublicState.PUBLISHED
    return PublicState.SCHEDULED


def _in_state(state: str, at: datetime) -> Q:
    """The same states as a condition."""
    if state == PublicState.PUBLISHED:
        return Q(public_from__lte=at)
    if state == PublicState.SCHEDULED:
        return Q(public_from__gt=at)
    if state == PublicState.HELD_BACK:
        return Q(status=Status.PUBLISHED, public_from__isnull=True)
    return Q(status=state)


def safe_changelist(request: HttpRequest, build: Callable[[HttpRequest], ChangeList]) -> ChangeList:
    """A list of rows, built by ``build``. An address that no list can have is refused.

    Django answers ``IncorrectLookupParameters`` by leaving the filters out.
    """
    for values in request.GET.lists():
        if any("\0" in value for value in values[1]):  # PostgreSQL refuses it
            raise IncorrectLookupParameters
    try:
        return build(request)
    except OverflowError as refused:  # an id or a year beyond 64 bits
        raise IncorrectLookupParameters(refused) from refused


class ReadOnlyAdmin(PlainAdmin):
    """The admin class of rows that nobody adds, changes or deletes by hand."""

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        return safe_changelist(request, super().get_changelist_instance)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class SingleChoiceFilter(admin.SimpleListFilter):
    """A list filter whose odd values find nothing. Django's own would pass them on."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        value = self.value()
        if value is None:
            return None
        known = {str(name) for name, _label in self.lookup_choices}
        if value not in known:
            return queryset.none()
        return queryset.filter(self.condition(value))

    @classmethod
    def condition(cls, value: str) -> Q:
        raise NotImplementedError


class StateFilter(SingleChoiceFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        states = []
        for state in PublicState:
            applies = state is not PublicState.HELD_BACK or model_admin.model is Milestone
            if applies:
                states.append((state.value, str(state.label)))
        states.append((SOON, gettext("Scheduled in the next seven days")))
        return states

    @classmethod
    def condition(cls, value: str) -> Q:
        at = timezone.now()
        if value == SOON:
            return Q(public_from__gt=at, public_from__lte=at + A_WEEK)
        return _in_state(value, at)


class LastChangeFilter(SingleChoiceFilter):
    title = _("last change")
    parameter_name = "touched"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        return [(LONG_AGO, gettext("Not in the last 30 days"))]

    @classmethod
    def condition(cls, value: str) -> Q:
        return Q(updated_at__lt=timezone.now() - A_WHILE)
