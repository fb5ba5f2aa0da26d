"""The admin class of a row of the record, whatever its kind.

``RecordAdmin`` shows rows: lists, searches, histories, by role. ``VersionedAdmin`` edits rows that
have a version. What they do besides Django's own is in collaborators, one for each topic.
"""

from __future__ import annotations

import json
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME as CHOSEN
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.correction_notes import NOTE_FIELDS, keep_note
from timeline.admin.given_back import GivesFormsBack
from timeline.admin.history import EarlierStates
from timeline.admin.history_diff import (
    ReadableHistoryContext,
    add_changes_of_parts,
    history_context,
    name_fields,
)
from timeline.admin.list_filters import safe_changelist
from timeline.admin.optimistic_lock import OptimisticLock, inline_differences
from timeline.admin.permissions import (
    RolePolicy,
    may_publish,
    shows_earlier_state,
    who_may_change,
)
from timeline.admin.presence import PresenceNotes
from timeline.admin.record_form import EditRequest, RecordForm
from timeline.admin.seen import SeenFilter
from timeline.admin.translation_status import LANGUAGE_FIELDS, TranslationStatus
from timeline.admin.typing import HistoryAdmin
from timeline.admin.widgets import INPUTS, replace_posted, row_id, search_input, without_deletion
from timeline.models import Listing
from timeline.models.translation_status import TranslatedModel
from timeline.publishing.corrections import was_public
from timeline.signin import journal

LONGEST_SEARCH = 200  # characters, and
MOST_SEARCH_WORDS = 12  # words: each is a condition, and SQLite stops at a depth of 1,000


