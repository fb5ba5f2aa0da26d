"""Every public page in both languages, for search engines (sitemaps.org, protocol 0.9), and the newest releases.

Not ``django.contrib.sitemaps``: it counts and skips rows for each page, reads all of them to date one, and holds the
whole text. Here a file has the rows of one stretch of keys, so it costs the same wherever it lies.
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

from timeline.exports.plain_text import moment, one_line
from timeline.exports.serializers import AbsoluteAddresses
from timeline.i18n.bilingual import OTHER
from timeline.i18n.language import localized_path
from timeline.models import Milestone, Partner, Project, Release

KINDS: dict[str, Any] = {
    "milestone": Milestone,
    "release": Release,
    "project": Project,
    "partner": Partner,
}
LISTS = (
    "timeline",
    "outlook",
    "releases",
    "projects",
    "partners",
    "corrections",
)  # they change whenever a row does
FIXED = ("about", "about-data")
STRETCH = 5_000  # keys in a file: two addresses each, well under the protocol's 50,000 and 50 MB
NEWS_DAYS, MOST_NEWS = 2, 1_000  # Google's: no article older than two days, at most so many
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
PROTOCOL = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
AT_ONCE = 200  # pages written together


@dataclass(frozen=True)
class SitemapEntry:
    """A public page: its absolute address by language, and when it last changed (None: it is no row's)."""

    addresses: dict[str, str]
    changed: datetime | None


@dataclass(frozen=True)
class SitemapPart:
    """Public rows of one kind whose keys lie together: from ``number * STRETCH`` on."""

    kind: str
    number: int
    rows: int
    changed: datetime


def sitemap_parts(at: datetime) -> list[SitemapPart]:
    """All that is public, by kind and stretch of keys. 1 query for each kind."""
    found: list[SitemapPart] = []
    for kind, model in KINDS.items():
        blocks = (
            model.objects.published(at)
            .order_by()
            .values(block=F("pk") / STRETCH)
            .annotate(rows=Count("pk"), changed=Max(Greatest("updated_at", "public_from")))
            .order_by("block")
        )
        found += [SitemapPart(kind, one["block"], one["rows"], one["changed"]) for one in blocks]
    return found


def rows_of(kind: str, number: int, site: str, at: datetime) -> list[SitemapEntry]:
    """The public rows of a stretch. 1 query. A scheduled row changed when it became public."""
    places, first = AbsoluteAddresses(site, "fr"), number * STRETCH
    rows = KINDS[kind].objects.published(at).filter(pk__gte=first, pk__lt=first + STRETCH)
    return [
        SitemapEntry(dict(zip(OTHER, places.of(kind, slug), strict=True)), max(updated, since))
        for slug, updated, since in rows.order_by("pk").values_list(
            "slug", "updated_at", "public_from"
        )
    ]


def pages(site: str, changed: datetime | None) -> list[SitemapEntry]:
    """The pages that are no row's."""
    named = [(name, changed) for name in LISTS] + [(name, None) for name in FIXED]
    return [SitemapEntry(_in_both(site, f"timeline:{name}"), when) for name, when in named]


def _in_both(site: str, name: str) -> dict[str, str]:
    with translation.override("en"):
        path = reverse(name)
    return {language: site.rstrip("/") + localized_path(language, path) for language in OTHER}


# -- written ----------------------------------------------------------------------------------------------------------


def urlset(located: Iterable[SitemapEntry]) -> Iterator[bytes]:
    """The addresses of those pages, each language's with its twins (developers.google.com, localized versions)."""
    waiting = [f'{DECLARATION}<urlset {PROTOCOL} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n']
    for page in located:
        waiting.append(_page(page))
        if len(waiting) >= AT_ONCE:
            yield "".join(waiting).encode()
            waiting = []
    yield "".join([*waiting, "</urlset>\n"]).encode()


def _page(page: SitemapEntry) -> str:
    named = [*page.addresses.items(), ("x-default", page.addresses["en"])]
    twins = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'
        for language, address in named
    )
    changed = f"<lastmod>{moment(page.changed)}</lastmod>" if page.changed else ""
    return "".join(
        f"<url><loc>{escape(address)}</loc>{changed}{twins}</url>\n"
        for address in page.addresses.values()
    )


def index(parts: Iterable[tuple[str, datetime | None]]) -> bytes:
    """A sitemap of sitemaps: (address, last change) of each."""
    listed = "".join(
        f"<sitemap><loc>{escape(address)}</loc>{f'<lastmod>{moment(when)}</lastmod>' if when else ''}</sitemap>\n"
        for address, when in parts
    )
    return f"{DECLARATION}<sitemapindex {PROTOCOL}>\n{listed}</sitemapindex>\n".encode()


# -- news -------------------------------------------------------------------------------------------------------------


def news(site: str, company: str, at: datetime, today: date) -> bytes:
    """The releases of the last two days, in each language that they have a headline in. 1 query."""
    places = AbsoluteAddresses(site, "fr")
    fresh = (
        Release.objects.published(at)
        .filter(published_on__gt=today - timedelta(days=NEWS_DAYS))
        .issued_by(today)
    )
    written = [
        _article(address, language, company, release.published_on, headline)
        for release in fresh.newest_first()[:MOST_NEWS]
        for language, address in zip(OTHER, places.of("release", release.slug), strict=True)
        if (headline := {"en": release.headline_en, "fr": release.headline_fr}[language])
    ]
    begin = f'<urlset {PROTOCOL} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
    return f"{DECLARATION}{begin}{''.join(written)}</urlset>\n".encode()


def _article(address: str, language: str, company: str, day: date, headline: str) -> str:
    name = f"<news:name>{escape(one_line(company))}</news:name><news:language>{language}</news:language>"
    return (
        f"<url><loc>{escape(address)}</loc><news:news><news:publication>{name}</news:publication>"
        f"<news:publication_date>{day}</news:publication_date>"
        f"<news:title>{escape(one_line(headline))}</news:title></news:news></url>\n"
    )
