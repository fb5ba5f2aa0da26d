"""The admin under the company's own name, with a link to the public pages."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils.functional import lazystr
from django.utils.translation import gettext

from timeline.admin.begun_milestone import RowChoices
from timeline.admin.search_everything import search_page
from timeline.admin.waiting_page import waiting_page
from timeline.models import Company

LAST = "auth"  # of the applications on the first page: accounts and groups


class _SiteName:
    """Read when a page is made: the company's name may change."""

    def __str__(self) -> str:
        company = Company.objects.first()
        record = gettext("The record")
        return f"{company.short_name} · {record}" if company else record


def _urls(site: admin.AdminSite, of_django: Any) -> list[Any]:
    """Django's addresses of the admin, the search over everything, and what waits."""
    here = [
        path("search/", site.admin_view(search_page), name="search"),
        path("waiting/<slug:question>/", site.admin_view(waiting_page), name="waiting"),
    ]
    return [*here, *of_django()]


def _app_list(of_django: Any, request: HttpRequest, app_label: str | None = None) -> list[Any]:
    """What is kept here: the record first, accounts last."""
    apps = of_django(request, app_label)
    return sorted(apps, key=lambda app: (app["app_label"] == LAST, app["app_label"] != "timeline"))


def configure_site(site: admin.AdminSite) -> None:
    site.get_urls = partial(_urls, site, site.get_urls)  # type: ignore[method-assign]
    choices = RowChoices.as_view(admin_site=site)
    site.autocomplete_view = choices  # type: ignore[assignment, method-assign]
    site.get_app_list = partial(_app_list, site.get_app_list)  # type: ignore[method-assign]
    site.site_header = site.site_title = lazystr(_SiteName())
    site.site_url = reverse_lazy("timeline:timeline")  # type: ignore[assignment]
