"""Sitemaps and ``/robots.txt``: what search engines ask for, once for all languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.exports import sitemaps
from timeline.exports.sitemaps import SitemapEntry
from timeline.http.conditional import cache_control, conditional_response
from timeline.http.record_summary import RecordSummary, record_summary
from timeline.i18n.bilingual import OTHER
from timeline.i18n.language import localized_path
from timeline.views.public_page import now

XML = "application/xml"
MAX_KEY_RANGE = 10**9  # a larger number is beyond the keys of any database


def sitemap_response(
    request: HttpRequest,
    make_response: Callable[[datetime, date, RecordSummary], HttpResponseBase],
) -> HttpResponseBase:
    """304, or the response that is made for this moment, this day and the record as it is."""
    at, today = now()
    record = record_summary(at, today)
    response = conditional_response(
        request, record.version, lambda: make_response(at, today, record)
    )
    response["Cache-Control"] = cache_control()
    return response


def root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


def streamed_urlset(entries: Iterable[SitemapEntry]) -> StreamingHttpResponse:
    return StreamingHttpResponse(sitemaps.urlset(entries), content_type=XML)


def sitemap(request: HttpRequest) -> HttpResponseBase:
    """``/sitemap.xml``: every page; of a large record an index of sitemaps."""

    def make_response(at: datetime, _today: date, _record: RecordSummary) -> HttpResponseBase:
        parts = sitemaps.sitemap_parts(at)
        changed_at = max((part.changed_at for part in parts), default=None)
        if sum(part.rows for part in parts) > sitemaps.KEYS_PER_FILE:
            return HttpResponse(_index(request, parts, changed_at), content_type=XML)
        entries = sitemaps.page_entries(root(request), changed_at)
        for part in parts:
            entries.extend(sitemaps.row_entries(part.kind, part.number, root(request), at))
        return streamed_urlset(entries)

    return sitemap_response(request, make_response)


def _index(
    request: HttpRequest, parts: list[sitemaps.SitemapPart], changed_at: datetime | None
) -> bytes:
    pages = request.build_absolute_uri(reverse("sitemap-pages"))
    files = [(pages, changed_at)]
    for part in parts:
        path = reverse("sitemap-rows", args=[part.kind, part.number])
        files.append((request.build_absolute_uri(path), part.changed_at))
    return sitemaps.sitemap_index(files)


def pages(request: HttpRequest) -> HttpResponseBase:
    """``/sitemap-pages.xml``: the pages that belong to no row."""

    def make_response(at: datetime, _today: date, _record: RecordSummary) -> HttpResponseBase:
        parts = sitemaps.sitemap_parts(at)
        changed_at = max((part.changed_at for part in parts), default=None)
        return streamed_urlset(sitemaps.page_entries(root(request), changed_at))

    return sitemap_response(request, make_response)


def rows(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    """``/sitemap-milestone-0.xml``: the rows in a range of keys. 404 where none is public."""

    def make_response(at: datetime, _today: date, _record: RecordSummary) -> HttpResponseBase:
        if kind not in sitemaps.MODELS or number >= MAX_KEY_RANGE:
            raise Http404
        entries = sitemaps.row_entries(kind, number, root(request), at)
        if not entries:
            raise Http404
        return streamed_urlset(entries)

    return sitemap_response(request, make_response)


def news(request: HttpRequest) -> HttpResponseBase:
    """``/news-sitemap.xml``: the releases of the last two days."""

    def make_response(at: datetime, today: date, record: RecordSummary) -> HttpResponseBase:
        company = record.company or _("Company")
        body = sitemaps.news_sitemap(root(request), company, at, today)
        return HttpResponse(body, content_type=XML)

    return sitemap_response(request, make_response)


def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt`` (RFC 9309): everything may be read but the admin and previews.

    Embeds may be read: whoever shows a page of ours elsewhere asks for them.
    """
    closed = [
        reverse("admin:index"),
        reverse("timeline:preview", args=["x"]).removesuffix("x/"),
    ]
    lines = ["User-agent: *"]
    for path in closed:
        lines.extend(f"Disallow: {localized_path(language, path)}" for language in OTHER)
    for name in ("sitemap", "news-sitemap"):
        address = request.build_absolute_uri(reverse(name))
        lines.append(f"Sitemap: {address}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
