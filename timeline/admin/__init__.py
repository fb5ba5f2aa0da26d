"""Where staff keep the record."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from timeline.admin import (
    accounts,
    company,
    contact,
    dashboard,
    milestone,
    partner,
    person,
    project,
    release,
    sign_in_journal,
    site,
)

__all__ = [
    "accounts",
    "company",
    "contact",
    "dashboard",
    "milestone",
    "partner",
    "person",
    "project",
    "release",
    "sign_in_journal",
    "site",
]

site.configure_site(admin.site)
admin.site.index_title = _("What is kept here")
admin.site.index_template = "admin/timeline/index.html"
