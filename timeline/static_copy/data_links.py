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

RewriteText = Callable[[str], str]  # a text -> the text with its addresses rewritten


def in_json(text: str, rewrite: RewriteText, *, in_script: bool = False) -> str:
    """JSON with every text in it rewritten.

    ``in_script``: with the characters that could end a script escaped, as Django does it.
    """
    given = json.loads(text)
    rewritten = _rewritten_value(given, rewrite)
    if rewritten == given:
        return text
    written = json.dumps(rewritten, ensure_ascii=False)
    if in_script:
        written = written.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return written


def _rewritten_value(value: Any, rewrite: RewriteText) -> Any:
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, list):
        return [_rewritten_value(one, rewrite) for one in value]
    if isinstance(value, dict):
        return {name: _rewritten_value(one, rewrite) for name, one in value.items()}
    return value


class _XMLRewriter(XMLGenerator):
    """Writes what it reads, with texts rewritten. SAX cuts a text where something was escaped."""

    def __init__(self, out: io.StringIO, rewrite: RewriteText) -> None:
        super().__init__(out, encoding="utf-8", short_empty_elements=True)
        self.rewrite = rewrite
        self.pieces: list[str] = []

    def _write_text(self) -> None:
        text = "".join(self.pieces)
        self.pieces = []
        if text:
            super().characters(self.rewrite(text))

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - as SAX names it
        self._write_text()
        rewritten = {key: self.rewrite(value) for key, value in attrs.items()}
        super().startElement(name, AttributesImpl(rewritten))

    def endElement(self, name: str) -> None:  # noqa: N802
        self._write_text()
        super().endElement(name)

    def characters(self, content: str) -> None:
        self.pieces.append(content)

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802
        self._write_text()
        super().processingInstruction(target, data)


def in_xml(text: str, rewrite: RewriteText) -> str:
    """Every text and attribute of a document; what is no XML as plain text."""
    out = io.StringIO()
    source = io.BytesIO(text.encode())
    try:
        parse(source, _XMLRewriter(out, rewrite), handler.ErrorHandler())  # noqa: S317 - our feeds
    except SAXParseException:
        return rewrite(text)
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


def rewrite_data_links(media_type: str, text: str, rewrite: RewriteText) -> str:
    """The text of a response of that media type, with its addresses rewritten."""
    encoding = media_type_encoding(media_type)
    if encoding == AddressEncoding.JSON:
        return in_json(text, rewrite)
    if encoding == AddressEncoding.CALENDAR:
        return in_calendar(text, rewrite)
    if encoding == AddressEncoding.XML:
        return in_xml(text, rewrite)
    return rewrite(text)


def in_calendar(text: str, rewrite: RewriteText) -> str:
    """Every line of a calendar: unfolded, rewritten, and folded again."""
    lines = re.sub("\r\n[ \t]", "", text).removesuffix("\r\n").split("\r\n")
    return b"".join(fold(rewrite(line)) for line in lines).decode()
