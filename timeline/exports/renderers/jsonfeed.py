"""JSON Feed 1.1 (jsonfeed.org/version/1.1), a page at a time.

``_timeline`` is our extension: of the feed, where it is explained; of an item, what a feed has no words for, as
``/timeline.json`` has it.
"""

from __future__ import annotations

from typing import Any

from timeline.exports.columns import MILESTONES, RELEASES, Column, item
from timeline.exports.plain_text import PlainText, moment, one_line, without_control_characters
from timeline.exports.renderers.json import write
from timeline.exports.rows import CorrectionRow, Export, ExportRow, MilestoneRow, ReleaseRow

VERSION = "https://jsonfeed.org/version/1.1"
EXTENSION: dict[type, list[Column]] = {
    MilestoneRow: [
        column for column in MILESTONES if column.name in {"date", "standing", "outlook", "sources"}
    ],
    ReleaseRow: [
        column for column in RELEASES if column.name in {"published_on", "headline_is_ours"}
    ],
}


def render(taken: Export) -> bytes:
    telling = PlainText(taken)
    found = {
        "version": VERSION,
        "title": telling.heading(),
        "home_page_url": taken.html,
        "feed_url": taken.address,
        "next_url": taken.next,
        "description": without_control_characters(" ".join(taken.sentences)),
        "language": taken.language,
        "authors": [{"name": one_line(taken.company)}],
        "_timeline": {"about": taken.about},
        "items": [_item(row, telling) for row in taken.rows],
    }
    return write({name: value for name, value in found.items() if value or name == "items"})


def _item(row: ExportRow, telling: PlainText) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": row.id,
        "url": row.address,
        "title": telling.title(row),
        "content_text": telling.text(row),
        "date_published": moment(telling.since(row)),
        "date_modified": moment(row.changed),
        "language": row.title.language(telling.language),
    }
    if not isinstance(row, CorrectionRow):
        found["_timeline"] = item(EXTENSION[type(row)], row)
    if isinstance(row, MilestoneRow):
        projects = [one_line(project.name[telling.language]) for project in row.projects]
        found["tags"] = [telling.words.get(row.kind, row.kind), *projects]
    return found