class RecordAdmin(GivesFormsBack, HistoryAdmin):
    """Rows with a history, shown by role. Odd addresses and searches are no server error."""

    list_per_page = 50
    object_history_list_template = "admin/timeline/object_history_list.html"
    formfield_overrides = INPUTS

    class Media:
        css = {"all": ["timeline/admin/record.css"]}

    def __init__(self, model: type[Any], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.roles = RolePolicy(self)

    # Roles

    def has_publish_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.roles.may(request, "publish")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.roles.may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self.roles.may_touch(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = list(super().get_readonly_fields(request, obj))
        if not shows_earlier_state(request):
            for name in self.roles.withheld(request, obj):
                if name not in shown:
                    shown.append(name)
        return shown

    # Lists and searches

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [*super().get_list_filter(request), SeenFilter]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = search_term.replace("\0", "")[:LONGEST_SEARCH].split()[:MOST_SEARCH_WORDS]
        return self.search(request, queryset, words)

    def search(
        self, request: HttpRequest, queryset: QuerySet[Any], words: list[str]
    ) -> tuple[QuerySet[Any], bool]:
        """Rows with all the words, and whether some may come twice."""
        return super().get_search_results(request, queryset, " ".join(words))

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        return safe_changelist(request, super().get_changelist_instance)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list. An action that is not theirs is refused in words, and odd ids are left out.

        Django would answer that no action was chosen. Rows deleted meanwhile are left out as well.
        """
        known = {name for _call, name, _label in self._get_base_actions()}
        refused = set(request.POST.getlist("action")) & known - set(self.get_actions(request))
        if refused:
            journal.record_refusal(request, " ".join(sorted(refused)))
            said = gettext("Your role may not do that: nothing was changed.")
            self.message_user(request, said, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        chosen = request.POST.getlist(CHOSEN)
        replace_posted(request, CHOSEN, [one for one in chosen if row_id(one) is not None])
        return super().changelist_view(request, extra_context)

    # One row's pages

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs |= search_input(self, db_field, request)
        return without_deletion(super().formfield_for_dbfield(db_field, request, **kwargs))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        with self.roles.explained_refusals(request):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        with self.roles.explained_refusals(request):
            return super().delete_view(request, object_id, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page. It says so where the row is only a publisher's to change."""
        row = context["original"]
        if row and self.roles.may(request, "change") and not self.roles.may_touch(request, row):
            self.message_user(request, who_may_change(), messages.INFO)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not self.roles.permits_save(request, obj, form):
            raise PermissionDenied(who_may_change())
        super().save_model(request, obj, form, change)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Django's own message, kept as the reason in the history too.

        It names the rows edited on the same page. It is kept as data, so that whoever reads the
        history reads it in their own language.
        """
        message: Any = super().construct_change_message(request, form, formsets, add)
        tables = [form.instance]
        tables += [formset.model for formset in formsets or ()]
        name_fields(message, tables)
        entry = form.instance.history.first()
        entry.history_change_reason = json.dumps(message)
        entry.save(update_fields=["history_change_reason"])
        return message

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        if row_id(object_id) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)


class VersionedAdmin(RecordAdmin):
    """Rows with a version, edited on a page of their own.

    A save runs through ``changeform_view``, the form's ``clean``, ``save_model`` and
    ``save_related``, in one transaction.
    """

    form = RecordForm

    def __init__(self, model: type[Any], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.lock = OptimisticLock(self)
        self.presence = PresenceNotes(self)
        self.earlier_states = EarlierStates(self)
        self.translations = TranslationStatus(self)

    def get_urls(self) -> list[URLPattern]:
        urls = self.presence.urls()
        urls += self.earlier_states.urls()
        urls += super().get_urls()
        return urls

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return self.translations.annotated(rows) if self._is_translated() else rows

    def _is_translated(self) -> bool:
        return issubclass(self.model, TranslatedModel)

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """With the public note where visitors have read the row.

        Without the question whether both languages say the same while nothing is stored.
        """
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None:
            return [one for one in fieldsets if one is not LANGUAGE_FIELDS]
        may_correct = self.has_change_permission(request, obj) and may_publish(request, obj)
        if may_correct and was_public(obj, timezone.now()):
            fieldsets.append(NOTE_FIELDS)
        return fieldsets

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form. ``version`` is a field of its own, as the column takes no input."""
        fields = kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = [name for name in fields if name != "version"]
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.request = request
        if not shows_earlier_state(request):
            form.withheld = self.roles.withheld(request, obj)
        return form

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, with who else has it open."""
        answer = super().change_view(request, object_id, form_url, extra_context)
        self.presence.note(request, object_id, answer)
        return answer

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page; after a conflict, with what differs in the rows edited on it."""
        form = context["adminform"].form
        if form.conflict:
            differences = list(form.differences)
            for inline in context["inline_admin_formsets"]:
                differences += inline_differences(inline.formset)
            form.differences = differences
        return super().render_change_form(request, context, *args, **kwargs)

    # A save

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        """The rows edited on the page, handed to the form too: the row says what they say."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        if request.method == "POST" and obj is not None:
            cast("EditRequest", request).edited_formsets = formsets
        return formsets, inlines

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        keep_note(request, form)
        if self._is_translated():
            self.translations.warn_of_left_texts(request, form)

    # Lists, deletions and earlier states

    def action_checkbox(self, obj: Any) -> SafeString:
        return self.lock.checkbox(super().action_checkbox(obj), obj)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list. An action leaves out rows that somebody changed since it was shown."""
        if request.method != "POST" or "action" not in request.POST:
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            refusal = self.lock.leave_out_changed(request)
            return refusal or super().changelist_view(request, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """The page that asks again. A row that was changed since it was shown is not deleted."""
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with transaction.atomic():
            refusal = self.lock.refuse_deletion(request, object_id)
            return refusal or super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would be deleted too, and what stands in the way of it.

        A row that was public is not deleted: its address would answer as if it had never been.
        Django deletes nothing while something stands in the way.
        """
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        at = timezone.now()
        kept = [_why_kept(row) for row in objs if was_public(row, at)]
        for line in kept:
            messages.error(request, line)
        if kept:  # the one reason that counts, whatever else there is
            return deleted, counts, set(), kept
        return deleted, counts, missing, protected

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return self.earlier_states.state_view(request, object_id, version_id)

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> ReadableHistoryContext:
        return history_context(self.model, historical_record)

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Any, **kwargs: Any
    ) -> None:
        super().set_history_delta_changes(request, historical_records, **kwargs)
        add_changes_of_parts(self.model, list(historical_records))

    # Languages

    @admin.display(description=_("languages"))
    def languages(self, row: Any) -> str:
        return self.translations.summary(row)

    @admin.action(
        description=_("Mark as up to date: both languages say the same"), permissions=["change"]
    )
    def mark_up_to_date(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.translations.mark_up_to_date(request, queryset)


def _why_kept(row: models.Model) -> str:
    if isinstance(row, Listing):
        return (
            gettext("“%s” is printed in a release that has been public: it is not deleted.") % row
        )
    return (
        gettext("“%s” has been public: withdraw it instead, and say why. It is not deleted.") % row
    )
