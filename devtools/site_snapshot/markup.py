"""A page as a browser takes it, so that two ways of writing it down compare equal.

Attributes are sorted and comments dropped. White space is collapsed as CSS does it outside of
``<pre>``: a run of it is one space, and there is none at the edges of a block. A space between
words, links and other inline content stays, since readers see it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input"}
    | {"link", "meta", "source", "track", "wbr"}
)
BLOCKS = frozenset(
    {"html", "head", "title", "base", "link", "meta", "body", "header", "footer", "main", "nav"}
    | {"article", "aside", "section", "address", "hgroup", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"p", "pre", "blockquote", "hr", "br", "div", "figure", "figcaption", "details", "summary"}
    | {"ul", "ol", "menu", "li", "dl", "dt", "dd", "form", "fieldset", "legend", "dialog"}
    | {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
    | {"option", "optgroup"}
)
# They stand in a line as one piece: white space around them is seen, inside their edges it is not.
PIECES = frozenset(
    {"audio", "button", "canvas", "embed", "iframe", "img", "input", "meter", "object", "progress"}
    | {"select", "svg", "textarea", "video"}
)
INLINE_IN_DRAWING = {"a", "tspan"}
VERBATIM = {"pre", "script", "style", "textarea"}
LISTS_OF_WORDS = {"class", "rel", "headers", "aria-labelledby", "aria-describedby", "aria-controls"}
WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")  # no-break spaces are content


def outline(page: str) -> list[str]:
    """The tags and texts of a page, a line each."""
    parser = PageOutline()
    parser.feed(page)
    parser.close()
    return [line for line in parser.lines if line]


class PageOutline(HTMLParser):
    """Writes down tags and texts in order. A line of white space that is not seen stays empty."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._verbatim: list[str] = []  # the open elements whose white space is content
        self._drawings = 0  # open <svg> elements
        self._after_space = True  # white space here would be dropped
        self._last_space: int | None = (
            None  # the line whose space at the end is dropped before an edge
        )
        self._text_continues = False

    def handle_decl(self, decl: str) -> None:
        self._write(f"<!{decl.lower()}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._before(tag)
        self._write(f"<{tag}{_written(attrs)}>")
        if tag in VOID:
            self._after(tag)
            return
        if tag == "svg":
            self._drawings += 1
        if tag in VERBATIM:
            self._verbatim.append(tag)
        if self._is_block(tag) or tag in PIECES:
            self._edge()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._is_block(tag) or tag in PIECES:
            self._edge()
        if tag in self._verbatim:
            self._verbatim.remove(tag)
        if tag == "svg":
            self._drawings -= 1
        self._write(f"</{tag}>")
        self._after(tag)

    def handle_data(self, data: str) -> None:
        if self._verbatim:
            self._write_verbatim(data)
            return
        text = WHITE_SPACE.sub(" ", data)
        if self._after_space:
            text = text.removeprefix(" ")
        if not text:
            return
        if self._text_continues:
            self.lines[-1] += text
        else:
            self._write(text)
        self._text_continues = True
        self._after_space = text.endswith(" ")
        self._last_space = None
        if self._after_space:
            self._last_space = len(self.lines) - 1

    def _is_block(self, tag: str) -> bool:
        if self._drawings and tag != "svg":
            return tag not in INLINE_IN_DRAWING
        return tag in BLOCKS

    def _before(self, tag: str) -> None:
        if self._is_block(tag):
            self._edge()
        elif tag in PIECES:
            self._last_space = None

    def _after(self, tag: str) -> None:
        if self._is_block(tag):
            self._edge()
        elif tag in PIECES:
            self._after_space = False
            self._last_space = None

    def _edge(self) -> None:
        """White space on either side of this place is not seen."""
        if self._last_space is not None:
            self.lines[self._last_space] = self.lines[self._last_space].removesuffix(" ")
            self._last_space = None
        self._after_space = True

    def _write_verbatim(self, text: str) -> None:
        """The content of an element that keeps its white space, or of a script or style sheet."""
        if self._verbatim[-1] not in {"pre", "textarea"}:
            text = text.strip()
        if text:
            self._write(repr(text))

    def _write(self, line: str) -> None:
        self.lines.append(line)
        self._text_continues = False


def _written(attrs: list[tuple[str, str | None]]) -> str:
    texts = []
    for name, value in sorted(attrs, key=lambda pair: pair[0]):
        text = value or ""
        if name in LISTS_OF_WORDS:
            text = " ".join(text.split())
        texts.append(f' {name}="{text}"')
    return "".join(texts)
