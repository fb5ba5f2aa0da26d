"""What every public page has: its header, its canonical address, the moment it is made for."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from timeline.exports.citing import CitedSite
from timeline.http.conditional import version_shown
from timeline.http.edition_memory import kept_for_edition
from timeline.i18n.bilingual import OTHER, active_language
from timeline.i18n.language import localized_path, other_language_page
from timeline.models import Release
from timeline.models.visibility import PreviewMoment
from timeline.pages.header import PageHeader, page_header
from timeline.pages.share_cards import site_card
from timeline.pictures.card import ShareCard
from timeline.queries.filters import SlugNames
from timeline.queries.pagination import query_string
from timeline.queries.selection import filter_names

# The addresses to which ``_masthead.html`` leads: it marks the one that is shown.
IN_THE_HEADER = frozenset(
    {
        "timeline:timeline",
        "timeline:outlook",
        "timeline:releases",
        "timeline:projects",
        "timeline:partners",
    }
)


def now(preview: PreviewMoment | None = None) -> tuple[datetime, date]:
    """This moment, or that of a preview, and its day in the site's time zone.

    A view reads the clock once, here, and passes both on.
    """
    at = preview or timezone.now()
    return at, timezone.localdate(at)


def kept_header(
    request: HttpRequest, at: datetime, bound_to: date | None, release: Release | None = None
) -> PageHeader:
    """The header of a page, made once for each edition, language, day and release."""
    key = ("header", active_language(), bound_to, release.pk if release else None)
    return kept_for_edition(request, key, lambda: page_header(at, bound_to, release))


def kept_filter_names(request: HttpRequest, at: datetime) -> tuple[SlugNames, SlugNames]:
    """The names of projects and organizations, read once for each edition and language."""
    return kept_for_edition(request, ("names", active_language()), lambda: filter_names(at))


class PublicPage:
    """A public page.

    ``bound_to``: the day whose listings and contact the header shows. ``release``: the release
    whose own page it is. ``query``: the query of its canonical address. ``as_of``: the day that
    the record is shown as of, which the links to other lists keep.
    """

    def __init__(
        self,
        request: HttpRequest,
        at: datetime,
        *,
        bound_to: date | None = None,
        release: Release | None = None,
        query: str = "",
        as_of: date | None = None,
    ) -> None:
        self.request = request
        self.at = at
        self.query = query
        self.as_of = as_of
        self.header = kept_header(request, at, bound_to, release)

    @property
    def cited(self) -> CitedSite | None:
        """What references to this page share. None for a preview, which nobody can cite."""
        version = version_shown(self.request)
        if version is None or isinstance(self.at, PreviewMoment):
            return None
        today = timezone.localdate(self.at)
        return CitedSite(self.request, self.header.company, version, today)

    def render(
        self,
        template: str,
        context: dict[str, Any],
        status: int = 200,
        card: ShareCard | None = None,
        card_query: str = "",
    ) -> HttpResponse:
        """``card``: what the page's own picture says, at ``share.png`` below its address."""
        shared: dict[str, Any] = {
            "masthead": self.header,
            "at": self.at,
            "site": self.request.build_absolute_uri("/").rstrip("/"),
            "today": timezone.localdate(self.at),
            "as_of": self.as_of,
            "as_of_query": query_string([("as_of", self.as_of)]),
            "elsewhere": other_language_page(self._path_of_translation(status)),
            "page_name": self._name_in_the_header,
        }
        if card is None or isinstance(self.at, PreviewMoment):
            card = site_card(self.header.company)
            shared["picture"] = reverse("timeline:timeline-picture")
        else:
            shared["picture"] = f"{self.request.path}share.png{card_query}"
        shared["picture_alt"] = card.alt
        context = shared | context
        if isinstance(self.at, PreviewMoment):  # a preview has no public address and no data
            context["foreseen"] = True
            context["offers"] = []
        elif status == HTTPStatus.OK:  # an error has no canonical address
            context["canonical"] = self.request.build_absolute_uri(self.request.path + self.query)
            context["translations"] = self._translations()
        return render(self.request, template, context, status=status)

    @property
    def _name_in_the_header(self) -> str:
        """The name of the address, if the header leads there."""
        match = self.request.resolver_match
        return match.view_name if match and match.view_name in IN_THE_HEADER else ""

    def _translations(self) -> list[tuple[str, str]]:
        """(language, canonical address) of the page in each language, its own included."""
        path = self.request.path_info + self.query
        addresses = []
        for language in OTHER:
            address = self.request.build_absolute_uri(localized_path(language, path))
            addresses.append((language, address))
        return addresses

    def _path_of_translation(self, status: int) -> str:
        """The path whose other language is linked: home where the page does not exist."""
        if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return "/"
        return self.request.path_info + self.query
