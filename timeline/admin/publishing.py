"""What the admin pages of everything that visitors may see have in common: state, versions, search, history."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.history_diff import name_fields
from timeline.admin.list_filters import OddAddressMixin, PublicState, StateFilter, public_state
from timeline.admin.optimistic_lock import OptimisticLockForm, OptimisticLockMixin
from timeline.admin.permissions import RolePermissionMixin
from timeline.admin.presence import PresenceMixin
from timeline.admin.preview_links import PreviewLinkMixin
from timeline.admin.publish_time import (
    explained,
    has_passed,
    in_words,
    name_parts,
    refusal,
    this_moment,
    was_public_from,
)
from timeline.admin.translation_status import TranslationForm, TranslationMixin
from timeline.admin.typing import HistoryAdmin
from timeline.admin.widgets import AutocompleteMixin, row_id
from timeline.models import Publishing, Status
from timeline.models.edition import lock_edition
from timeline.models.translation_status import LANGUAGES
from timeline.publishing import acts
from timeline.publishing.corrections import was_public
from timeline.queries.filters import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts as FieldOpts
    from django.utils.functional import _StrPromise as StrPromise

LONGEST_SEARCH = 200  # characters, and
MOST_SEARCH_WORDS = 12  # words: each is a condition, and SQLite stops at a depth of 1,000
TITLES = ("title", "headline", "name")  # what the address of a row is made of

PUBLISHING_FIELDS: tuple[StrPromise, FieldOpts] = (
    _("Publishing"),
    {
        "fields": (
            "status",
            "state",
            "publish_at",
            ("withdrawn_reason_en", "withdrawn_reason_fr"),
            "updated_at",
            "version",
        )
    },
)


class PublishingForm(TranslationForm, OptimisticLockForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "publish_at" in self.fields:
            self.fields["publish_at"].help_text = explained(self.instance.publish_at)
            name_parts(self.fields["publish_at"].widget)
        if "slug" in self.fields and self.instance._state.adding:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("slug") == "":
            self._make_address(cleaned)
        if (
            "publish_at" in cleaned
            and cleaned.get("status") != Status.WITHDRAWN
            and not self.conflict
        ):
            self._settle_moment(cleaned, this_moment())
        if not self.conflict:
            self._keep_what_was_public(cleaned)
        if cleaned.get("status") == Status.WITHDRAWN and "publish_at" in cleaned:
            cleaned["publish_at"] = self._moment_of_what_is_gone(this_moment())
        for name, value in list(cleaned.items()):
            if (
                hasattr(value, "year") and not FIRST_YEAR <= value.year <= LAST_YEAR
            ):  # the ends overflow in a zone
                self.add_error(
                    name, gettext("Give a year between %(first)s and %(last)s.") % _YEARS
                )
        return cleaned

    def _make_address(self, cleaned: dict[str, Any]) -> None:
        """Left empty, the address of a new row is made of its title, in whichever language it has one."""
        field: Any = self.fields["slug"]
        titles = (cleaned.get(f"{name}_{language}") for language in LANGUAGES for name in TITLES)
        cleaned["slug"] = slugify(next(filter(None, titles), ""))[: field.max_length].strip("-")
        if not cleaned["slug"]:
            self.add_error("slug", field.error_messages["required"])

    def _keep_what_was_public(self, cleaned: dict[str, Any]) -> None:
        """What visitors have read is withdrawn, with a reason, never put away in silence; its address stays."""
        at, since = this_moment(), self.instance.public_from
        taken_back = cleaned.get("status") == Status.DRAFT and "status" in self.changed_data
        if taken_back and was_public(self.instance, at):
            self.add_error("status", gettext("Visitors have seen this: withdraw it, and say why."))
        if (
            cleaned.get("status") == Status.PUBLISHED
            and since
            and since <= at < (cleaned.get("publish_at") or at)
        ):
            self.add_error(
                "publish_at", gettext("Visitors have seen this: withdraw it, and say why.")
            )
        if "slug" in self.changed_data and self._was_public():
            self.add_error(
                "slug", gettext("Visitors, feeds and calendars know this address: it stays.")
            )

    def _settle_moment(self, cleaned: dict[str, Any], at: datetime) -> None:
        """Publishing without a moment is publishing now; nothing is said to have been public when it was not."""
        moment, is_published = cleaned["publish_at"], cleaned.get("status") == Status.PUBLISHED
        if not moment or not has_passed(moment, at) or was_public_from(self.instance, moment):
            cleaned["publish_at"] = moment or (at if is_published else None)
        elif "publish_at" in self.changed_data:
            self.add_error("publish_at", refusal(at))
        elif is_published and self.instance.status == Status.DRAFT:
            cleaned["publish_at"] = at  # it went by while this was a draft

    def _moment_of_what_is_gone(self, at: datetime) -> datetime | None:
        """Its own, whatever was typed, else 404 would hide the reason; none where nobody could see it: that is 404."""
        own: datetime | None = self.instance.publish_at
        if self.instance.status == Status.WITHDRAWN:
            return own
        if not was_public(self.instance, at):
            return None
        return own if own and own <= at else at

    def _was_public(self) -> bool:
        """Whether visitors have been able to see the row, as it is stored or before it was a draft again."""
        return self.instance.status == Status.WITHDRAWN or was_public(self.instance, this_moment())


_YEARS = {"first": FIRST_YEAR, "last": LAST_YEAR}


class RecordAdmin(RolePermissionMixin, AutocompleteMixin, OddAddressMixin, HistoryAdmin):
    """History, and answers to odd addresses and searches that are not a 500."""

    list_per_page = 50
    object_history_list_template = "admin/timeline/object_history_list.html"

    class Media:
        css = {"all": ["timeline/admin/record.css"]}

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

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; odd ids are left out of a selection, as rows deleted meanwhile are."""
        chosen = request.POST.getlist("_selected_action")
        if any(row_id(one) is None for one in chosen):
            post = request.POST.copy()
            post.setlist("_selected_action", [one for one in chosen if row_id(one) is not None])
            request.POST = post  # type: ignore[assignment]
        return super().changelist_view(request, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        if row_id(object_id) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Django's own message, kept as the reason in the history too: it names the rows edited on the same page.

        Kept as data, so that whoever reads the history reads it in their own language.
        """
        message: Any = super().construct_change_message(request, form, formsets, add)
        name_fields(message, [form.instance, *(formset.model for formset in formsets or ())])
        entry = form.instance.history.first()
        entry.history_change_reason = json.dumps(message)
        entry.save(update_fields=["history_change_reason"])
        return message


def _asks_for_drafts(request: HttpRequest) -> bool:
    return request.GET.get(StateFilter.parameter_name) == PublicState.DRAFT


class PublishingAdmin(
    PresenceMixin, PreviewLinkMixin, TranslationMixin, OptimisticLockMixin, RecordAdmin
):
    form = PublishingForm
    actions = ["publish", "back_to_draft", "mark_up_to_date"]
    readonly_fields: ClassVar[tuple[str, ...]] = ("state", "updated_at")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Values from the address, without moments: Django takes those for dates already, a 500."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        moments = {
            field.name for field in self.opts.fields if isinstance(field, models.DateTimeField)
        }
        return {name: value for name, value in initial.items() if name not in moments}

    def view_on_site(self, obj: Any) -> str | None:
        """Its public page, if it has one now."""
        public = public_state(obj, timezone.now()) is PublicState.PUBLISHED
        address: str = obj.get_absolute_url()
        return address if public else None

    def get_ordering(self, request: HttpRequest) -> Any:
        """Drafts by their last change, newest first, as they come up for review."""
        return (
            ("-updated_at", "-pk") if _asks_for_drafts(request) else super().get_ordering(request)
        )

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = super().get_list_display(request)
        return (*columns, "updated_at") if _asks_for_drafts(request) else columns

    @admin.display(description=_("state"), ordering="public_from")
    def state(self, row: Publishing) -> str:
        state = public_state(row, timezone.now())
        if state is PublicState.SCHEDULED and row.public_from:
            return gettext("Scheduled: %s") % in_words(row.public_from)
        return str(state.label)

    @admin.action(description=_("Publish the chosen rows"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done, refused = self._change_state(request, queryset, Status.PUBLISHED)
        self._report(request, ngettext("%d published", "%d published", done) % done, refused)

    @admin.action(description=_("Take the chosen rows back to draft"), permissions=["publish"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done, refused = self._change_state(request, queryset, Status.DRAFT)
        self._report(
            request, ngettext("%d back to draft", "%d back to draft", done) % done, refused
        )

    def _change_state(
        self, request: HttpRequest, queryset: QuerySet[Any], status: Status
    ) -> tuple[int, list[str]]:
        """Publish the chosen rows, or take them back to draft: how many, and why not the others.

        Each row is saved with ``save()``, for its history and its derived columns.
        """
        act = acts.publish if status == Status.PUBLISHED else acts.back_to_draft
        reason = gettext("From the list: %s") % status.label
        done, refused = 0, []
        with transaction.atomic():
            lock_edition()
            chosen = list(queryset.values_list("pk", flat=True))
            locked = self.model._default_manager.select_for_update().order_by("pk")
            for row in locked.filter(pk__in=chosen).exclude(status=status):
                if row.status == Status.WITHDRAWN:
                    why = gettext("was withdrawn: change it on its own page")
                    refused.append(gettext("“%(row)s” %(why)s") % {"row": row, "why": why})
                    continue
                try:
                    act(row, this_moment(), request.user, reason=reason)
                except acts.PublishingRefused as refusal:
                    why = refusal.refusals[0].of_row
                    refused.append(gettext("“%(row)s” %(why)s") % {"row": row, "why": why})
                    continue
                self.log_change(request, row, [{"changed": {"fields": [gettext("status")]}}])
                done += 1
        return done, refused

    def _report(self, request: HttpRequest, done: str, refused: list[str]) -> None:
        if not refused:
            self.message_user(request, f"{done}.", messages.SUCCESS)
            return
        parts = {"done": done, "count": len(refused), "why": "; ".join(refused)}
        self.message_user(
            request, gettext("%(done)s; %(count)d refused: %(why)s.") % parts, messages.WARNING
        )
