"""What search engines ask for, once for all languages: the sitemaps and ``/robots.txt``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.exports import sitemaps
from timeline.exports.sitemaps import SitemapEntry
from timeline.http.conditional import CACHE_CONTROL, conditional_response
from timeline.http.record_summary import RecordSummary, record_summary
from timeline.i18n.bilingual import OTHER
from timeline.i18n.language import localized_path
from timeline.views.public_page import now

Make = Callable[[HttpRequest, datetime, date, RecordSummary], HttpResponseBase]


def asked_again(make: Make) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view that is made only for those who do not have it already."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        at, today = now()
        known = record_summary(at, today)
        given = conditional_response(
            request, known.version, lambda: make(request, at, today, known)
        )
        given["Cache-Control"] = CACHE_CONTROL
        return given

    return answer


def root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


def xml(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/xml")


def streamed(located: Iterable[SitemapEntry]) -> StreamingHttpResponse:
    return StreamingHttpResponse(sitemaps.urlset(located), content_type="application/xml")


@asked_again
def whole(
    request: HttpRequest, at: datetime, _today: date, _known: RecordSummary
) -> HttpResponseBase:
    """``/sitemaps.xml``: every page; of a large record, where to find them."""
    found = sitemaps.sitemap_parts(at)
    changed = max((one.changed for one in found), default=None)
    if sum(one.rows for one in found) <= sitemaps.STRETCH:
        rows = (
            row
            for one in found
            for row in sitemaps.rows_of(one.kind, one.number, root(request), at)
        )
        return streamed([*sitemaps.pages(root(request), changed), *rows])
    parts = [(reverse("sitemap-rows", args=[one.kind, one.number]), one.changed) for one in found]
    absolute = request.build_absolute_uri
    return xml(
        sitemaps.index(
            (absolute(path), when) for path, when in [(reverse("sitemap-pages"), changed), *parts]
        )
    )


@asked_again
def pages(
    request: HttpRequest, at: datetime, _today: date, _known: RecordSummary
) -> HttpResponseBase:
    """``/sitemap-pages.xml``: the pages that are no row's."""
    changed = max((one.changed for one in sitemaps.sitemap_parts(at)), default=None)
    return streamed(sitemaps.pages(root(request), changed))


def rows(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    """``/sitemap-milestone-0.xml``: the pages of a stretch of rows. 404 where none is public."""

    def make(
        request: HttpRequest, at: datetime, _today: date, _known: RecordSummary
    ) -> HttpResponseBase:
        known = (
            kind in sitemaps.KINDS and number < 10**9
        )  # a key beyond that is no key of a database's
        found = sitemaps.rows_of(kind, number, root(request), at) if known else []
        if not found:
            raise Http404
        return streamed(found)

    return asked_again(make)(request)


@asked_again
def news(request: HttpRequest, at: datetime, today: date, known: RecordSummary) -> HttpResponseBase:
    """``/news-sitemaps.xml``: the releases of the last two days."""
    return xml(sitemaps.news(root(request), known.company or _("Company"), at, today))


def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt`` (RFC 9309): all may be read but what is for staff, for one reader, or a copy of a page."""
    closed = [
        *(reverse("admin:index"), reverse("timeline:embed"), reverse("timeline:oembed")),
        reverse("timeline:preview", args=["x"]).removesuffix("x/"),
    ]
    lines = [
        "User-agent: *",
        *(f"Disallow: {localized_path(language, path)}" for path in closed for language in OTHER),
        *(
            f"Sitemap: {request.build_absolute_uri(reverse(name))}"
            for name in ("sitemap", "news-sitemap")
        ),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
