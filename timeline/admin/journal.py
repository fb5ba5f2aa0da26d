"""Sign-ins and refusals, to be read: nobody adds, changes or deletes a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from timeline.admin.lists import OddAddresses
from timeline.models import SignInEvent

if TYPE_CHECKING:
    JournalAdmin = admin.ModelAdmin[SignInEvent]
else:
    JournalAdmin = admin.ModelAdmin


@admin.register(SignInEvent)
class SignInEventAdmin(OddAddresses, JournalAdmin):
    list_display = ("at", "kind", "name", "address", "detail")
    list_filter = ("kind",)
    list_per_page = 50
    search_fields = ("name",)
    date_hierarchy = "at"
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
