"""What every page has: its masthead, its one canonical address, the moment it was made for."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from timeline.i18n.bilingual import OTHER
from timeline.i18n.language import localized_path, other_language_page
from timeline.models import Release
from timeline.models.visibility import PreviewMoment
from timeline.pages.header import page_header


def now(foreseen: PreviewMoment | None = None) -> tuple[datetime, date]:
    """This moment, and today in the site's time zone: read once for a request and passed on."""
    at = foreseen or timezone.now()
    return at, timezone.localdate(at)


class PublicPage:
    """A public page.

    ``bound_to``: the day whose listings and contact it shows; ``release``: the one it is of; ``query``: of its
    canonical address.
    """

    def __init__(
        self,
        request: HttpRequest,
        at: datetime,
        *,
        bound_to: date | None = None,
        release: Release | None = None,
        query: str = "",
    ) -> None:
        self.request, self.at = request, at
        self.masthead = page_header(at, bound_to, release)
        self.canonical = request.build_absolute_uri(request.path + query)
        self.query = query

    @property
    def translations(self) -> list[tuple[str, str]]:
        """(language, canonical address) of the page in each language, its own included."""
        here = self.request.path_info + self.query
        return [
            (language, self.request.build_absolute_uri(localized_path(language, here)))
            for language in OTHER
        ]

    def render(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        shared: dict[str, Any] = {
            "masthead": self.masthead,
            "site": self.request.build_absolute_uri("/").rstrip("/"),
            "today": timezone.localdate(self.at),
        }
        if isinstance(self.at, PreviewMoment):  # no address of its own yet, nor data
            shared["foreseen"], context = True, context | {"offers": []}
        elif status == HTTPStatus.OK:  # an error is nobody's address
            shared |= {"canonical": self.canonical, "translations": self.translations}
        lost = status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
        shared["elsewhere"] = other_language_page(
            "/" if lost else self.request.path_info + self.query
        )
        return render(self.request, template, shared | context, status=status)
