"""Asks the site for every page that links lead to, as an anonymous visitor would, and keeps what it answers."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

from timeline.static_copy import data_links
from timeline.static_copy.html_links import FormReplacement, LinkRewriting, rewrite_links
from timeline.static_copy.paths import FILTERS, candidates, path_of, same_list

SEEDS = ("/", "/fr/", "/robots.txt", "/sitemap.xml")
LOST = {"/404.html": "/404/", "/fr/404.html": "/fr/404/"}  # what is answered where there is nothing
NEVER = ("/admin/", "/openapi.json")  # a copy without a server does not answer as this promises
CSS_LINK = re.compile(r"url\(\s*['\"]?([^'\")]+)")


@dataclass(frozen=True)
class CrawledPage:
    """What the site answered: kept in a file as it came."""

    kind: str  # media type
    file: Path

    @property
    def is_page(self) -> bool:
        return self.kind == "text/html"

    @property
    def text(self) -> str:
        return self.file.read_bytes().decode("utf-8")


@dataclass
class CrawledSite:
    """The site as it answers at an origin (``https://example.org``)."""

    origin: str
    answers: dict[str, CrawledPage] = field(default_factory=dict)  # by address
    before: dict[str, str] = field(default_factory=dict)  # page of a list -> the one that led to it
    offered: dict[tuple[str, str], list[tuple[str, str]]] = field(
        default_factory=dict
    )  # (action, name) -> values

    def own(self, here: str, link: str) -> str | None:
        """The address on this site that a link on a page leads to, None where it leads elsewhere."""
        parts = urlsplit(urljoin(self.origin + here, link.strip()))
        host = urlsplit(self.origin).netloc
        if parts.scheme not in {"http", "https", "webcal"} or parts.netloc != host:
            return None
        return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"

    def kept(self, here: str, address: str) -> str | None:
        """The view that a link to an address leads to in the copy: that one, or the nearest. None where none is."""
        if (
            "before=" in urlsplit(address).query
            and here in self.before
            and same_list(here, address)
        ):
            return self.before[here]
        return next((one for one in candidates(address) if one in self.answers), None)

    def in_text(self, text: str, put: Callable[[str], str]) -> str:
        """The text with each absolute address of this site in it put anew, from its scheme to its end."""
        if urlsplit(self.origin).netloc not in text:
            return text
        return self._named.sub(lambda found: put(found[0]), text)

    @cached_property
    def _named(self) -> re.Pattern[str]:
        host = re.escape(urlsplit(self.origin).netloc)
        path, query = (
            r"[^\s\"'<>\\,;?]*",
            r"\?[^\s\"'<>\\;]*",
        )  # a comma ends a path (CSV), in a query it joins values
        return re.compile(
            rf"(?:https?|webcal)://{host}(?![\w.:-])(?:[/?#](?:{path}(?:{query})?(?<![,.:!?)]))?)?"
        )


def crawl(site: CrawledSite, folder: Path) -> None:
    """Fill ``site`` with every answer that links lead to from the home pages and the sitemap, written into a folder."""
    secure = site.origin.startswith("https:")
    client = Client(headers={"host": urlsplit(site.origin).netloc})
    waiting, seen = deque(SEEDS), set(SEEDS)
    while waiting:
        address = waiting.popleft()
        response = client.get(address, secure=secure)
        if response.status_code != HTTPStatus.OK:
            continue
        answer = site.answers[address] = _keep(
            response, folder / str(len(seen)) / str(len(site.answers))
        )
        for found in links(site, address, answer):
            for one in candidates(found):
                if one not in seen and _worth_asking(one):
                    seen.add(one)
                    waiting.append(one)
                    if same_list(one, address) and "after=" in one:
                        site.before[one] = address
    for file, address in LOST.items():
        site.answers[file] = _keep(
            client.get(address, secure=secure), folder / f"lost{len(site.answers)}"
        )


def _worth_asking(address: str) -> bool:
    if address.startswith(NEVER) or address.startswith(tuple(f"/fr{path}" for path in NEVER)):
        return False
    try:
        path_of(address)
    except ValueError:
        return False
    return True


def _keep(response: object, file: Path) -> CrawledPage:
    file.parent.mkdir(parents=True, exist_ok=True)
    answer: Any = response
    with file.open("wb") as out:
        out.writelines(answer if answer.streaming else [answer.content])
    return CrawledPage(answer.headers["Content-Type"].partition(";")[0].strip(), file)


def links(site: CrawledSite, here: str, answer: CrawledPage) -> list[str]:
    """The addresses of this site that an answer names: links, absolute addresses in texts, choices of forms."""
    found: list[str] = []

    def note(link: str) -> str:
        if (own := site.own(here, urldefrag(link).url)) is not None:
            found.append(own)
        return link

    def in_text(text: str) -> str:
        return site.in_text(text, note)

    if answer.is_page:
        ways = LinkRewriting(put=note, in_text=in_text, in_data=in_text, instead=lambda action: "")
        _, forms = rewrite_links(answer.text, ways)
        for form in forms:
            found += _offers(site, here, form)
    elif answer.kind == "text/css":
        for link in CSS_LINK.findall(answer.text):
            note(link)
    elif data_links.holds_addresses(answer.kind):
        data_links.rewrite_data_links(answer.kind, answer.text, in_text)
    return found


def _offers(site: CrawledSite, here: str, form: FormReplacement) -> Iterator[str]:
    """The views that a form's choices lead to. Those that the whole list offers are remembered with their names."""
    action = site.own(here, form.action) if form.action else None
    for name, value, label in form.choices if action else []:
        if name in FILTERS:
            yield f"{action}?{name}={value}"
            if here == action:
                site.offered.setdefault((action, name), []).append((value, label))
