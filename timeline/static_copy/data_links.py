"""The absolute addresses in what is no page: JSON, feeds, calendars, tables."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from typing import Any
from xml.sax import SAXParseException, handler, parse
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from timeline.exports.formats import AddressEncoding, address_encoding
from timeline.exports.renderers.ics import fold

Text = Callable[[str], str]  # a text with its addresses put anew


def in_json(text: str, put: Text, *, in_script: bool = False) -> str:
    """Every text in the data. ``in_script``: with the characters that could end a script escaped, as Django does it."""

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return put(value)
        if isinstance(value, list):
            return [walk(one) for one in value]
        return (
            {name: walk(one) for name, one in value.items()} if isinstance(value, dict) else value
        )

    read = json.loads(text)
    walked = walk(read)
    if walked == read:
        return text
    written = json.dumps(walked, ensure_ascii=False)
    if in_script:
        written = written.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return written


class _Putting(XMLGenerator):
    """Writes what it reads, texts put anew. A text comes in pieces, cut where something was escaped."""

    def __init__(self, out: io.StringIO, put: Text) -> None:
        super().__init__(out, encoding="utf-8", short_empty_elements=True)
        self.put, self.pieces = put, list[str]()

    def _write_text(self) -> None:
        text, self.pieces = "".join(self.pieces), []
        if text:
            super().characters(self.put(text))

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - as SAX names it
        self._write_text()
        super().startElement(
            name, AttributesImpl({key: self.put(value) for key, value in attrs.items()})
        )

    def endElement(self, name: str) -> None:  # noqa: N802
        self._write_text()
        super().endElement(name)

    def characters(self, content: str) -> None:
        self.pieces.append(content)

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802
        self._write_text()
        super().processingInstruction(target, data)


def in_xml(text: str, put: Text) -> str:
    """Every text and attribute of a document. One that is none stays as it is."""
    out = io.StringIO()
    try:
        parse(io.BytesIO(text.encode()), _Putting(out, put), handler.ErrorHandler())  # noqa: S317 - our own feeds
    except SAXParseException:
        return put(text)
    return out.getvalue()


def media_type_encoding(media_type: str) -> AddressEncoding:
    """How a response of that media type writes addresses.

    A format says so itself. Besides the formats the site answers XML (sitemaps) and plain text
    (robots.txt). Pictures, styles and scripts name no page of the site.
    """
    others = {"application/xml": AddressEncoding.XML, "text/plain": AddressEncoding.TEXT}
    return others.get(media_type) or address_encoding(media_type)


def holds_addresses(media_type: str) -> bool:
    """Whether responses of that media type may name pages of the site."""
    return media_type_encoding(media_type) != AddressEncoding.NONE


def rewrite_data_links(media_type: str, text: str, put: Text) -> str:
    """The text of a response of that media type, with its addresses rewritten."""
    encoding = media_type_encoding(media_type)
    if encoding == AddressEncoding.JSON:
        return in_json(text, put)
    if encoding == AddressEncoding.CALENDAR:
        return in_calendar(text, put)
    if encoding == AddressEncoding.XML:
        return in_xml(text, put)
    return put(text)


def in_calendar(text: str, put: Text) -> str:
    """Every line of a calendar: unfolded, put anew, and folded again."""
    lines = re.sub("\r\n[ \t]", "", text).removesuffix("\r\n").split("\r\n")
    return b"".join(fold(put(line)) for line in lines).decode()
