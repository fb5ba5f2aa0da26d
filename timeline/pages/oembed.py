"""oEmbed: what another site puts on its page for a page of ours.

It is a frame with the chart, or a link for a page that has no chart of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from timeline.i18n.language import path_language
from timeline.models import Milestone, Partner, Project, Release
from timeline.pages.descriptions import describe
from timeline.pages.documents import issuer_of
from timeline.pages.header import page_header
from timeline.queries.lookup import Gone, get_public_or_gone
from timeline.queries.selection import Selection, TimelineQuery

WIDTH, HEIGHT = 760, 900  # px, where the asker sets no bound: room for the wide drawing
PORTS = {"http": 80, "https": 443}
LEAST = 100  # px: no smaller drawing can be read


class NotEmbeddable(Exception):  # noqa: N818 - an answer, with its HTTP status
    """There is nothing to embed at that address."""

    def __init__(self, message: str, status: int = 404) -> None:
        super().__init__(message)
        self.status = status


class FrameSizeForm(forms.Form):
    """The parameters of a request: an address, and the room that the asker has for it."""

    url = forms.CharField(max_length=2000)
    maxwidth = forms.IntegerField(required=False, min_value=LEAST, max_value=10_000)
    maxheight = forms.IntegerField(required=False, min_value=LEAST, max_value=10_000)


@dataclass(frozen=True)
class OembedCard:
    """An answer of oEmbed 1.0: "rich" with a frame, or "link"."""

    title: str
    provider: str
    provider_url: str
    frame: str = ""  # address of the embedded page
    width: int = WIDTH
    height: int = HEIGHT
    author: str = ""  # who issued the document that the page is about

    def as_dict(self) -> dict[str, Any]:
        shared = {
            "version": "1.0",
            "type": "rich" if self.frame else "link",
            "title": self.title,
            "provider_name": self.provider,
            "provider_url": self.provider_url,
        }
        if self.author:
            shared["author_name"] = self.author
        if not self.frame:
            return shared
        html = iframe(self.frame, self.title, self.width, self.height)
        return shared | {"html": html, "width": self.width, "height": self.height}


def iframe(address: str, title: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """The snippet: an element that loads the embedded page, and nothing that runs."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        address,
        title,
        width,
        height,
    )


def oembed_card(request: HttpRequest, at: datetime, today: date) -> OembedCard:
    """The answer for ``?url=``.

    Raises ``NotEmbeddable`` for an address that is not a public page of this site.
    """
    form = FrameSizeForm(request.GET)
    if not form.is_valid():
        name, messages = next(iter(form.errors.items()))
        raise NotEmbeddable(f"{name}: {messages[0]}", 400)
    parts = _own_address(form.cleaned_data["url"], request)
    path_below_prefix = parts.path.removeprefix(get_script_prefix().rstrip("/"))
    with translation.override(path_language(path_below_prefix)):
        page = _page(parts.path, QueryDict(parts.query), at, today)
        site = request.build_absolute_uri(reverse("timeline:timeline"))
        frame = ""
        if page.query is not None:
            frame = request.build_absolute_uri(reverse("timeline:embed") + page.query)
        company = page_header(at).company
        author = issuer_of(page.document, company.name, at) if page.document else ""
    width = min(WIDTH, form.cleaned_data["maxwidth"] or WIDTH)
    height = min(HEIGHT, form.cleaned_data["maxheight"] or HEIGHT)
    return OembedCard(page.title, company.short_name, site, frame, width, height, author)


def _site(parts: SplitResult) -> tuple[str | None, int]:
    """Host and port of an address."""
    try:
        return parts.hostname, parts.port or PORTS[parts.scheme]
    except ValueError:
        raise NotEmbeddable(f"url: {_('this is no address')}", 400) from None


def _own_address(url: str, request: HttpRequest) -> SplitResult:
    """The parts of an address of this site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise NotEmbeddable(f"url: {_('this is no address')}", 400) from None
    ours = urlsplit(request.build_absolute_uri("/"))
    is_ours = parts.scheme in PORTS and _site(parts) == _site(ours)
    if not is_ours and parts.hostname not in settings.SITE_HOSTS:
        raise NotEmbeddable(_("This address is not of this site."))
    return parts


class DescribedPage(NamedTuple):
    """A page of this site. ``query``: of the embedded selection, None where it has no chart."""

    title: str
    query: str | None = None
    document: Release | None = None  # that the page is about


def _page(path: str, query: QueryDict, at: datetime, today: date) -> DescribedPage:
    try:
        match = resolve(path)
    except Resolver404:
        raise NotEmbeddable(_("Nothing public is at this address.")) from None
    name, slug = match.url_name, match.kwargs.get("slug", "")
    if match.app_name != "timeline" or name == "oembed":
        raise NotEmbeddable(_("Nothing public is at this address."))
    try:
        if name in {"timeline", "embed"}:
            return _selection(query, at, today)
        if name == "project":
            project = get_public_or_gone(Project.objects.all(), slug, at)
            return DescribedPage(project.name, f"?project={slug}")
        if name == "partner":
            partner = get_public_or_gone(Partner.objects.all(), slug, at)
            return DescribedPage(partner.name, f"?partner={slug}")
        if name == "milestone":
            return DescribedPage(get_public_or_gone(Milestone.objects.all(), slug, at).title)
        if name == "release":
            document = get_public_or_gone(Release.objects.select_related("issuer"), slug, at)
            return DescribedPage(document.headline, document=document)
    except (Http404, Gone):
        raise NotEmbeddable(_("Nothing public is at this address.")) from None
    return DescribedPage(_("Company timeline"))


def _selection(query: QueryDict, at: datetime, today: date) -> DescribedPage:
    asked = TimelineQuery(query, at=at, today=today)
    if not asked.is_valid():
        raise NotEmbeddable(_("This view cannot be read."))
    selection = Selection(asked)
    return DescribedPage(describe(selection).heading or _("Company timeline"), selection.query())
