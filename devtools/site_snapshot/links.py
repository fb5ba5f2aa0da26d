"""The addresses of the site that an answer names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin

from devtools.site_snapshot.answers import KeptAnswer

LINKING = {"a": "href", "area": "href", "link": "href", "iframe": "src"}
IN_XML = re.compile(r"<loc>([^<]+)</loc>|\bhref=[\"']([^\"']+)[\"']")
IN_HEADER = re.compile(r"<([^>]+)>")
NOT_PUBLIC = re.compile(r"(/fr)?/(static|admin|staff)/")


def linked_addresses(answer: KeptAnswer, site: str) -> set[str]:
    """The public addresses that an answer links to, without the site's scheme and host."""
    found = set()
    for link in _links(answer):
        plain = re.sub(r"^webcal:", site.partition(":")[0] + ":", link)
        absolute = urldefrag(urljoin(site + answer.address, plain)).url
        address = absolute.removeprefix(site)
        if absolute.startswith(f"{site}/") and not NOT_PUBLIC.match(address):
            found.add(address)
    return found


def _links(answer: KeptAnswer) -> Iterator[str]:
    yield from IN_HEADER.findall(answer.headers.get("link", ""))
    if "location" in answer.headers:
        yield answer.headers["location"]
    if answer.media_type == "text/html":
        yield from _links_of_page(answer.body.decode())
    elif answer.media_type.endswith("xml"):
        for in_text, in_attribute in IN_XML.findall(answer.body.decode()):
            yield unescape(in_text or in_attribute)
    elif answer.media_type.endswith("json"):
        yield from _texts(json.loads(answer.body))


def _links_of_page(page: str) -> list[str]:
    collector = LinkCollector()
    collector.feed(page)
    return collector.links


def _texts(value: Any) -> Iterator[str]:
    """The texts in a JSON document that are absolute addresses."""
    if isinstance(value, str) and value.startswith("http"):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


class LinkCollector(HTMLParser):
    """Collects what the elements of a page link to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name == LINKING.get(tag):
                self.links.append(value)
