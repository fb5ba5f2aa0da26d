"""Atom (RFC 4287), a page at a time (RFC 5005 §3)."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from timeline.exports.document_rows import ReleaseRow
from timeline.exports.plain_text import one_line, rfc3339, tag_uri
from timeline.exports.row_writer import RowWriter
from timeline.exports.rows import OTHER, Export, ExportRow, MilestoneRow

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # an empty feed must say when it changed, too


def render(export: Export) -> bytes:
    writer = RowWriter(export)
    rows: list[ExportRow] = list(export.rows)
    changed_at = export.updated_at or max((row.changed_at for row in rows), default=NEVER)
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": export.language})
    _add_text(feed, "id", tag_uri(export.html_address))
    _add_text(feed, "title", writer.heading())
    _add_text(feed, "subtitle", writer.description())
    _add_text(feed, "updated", rfc3339(changed_at))
    author = SubElement(feed, "author")
    _add_text(author, "name", one_line(export.company))
    _add_text(feed, "generator", "Company timeline")
    _add_feed_links(feed, export)
    for row in rows:
        feed.append(_entry(row, writer))
    document: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def _add_text(parent: Element, name: str, text: str) -> None:
    """Add an element with that text. Without text none: RFC 4287 allows few to be empty."""
    if text:
        SubElement(parent, name).text = text


def _add_link(parent: Element, rel: str, href: str, **attributes: str) -> None:
    if href:
        SubElement(parent, "link", {"rel": rel, "href": href, **attributes})


def _add_feed_links(feed: Element, export: Export) -> None:
    """Add the links of the feed.

    Some readers open the last alternate page. So only one alternate is a page, and that of the
    other language is a feed.
    """
    other = OTHER[export.language]
    _add_link(feed, "self", export.address, type=MEDIA_TYPE)
    _add_link(feed, "alternate", export.html_address, type="text/html", hreflang=export.language)
    _add_link(feed, "alternate", export.other_language_address, type=MEDIA_TYPE, hreflang=other)
    _add_link(feed, "first", export.first_page, type=MEDIA_TYPE)
    _add_link(feed, "next", export.next_page, type=MEDIA_TYPE)


def _entry(row: ExportRow, writer: RowWriter) -> Element:
    language = writer.language
    entry = Element("entry", {"xml:lang": row.title.language(language)})
    _add_text(entry, "id", tag_uri(row.id))
    # The title is required, even where nothing is left of it without control characters.
    SubElement(entry, "title").text = writer.title(row)
    _add_text(entry, "published", rfc3339(writer.published_at(row)))
    _add_text(entry, "updated", rfc3339(row.changed_at))
    _add_link(entry, "alternate", row.address, type="text/html", hreflang=language)
    _add_link(
        entry, "related", row.other_language_address, type="text/html", hreflang=OTHER[language]
    )
    if isinstance(row, MilestoneRow):
        _add_milestone(entry, row, writer)
    elif isinstance(row, ReleaseRow):
        author = SubElement(entry, "author")
        _add_text(author, "name", writer.author(row))
        _add_link(entry, "via", row.source_url)
    html = writer.html(row)
    if html:  # RFC 4287 §3.1.1.2
        SubElement(entry, "summary", {"type": "html", "xml:lang": language}).text = html
    return entry


def _add_milestone(entry: Element, row: MilestoneRow, writer: RowWriter) -> None:
    """Add the kind of a milestone and the paragraphs that state it."""
    SubElement(entry, "category", {"term": row.kind, "label": writer.label(row.kind)})
    for source in row.sources:
        headline = one_line(source.headline[writer.language])
        _add_link(entry, "via", source.address, type="text/html", title=headline)
