"""The admin under the company's own name, with the way to the pages it keeps in the language that is read."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse_lazy
from django.utils.functional import lazystr
from django.utils.translation import gettext

from timeline.models import Company


class _Name:
    """Read when a page is made: the company's name may change."""

    def __str__(self) -> str:
        company = Company.objects.first()
        record = gettext("The record")
        return f"{company.short_name} · {record}" if company else record


def dress(site: admin.AdminSite) -> None:
    site.site_header = site.site_title = lazystr(_Name())
    site.site_url = reverse_lazy("timeline:timeline")  # type: ignore[assignment]
