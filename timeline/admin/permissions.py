"""What a role may do to a row in the admin: to which one, in which fields, and what is said.

Django asks for a permission on the model; here it depends on the row as well. Rows that are out
(published, scheduled or withdrawn) are changed by those who may publish. Translators change the
texts of any row, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from timeline.models import Listing, Publishing, Status

STATE_FIELDS = ("status", "publish_at", "withdrawn_reason_en", "withdrawn_reason_fr")
TEXT_ENDINGS = ("_en", "_fr")


def is_out(row: models.Model) -> bool:
    """Whether visitors see the row, will see it at its moment, or are told that it is gone."""
    if isinstance(row, Publishing):
        return row.status != Status.DRAFT
    if isinstance(row, Listing):
        return row.releases.exclude(status=Status.DRAFT).exists()
    return True  # the company is on each page


def is_text(name: str) -> bool:
    """Whether a column holds a text in one of the two languages."""
    return name.endswith(TEXT_ENDINGS)


def may_publish(request: HttpRequest, row: models.Model) -> bool:
    """Whether somebody may publish rows of that model, and so show and correct them too."""
    return bool(request.user.has_perm(f"{row._meta.app_label}.publish_{row._meta.model_name}"))


def who_may_change() -> str:
    return _("This is published, scheduled or withdrawn: only a publisher may change it.")


def shows_earlier_state(request: HttpRequest) -> bool:
    """Whether the page shows an earlier state of a row: it is shown whole, whatever the role.

    ``RolePolicy.permits_save`` judges the way back to that state.
    """
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.endswith("_simple_history"))


def editable_columns(part: admin.options.BaseModelAdmin[Any]) -> list[str]:
    """The columns that a page, or the rows edited on it, declare and that take input."""
    fieldsets = part.fieldsets or [(None, {"fields": part.fields or ()})]
    columns = list(part.opts.fields) + list(part.opts.many_to_many)
    editable = {column.name for column in columns if column.editable}
    return [name for name in flatten_fieldsets(fieldsets) if name in editable]


class RolePolicy:
    """What somebody may do to the rows of one admin class."""

    def __init__(self, model_admin: admin.ModelAdmin[Any]) -> None:
        self.admin = model_admin
        self.opts = model_admin.opts

    def may(self, request: HttpRequest, action: str) -> bool:
        """Whether they have a permission on the model: "change", "publish", "translate" …"""
        codename = get_permission_codename(action, self.opts)
        return bool(request.user.has_perm(f"{self.opts.app_label}.{codename}"))

    def may_touch(self, request: HttpRequest, row: models.Model | None) -> bool:
        """Whether a row is theirs: a draft is anybody's, what is out is a publisher's."""
        return row is None or self.may(request, "publish") or not is_out(row)

    def may_change_whole(self, request: HttpRequest, row: models.Model | None) -> bool:
        """Whether they may change all of a row. Its state needs "publish" besides."""
        return self.may(request, "change") and self.may_touch(request, row)

    def may_change(self, request: HttpRequest, row: models.Model | None) -> bool:
        return self.may(request, "translate") or self.may_change_whole(request, row)

    def texts_only(self, request: HttpRequest, row: models.Model | None = None) -> bool:
        """Whether they may change the texts of a row, and nothing else of it."""
        return self.may(request, "translate") and not self.may_change_whole(request, row)

    def withheld(self, request: HttpRequest, row: models.Model | None = None) -> list[str]:
        """The columns of the page that are not theirs to set."""
        names = editable_columns(self.admin)
        if row is not None and self.texts_only(request, row):
            return [name for name in names if not is_text(name)]
        if self.may(request, "publish"):
            return []
        return [name for name in names if name in STATE_FIELDS]

    def permits_save(self, request: HttpRequest, row: models.Model, form: Any) -> bool:
        """Whether they may save a row as it is in memory.

        A form has said so already; this is for every other way to a save, the history's too.
        """
        stored = self.admin.model._default_manager.filter(pk=row.pk).first()
        if stored is None and not self.admin.has_add_permission(request):
            return False
        if stored is not None and not self.admin.has_change_permission(request, stored):
            return False
        before = stored or self.admin.model()
        for name in self.withheld(request, stored):
            if not _is_unchanged(self.opts.get_field(name), before, row, form):
                return False
        return True

    @contextmanager
    def explained_refusals(self, request: HttpRequest) -> Iterator[None]:
        """Say why where a row is not theirs to change: Django refuses without a word."""
        try:
            yield
        except PermissionDenied as refused:
            is_for_the_row = self.may(request, "change") and not self.may(request, "publish")
            if is_for_the_row and not refused.args:
                raise PermissionDenied(who_may_change()) from None
            raise


def _is_unchanged(column: Any, before: models.Model, after: models.Model, form: Any) -> bool:
    """Whether a column says the same after a save. The form holds the rows of a many-to-many."""
    if not column.many_to_many:
        return bool(column.value_from_object(before) == column.value_from_object(after))
    chosen = form.cleaned_data.get(column.name)
    stored = column.value_from_object(before) if before.pk else []
    return chosen is None or set(chosen) == set(stored)
