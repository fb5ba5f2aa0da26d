"""A release and the milestones it states published together, now or at one moment: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.publish_time import explained, has_passed, in_words, refusal, this_moment
from timeline.admin.typing import AnyAdmin
from timeline.admin.widgets import row_id
from timeline.models import Milestone, Publishing, Release, Status
from timeline.models.edition import lock_edition
from timeline.publishing.acts import PublishingRefused, schedule
from timeline.queries.filters import FIRST_YEAR, LAST_YEAR

MOST = 50  # releases at a time


class DayAndTimeWidget(forms.SplitDateTimeWidget):
    """The browser's own fields for a day and a time."""

    def __init__(self) -> None:
        super().__init__(date_format="%Y-%m-%d", time_format="%H:%M")
        for widget, kind in zip(self.widgets, ("date", "time"), strict=True):
            widget.input_type = kind

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for widget, label in zip(
            context["widget"]["subwidgets"], (gettext("Day"), gettext("Time")), strict=True
        ):
            widget["attrs"]["aria-label"] = label
        return context


class MomentForm(forms.Form):
    """When they go out; now, where it is left empty."""

    moment = forms.SplitDateTimeField(
        label=_("publish at"),
        required=False,
        widget=DayAndTimeWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["moment"].help_text = explained(
            None
        )  # before anything asks for the field: it is read once

    def clean_moment(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["moment"]
        if moment and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise forms.ValidationError(
                gettext("Give a year between %(first)s and %(last)s.") % years
            )
        if moment and has_passed(moment, this_moment()):
            raise forms.ValidationError(refusal(this_moment()))
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
    """The releases that are drafts, then the drafts that any of them states, in the order they were put on file."""
    releases = list(releases)
    stated = Milestone.objects.filter(
        citations__paragraph__release__in=releases, status=Status.DRAFT
    ).distinct()
    drafts: Sequence[Publishing] = [
        *(r for r in releases if r.status == Status.DRAFT),
        *stated.order_by("id"),
    ]
    return [BulkPublication(row) for row in drafts]


class BulkPublishMixin(AnyAdmin):
    """Stands before the admin class of releases."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.publish_together)
        return [
            path("publish-together/", page, name="timeline_release_together"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @admin.action(
        description=_("Publish the chosen rows with their milestones"), permissions=["publish"]
    )
    def with_milestones(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[:MOST])
        return HttpResponseRedirect(
            f"{reverse('admin:timeline_release_together')}?{urlencode([('release', n) for n in ids])}"
        )

    def publish_together(self, request: HttpRequest) -> HttpResponse:
        """What will go out, and, posted, its going out."""
        for model in (Release, Milestone):
            if not self.admin_site.get_model_admin(model).has_publish_permission(request):  # type: ignore[attr-defined]
                raise PermissionDenied(gettext("Only a publisher may publish."))
        ids = [
            number
            for one in request.GET.getlist("release")[:MOST]
            if (number := row_id(one)) is not None
        ]
        releases = Release.objects.filter(pk__in=ids).order_by("published_on", "id")
        if not releases:
            raise Http404
        form, going = MomentForm(request.POST or None), drafts_of(releases)
        if request.method == "POST" and form.is_valid():
            done, going = self._publish(request, releases, form.cleaned_data["moment"])
            if done:
                self._say(request, done, form.cleaned_data["moment"])
                return HttpResponseRedirect(reverse("admin:timeline_release_changelist"))
        return render(
            request, "admin/timeline/together.html", self._shown(request, releases, form, going)
        )

    def _publish(
        self, request: HttpRequest, releases: QuerySet[Release], moment: datetime | None
    ) -> tuple[int, list[BulkPublication]]:
        """Publish all of them in one transaction; where one may not be, none is. (how many, all with why not)."""
        with transaction.atomic():
            lock_edition()
            list(
                Milestone.objects.select_for_update()
                .filter(citations__paragraph__release__in=releases)
                .order_by("pk")
            )
            going = drafts_of(releases.select_for_update())
            posted = {name for name in request.POST if name.startswith("version-of-")}
            if not going or posted != {one.key for one in going}:
                self.message_user(request, _other_rows(), messages.ERROR)  # type: ignore[attr-defined]
                return 0, going
            for one in going:
                one.why_not = self._send_out(request, one, moment or this_moment())
            if any(one.why_not for one in going):
                transaction.set_rollback(True)
                self.message_user(  # type: ignore[attr-defined]
                    request, gettext("Nothing was published: see below why."), messages.ERROR
                )
                return 0, going
        return len(going), going

    def _send_out(self, request: HttpRequest, one: BulkPublication, moment: datetime) -> str:
        """Publish one of them; else why not, as the rest of a sentence."""
        if request.POST.get(one.key) != str(one.row.version):
            return gettext("was changed since this page was shown")
        try:
            schedule(
                one.row, moment, this_moment(), request.user, reason=gettext("Published together")
            )
        except PublishingRefused as refusal:
            return refusal.refusals[0].of_row
        keeper: Any = self.admin_site.get_model_admin(type(one.row))
        keeper.log_change(request, one.row, [{"changed": {"fields": [gettext("status")]}}])
        return ""

    def _say(self, request: HttpRequest, done: int, moment: datetime | None) -> None:
        if moment:
            said = ngettext("%(n)d scheduled for %(when)s.", "%(n)d scheduled for %(when)s.", done)
        else:
            said = ngettext("%(n)d published.", "%(n)d published.", done)
        values = {"n": done, "when": in_words(moment) if moment else ""}
        self.message_user(request, said % values, messages.SUCCESS)  # type: ignore[attr-defined]

    def _shown(
        self,
        request: HttpRequest,
        releases: QuerySet[Release],
        form: MomentForm,
        going: list[BulkPublication],
    ) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": gettext("Publish with its milestones"),
            "opts": self.opts,
            "releases": releases,
            "form": form,
            "going": going,
        }


def _other_rows() -> str:
    return gettext(
        "The rows that would go out are not those that were shown. Nothing was published: look again."
    )
