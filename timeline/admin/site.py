"""The admin under the company's own name, with a link to the public pages."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse_lazy
from django.utils.functional import lazystr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.models import Company

# Texts of Django and simple-history, whose French calls every row an "objet". The catalogue has
# a better word for each.
SAID_ANEW = (
    _("Select %s to change"),
    _("Select %s to view"),
    _("Add another %(verbose_name)s"),
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The %(name)s “%(obj)s” was deleted successfully."),
    _("You may edit it again below."),
    _("Change history: %s"),
    _("View history: %s"),
    _("Deleted"),
)


class _SiteName:
    """Read when a page is made: the company's name may change."""

    def __str__(self) -> str:
        company = Company.objects.first()
        record = gettext("The record")
        return f"{company.short_name} · {record}" if company else record


def configure_site(site: admin.AdminSite) -> None:
    site.site_header = site.site_title = lazystr(_SiteName())
    site.site_url = reverse_lazy("timeline:timeline")  # type: ignore[assignment]
