"""What search engines ask for, once for all languages: the sitemaps and ``/robots.txt``."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from timeline import sitemap
from timeline.language import path_in
from timeline.masthead import masthead
from timeline.models.bilingual import OTHER
from timeline.views.page import now

XML = "application/xml"


def root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


def whole(request: HttpRequest) -> HttpResponseBase:
    """``/sitemap.xml``: every page; of a large record, where to find them."""
    at, _ = now()
    found = sitemap.stretches(at)
    changed = max((one.changed for one in found), default=None)
    if sum(one.rows for one in found) <= sitemap.STRETCH:
        rows = (row for one in found for row in sitemap.rows_of(one.kind, one.number, root(request), at))
        located = [*sitemap.pages(root(request), changed), *rows]
        return StreamingHttpResponse(sitemap.urlset(located), content_type=XML)
    parts = [(reverse("sitemap-rows", args=[one.kind, one.number]), one.changed) for one in found]
    absolute = request.build_absolute_uri
    listed = [(absolute(path), when) for path, when in [(reverse("sitemap-pages"), changed), *parts]]
    return HttpResponse(sitemap.index(listed), content_type=XML)


def pages(request: HttpRequest) -> HttpResponseBase:
    """``/sitemap-pages.xml``: the pages that are no row's."""
    at, _ = now()
    changed = max((one.changed for one in sitemap.stretches(at)), default=None)
    return StreamingHttpResponse(sitemap.urlset(sitemap.pages(root(request), changed)), content_type=XML)


def rows(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    """``/sitemap-milestone-0.xml``: the pages of a stretch of rows."""
    at, _ = now()
    found = sitemap.rows_of(kind, number, root(request), at) if kind in sitemap.KINDS and number < 10**9 else []
    if not found:
        raise Http404
    return StreamingHttpResponse(sitemap.urlset(found), content_type=XML)


def news(request: HttpRequest) -> HttpResponse:
    """``/news-sitemap.xml``: the releases of the last two days."""
    at, today = now()
    company = masthead(at).company.name
    return HttpResponse(sitemap.news(root(request), company, at, today), content_type=XML)


def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt`` (RFC 9309): all may be read but what is for staff, for one reader, or a copy of a page."""
    closed = [
        *(reverse("admin:index"), reverse("timeline:embed"), reverse("timeline:oembed")),
        reverse("timeline:preview", args=["x"]).removesuffix("x/"),
    ]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path_in(language, path)}" for path in closed for language in OTHER),
        *(f"Sitemap: {request.build_absolute_uri(reverse(name))}" for name in ("sitemap", "news-sitemap")),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
