"""Atom (RFC 4287), a page at a time (RFC 5005 §3)."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from timeline.exports.plain_text import (
    PlainText,
    moment,
    one_line,
    tag_uri,
    without_control_characters,
)
from timeline.exports.rows import OTHER, Export, ExportRow, MilestoneRow, ReleaseRow

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must say when it changed, an empty one too


def render(taken: Export) -> bytes:
    telling, rows = PlainText(taken), list(taken.rows)
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": taken.language})
    _text(feed, "id", tag_uri(taken.html))
    _text(feed, "title", telling.heading())
    _text(feed, "subtitle", without_control_characters(" ".join(taken.sentences)))
    _text(
        feed, "updated", moment(taken.updated or max((row.changed for row in rows), default=NEVER))
    )
    author = SubElement(feed, "author")
    _text(author, "name", one_line(taken.company))
    _text(feed, "generator", "Company timeline")
    _links(feed, taken)
    feed.extend(_entry(row, telling) for row in rows)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _text(parent: Element, name: str, text: str) -> None:
    """An element with that text; none for nothing, which RFC 4287 would allow of some of them only."""
    if text:
        SubElement(parent, name).text = text


def _link(parent: Element, rel: str, href: str, **more: str) -> None:
    if href:
        SubElement(parent, "link", {"rel": rel, "href": href, **more})


def _links(feed: Element, taken: Export) -> None:
    """One page only is its alternate, as some readers go to the last: the other language's is a feed."""
    _link(feed, "self", taken.address, type=MEDIA_TYPE)
    _link(feed, "alternate", taken.html, type="text/html", hreflang=taken.language)
    _link(feed, "alternate", taken.elsewhere, type=MEDIA_TYPE, hreflang=OTHER[taken.language])
    _link(feed, "first", taken.first, type=MEDIA_TYPE)
    _link(feed, "next", taken.next, type=MEDIA_TYPE)


def _entry(row: ExportRow, telling: PlainText) -> Element:
    entry, language = (
        Element("entry", {"xml:lang": row.title.language(telling.language)}),
        telling.language,
    )
    _text(entry, "id", tag_uri(row.id))
    SubElement(entry, "title").text = telling.title(
        row
    )  # there must be one, if only of what no feed can hold
    _text(entry, "published", moment(telling.since(row)))
    _text(entry, "updated", moment(row.changed))
    _link(entry, "alternate", row.address, type="text/html", hreflang=language)
    _link(entry, "related", row.elsewhere, type="text/html", hreflang=OTHER[language])
    if isinstance(row, MilestoneRow):
        SubElement(
            entry, "category", {"term": row.kind, "label": telling.words.get(row.kind, row.kind)}
        )
        for source in row.sources:
            _link(
                entry,
                "via",
                source.address,
                type="text/html",
                title=one_line(source.headline[language]),
            )
    elif isinstance(row, ReleaseRow):
        _link(entry, "via", row.source_url)
    if text := telling.text(row):
        SubElement(entry, "summary", {"type": "text", "xml:lang": language}).text = text
    return entry
