"""Two editors of one row: a save based on an older version is refused, and nothing of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME as CHOSEN
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from timeline.admin.correction_notes import CorrectionNoteForm, CorrectionNoteMixin
from timeline.admin.delete_guard import DeleteGuardMixin
from timeline.admin.edit_conflict import Difference, differences, inline_differences
from timeline.admin.history import RevertMixin
from timeline.admin.permissions import RoleForm
from timeline.admin.widgets import row_id
from timeline.models.base import VersionedModel
from timeline.models.edition import lock_edition

SHOWN = "version-of-"  # before a row's id: the version of it that a list shows
TAKE = "_take"  # the button that puts what is stored into a field; its value is the field's name


class VersionField(forms.IntegerField):
    """The version that an editor started from. What is no number is none: its own message would be hidden."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int | None:
        try:
            number: int | None = super().clean(value)
        except ValidationError:
            return None
        return number


class OptimisticLockForm(CorrectionNoteForm, RoleForm):
    version = VersionField(required=False)

    conflict = False  # whether someone else saved in between
    differences: list[Difference]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.differences = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._refuse_an_older_version()
        return cleaned

    def _show(self, values: Mapping[str, Any]) -> None:
        """Have the form, as it is shown again, hold these values instead of those typed."""
        data: Any = copy(self.data)
        for name, value in values.items():
            if isinstance(value, list) and hasattr(data, "setlist"):
                data.setlist(self.add_prefix(name), value)
            else:
                data[self.add_prefix(name)] = value
        self.data = data

    def _refuse_an_older_version(self) -> None:
        """Compare with the stored row under a lock: the admin saves in one transaction, so no second save slips in."""
        if self.instance._state.adding:
            return
        lock_edition()
        stored = (
            type(self.instance)
            ._default_manager.select_for_update()
            .filter(pk=self.instance.pk)
            .first()
        )
        if stored is None:
            self.conflict = True
            self.add_error(
                None, gettext("This was deleted after you opened it: there is nothing to save to.")
            )
            return
        is_revert = (
            self.instance.version != stored.version
        )  # the page of an earlier state is filled in with that
        opened, self.instance.version = self.cleaned_data.get("version"), stored.version
        taken = str(self.data.get(TAKE, ""))
        if opened == stored.version and not taken:
            return
        self.conflict = True
        self.add_error(None, _taken() if opened == stored.version else _whose(stored, opened))
        self.differences = differences(self, stored, None if is_revert else _opened(stored, opened))
        self._merge(taken)
        self._show({"version": str(stored.version)})

    def _merge(self, taken: str) -> None:
        """Put into the fields what is stored, where the editor had not touched them or asks for it."""
        for one in self.differences:
            if one.untouched or one.name == taken:
                self._show(one.posted)
        self.differences = [one for one in self.differences if one.name != taken or not taken]


def _is_of(sent: str | None, row: VersionedModel, *, unsent: bool) -> bool:
    """Whether the version that came back is the row's; ``unsent``: whether none will do."""
    return unsent if sent is None else sent == str(row.version)


def _opened(stored: VersionedModel, version: int | None) -> models.Model | None:
    """The row as it was when it was opened, if that is on file: to tell what its editor changed."""
    if version is None or not 0 < version < stored.version:
        return None
    earlier = stored.history.filter(version=version).first()  # type: ignore[attr-defined]
    return earlier.instance if earlier else None


def _taken() -> str:
    return gettext(
        "Nothing is saved yet. The field holds what is stored now; save to keep the fields as they are."
    )


def _whose(stored: VersionedModel, opened: int | None) -> str:
    """Who saved in between, and what an editor can do now."""
    if opened is None or not 0 < opened <= stored.version:
        return gettext(
            "This form came back without the version it was opened with, so nothing is saved. What is stored and what "
            "was typed stand side by side: check them, and save again."
        )
    last = stored.history.select_related("history_user").first()  # type: ignore[attr-defined]
    who = str(last.history_user) if last and last.history_user else gettext("Somebody")
    when = (
        date_format(timezone.localtime(last.history_date), "DATETIME_FORMAT")
        if last
        else gettext("another page")
    )
    return gettext(
        "%(who)s saved this on %(when)s, after you opened it. Nothing of yours is saved yet. What is stored and what "
        "you typed stand side by side: the fields hold what will be stored if you save again."
    ) % {"who": who, "when": when}


