"""A document's bytes, read to paragraphs: plain text, HTML or PDF.

What it is, is told from its bytes; the name only helps. Nothing is ever fetched from an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from timeline.importing.paragraphs import Paragraph, mended, paragraphs_of
from timeline.importing.refusals import UnreadableDocument

__all__ = ["Document", "UnreadableDocument", "read_document"]

MOST_BYTES = 20_000_000
MOST_CHARACTERS = 2_000_000
Format = Literal["text", "html", "pdf"]

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|meta|"
    rb"title|article|main|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
OTHER_FORMATS = (
    b"PK\x03\x04",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
)
# Controls that no text has. Tabs, line ends, form feeds and the like are none of them.
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
UNDEFINED = re.compile("\ufffd")


@dataclass(frozen=True)
class Document:
    """What was read. ``title`` and ``dated`` are what HTML says beside the text, "" for none.

    ``columns`` is the text with its spaces, where columns can still be told apart.
    """

    format: Format
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    dated: str = ""
    links: tuple[str, ...] = ()

    def paragraph(self, number: int) -> Paragraph:
        return self.paragraphs[number - 1]


def read_document(content: bytes, name: str = "") -> Document:
    """The document's paragraphs. Raises UnreadableDocument with the reason."""
    if len(content) > MOST_BYTES:
        raise UnreadableDocument("too_large")
    if not content.strip(b" \t\r\n\x00"):
        raise UnreadableDocument("empty")
    if b"%PDF-" in content[:1024]:
        return _read_pdf(content)
    if content.startswith(OTHER_FORMATS):
        raise UnreadableDocument("binary")
    if HTML_START.match(content[:4096]) or name.lower().endswith((".html", ".htm", ".xhtml")):
        return _read_html(content)
    return read_text(decoded(content))


def read_text(text: str) -> Document:
    """A text as it was pasted. Raises UnreadableDocument."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableDocument("too_long")
    paragraphs = paragraphs_of(text)
    if not paragraphs:
        raise UnreadableDocument("empty")
    return Document("text", paragraphs)


def decoded(content: bytes, declared: str = "") -> str:
    """The text of the bytes: by its mark, as UTF-8, as declared, or as Windows-1252.

    Raises UnreadableDocument where that gives no text.
    """
    for encoding in _encodings(content, declared):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _looks_binary(text):
            return text
    raise UnreadableDocument("binary")


def _encodings(content: bytes, declared: str) -> list[str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return [encoding]
    sample = content[:4000]
    wide = len(sample) > 3 and sample.count(0) > len(sample) // 3
    if wide:
        return ["utf-16-le", "utf-16-be"]
    return ["utf-8", *([declared] if declared else []), "cp1252", "latin-1"]


def _looks_binary(text: str) -> bool:
    sample = text[:100_000]
    controls = len(CONTROLS.findall(sample))
    letters = sum(map(str.isalpha, sample[:20_000]))
    return controls > len(sample) // 500 or letters < len(sample[:20_000]) // 10


def _read_html(content: bytes) -> Document:
    from timeline.importing.html_text import declared_encoding, page_of  # noqa: PLC0415

    text = decoded(content, declared_encoding(content))
    if len(text) > MOST_CHARACTERS:
        raise UnreadableDocument("too_long")
    page = page_of(text)
    paragraphs = mended(page.blocks)
    if not paragraphs:
        raise UnreadableDocument("empty")
    return Document("html", paragraphs, page.title, page.dated, page.links)


def _read_pdf(content: bytes) -> Document:
    from timeline.importing.pdf_layout import text_of  # noqa: PLC0415
    from timeline.importing.pdf_text import pages_of  # noqa: PLC0415

    paragraphs = paragraphs_of(text_of(pages_of(content)))
    if not paragraphs:
        raise UnreadableDocument("image_only")
    return Document("pdf", paragraphs)
