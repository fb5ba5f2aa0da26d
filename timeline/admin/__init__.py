"""Where staff keep the record."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from timeline.admin import company, contact, dashboard, journal, look, milestone, partner, people, project, release

__all__ = ["company", "contact", "dashboard", "journal", "look", "milestone", "partner", "people", "project", "release"]

look.dress(admin.site)
admin.site.index_title = _("What is kept here")
admin.site.index_template = "admin/timeline/index.html"
