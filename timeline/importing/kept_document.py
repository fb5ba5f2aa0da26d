"""A document that was read, as a signed text that a form carries from one page to the next.

Nothing of it is kept on the server: it survives the end of a session, and nobody can change it on
its way. What is read again from it is what was read from the bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core import signing

from timeline.importing.drafting import looked_at
from timeline.importing.paragraphs import Paragraph
from timeline.importing.reading import Document, read_document, read_text

SALT = "timeline.importing.kept_document"


@dataclass(frozen=True)
class KeptDocument:
    """A document with the name of its file, "" for pasted text, and the digest of its bytes."""

    document: Document
    name: str
    sha256: str


def of_pasted(text: str) -> KeptDocument:
    """A pasted text. Raises UnreadableDocument.

    Browsers send the ends of lines as CRLF whatever was pasted, so they count as one character.
    """
    plain = text.replace("\r\n", "\n")
    return KeptDocument(read_text(plain), "", sha256(plain.encode()).hexdigest())


def of_file(content: bytes, name: str) -> KeptDocument:
    """An uploaded file: text, HTML or PDF. Raises UnreadableDocument."""
    return KeptDocument(read_document(content, name), name, sha256(content).hexdigest())


def packed(kept: KeptDocument) -> str:
    """The document as a signed text: what a release may be of it (``drafting.looked_at``)."""
    document = looked_at(kept.document)
    blocks = []
    for one in document.paragraphs:
        blocks.append([one.source, one.text, list(one.offsets), one.role, list(one.links)])
    told = [document.format, document.title, document.dated, list(document.links)]
    content = [kept.name, kept.sha256, told, [_without_range(block) for block in blocks]]
    return signing.dumps(content, salt=SALT, compress=True)


def unpacked(text: str) -> KeptDocument:
    """The document of a signed text. Raises ``signing.BadSignature``."""
    name, digest, told, blocks = signing.loads(text, salt=SALT)
    paragraphs = []
    for number, (source, words, offsets, role, links) in enumerate(blocks, 1):
        places = _with_range(offsets, len(words))
        paragraphs.append(Paragraph(number, source or words, words, places, role, tuple(links)))
    written, title, dated, links = told
    document = Document(written, tuple(paragraphs), title, dated, tuple(links))
    return KeptDocument(document, name, digest)


def _without_range(block: list[Any]) -> list[Any]:
    """Places that follow one another are given by the first: nearly all do."""
    source, text, offsets, role, links = block
    first = offsets[0] if offsets else 0
    if offsets == list(range(first, first + len(offsets))):
        offsets = first
    return [source if source != text else "", text, offsets, role, links]


def _with_range(offsets: int | list[int], length: int) -> list[int] | range:
    return range(offsets, offsets + length) if isinstance(offsets, int) else offsets
