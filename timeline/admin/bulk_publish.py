"""A release published together with the milestones it states, now or at one moment.

The drafts that they name go out with them: projects, organizations, people. All of them are
published, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.functional import lazystr
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.named_drafts import drafts_named_by
from timeline.admin.permissions import may_publish
from timeline.admin.publishing import moment_help, this_moment, year_refusal
from timeline.admin.widgets import row_ids
from timeline.models import Milestone, Publishing, Release, Status
from timeline.models.derived_columns import derive_at_end, lock_releases
from timeline.models.edition import LONGEST_TRANSACTION, advance_edition, lock_edition
from timeline.models.history_baseline import note_histories
from timeline.publishing.publish_times import has_passed, moment_in_words
from timeline.publishing.rules import passed_moment, read_for_checks
from timeline.publishing.transitions import PublishingRefused, schedule

MOST = 50  # releases at a time


class DayAndTimeWidget(forms.SplitDateTimeWidget):
    """The browser's own fields for a day and a time."""

    def __init__(self) -> None:
        super().__init__(date_format="%Y-%m-%d", time_format="%H:%M")
        day, time = self.widgets
        day.input_type, time.input_type = "date", "time"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        day, time = context["widget"]["subwidgets"]
        day["attrs"]["aria-label"], time["attrs"]["aria-label"] = gettext("Day"), gettext("Time")
        return context


class _MomentHelp:
    """Written when the page is made, in its language."""

    def __str__(self) -> str:
        return moment_help(None)


