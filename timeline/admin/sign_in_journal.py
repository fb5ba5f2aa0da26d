"""Sign-ins and refusals, to be read: nobody adds, changes or deletes a line."""

from __future__ import annotations

from django.contrib import admin

from timeline.admin.list_filters import ReadOnlyAdmin
from timeline.models import SignInEvent


@admin.register(SignInEvent)
class SignInEventAdmin(ReadOnlyAdmin):
    list_display = ("at", "kind", "name", "address", "detail")
    list_filter = ("kind",)
    list_per_page = 50
    search_fields = ("name",)
    date_hierarchy = "at"
    actions = None
