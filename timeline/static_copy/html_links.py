"""The addresses in a page, found and rewritten. All else stays, character by character."""

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
    """How the parts of a page are rewritten.

    ``link``: an address, None where it leads nowhere. ``text``: a text that may name absolute
    addresses. ``data``: the same for JSON. ``form``: what stands in the place of a form, by the
    address that it is sent to. ``foot``: HTML for the end of the page's foot.
    """

    link: Callable[[str], str | None]
    text: Callable[[str], str]
    data: Callable[[str], str]
    form: Callable[[str], str]
    foot: str = ""


@dataclass
class FormReplacement:
    """A form that is taken out: its action, and its choices as (name, value, label)."""

    action: str
    choices: list[tuple[str, str, str]] = field(default_factory=list)


class Rewriter(HTMLParser):
    """Reads a page and writes it again: ``text`` is the result, ``forms`` what was taken out."""

    def __init__(self, rewriting: LinkRewriting) -> None:
        super().__init__(convert_charrefs=False)
        self.rewriting = rewriting
        self.out: list[str] = []
        self.forms: list[FormReplacement] = []
        self._raw: list[str] = []  # text, as it is written in the page
        self._script = ""  # the type of the open script
        self._link_tags: list[str] = []  # the tags that the open links were written with
        self._open_drawings = 0
        self._left_out: list[str] = []  # the tag of a form, once for each open one within it
        self._select = ""
        self._option = ""

    @property
    def text(self) -> str:
        return "".join(self.out)

    # -- tags ---------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._flush()
        classes = (dict(attrs).get("class") or "").split()
        if self._left_out:
            if tag == self._left_out[0]:
                self._left_out.append(tag)
            self._look_into_form(tag, attrs)
        elif tag == "form" or (tag == "div" and "finder" in classes):
            self._left_out.append(tag)
            self.forms.append(FormReplacement(""))
            self._look_into_form(tag, attrs)
        else:
            self._write_start(tag, attrs, closed=False)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._flush()
        if not self._left_out:
            self._write_start(tag, attrs, closed=True)

    def _write_start(self, tag: str, attrs: Attributes, *, closed: bool) -> None:
        media_type = dict(attrs).get("type") or ""
        self._script = media_type if tag == "script" else ""
        if tag == "link" and media_type in NEEDS_A_SERVER:
            return
        rewritten, leads_nowhere = self._rewritten(attrs)
        if leads_nowhere and tag == "link":
            return
        if tag == "svg" and not closed:
            self._open_drawings += 1
        name = tag
        if tag == "a" and leads_nowhere:
            name = "g" if self._open_drawings else "span"
            rewritten = [pair for pair in rewritten if pair[0] not in OF_LINKS]
        if tag == "a" and not closed:
            self._link_tags.append(name)
        if rewritten == attrs and name == tag:
            self.out.append(self.get_starttag_text() or "")
            return
        end = "/>" if closed and tag not in VOID else ">"
        self.out.append(f"<{name}{_attributes_text(rewritten)}{end}")

    def _rewritten(self, attrs: Attributes) -> tuple[Attributes, bool]:
        """The attributes with their addresses rewritten, and whether one led nowhere.

        That one is left out.
        """
        rewritten: Attributes = []
        leads_nowhere = False
        for name, value in attrs:
            if value is None:
                rewritten.append((name, value))
            elif name not in ADDRESSES:
                rewritten.append((name, self.rewriting.text(value)))
            else:
                address = self.rewriting.link(value)
                if address is None:
                    leads_nowhere = True
                else:
                    rewritten.append((name, address))
        return rewritten, leads_nowhere

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        if self._left_out:
            if tag == self._left_out[0]:
                self._left_out.pop()
                if not self._left_out:
                    self.out.append(self.rewriting.form(self.forms[-1].action))
            return
        if tag == "footer":
            self.out.append(self.rewriting.foot)
        name = tag
        if tag == "a" and self._link_tags:
            name = self._link_tags.pop()
        self.out.append(f"</{name}>")
        if tag == "svg":
            self._open_drawings -= 1
        self._script = ""

    # -- forms --------------------------------------------------------------------------------

    def _look_into_form(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms[-1].action = given.get("action") or ""
        elif tag == "select":
            self._select = given.get("name") or ""
        elif tag == "option":
            self._option = given.get("value") or ""

    # -- what is no tag -----------------------------------------------------------------------

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
        """Write the text that was read since the last tag."""
        raw = "".join(self._raw)
        self._raw = []
        if not raw:
            return
        if self._left_out:
            if self._option and raw.strip():
                self.forms[-1].choices.append((self._select, self._option, unescape(raw).strip()))
                self._option = ""
        elif self._script:
            self.out.append(self.rewriting.data(raw) if "json" in self._script else raw)
        else:
            text = unescape(raw)
            rewritten = self.rewriting.text(text)
            self.out.append(raw if rewritten == text else escape(rewritten))


def _attributes_text(attrs: Attributes) -> str:
    text = ""
    for name, value in attrs:
        text += f" {name}" if value is None else f' {name}="{escape(value)}"'
    return text


def rewrite_links(source: str, rewriting: LinkRewriting) -> tuple[str, Sequence[FormReplacement]]:
    """The page with its addresses rewritten, and the forms that were taken out of it."""
    rewriter = Rewriter(rewriting)
    rewriter.feed(source)
    rewriter.close()
    return rewriter.text, rewriter.forms
