"""JSON Feed 1.1 (jsonfeed.org/version/1.1), a page at a time.

``_timeline`` is our extension. Of the feed it names the page that explains it; of an item it has
what JSON Feed has no member for, as ``/timeline.json`` has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline.exports.column import Column, json_object
from timeline.exports.document_rows import ReleaseRow
from timeline.exports.plain_text import one_line, rfc3339
from timeline.exports.renderers.json import list_as_json
from timeline.exports.row_writer import RowWriter
from timeline.exports.rows import ChangeRow, Export, ExportRow, MilestoneRow

VERSION = "https://jsonfeed.org/version/1.1"
MILESTONE_EXTENSION = {"date", "standing", "outlook", "sources"}
RELEASE_EXTENSION = {"published_on", "headline_is_ours", "document_type"}


def render(export: Export) -> bytes:
    writer = RowWriter(export)
    members = {
        "version": VERSION,
        "title": writer.heading(),
        "home_page_url": export.html_address,
        "feed_url": export.address,
        "next_url": export.next_page,
        "description": writer.description(),
        "language": export.language,
        "authors": [{"name": one_line(export.company)}],
        "_timeline": {"about": export.about},
    }
    feed = {name: value for name, value in members.items() if value}
    feed["items"] = [_item(row, writer, export.columns) for row in export.rows]
    return list_as_json(feed)


def _item(row: ExportRow, writer: RowWriter, columns: Iterable[Column]) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": row.id,
        "url": row.address,
        "title": writer.title(row),
        "content_text": writer.text(row),
        "date_published": rfc3339(writer.published_at(row)),
        "date_modified": rfc3339(row.changed_at),
        "language": row.title.language(writer.language),
    }
    html = writer.html(row)
    if html:
        item["content_html"] = html
    if not isinstance(row, ChangeRow):
        item["_timeline"] = _extension(row, columns)
    if isinstance(row, ReleaseRow):
        item["authors"] = [{"name": writer.author(row)}]
    if isinstance(row, MilestoneRow):
        item["tags"] = [writer.label(row.kind)]
        item["tags"].extend(one_line(project.name[writer.language]) for project in row.projects)
    return item


def _extension(row: MilestoneRow | ReleaseRow, columns: Iterable[Column]) -> dict[str, Any]:
    names = RELEASE_EXTENSION
    if isinstance(row, MilestoneRow):
        names = MILESTONE_EXTENSION
    return json_object([column for column in columns if column.name in names], row)
