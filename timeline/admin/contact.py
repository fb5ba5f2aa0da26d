"""People as printed in releases: the list that says which of them are of an older one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Q, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.list_filters import Choices, SingleChoiceFilter
from timeline.admin.release import ReleasePartAdmin
from timeline.models import Contact, Release


class HistoricalFilter(SingleChoiceFilter):
    title = _("release")
    parameter_name = "release"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        return [("older", gettext("Of an older release than the newest"))]

    @classmethod
    def condition(cls, value: str) -> Q:
        """Contacts of a public release that is not the newest public one.

        Visitors are told that such a contact may have changed.
        """
        public = Release.objects.published(timezone.now())
        newest = Subquery(public.newest_first().values("published_on")[:1])
        return Q(release__in=public.order_by().values("pk"), release__published_on__lt=newest)


@admin.register(Contact)
class ContactAdmin(ReleasePartAdmin):
    list_display = ("name", "role", "organisation", "phone", "email", "in_release")
    list_filter = (HistoricalFilter,)
    search_fields = ("name", "organisation", "email")
    ordering = ("-release__published_on", "-release", "position")

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """As its release: deleting that one asks for it."""
        return bool(self.admin_site.get_model_admin(Release).has_delete_permission(request))

    @admin.display(description=_("role"))
    def role(self, row: Contact) -> str:
        return row.role
