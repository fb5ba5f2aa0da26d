"""The admin under the company's own name, with a link to the public pages."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse_lazy
from django.utils.functional import lazystr
from django.utils.translation import gettext

from timeline.models import Company


class _SiteName:
    """Read when a page is made: the company's name may change."""

    def __str__(self) -> str:
        company = Company.objects.first()
        record = gettext("The record")
        return f"{company.short_name} · {record}" if company else record


def configure_site(site: admin.AdminSite) -> None:
    site.site_header = site.site_title = lazystr(_SiteName())
    site.site_url = reverse_lazy("timeline:timeline")  # type: ignore[assignment]