class OptimisticLockMixin(RevertMixin, CorrectionNoteMixin, DeleteGuardMixin):
    """The admin pages of rows with a version: both versions side by side after a conflict."""

    form = OptimisticLockForm

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[Any]:
        """The form; ``version`` is the form's own, as the column takes no input."""
        fields = kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = [name for name in fields if name != "version"]
        return super().get_form(request, obj, change, **kwargs)  # type: ignore[misc,no-any-return]

    def render_change_form(  # noqa: PLR0917 - as Django has it
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The page; after a conflict, with what differs in the rows edited on it."""
        form = context["adminform"].form
        if getattr(form, "conflict", False):
            for inline in context["inline_admin_formsets"]:
                form.differences += inline_differences(inline.formset)
        return super().render_change_form(request, context, add, change, form_url, obj)  # type: ignore[misc,no-any-return]

    def action_checkbox(self, obj: Any) -> SafeString:
        """The box that chooses a row, with the version that its editor sees."""
        box = super().action_checkbox(obj)  # type: ignore[misc]
        return format_html(
            '{}<input type="hidden" name="{}{}" value="{}">', box, SHOWN, obj.pk, obj.version
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list. An action leaves out rows that somebody changed since it was shown, under a lock, and says so."""
        call: Callable[..., HttpResponse] = super().changelist_view  # type: ignore[misc]
        if request.method != "POST" or "action" not in request.POST:
            return call(request, extra_context)
        with transaction.atomic():
            changed = self._changed_since(request)
            for row in changed:
                said = gettext(
                    "“%s” was changed since this list was shown. It was left as it is: look at it again."
                )
                self.message_user(request, said % row, messages.WARNING)  # type: ignore[attr-defined]
            if changed and request.POST.get("select_across") == "1":
                return HttpResponseRedirect(request.get_full_path())
            return call(request, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The page that asks again, with the version that it shows; what was changed since is not deleted."""
        call: Callable[..., HttpResponse] = super().delete_view  # type: ignore[misc]
        if request.method != "POST":
            return call(request, object_id, extra_context)
        sent = request.POST.get("version")
        with transaction.atomic():
            lock_edition()
            row = (
                self.model._default_manager.select_for_update()
                .filter(pk=row_id(object_id) or 0)
                .first()
            )
            if row and sent not in {None, str(row.version)}:
                said = gettext(
                    "“%s” was changed since this page was shown. It was not deleted: look at it again."
                )
                self.message_user(request, said % row, messages.WARNING)  # type: ignore[attr-defined]
                return HttpResponseRedirect(
                    reverse(f"admin:timeline_{self.opts.model_name}_change", args=[row.pk])
                )
            return call(request, object_id, extra_context)

    def _changed_since(self, request: HttpRequest) -> list[VersionedModel]:
        """Chosen rows of another version than the one that came back, or of none; taken out of what was chosen.

        Of an action that was asked again and is confirmed, those of another version: not every one has such a page.
        """
        chosen = [
            number for one in request.POST.getlist(CHOSEN) if (number := row_id(one)) is not None
        ]
        lock_edition()
        rows = self.model._default_manager.select_for_update().filter(pk__in=chosen).order_by("pk")
        unsent = "post" in request.POST
        changed = [
            row
            for row in rows
            if not _is_of(request.POST.get(f"{SHOWN}{row.pk}"), row, unsent=unsent)
        ]
        if changed:
            post, left = request.POST.copy(), {str(row.pk) for row in changed}
            post.setlist(CHOSEN, [one for one in request.POST.getlist(CHOSEN) if one not in left])
            request.POST = post  # type: ignore[assignment]
        return changed
