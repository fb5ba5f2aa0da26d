"""The admin pages of everything that visitors may see: its state, its moment, its list actions.

What may be published, and from when, is decided in ``timeline.publishing``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import QuerySet
from django.forms import Script
from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.list_filters import PublicState, StateFilter, public_state
from timeline.admin.list_publishing import (
    is_confirmed,
    is_soon,
    page_that_asks,
    publish_soon,
    said_of_soon,
)
from timeline.admin.preview_links import PreviewLinks
from timeline.admin.record_admin import VersionedAdmin
from timeline.admin.record_form import RecordForm
from timeline.admin.review import (
    ReviewFields,
    keep_review,
    refuse_unclear_answer,
    review_fieldsets,
)
from timeline.admin.widgets import with_list
from timeline.models import Publishing, Status
from timeline.models.edition import lock_edition
from timeline.publishing import rules, transitions
from timeline.publishing.proposed_address import proposed_address
from timeline.publishing.publish_times import moment_in_words, settled_moment
from timeline.queries.filter_kinds import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts as FieldOpts
    from django.utils.functional import _StrPromise as StrPromise

TITLES = (  # what the address of a row is made of, the first that it has
    "title_en",
    "headline_en",
    "name_en",
    "name",
    "title_fr",
    "headline_fr",
    "name_fr",
)

WITHDRAWAL = ("withdrawn_reason_en", "withdrawn_reason_fr")
PUBLISHING_FIELDS: tuple[StrPromise, FieldOpts] = (
    _("Publishing"),
    {
        "fields": (
            "status",
            "state",
            "publish_at",
            WITHDRAWAL,
            "updated_at",
            "version",
        )
    },
)


def _publishing_parts(
    row: Publishing | None, typed: str | None
) -> list[tuple[StrPromise, FieldOpts]]:
    """The parts of the form about publishing. ``typed``: the status that was sent, if any."""
    name, options = PUBLISHING_FIELDS
    publishing: FieldOpts = {"fields": [one for one in options["fields"] if one != WITHDRAWAL]}
    withdrawal: FieldOpts = {"fields": (WITHDRAWAL,)}
    if row is None:
        publishing["classes"] = ("collapse",)
        return [(name, publishing)]
    if Status.WITHDRAWN not in (row.status, typed):
        withdrawal["classes"] = ("collapse",)
    return [(name, publishing), (_("Reason for withdrawing it"), withdrawal)]


def this_moment() -> datetime:
    """Now, to the second. Forms carry no more; a value that they cut would count as changed."""
    return timezone.now().replace(microsecond=0)


def moment_help(stored: datetime | None) -> str:
    """What the form says below the moment: its time zone, and the moment on file in words."""
    said = gettext(
        "Not shown before this moment. Left empty, it is the moment of publishing. Time zone: %s."
    )
    text = said % settings.TIME_ZONE
    if stored:
        text = f"{text} {gettext('On file: %s.') % moment_in_words(stored)}"
    return text


def year_refusal(moment: Any) -> str:
    """Why a day or a moment is refused for its year, or "". Others overflow in a time zone."""
    if FIRST_YEAR <= moment.year <= LAST_YEAR:
        return ""
    years = {"first": FIRST_YEAR, "last": LAST_YEAR}
    return gettext("Give a year between %(first)s and %(last)s.") % years


class PublishingForm(RecordForm, ReviewFields):
    """The form of a row that visitors may see. ``timeline.publishing`` says what it may become."""

    def prepare_fields(self) -> None:
        if "publish_at" in self.fields:
            field: Any = self.fields["publish_at"]
            field.help_text = moment_help(self.instance.publish_at)
            # Django's label names neither part for those who hear the page.
            day, time = field.widget.widgets
            day.attrs["aria-label"], time.attrs["aria-label"] = gettext("Day"), gettext("Time")
        if "slug" in self.fields and self.instance.status == Status.DRAFT:
            address: Any = self.fields["slug"]
            address.help_text = gettext("Last part of its web address. Final once it is public.")
            if self.instance._state.adding:
                address.required = False
                made = gettext("Left empty, it is made of the title, and for a release of its day.")
                address.help_text = f"{address.help_text} {made}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("slug") == "":
            self._make_address(cleaned)
        if not self.conflict:
            self.check_input()
        at = this_moment()
        row = self._row_as_typed()
        if "publish_at" in cleaned and not self.conflict:
            row.publish_at = cleaned["publish_at"] = settled_moment(row, self.instance, at)
        if not self.conflict:
            self._refuse(row, at)
        for name, value in list(cleaned.items()):
            why = year_refusal(value) if hasattr(value, "year") else ""
            if why:
                self.add_error(name, why)
        refuse_unclear_answer(self, cleaned)
        return cleaned

    def _make_address(self, cleaned: dict[str, Any]) -> None:
        """Make the address of a new row of its title, in whichever language it has one."""
        field: Any = self.fields["slug"]
        title = next((cleaned[name] for name in TITLES if cleaned.get(name)), "")
        day = cleaned.get("published_on")
        cleaned["slug"] = proposed_address(self._meta.model, title, day)
        if not cleaned["slug"]:
            self.add_error("slug", field.error_messages["required"])

    def _row_as_typed(self) -> Any:
        """The row as it would be saved; None in the columns whose input was refused."""
        row = construct_instance(self, copy(self.instance), self._meta.fields, self._meta.exclude)
        for name in self.errors:
            if name in self.fields and name not in self.declared_fields:
                field: Any = row._meta.get_field(name)
                if not field.many_to_many:
                    setattr(row, name, None)
        return row

    def check_input(self) -> None:
        """What one kind of row checks of its input before the rules are asked."""

    def refusals(self, row: Any, at: datetime) -> Iterable[rules.Refusal]:
        """What forbids saving the row."""
        return rules.refusals(row, self.instance, at)

    def _refuse(self, row: Any, at: datetime) -> None:
        """Say beside each field what the rules of publishing have against the row.

        ``RecordForm`` refuses texts in one language. A field that somebody only reads is not
        theirs to set right.
        """
        for refusal in self.refusals(row, at):
            is_theirs = refusal.field == "" or refusal.field in self.fields
            if is_theirs and refusal.code != "one_language":
                self.add_error(refusal.field or None, refusal.sentence)


def _shows_drafts(request: HttpRequest) -> bool:
    return request.GET.get(StateFilter.parameter_name) == PublicState.DRAFT


class PublishingAdmin(VersionedAdmin):
    form = PublishingForm
    actions = ["publish", "back_to_draft", "mark_up_to_date"]
    readonly_fields: ClassVar[tuple[str, ...]] = ("state", "updated_at")

    class Media:
        js = [Script("timeline/admin/withdrawal.js", type="module")]

    def __init__(self, model: type[Any], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.preview_links = PreviewLinks(self)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Publishing is folded away until the row is on file, and withdrawal until it is wanted."""
        fieldsets: list[Any] = []
        for fieldset in super().get_fieldsets(request, obj):
            if fieldset is PUBLISHING_FIELDS:
                fieldsets += _publishing_parts(obj, request.POST.get("status"))
            else:
                fieldsets.append(fieldset)
        if self.roles.may_change_whole(request, obj):
            fieldsets += review_fieldsets(request, obj, self.model)
        return fieldsets

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        keep_review(request, form)

    def get_urls(self) -> list[URLPattern]:
        urls = self.preview_links.urls()
        urls += super().get_urls()
        return urls

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Values from the address, without moments: Django takes those for dates, a 500."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        for field in self.opts.fields:
            if isinstance(field, models.DateTimeField):
                initial.pop(field.name, None)
        return initial

    def view_on_site(self, obj: Any) -> str | None:
        """Its public page, if it has one now."""
        if public_state(obj, timezone.now()) is not PublicState.PUBLISHED:
            return None
        address: str = obj.get_absolute_url()
        return address

    def get_ordering(self, request: HttpRequest) -> Any:
        """Drafts by their last change, newest first, as they come up for review."""
        if _shows_drafts(request):
            return ("-updated_at", "-pk")
        return super().get_ordering(request)

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = list(super().get_list_display(request))
        if _shows_drafts(request):
            columns.append("updated_at")
        return columns

    @admin.display(description=_("state"), ordering="public_from")
    def state(self, row: Publishing) -> str:
        state = public_state(row, timezone.now())
        if state is PublicState.SCHEDULED and row.public_from:
            return gettext("Scheduled: %s") % moment_in_words(row.public_from)
        return str(state.label)

    @admin.action(description=_("Publish the chosen rows"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        asking = None if is_confirmed(request) else page_that_asks(self, request, queryset)
        if asking is not None:
            return asking
        act = publish_soon if is_soon(request) else transitions.publish
        done, refused = self._change_state(request, queryset, Status.PUBLISHED, act)
        said = ngettext("%d published", "%d published", done) % done
        if is_soon(request):
            said = said_of_soon(done, this_moment())
        self._report(request, done, said, refused)
        return None

    @admin.action(description=_("Take the chosen rows back to draft"), permissions=["publish"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done, refused = self._change_state(
            request, queryset, Status.DRAFT, transitions.back_to_draft
        )
        said = ngettext("%d back to draft", "%d back to draft", done) % done
        self._report(request, done, said, refused)

    def _change_state(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        status: Status,
        act: Callable[..., None],
    ) -> tuple[int, list[str]]:
        """Do one act to each of the chosen rows: how many, and why not to the others."""
        done, refused = 0, []
        reason = gettext("From the list: %s") % status.label
        with transaction.atomic():
            lock_edition()
            chosen = list(queryset.values_list("pk", flat=True))
            locked = self.model._default_manager.select_for_update().order_by("pk")
            for row in locked.filter(pk__in=chosen).exclude(status=status):
                why = ""
                if row.status == Status.WITHDRAWN:
                    why = gettext("was withdrawn: change it on its own page")
                else:
                    try:
                        act(row, this_moment(), request.user, reason=reason)
                    except transitions.PublishingRefused as refusal:
                        why = refusal.refusals[0].of_row
                if why:
                    refused.append(gettext("“%(row)s” %(why)s") % {"row": row, "why": why})
                else:
                    self.log_change(request, row, [{"changed": {"fields": [gettext("status")]}}])
                    done += 1
        return done, refused

    def _report(self, request: HttpRequest, done: int, what: str, refused: list[str]) -> None:
        """Tell what was done to how many rows, and in a list why not to the others."""
        if not refused:
            self.message_user(request, f"{what}.", messages.SUCCESS)
            return
        counts = {"done": what, "count": len(refused)}
        said = gettext("%(done)s. %(count)d refused:") % counts
        if not done:
            said = gettext("Nothing was changed. Refused:")
        self.message_user(request, with_list(said, refused), messages.WARNING)
