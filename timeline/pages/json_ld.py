"""JSON-LD for search engines (schema.org). It says no more than the page does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from timeline.dates.precisions import Precision
from timeline.i18n.bilingual import active_language
from timeline.models import (
    Correction,
    Milestone,
    MilestoneKind,
    Outlook,
    Partner,
    Person,
    Project,
    Publishing,
    Release,
)
from timeline.pages.documents import issuer_of
from timeline.pages.header import PageHeader
from timeline.queries.selection import Selection

CONTEXT = "https://schema.org"
CALLED_OFF = {Outlook.CHANGED, Outlook.WITHDRAWN, Outlook.SUSPENDED}
LOCALE = {"en": "en-CA", "fr": "fr-CA"}


def organization(head: PageHeader) -> dict[str, Any]:
    """The company, with the listings that the page's header shows and no later one."""
    data: dict[str, Any] = {"@type": "Corporation", "name": head.company.name}
    if head.company.website:
        data["url"] = head.company.website
    if head.listings:
        data["tickerSymbol"] = [f"{listing.code}:{listing.symbol}" for listing in head.listings]
    return data


def timeline(selection: Selection, head: PageHeader, request: HttpRequest) -> dict[str, Any]:
    """The addresses of the milestones on the page, in its order.

    The page at each address says the rest.
    """
    items = []
    for position, row in enumerate(selection.page.rows, start=1):
        address = request.build_absolute_uri(row.get_absolute_url())
        items.append({"@type": "ListItem", "position": position, "url": address})
    listed: dict[str, Any] = {"@type": "ItemList", "itemListElement": items}
    if not selection.is_more:
        listed["numberOfItems"] = selection.total
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "inLanguage": LOCALE[active_language()],
        "about": organization(head),
        "mainEntity": listed,
    }


def document(
    release: Release, head: PageHeader, request: HttpRequest, at: datetime
) -> dict[str, Any]:
    """A page about a document, which is not ours to publish.

    A headline of ours is the name of the page only. ``sameAs`` is the document itself.
    """
    printed = getattr(release, f"headline_{release.language}") or release.headline
    about: dict[str, Any] = {
        "@type": "CreativeWork",
        "datePublished": release.published_on.isoformat(),
        "inLanguage": LOCALE[release.language],
    }
    if not release.headline_is_ours:
        about |= {"name": printed, "headline": printed}
    issuer = issuer_of(release, head.company.name, at)
    if release.is_ours:
        about["author"] = organization(head) | {"name": issuer}
    elif issuer:
        about["author"] = {"@type": "Organization", "name": issuer}
    if release.source_url:
        about["sameAs"] = release.source_url
    return {
        "@context": CONTEXT,
        "@type": "WebPage",
        "name": release.headline,
        "description": release.summary,
        "inLanguage": LOCALE[active_language()],
        "url": request.build_absolute_uri(release.get_absolute_url()),
        "dateModified": release.updated_at.isoformat(),
        "mainEntity": about,
    }


def milestone(
    row: Milestone,
    sources: list[Release],
    head: PageHeader,
    request: HttpRequest,
    *,
    is_revised: bool = False,
) -> dict[str, Any]:
    """A page about a statement.

    It has an ``Event`` only where the source gives the exact day or days of one, and not of a plan
    that another one took the place of.
    """
    data = _page(row, row.title, head, request)
    data["citation"] = [
        request.build_absolute_uri(release.get_absolute_url()) for release in sources
    ]
    is_event = row.kind == MilestoneKind.EVENT
    is_exact = row.precision in {Precision.DAY, Precision.RANGE}
    if is_event and is_exact and not is_revised and row.outlook not in CALLED_OFF:
        data["mainEntity"] = _event(row)
    return data


def filed_list(row: Project, head: PageHeader, request: HttpRequest) -> dict[str, Any]:
    """A page about a project."""
    return _page(row, row.name, head, request)


def about_organization(row: Partner, request: HttpRequest) -> dict[str, Any]:
    """A page about an organization: its name, and its own address where one is on file."""
    named = {"@type": "Organization", "name": row.name}
    if row.website:
        named["url"] = row.website
    return _page_about(row, row.name, named, request) | {"description": row.summary}


def about_person(row: Person, request: HttpRequest) -> dict[str, Any]:
    """A page about somebody. What post they have today is not known, and is not said."""
    return _page_about(row, row.name, {"@type": "Person", "name": row.name}, request)


def _page(
    row: Milestone | Project, name: str, head: PageHeader, request: HttpRequest
) -> dict[str, Any]:
    """A page about the company, which the record is of."""
    return _page_about(row, name, organization(head), request) | {"description": row.summary}


def _page_about(
    row: Publishing, name: str, about: dict[str, Any], request: HttpRequest
) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "WebPage",
        "name": name,
        "inLanguage": LOCALE[active_language()],
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "dateModified": row.updated_at.isoformat(),
        "about": about,
    }


def correction_article(data: dict[str, Any], corrections: Sequence[Correction]) -> dict[str, Any]:
    """The data of a page with what was corrected on it (schema.org/CorrectionComment)."""
    if not corrections:
        return data
    modified = data["dateModified"]
    comments = []
    for correction in corrections:
        made_at = correction.made_at.isoformat()
        modified = max(modified, made_at, key=datetime.fromisoformat)
        comments.append(
            {"@type": "CorrectionComment", "text": correction.note, "dateCreated": made_at}
        )
    return data | {"dateModified": modified, "correction": comments}


def _days(row: Milestone) -> dict[str, Any]:
    """When an event begins and ends. One that begins at an hour ends nobody knows when."""
    if row.earliest and row.start_time:
        zone = ZoneInfo(row.time_zone)
        return {"startDate": datetime.combine(row.earliest, row.start_time, zone).isoformat()}
    return {
        "startDate": row.earliest.isoformat() if row.earliest else None,
        "endDate": row.latest.isoformat() if row.latest else None,
    }


def _event(row: Milestone) -> dict[str, Any]:
    event: dict[str, Any] = {
        "@type": "Event",
        "name": row.title,
        **_days(row),
    }
    if row.place:
        event["location"] = {"@type": "Place", "name": row.place, "address": row.place}
    return event
