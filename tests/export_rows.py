"""What a format is given, for tests: each argument overrides one value."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.exports.columns import MILESTONES, RELEASES
from timeline.exports.document_rows import ReleaseRow
from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.rows import CitedParagraph, Export, MilestoneRow

SITE = "https://example.com/"
CHANGED = datetime(2020, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
DAY = date(2018, 11, 13)


def day(on: date = DAY) -> StatedDate:
    return StatedDate("", Precision.DAY, on, on)


def make_milestone_row(slug: str = "drilling", **over: Any) -> MilestoneRow:
    """A milestone of 13 November 2018, as formats are given it."""
    values: dict[str, Any] = {
        "slug": slug,
        "id": f"{SITE}milestones/{slug}/",
        "address": f"{SITE}milestones/{slug}/",
        "other_language_address": f"{SITE}fr/milestones/{slug}/",
        "title": BilingualText("Drilling", "Forages"),
        "summary": BilingualText("Holes are drilled.", "On fore."),
        "kind": "exploration",
        "standing": "happened",
        "outlook": "",
        "stated": day(),
        "condition": BilingualText(),
        "place": BilingualText(),
        "announced_on": DAY,
        "updated_at": CHANGED,
        "version": 1,
        "projects": (
            NamedRow(
                "lake",
                BilingualText("Lake", "Lac"),
                f"{SITE}projects/lake/",
                f"{SITE}projects/lake/",
            ),
        ),
        "sources": (make_source(),),
    }
    return MilestoneRow(**(values | over))


def make_source(**over: Any) -> CitedParagraph:
    address = f"{SITE}releases/update/#p6"
    values: dict[str, Any] = {
        "release": "update",
        "id": address,
        "address": address,
        "paragraph": 6,
    }
    return CitedParagraph(
        **(values | {"published_on": DAY, "headline": BilingualText("Update", "Le point")} | over)
    )


def make_release_row(slug: str = "update", **over: Any) -> ReleaseRow:
    """A release of 13 November 2018, as formats are given it."""
    values: dict[str, Any] = {
        "slug": slug,
        "id": f"{SITE}releases/{slug}/",
        "address": f"{SITE}releases/{slug}/",
        "other_language_address": f"{SITE}fr/releases/{slug}/",
        "title": BilingualText("Update", "Le point"),
        "title_is_ours": False,
        "summary": BilingualText("What it says.", "Ce qu’il dit."),
        "published_on": DAY,
        "language": "en",
        "place": "Montréal",
        "wire": "",
        "source_name": "",
        "source_url": "https://example.org/update",
        "paragraphs": 16,
        "milestones": 10,
        "updated_at": CHANGED,
        "version": 1,
    }
    return ReleaseRow(**(values | over))


def make_export(rows: Iterable[MilestoneRow | ReleaseRow] = (), **over: Any) -> Export:
    """A selection of those rows, as formats are given it."""
    row_type = over.pop("row_type", "milestones")
    values: dict[str, Any] = {
        "rows": iter(rows),
        "columns": RELEASES if row_type == "releases" else MILESTONES,
        "language": "en",
        "company": "Example Resources Inc.",
        "heading": "Company timeline",
        "sentences": ["Some milestones."],
        "html_address": SITE,
        "address": f"{SITE}timeline.x",
        "other_language_address": f"{SITE}fr/",
        "zone": ZoneInfo("America/Toronto"),
        "labels": {"exploration": "Exploration", "happened": "Happened", "planned": "Planned"},
        "about": f"{SITE}about/",
        "edition": 12,
        "edition_on": date(2026, 11, 28),
        "read_on": date(2026, 11, 29),
        "site_name": "Example Resources Inc. timeline",
    }
    return Export(**(values | over))
