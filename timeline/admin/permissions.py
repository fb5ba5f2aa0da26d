"""What a role may do to a row in the admin: to which one, in which fields, and what is said where it may not.

Django asks for a permission on the model; here it depends on the row as well. What is out (published, scheduled or
withdrawn) is changed by those who may publish. Translators change the texts of any row, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from timeline.admin.typing import AnyAdmin, ModelForm
from timeline.i18n.number_words import quoted
from timeline.models import Listing, Publishing, Status
from timeline.signin import journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STATE_FIELDS = ("status", "publish_at", "withdrawn_reason_en", "withdrawn_reason_fr")
TEXT_ENDINGS = ("_en", "_fr")


def is_out(row: models.Model) -> bool:
    """Whether visitors see the row, will see it at its moment, or are told that it is gone."""
    if isinstance(row, Publishing):
        return row.status != Status.DRAFT
    if isinstance(row, Listing):
        return row.releases.exclude(status=Status.DRAFT).exists()
    return True  # the company is on each page


def _looks_back(request: HttpRequest) -> bool:
    """Whether an earlier state is looked at: it is shown whole, and ``save_model`` judges the way back to it."""
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.endswith("_simple_history"))


def is_text(name: str) -> bool:
    return name.endswith(TEXT_ENDINGS)


def declared(part: AnyAdmin, request: HttpRequest, obj: models.Model | None) -> list[str]:
    """The columns that a page or a part of it lets somebody edit."""
    if not (part.fieldsets or part.fields):
        return []
    editable = {
        field.name for field in (*part.opts.fields, *part.opts.many_to_many) if field.editable
    }
    return [
        name for name in flatten_fieldsets(part.get_fieldsets(request, obj)) if name in editable
    ]


class RoleForm(ModelForm):
    """A form that refuses, in words, what was posted to columns that are not this person's to set."""

    withheld: frozenset[str] = frozenset()
    asked_by: HttpRequest | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        posted = [name for name in sorted(self.withheld) if self._is_posted(name)]
        if posted:
            labels = ", ".join(
                quoted(self._meta.model._meta.get_field(name).verbose_name) for name in posted
            )
            self.add_error(None, _("Your role may not set %s. Nothing was saved.") % labels)
            if self.asked_by:
                journal.record_refusal(self.asked_by, " ".join(posted))
        return cleaned

    def _is_posted(self, name: str) -> bool:
        """A moment comes in two parts, "publish_at_0" and "publish_at_1"."""
        key = self.add_prefix(name)
        return any(part in self.data for part in (key, f"{key}_0", f"{key}_1"))