class MomentForm(forms.Form):
    """When they go out; now, where it is left empty."""

    moment = forms.SplitDateTimeField(
        label=_("publish at"),
        required=False,
        widget=DayAndTimeWidget,
        help_text=lazystr(_MomentHelp()),
    )

    def clean_moment(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["moment"]
        if moment and year_refusal(moment):
            raise forms.ValidationError(year_refusal(moment))
        if moment and has_passed(moment, this_moment()):
            raise forms.ValidationError(passed_moment(this_moment()))
        return moment


@dataclass
class BulkPublication:
    """A draft that is to go out, and why it may not."""

    row: Publishing
    why_not: str = ""

    @property
    def kind(self) -> str:
        return str(self.row._meta.verbose_name)

    @property
    def key(self) -> str:
        """Name of the hidden field with its version."""
        return f"version-of-{self.row._meta.model_name}-{self.row.pk}"

    @property
    def address(self) -> str:
        return reverse(f"admin:timeline_{self.row._meta.model_name}_change", args=[self.row.pk])


def drafts_of(releases: Iterable[Release]) -> list[BulkPublication]:
    """The releases that are drafts, the drafts that are named, then the milestones stated.

    Releases come in the order given, all else in the order it was put on file. 4 queries.
    """
    releases = list(releases)
    rows: list[Publishing] = [row for row in releases if row.status == Status.DRAFT]
    rows += drafts_named_by(releases)
    drafts = Milestone.objects.filter(status=Status.DRAFT)
    stated = drafts.filter(citations__paragraph__release__in=releases)
    rows += stated.distinct().order_by("id")
    return [BulkPublication(row) for row in rows]


def _in_turn(going: Iterable[BulkPublication]) -> Iterator[list[BulkPublication]]:
    """What is published before the columns derived from it are worked out.

    First the releases and what is named; then the milestones, which are read with what is checked
    of each; a milestone that settles one of them after that one, since it is checked against its
    day.
    6 queries.
    """
    first, milestones = [], {}
    for one in going:
        one.row.saved_with_others = True
        if isinstance(one.row, Milestone):
            milestones[one.row] = one
        else:
            first.append(one)
    note_histories(one.row for one in going)
    if first:
        yield first
    read_for_checks(milestones)
    together: dict[int, BulkPublication] = {}
    for milestone, one in milestones.items():
        plans = {said.plan_id for said in milestone.settlements.all()}
        if plans & together.keys():
            yield list(together.values())
            together = {}
        together[milestone.pk] = one
    yield list(together.values())


def bulk_publish_address(releases: QuerySet[Any]) -> str:
    """The page that publishes these releases with their milestones; the first ``MOST`` of them."""
    ids = releases.order_by("pk").values_list("pk", flat=True)[:MOST]
    query = urlencode([("release", number) for number in ids])
    return f"{reverse('admin:timeline_release_together')}?{query}"


class BulkPublish:
    """The page, beside the list of releases, that publishes some with their milestones."""

    def __init__(self, model_admin: admin.ModelAdmin[Any]) -> None:
        self.admin = model_admin

    def urls(self) -> list[URLPattern]:
        page = self.admin.admin_site.admin_view(self.publish_together)
        return [path("publish-together/", page, name="timeline_release_together")]

    def publish_together(self, request: HttpRequest) -> HttpResponse:
        """What will go out, and, posted, its going out."""
        if not (may_publish(request, Release()) and may_publish(request, Milestone())):
            raise PermissionDenied(gettext("Only a publisher may publish."))
        ids = row_ids(request.GET.getlist("release")[:MOST])
        releases = Release.objects.filter(pk__in=ids).order_by("published_on", "id")
        if not releases:
            raise Http404
        form = MomentForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            done, going = self._publish(request, releases, form.cleaned_data["moment"])
            if done:
                self._say(request, done, form.cleaned_data["moment"])
                return HttpResponseRedirect(reverse("admin:timeline_release_changelist"))
        else:
            going = drafts_of(releases)
        context = self.admin.admin_site.each_context(request)
        context |= {
            "title": gettext("Publish with its milestones"),
            "opts": self.admin.opts,
            "releases": releases,
            "form": form,
            "going": going,
        }
        return render(request, "admin/timeline/together.html", context)

    def _publish(
        self, request: HttpRequest, releases: QuerySet[Release], moment: datetime | None
    ) -> tuple[int, list[BulkPublication]]:
        """Publish all of them in one transaction; where one may not be, none is.

        How many were published, and all of them with why not.
        """
        with transaction.atomic():
            lock_edition()
            milestones = Milestone.objects.select_for_update().order_by("pk")
            stated = list(milestones.filter(citations__paragraph__release__in=releases))
            lock_releases({milestone.pk for milestone in stated})
            going = drafts_of(releases.select_for_update())
            posted = {name for name in request.POST if name.startswith("version-of-")}
            if not going or posted != {one.key for one in going}:
                self.admin.message_user(request, _other_rows(), messages.ERROR)
                return 0, going
            if moment is None or moment <= this_moment() + LONGEST_TRANSACTION:
                advance_edition()  # for later, each save moves the schedule alone
            for together in _in_turn(going):
                with derive_at_end():
                    for one in together:
                        one.why_not = self._send_out(request, one, moment or this_moment())
            if any(one.why_not for one in going):
                transaction.set_rollback(True)
                self.admin.message_user(
                    request, gettext("Nothing was published: see below why."), messages.ERROR
                )
                return 0, going
            self._log(request, [one.row for one in going])
        return len(going), going

    def _send_out(self, request: HttpRequest, one: BulkPublication, moment: datetime) -> str:
        """Publish one of them; else why not, as the rest of a sentence."""
        if not may_publish(request, one.row):
            return gettext("is named in it, and your role may not publish it")
        if request.POST.get(one.key) != str(one.row.version):
            return gettext("was changed since this page was shown")
        try:
            schedule(
                one.row, moment, this_moment(), request.user, reason=gettext("Published together")
            )
        except PublishingRefused as refusal:
            return refusal.refusals[0].of_row
        return ""

    def _log(self, request: HttpRequest, rows: list[Publishing]) -> None:
        """Note the change of each in the admin's journal. 1 query."""
        said = [{"changed": {"fields": [gettext("status")]}}]
        by: Any = request.user.pk
        LogEntry.objects.log_actions(by, rows, CHANGE, said)

    def _say(self, request: HttpRequest, done: int, moment: datetime | None) -> None:
        values: dict[str, Any] = {"n": done}
        said = ngettext("%(n)d published.", "%(n)d published.", done)
        if moment:
            said = ngettext("%(n)d scheduled for %(when)s.", "%(n)d scheduled for %(when)s.", done)
            values["when"] = moment_in_words(moment)
        self.admin.message_user(request, said % values, messages.SUCCESS)


def _other_rows() -> str:
    return gettext(
        "The rows that would go out are not those that were shown. Nothing was published: look "
        "again."
    )
