"""What the admin pages of everything that visitors may see have in common: state, versions, search, history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from timeline.admin.bases import HistoryAdmin, ModelForm
from timeline.admin.conflict import differences, inline_differences
from timeline.admin.lists import State, state_of
from timeline.admin.relations import Autocompleting, row_id
from timeline.models import Publishing, Status

LONGEST_SEARCH = 200  # characters, and
MOST_SEARCH_WORDS = 12  # words: each is a condition, and SQLite stops at a depth of 1,000
FIRST_YEAR, LAST_YEAR = 1000, 2999  # as in the filters; the ends of the calendar overflow in another time zone

PUBLISHING_FIELDS = (
    _("Publishing"),
    {"fields": ("status", "publish_at", ("withdrawn_reason_en", "withdrawn_reason_fr"), "updated_at", "version")},
)


def this_moment() -> datetime:
    """Now, to the second: forms do not carry more, and a value that they cut off would count as changed."""
    return timezone.now().replace(microsecond=0)


class VersionField(forms.IntegerField):
    """The version that an editor started from. What is no number counts as too old: its message would be hidden."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int | None:
        try:
            number: int | None = super().clean(value)
        except ValidationError:
            return None
        return number


class PublishingForm(ModelForm):
    version = VersionField(required=False)

    conflict = False  # whether someone else saved in between

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._refuse_an_older_version()
        if cleaned.get("status") == Status.PUBLISHED and "publish_at" in cleaned and not cleaned["publish_at"]:
            cleaned["publish_at"] = this_moment()
        for name, value in list(cleaned.items()):
            if hasattr(value, "year") and not FIRST_YEAR <= value.year <= LAST_YEAR:
                self.add_error(name, _now("Give a year between %(first)s and %(last)s.") % _YEARS)
        return cleaned

    def _refuse_an_older_version(self) -> None:
        """Compare with the stored row under a lock: the admin saves in one transaction, so no second save slips in."""
        if self.instance.pk is None:
            return
        stored = type(self.instance)._default_manager.select_for_update().filter(pk=self.instance.pk).first()
        if stored is None:
            self.conflict = True
            self.add_error(None, _now("This was deleted after you opened it: there is nothing to save to."))
            return
        self.instance.version = stored.version
        if self.cleaned_data.get("version") == stored.version:
            return
        self.conflict = True
        self.add_error(None, [_whose(stored), *differences(self, stored)])
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(stored.version)


_YEARS = {"first": FIRST_YEAR, "last": LAST_YEAR}


def _whose(stored: Publishing) -> str:
    """Who saved in between, and what an editor can do now."""
    last = stored.history.select_related("history_user").first()  # type: ignore[attr-defined]
    who = str(last.history_user) if last and last.history_user else _now("Somebody")
    return _now(
        "%(who)s saved this on %(when)s, after you opened it. Nothing of yours is saved yet. Each difference is listed "
        "here, and the fields hold what you typed: correct them, and save again to replace what is stored."
    ) % {"who": who, "when": date_format(timezone.localtime(stored.updated_at), "DATETIME_FORMAT")}


class RecordAdmin(Autocompleting, HistoryAdmin):
    """History, and answers to odd addresses and searches that are not a 500."""

    list_per_page = 50
    object_history_list_template = "admin/timeline/object_history_list.html"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = search_term.replace("\0", "")[:LONGEST_SEARCH].split()[:MOST_SEARCH_WORDS]
        return self.search(request, queryset, words)

    def search(self, request: HttpRequest, queryset: QuerySet[Any], words: list[str]) -> tuple[QuerySet[Any], bool]:
        """Rows with all the words, and whether some may come twice."""
        return super().get_search_results(request, queryset, " ".join(words))

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        try:
            return super().get_changelist_instance(request)
        except OverflowError as refused:  # an id or a year beyond 64 bits
            raise IncorrectLookupParameters(refused) from refused

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; odd ids are left out of a selection, as rows deleted meanwhile are."""
        chosen = request.POST.getlist("_selected_action")
        if any(row_id(one) is None for one in chosen):
            post = request.POST.copy()
            post.setlist("_selected_action", [one for one in chosen if row_id(one) is not None])
            request.POST = post  # type: ignore[assignment]
        return super().changelist_view(request, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if row_id(object_id) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """An earlier state, and the way back to it. In a transaction, as every save is."""
        if row_id(object_id) is None or row_id(version_id) is None:
            raise Http404
        with transaction.atomic():
            response: HttpResponse = super().history_form_view(  # type: ignore[misc]
                request, object_id, version_id, extra_context
            )
        return response

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Django's own message, and the same words as the reason in the history: it names the inline rows too."""
        message = super().construct_change_message(request, form, formsets, add)
        log = admin.models.LogEntry(change_message=_json(message))
        form.instance.history.filter(pk=form.instance.history.values("pk")[:1]).update(
            history_change_reason=log.get_change_message()
        )
        return message
