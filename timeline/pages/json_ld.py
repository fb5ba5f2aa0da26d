"""JSON-LD for search engines (schema.org). It says no more than the page does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from timeline.dates.precisions import Precision
from timeline.i18n.bilingual import active_language
from timeline.models import Correction, Milestone, MilestoneKind, Outlook, Partner, Project, Release
from timeline.pages.header import PageHeader
from timeline.queries.selection import Selection

CONTEXT = "https://schema.org"
LOCALE = {"en": "en-CA", "fr": "fr-CA"}


def organization(head: PageHeader) -> dict[str, Any]:
    """The company, with the listings that the page's masthead shows and no later one."""
    found: dict[str, Any] = {"@type": "Corporation", "name": head.company.name}
    if head.company.website:
        found["url"] = head.company.website
    if head.listings:
        found["tickerSymbol"] = [f"{listing.code}:{listing.symbol}" for listing in head.listings]
    return found


def timeline(selection: Selection, head: PageHeader, request: HttpRequest) -> dict[str, Any]:
    """A list of the milestones on the page, in its order, by their addresses; each page says the rest of itself."""
    items = [
        {
            "@type": "ListItem",
            "position": n,
            "url": request.build_absolute_uri(m.get_absolute_url()),
        }
        for n, m in enumerate(selection.page.rows, 1)
    ]
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "inLanguage": LOCALE[active_language()],
        "about": organization(head),
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": selection.total,
            "itemListElement": items,
        },
    }


def article(release: Release, head: PageHeader, request: HttpRequest) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": release.headline,
        "datePublished": release.published_on.isoformat(),
        "dateModified": release.updated_at.isoformat(),
        "inLanguage": LOCALE[active_language()],
        "abstract": release.summary,
        "url": request.build_absolute_uri(release.get_absolute_url()),
        "publisher": organization(head),
    }


def milestone(
    row: Milestone, sources: list[Release], head: PageHeader, request: HttpRequest
) -> dict[str, Any]:
    """An ``Event`` only where the source gives its day or days exactly; else a page about a statement."""
    found = _page(row, row.title, head, request)
    found["citation"] = [
        request.build_absolute_uri(release.get_absolute_url()) for release in sources
    ]
    called_off = row.outlook in {Outlook.CHANGED, Outlook.WITHDRAWN}
    if (
        row.kind == MilestoneKind.EVENT
        and row.precision in {Precision.DAY, Precision.RANGE}
        and not called_off
    ):
        found["mainEntity"] = _event(row)
    return found


def filed_list(row: Project | Partner, head: PageHeader, request: HttpRequest) -> dict[str, Any]:
    """A page about a project or a partner."""
    return _page(row, row.name, head, request)


def _page(
    row: Milestone | Project | Partner, name: str, head: PageHeader, request: HttpRequest
) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "WebPage",
        "name": name,
        "description": row.summary,
        "inLanguage": LOCALE[active_language()],
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "dateModified": row.updated_at.isoformat(),
        "about": organization(head),
    }


def correction_article(found: dict[str, Any], corrections: Sequence[Correction]) -> dict[str, Any]:
    """The same page with what was corrected on it, where anything was (schema.org/CorrectionComment)."""
    if not corrections:
        return found
    comments = [
        {"@type": "CorrectionComment", "text": one.note, "dateCreated": one.made_at.isoformat()}
        for one in corrections
    ]
    last = max(
        [found["dateModified"], *(one["dateCreated"] for one in comments)],
        key=datetime.fromisoformat,
    )
    return found | {"dateModified": last, "correction": comments}


def _event(row: Milestone) -> dict[str, Any]:
    event: dict[str, Any] = {
        "@type": "Event",
        "name": row.title,
        "startDate": row.earliest.isoformat() if row.earliest else None,
        "endDate": row.latest.isoformat() if row.latest else None,
    }
    if row.place:
        event["location"] = {"@type": "Place", "name": row.place, "address": row.place}
    return event