class RolePermissionMixin(AnyAdmin):
    """Stands before the admin class of a row."""

    def may(self, request: HttpRequest, action: str) -> bool:
        codename = get_permission_codename(action, self.opts)
        return bool(request.user.has_perm(f"{self.opts.app_label}.{codename}"))

    def _whole(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Whether they may change all of the row (its state needs ``publish`` besides)."""
        return self.may(request, "change") and (
            obj is None or self.may(request, "publish") or not is_out(obj)
        )

    def texts_only(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may(request, "translate") and not self._whole(request, obj)

    def has_publish_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may(request, "publish")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may(request, "translate") or self._whole(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or self.may(request, "publish") or not is_out(obj))

    def withheld(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """The columns of the page that are not theirs to set."""
        names = declared(self, request, obj)
        if obj is not None and self.texts_only(request, obj):
            return [name for name in names if not is_text(name)]
        return (
            [] if self.may(request, "publish") else [name for name in names if name in STATE_FIELDS]
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = super().get_readonly_fields(request, obj)
        if _looks_back(request):
            return shown
        return [*shown, *(name for name in self.withheld(request, obj) if name not in shown)]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = set(self.get_readonly_fields(request, obj))
        filled = super().get_prepopulated_fields(request, obj)
        return {name: sources for name, sources in filled.items() if not fixed & {name, *sources}}

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        form.withheld = (
            frozenset() if _looks_back(request) else frozenset(self.withheld(request, obj))
        )
        form.asked_by = request
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save what they may. The form has said so already: this is for every other way to it, the history's too."""
        stored = self.model._default_manager.filter(pk=obj.pk).first()
        before = stored or self.model()
        allowed = (
            self.has_change_permission(request, stored)
            if stored
            else self.has_add_permission(request)
        )
        for name in self.withheld(request, stored):
            allowed = allowed and _is_kept(self.opts.get_field(name), before, obj, form)
        if not allowed:
            raise PermissionDenied(who_may())
        super().save_model(request, obj, form, change)  # type: ignore[misc]

    def render_change_form(  # noqa: PLR0917 - as Django has it
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj and self.may(request, "change") and not self._whole(request, obj):
            self.message_user(request, who_may(), messages.INFO)  # type: ignore[attr-defined]
        return super().render_change_form(request, context, add, change, form_url, obj)  # type: ignore[misc,no-any-return]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        return self._in_words(request, super().changeform_view, object_id, *args, **kwargs)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        return self._in_words(request, super().delete_view, object_id, extra_context)  # type: ignore[misc]

    def _in_words(
        self, request: HttpRequest, view: Callable[..., Any], *args: Any, **kwargs: Any
    ) -> Any:
        """The view's answer. Django refuses without a word: where it is for the row's sake, say so."""
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as refused:
            if (
                self.may(request, "change")
                and not self.may(request, "publish")
                and not refused.args
            ):
                raise PermissionDenied(who_may()) from None
            raise

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list. An action that is not theirs is refused in words; Django's own answer would be "none selected"."""
        asked = set(request.POST.getlist("action")) & {
            name
            for _call, name, _label in self._get_base_actions()  # type: ignore[attr-defined]
        }
        if asked - set(self.get_actions(request)):  # type: ignore[attr-defined]
            journal.record_refusal(request, " ".join(sorted(asked)))
            self.message_user(  # type: ignore[attr-defined]
                request, _("Your role may not do that: nothing was changed."), messages.ERROR
            )
            return HttpResponseRedirect(request.get_full_path())
        response: HttpResponse = super().changelist_view(request, extra_context)  # type: ignore[misc]
        return response


def _is_kept(column: Any, before: models.Model, after: models.Model, form: Any) -> bool:
    """Whether a column says the same after a save. The rows that a many-to-many one names are the form's by then."""
    if column.many_to_many:
        named = form.cleaned_data.get(column.name)
        return named is None or set(named) == (
            set(column.value_from_object(before)) if before.pk else set()
        )
    return bool(column.value_from_object(before) == column.value_from_object(after))


class InlineRolePermissionMixin(AnyAdmin):
    """Stands before the rows that are edited with another: who may change that one may change these."""

    def owner(self) -> Any:
        return self.admin_site.get_model_admin(self.parent_model)  # type: ignore[attr-defined]

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(self.owner().has_view_or_change_permission(request, obj))

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        owner = self.owner()
        if owner.texts_only(request, obj):
            return obj is None and bool(owner.has_add_permission(request))
        return bool(
            owner.has_change_permission(request, obj)
            or (obj is None and owner.has_add_permission(request))
        )

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if self.owner().texts_only(request, obj):
            return any(is_text(name) for name in declared(self, request, obj))
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_add_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = super().get_readonly_fields(request, obj)
        if not self.owner().texts_only(request, obj):
            return shown
        return [*shown, *(name for name in self._not_texts(request, obj) if name not in shown)]

    def _not_texts(self, request: HttpRequest, obj: models.Model | None) -> Iterable[str]:
        return (name for name in declared(self, request, obj) if not is_text(name))


def who_may() -> str:
    return _("This is published, scheduled or withdrawn: only a publisher may change it.")
