"""The addresses in a page: found, and put anew. All else stays as the page has it, character by character."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
ADDRESSES = {"href", "src", "action", "poster"}  # attributes that hold one
OF_LINKS = {"target", "rel", "hreflang", "type", "download"}
NEEDS_A_SERVER = {"application/json+oembed", "application/opensearchdescription+xml"}
Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True)
class LinkRewriting:
    """What becomes of what a page holds.

    ``put``: a link, None where it leads nowhere. ``in_text``: a text that may name absolute addresses. ``in_data``: the
    same for JSON. ``instead``: what stands in the place of a form, by the address that it is sent to. ``foot``: what is
    said at the end of the page's foot.
    """

    put: Callable[[str], str | None]
    in_text: Callable[[str], str]
    in_data: Callable[[str], str]
    instead: Callable[[str], str]
    foot: str = ""


@dataclass
class FormReplacement:
    """A form that is taken out: where it is sent, and what its choices offer, as (name, value, label)."""

    action: str
    choices: list[tuple[str, str, str]] = field(default_factory=list)


class Rewriter(HTMLParser):
    """Reads a page and writes it again: ``text`` is the result, ``forms`` what was taken out."""

    def __init__(self, ways: LinkRewriting) -> None:
        super().__init__(convert_charrefs=False)
        self.ways = ways
        self.out: list[str] = []
        self.forms: list[FormReplacement] = []
        self._raw: list[str] = []  # text, as it is written in the page
        self._script = ""  # the type of the script that is open
        self._ends: list[str] = []  # of the links that are open
        self._drawings = 0  # that are open
        self._out_of: list[str] = []  # the tag that is left out, once for each that is open in it
        self._select, self._option = "", ""

    @property
    def text(self) -> str:
        return "".join(self.out)

    # -- tags ---------------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._flush()
        if self._out_of:
            self._look_into_form(tag, attrs)
        elif tag == "form" or (
            tag == "div" and "finder" in (dict(attrs).get("class") or "").split()
        ):
            self._out_of.append(tag)
            self._look_into_form(tag, attrs, nested=False)
        else:
            self._write_start(tag, attrs, closed=False)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._flush()
        if not self._out_of:
            self._write_start(tag, attrs, closed=True)

    def _write_start(self, tag: str, attrs: Attributes, *, closed: bool) -> None:
        self._script = dict(attrs).get("type") or "" if tag == "script" else ""
        given = dict(attrs)
        if tag == "link" and given.get("type") in NEEDS_A_SERVER:
            return
        changed, lost = self._changed(attrs)
        if lost and tag == "link":
            return
        name = tag
        self._drawings += tag == "svg" and not closed
        if tag == "a":
            name = ("g" if self._drawings else "span") if lost else "a"
            changed = [pair for pair in changed if not lost or pair[0] not in OF_LINKS]
            if not closed:
                self._ends.append(name)
        if changed == attrs and name == tag:
            self.out.append(self.get_starttag_text() or "")
            return
        written = "".join(
            f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in changed
        )
        self.out.append(f"<{name}{written}{'/' if closed and tag not in VOID else ''}>")

    def _changed(self, attrs: Attributes) -> tuple[Attributes, bool]:
        """The attributes with their addresses put anew, and whether one led nowhere: it is left out."""
        changed: Attributes = []
        for name, value in attrs:
            if value is None:
                changed.append((name, value))
            elif name in ADDRESSES:
                address = self.ways.put(value)
                if address is not None:
                    changed.append((name, address))
            else:
                changed.append((name, self.ways.in_text(value)))
        return changed, len(changed) < len(attrs)

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        if self._out_of:
            if tag == self._out_of[0]:
                self._out_of.pop()
                if not self._out_of:
                    self.out.append(self.ways.instead(self.forms[-1].action))
            return
        if tag == "footer":
            self.out.append(self.ways.foot)
        self.out.append(f"</{self._ends.pop() if tag == 'a' and self._ends else tag}>")
        self._drawings -= tag == "svg"
        self._script = ""

    # -- forms --------------------------------------------------------------------------------------------------

    def _look_into_form(self, tag: str, attrs: Attributes, *, nested: bool = True) -> None:
        given = dict(attrs)
        if nested and tag == self._out_of[0]:
            self._out_of.append(tag)
        elif not nested:
            self.forms.append(FormReplacement(""))
        if tag == "form":
            self.forms[-1].action = given.get("action") or ""
        elif tag == "select":
            self._select = given.get("name") or ""
        elif tag == "option":
            self._option = given.get("value") or ""

    # -- what is no tag -----------------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        self._raw.append(data)

    def handle_entityref(self, name: str) -> None:
        self._raw.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._raw.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._flush()
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        raw, self._raw = "".join(self._raw), []
        if not raw:
            return
        if self._out_of:
            if self._option and raw.strip():
                self.forms[-1].choices.append((self._select, self._option, unescape(raw).strip()))
                self._option = ""
        elif self._script:
            self.out.append(self.ways.in_data(raw) if "json" in self._script else raw)
        else:
            text = unescape(raw)
            put = self.ways.in_text(text)
            self.out.append(raw if put == text else escape(put))


def rewrite_links(source: str, ways: LinkRewriting) -> tuple[str, Sequence[FormReplacement]]:
    """The page with its addresses put anew, and the forms that were taken out of it."""
    rewriter = Rewriter(ways)
    rewriter.feed(source)
    rewriter.close()
    return rewriter.text, rewriter.forms
