"""Nothing that people read stands in a template as it is: every word passes through the
catalogue."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from timeline.i18n.catalogue import ROOT

TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.*") if path.suffix != ".js")
READ = {
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
} | {
    *("data-done", "data-label", "label", "placeholder", "summary", "title"),
}
SAID_BY_META = {"description", "og:description", "og:image:alt", "og:site_name", "og:title"}
UNREAD = {"code", "script", "style"}
SAME = {"article"}  # in every language: what Open Graph calls a page


class Words(HTMLParser):
    """What people read in a page, its tags and template tags taken away."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within.append(tag)
        values = {name: value or "" for name, value in attrs}
        self.found += [values[name] for name in READ & set(values)]
        if tag == "meta" and SAID_BY_META & {values.get("name"), values.get("property")}:
            self.found.append(values.get("content", ""))
        if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
            self.found.append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            del self.within[len(self.within) - 1 - self.within[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not UNREAD & set(self.within):
            self.found.append(data)


def unwrapped(source: str) -> list[str]:
    """The words of a template outside of its tags, variables and translated blocks."""
    kept, depth = "", 0
    for token in Lexer(source).tokenize():
        name = token.contents.split(" ", 1)[0]
        if token.token_type is TokenType.BLOCK and name in {
            "blocktranslate",
            "blocktrans",
            "comment",
        }:
            depth += 1
        elif token.token_type is TokenType.BLOCK and name in {
            "endblocktranslate",
            "endblocktrans",
            "endcomment",
        }:
            depth -= 1
        elif token.token_type is TokenType.TEXT and not depth:
            kept += token.contents
    page = Words()
    page.feed(kept)
    page.close()
    return [
        word
        for text in page.found
        for word in text.split()
        if any(map(str.isalpha, word)) and word not in SAME
    ]


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates"))
)
def test_template_holds_no_word_outside_of_the_catalogue(path: Path) -> None:
    assert unwrapped(path.read_text()) == []


def test_word_in_a_template_is_seen() -> None:
    assert unwrapped(
        '<p>{% if x %}Seen{% endif %} {% translate "not" %} {{ nor }} <b>12</b></p>'
    ) == ["Seen"]
    assert unwrapped(
        '<a aria-label="Seen" href="/not/"></a><meta name="description" content="Too">'
    ) == ["Seen", "Too"]
    assert (
        unwrapped(
            "{% blocktranslate %}not{% plural %}nor{% endblocktranslate %}{% comment %}no{% endcomment %}"
        )
        == []
    )
