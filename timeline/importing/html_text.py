"""The release in an HTML page: its blocks, its links and its date, without what surrounds it.

Scripts, styles, forms, navigation, sidebars and footers are left out. Nothing is loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from timeline.importing.paragraphs import Block
from timeline.importing.refusals import UnreadableDocument
from timeline.importing.word_sets import word_set

LEFT_OUT = word_set(
    "script style noscript template nav aside footer form button select textarea iframe object "
    "embed svg math canvas audio video head dialog menu"
)
BLOCKS = word_set(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 "
    "h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul "
    "html"
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SURROUNDINGS = re.compile(
    r"\b(?:nav(?:bar|igation)?|menu|sidebar|side-bar|footer|site-header|masthead|breadcrumbs?|"
    r"cookies?|share|sharing|social|related|recent|latest|archive|newsletter|subscribe|comments?|"
    r"widget|banner|promo|advert(?:isement)?|pagination|skip-link)\b"
)
CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE
)
SPACES = re.compile(r"[ \t\r\n\f]+")
DEEPEST = 200
PUBLISHED = ("article:published_time", "date", "dc.date", "pubdate", "datepublished")


@dataclass
class Page:
    """What a page holds of the release."""

    title: str
    dated: str
    blocks: list[Block]
    links: tuple[str, ...]


def declared_encoding(content: bytes) -> str:
    """The encoding a page names for itself, "" for none."""
    match = CHARSET.search(content[:4096])
    return match[1].decode("ascii") if match else ""


def page_of(markup: str) -> Page:
    """The release of the page. Raises UnreadableDocument where there is no text."""
    parser = HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).replace("\x00", ""), parser=parser
        )
    except (etree.LxmlError, ValueError):
        raise UnreadableDocument("empty") from None
    title = SPACES.sub(" ", root.findtext(".//title") or "").strip()
    content = _content(root)
    walk = Walk()
    walk.visit(content, 0)
    walk.end_block()
    return Page(title, _date_of(content, root), walk.blocks, tuple(dict.fromkeys(walk.links)))


def _date_of(content: HtmlElement, root: HtmlElement) -> str:
    """The day that the page's own markup gives the release, as ISO 8601, or ""."""
    for place in (content, root):
        for element in place.iter("time"):
            if found := re.match(r"\d{4}-\d{2}-\d{2}", element.get("datetime") or ""):
                return found[0]
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        found = re.match(r"\d{4}-\d{2}-\d{2}", element.get("content") or "")
        if found and name in PUBLISHED:
            return found[0]
    return ""


def _content(root: HtmlElement) -> HtmlElement:
    """The element that holds the release: an article, the main part, or where most text is."""
    for path in (".//article", ".//main", ".//*[@role='main']"):
        found = [element for element in root.iterfind(path) if isinstance(element.tag, str)]
        if found:
            best: HtmlElement = max(found, key=_length)
            if _length(best) >= 200:
                return best
    return _densest(root)


def _length(element: HtmlElement) -> int:
    return len("".join(element.itertext()))


def _densest(root: HtmlElement) -> HtmlElement:
    """The innermost element that still holds nearly all of the text outside of links."""
    lengths: dict[HtmlElement, int] = {}
    events = etree.iterwalk(root, events=("end",))
    for _event, element in events:
        if not isinstance(element.tag, str) or _left_out(element):
            lengths[element] = 0
            continue
        own = len((element.text or "").strip()) if element.tag != "a" else 0
        for child in element:
            own += lengths.get(child, 0) + len((child.tail or "").strip())
        lengths[element] = own
    body = root.find("body")
    place: HtmlElement = root if body is None else body
    whole = lengths.get(place, 0)
    while True:
        inner = [child for child in place if lengths.get(child, 0) >= 0.85 * whole]
        if not inner or inner[0].tag in ("p", "pre", "table", "ul", "ol"):
            return place
        place = inner[0]


def _left_out(element: HtmlElement) -> bool:
    if element.tag in LEFT_OUT:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if re.search(r"display\s*:\s*none", element.get("style") or ""):
        return True
    if element.get("role") in ("navigation", "complementary", "contentinfo", "banner", "search"):
        return True
    if element.tag in ("body", "html", "article", "main"):
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower().replace("_", "-")
    return bool(SURROUNDINGS.search(named)) and _length(element) < 1500


@dataclass
class Walk:
    """One walk through an element: the lines of the block at hand, and the blocks before it."""

    blocks: list[Block] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    block_links: list[str] = field(default_factory=list)
    role: str = ""
    verbatim: bool = False

    def visit(self, element: HtmlElement, depth: int) -> None:
        if depth > DEEPEST or not isinstance(element.tag, str) or _left_out(element):
            return
        tag = element.tag
        if tag == "table" and _is_data(element):
            self.end_block()
            self._table(element)
            return
        if tag == "br":
            self.words.append("\n")
        starts_block = tag in BLOCKS
        if starts_block and not (tag == "li" and self._list_item(element)):
            self.end_block()
        if tag in HEADINGS:
            self.role = tag
        if tag == "a":
            self._link(element.get("href") or "")
        self._say(element.text)
        for child in element:
            self.visit(child, depth + 1)
            self._say(child.tail)
        if starts_block and tag != "li":
            self.end_block()

    def _list_item(self, element: HtmlElement) -> bool:
        """Items of one list are lines of one block, as they are in a text."""
        first = element.getprevious() is None
        if first:
            self.end_block()
        self.words.append("\n• ")
        return True

    def _say(self, words: str | None) -> None:
        if words:
            self.words.append(SPACES.sub(" ", words))

    def _link(self, address: str) -> None:
        parts = _parts(address.strip())
        if parts:
            self.links.append(address.strip())
            self.block_links.append(address.strip())

    def _table(self, table: HtmlElement) -> None:
        lines = []
        for row in table.iter("tr"):
            cells = [SPACES.sub(" ", "".join(cell.itertext())).strip() for cell in row]
            if any(cells):
                lines.append("   ".join(cells))
        if lines:
            self.blocks.append(Block(tuple(lines), "table", whole_lines=True))

    def end_block(self) -> None:
        lines = []
        for line in "".join(self.words).split("\n"):
            stripped = line.strip(" ")
            if stripped and stripped != "•":
                lines.append(stripped)
        if lines:
            self.blocks.append(
                Block(tuple(lines), self.role, tuple(self.block_links), whole_lines=True)
            )
        self.words, self.role = [], ""
        self.block_links = []


def _parts(address: str) -> bool:
    try:
        split = urlsplit(address)
    except ValueError:
        return False
    return split.scheme in ("http", "https") and bool(split.netloc)


def _is_data(table: HtmlElement) -> bool:
    """A table of figures, not one that only places a page's parts: its cells are short."""
    cells = [*table.iter("td"), *table.iter("th")]
    has_parts = any(next(cell.iter("table", "p", "div"), None) is not None for cell in cells)
    if has_parts and len(cells) < 9:
        return False
    longest = max((_length(cell) for cell in cells), default=0)
    return len(cells) >= 4 and longest < 300
