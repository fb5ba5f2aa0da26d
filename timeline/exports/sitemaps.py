"""Sitemaps: every public page in both languages (sitemaps.org, protocol 0.9), and the newest
releases for news search.

Django's ``django.contrib.sitemaps`` is not used. It pages by OFFSET and counts rows, reads all of
them to date one file, writes days where ``lastmod`` here has moments, and holds each file whole.
Here a file has the rows of one range of keys, so it costs the same wherever the range lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.db.models import Count, F, Max
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import translation

from timeline.exports.addresses import AbsoluteAddresses
from timeline.exports.plain_text import one_line, rfc3339
from timeline.i18n.bilingual import OTHER
from timeline.i18n.language import localized_path
from timeline.models import DocumentType, Milestone, Partner, Person, Project, Release

MODELS: dict[str, Any] = {
    "milestone": Milestone,
    "release": Release,
    "project": Project,
    "partner": Partner,
    "person": Person,
}
# Lists change whenever a row does.
LIST_PAGES = (
    "timeline",
    "outlook",
    "releases",
    "projects",
    "partners",
    "people",
    "corrections",
    "changes",
)
FIXED_PAGES = ("about", "about-data")
KEYS_PER_FILE = 5_000  # two addresses each: well under the protocol's 50,000 and 50 MB
NEWS_DAYS = 2  # Google News: no article is older,
MAX_NEWS = 1_000  # and a sitemap has no more
PAGES_AT_ONCE = 200
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XHTML_NAMESPACE = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
NEWS_NAMESPACE = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@dataclass(frozen=True)
class SitemapEntry:
    """A public page."""

    addresses: dict[str, str]
    """Its absolute address by language."""
    changed_at: datetime | None
    """None for a page that changes with the software only."""


@dataclass(frozen=True)
class SitemapPart:
    """The public rows of one kind in a range of keys, from ``number * KEYS_PER_FILE`` on."""

    kind: str
    number: int
    rows: int
    changed_at: datetime


def sitemap_parts(at: datetime) -> list[SitemapPart]:
    """All public rows, by kind and range of keys. 1 query for each kind."""
    parts: list[SitemapPart] = []
    for kind, model in MODELS.items():
        ranges = (
            model.objects.published(at)
            .order_by()
            .values(number=F("pk") / KEYS_PER_FILE)
            .annotate(rows=Count("pk"), changed_at=Max(Greatest("updated_at", "public_from")))
            .order_by("number")
        )
        parts.extend(SitemapPart(kind=kind, **values) for values in ranges)
    return parts


def row_entries(kind: str, number: int, site: str, at: datetime) -> list[SitemapEntry]:
    """The public rows of a part. 1 query. A scheduled row changed when it became public."""
    addresses = AbsoluteAddresses(site, "fr")
    first = number * KEYS_PER_FILE
    rows = MODELS[kind].objects.published(at).filter(pk__gte=first, pk__lt=first + KEYS_PER_FILE)
    entries = []
    for slug, updated_at, public_from in rows.order_by("pk").values_list(
        "slug", "updated_at", "public_from"
    ):
        pages = {"en": addresses.identifier(kind, slug), "fr": addresses.page(kind, slug)}
        entries.append(SitemapEntry(pages, max(updated_at, public_from)))
    return entries


def page_entries(site: str, changed_at: datetime | None) -> list[SitemapEntry]:
    """The pages that belong to no row. ``changed_at``: the last change of any row."""
    lists = [SitemapEntry(_page_addresses(site, name), changed_at) for name in LIST_PAGES]
    fixed = [SitemapEntry(_page_addresses(site, name), None) for name in FIXED_PAGES]
    return lists + fixed


def _page_addresses(site: str, name: str) -> dict[str, str]:
    with translation.override("en"):
        path = reverse(f"timeline:{name}")
    root = site.rstrip("/")
    return {language: root + localized_path(language, path) for language in OTHER}


# -- XML ------------------------------------------------------------------------------------------


def urlset(entries: Iterable[SitemapEntry]) -> Iterator[bytes]:
    """A sitemap of these pages.

    Each address names its page in all languages
    (developers.google.com/search/docs/specialty/international/localized-versions).
    """
    pending = [f"{DECLARATION}<urlset {SITEMAP_NAMESPACE} {XHTML_NAMESPACE}>\n"]
    for entry in entries:
        pending.append(_urls(entry))
        if len(pending) >= PAGES_AT_ONCE:
            yield "".join(pending).encode()
            pending = []
    pending.append("</urlset>\n")
    yield "".join(pending).encode()


def _urls(entry: SitemapEntry) -> str:
    """A ``url`` element for the page in each language."""
    alternates = ""
    for language, address in entry.addresses.items():
        alternates += _alternate(language, address)
    alternates += _alternate("x-default", entry.addresses["en"])
    lastmod = _lastmod(entry.changed_at)
    urls = ""
    for address in entry.addresses.values():
        urls += f"<url><loc>{escape(address)}</loc>{lastmod}{alternates}</url>\n"
    return urls


def _alternate(language: str, address: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'


def _lastmod(changed_at: datetime | None) -> str:
    if changed_at is None:
        return ""
    return f"<lastmod>{rfc3339(changed_at)}</lastmod>"


def sitemap_index(sitemaps: Iterable[tuple[str, datetime | None]]) -> bytes:
    """A sitemap of sitemaps: (address, last change) of each."""
    document = f"{DECLARATION}<sitemapindex {SITEMAP_NAMESPACE}>\n"
    for address, changed_at in sitemaps:
        document += f"<sitemap><loc>{escape(address)}</loc>{_lastmod(changed_at)}</sitemap>\n"
    document += "</sitemapindex>\n"
    return document.encode()


# -- news -----------------------------------------------------------------------------------------


def news_sitemap(site: str, company: str, at: datetime, today: date) -> bytes:
    """The company's releases of the last two days, in each language they have a headline in.

    1 query.
    """
    addresses = AbsoluteAddresses(site, "fr")
    releases = (
        Release.objects.published(at)
        .filter(document_type=DocumentType.COMPANY_RELEASE)
        .filter(published_on__gt=today - timedelta(days=NEWS_DAYS))
        .issued_by(today)
        .newest_first()
    )
    document = f"{DECLARATION}<urlset {SITEMAP_NAMESPACE} {NEWS_NAMESPACE}>\n"
    for release in releases[:MAX_NEWS]:
        day = release.published_on
        if release.headline_en:
            address = addresses.identifier("release", release.slug)
            document += _article(address, "en", company, day, release.headline_en)
        if release.headline_fr:
            address = addresses.page("release", release.slug)
            document += _article(address, "fr", company, day, release.headline_fr)
    document += "</urlset>\n"
    return document.encode()


def _article(address: str, language: str, company: str, day: date, headline: str) -> str:
    return (
        f"<url><loc>{escape(address)}</loc><news:news>"
        f"<news:publication><news:name>{escape(one_line(company))}</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{day}</news:publication_date>"
        f"<news:title>{escape(one_line(headline))}</news:title></news:news></url>\n"
    )
