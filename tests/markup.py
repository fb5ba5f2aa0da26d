"""HTML as a test reads it: a tree, its texts, and what is wrong with how it is built."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Protocol

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
UNSEEN = {"script", "style", "template"}
IN_LINE = {
    "a",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "span",
    "strong",
    "svg",
    "time",
    "use",
}  # others stand apart
NOT_IN_P = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "div",
        "dl",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
    ),
    *("header", "hr", "main", "nav", "ol", "p", "section", "table", "ul"),
}
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "option": {"select", "optgroup"},
}
ATTRIBUTES_OF_IDS = {"for", "aria-labelledby", "aria-describedby", "aria-controls"}


class Element:
    """A tag with its attributes and what stands in it."""

    def __init__(self, tag: str, attrs: dict[str, str], parent: Element | None) -> None:
        self.tag, self.attrs, self.parent = tag, attrs, parent
        self.children: list[Element | str] = []

    def __iter__(self) -> Iterator[Element]:
        """Itself and every element in it, in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(
                child for child in reversed(element.children) if isinstance(child, Element)
            )

    def all(self, tag: str = "", css: str = "", **attrs: str) -> list[Element]:
        """The elements in it with that tag, class and attributes (``_`` for ``-``)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            one
            for one in self
            if one is not self
            and (not tag or one.tag == tag)
            and (not css or css in one.attrs.get("class", "").split())
            and all(one.attrs.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", css: str = "", **attrs: str) -> Element:
        """The only such element."""
        found = self.all(tag, css, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag} class={css} {attrs}>"
        return found[0]

    @property
    def text(self) -> str:
        """What a visitor reads in it, a blank for every run of white space."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNSEEN:
                apart = "" if child.tag in IN_LINE else " "
                yield apart
                yield from child._texts()
                yield apart

    def within(self, tag: str) -> bool:
        return self.parent is not None and (self.parent.tag == tag or self.parent.within(tag))


class Document(HTMLParser):
    """A page. ``problems``: each thing that HTML forbids and browsers put right in silence."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.problems: list[str] = []
        self.root = self.open = Element("", {}, None)
        self.feed(source)
        self.close()
        if self.open is not self.root:
            self.problems.append(f"<{self.open.tag}> is never closed")
        self._check_ids()

    # -- what it holds ---------------------------------------------------------------------------

    def all(self, tag: str = "", css: str = "", **attrs: str) -> list[Element]:
        return self.root.all(tag, css, **attrs)

    def one(self, tag: str = "", css: str = "", **attrs: str) -> Element:
        return self.root.one(tag, css, **attrs)

    def id(self, name: str) -> Element:
        return self.one(id=name)

    @property
    def ids(self) -> list[str]:
        return [element.attrs["id"] for element in self.root if "id" in element.attrs]

    @property
    def text(self) -> str:
        return self.one("body").text

    @property
    def main(self) -> Element:
        return self.one("main")

    @property
    def title(self) -> str:
        return self.one("head").one("title").text

    @property
    def canonical(self) -> str:
        """Its one canonical address, without the scheme and the host of the test client."""
        address = self.one("link", rel="canonical").attrs["href"]
        assert address.startswith("http://testserver/")
        return address.removeprefix("http://testserver")

    def meta(self, name: str) -> str:
        named = [*self.all("meta", name=name), *self.all("meta", property=name)]
        assert len(named) == 1, f"{len(named)} of <meta {name}>"
        return named[0].attrs["content"]

    @property
    def json_ld(self) -> Any:
        """Its structured data, parsed."""
        return json.loads(
            "".join(map(str, self.one("script", type="application/ld+json").children))
        )

    @property
    def milestones(self) -> list[str]:
        """The milestones that it lists, by slug."""
        return [article.attrs["id"] for article in self.all("article", css="ms")]

    # -- how it is read --------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs, closed=tag in VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        in_svg = self.open.tag == "svg" or self.open.within("svg")
        if tag not in VOID and not in_svg:
            self.problems.append(f"<{tag}/> is not closed by its slash")
        self._begin(tag, attrs, closed=True)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]], *, closed: bool) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> has an attribute twice: {names}")
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self._check_place(element)
        self.open.children.append(element)
        if not closed:
            self.open = element

    def _check_place(self, element: Element) -> None:
        parent = self.open.tag
        if parent == "p" and element.tag in NOT_IN_P:
            self.problems.append(f"<{element.tag}> in <p>")
        if element.tag in PARENTS and parent not in PARENTS[element.tag]:
            self.problems.append(f"<{element.tag}> in <{parent}>")
        if element.tag in {"a", "button"} and (element.within("a") or element.within("button")):
            self.problems.append(f"<{element.tag}> in another control")

    def handle_endtag(self, tag: str) -> None:
        if self.open.tag != tag:
            self.problems.append(
                f"</{tag}> where <{self.open.tag}> is open, line {self.getpos()[0]}"
            )
        elif self.open.parent is not None:
            self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)

    def _check_ids(self) -> None:
        ids = Counter(self.ids)
        self.problems += [f"id {name} twice" for name, times in ids.items() if times > 1]
        for element in self.root:
            for name in element.attrs.keys() & ATTRIBUTES_OF_IDS:
                pointed = set(element.attrs[name].split()) - ids.keys()
                self.problems += [f"{name}={missing} points nowhere" for missing in pointed]


class Visit(Protocol):
    """The fixture ``visit``: asks for an address and reads the answer, which must have that
    status."""

    def __call__(self, address: str, status: int = 200, language: str = "en") -> Document: ...
