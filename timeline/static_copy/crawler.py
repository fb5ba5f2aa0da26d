"""Asks the site for every page that links lead to, as a visitor would, and keeps its answers."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.utils.functional import cached_property

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
    # A page of a list -> the page that led to it.
    before: dict[str, str] = field(default_factory=dict)
    # (action, name) of a filter -> its (value, label) in the whole list.
    offered: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)

    def own(self, here: str, link: str) -> str | None:
        """The address on this site that a link on a page leads to; None if it leads elsewhere."""
        parts = urlsplit(urljoin(self.origin + here, link.strip()))
        host = urlsplit(self.origin).netloc
        if parts.scheme not in {"http", "https", "webcal"} or parts.netloc != host:
            return None
        path = parts.path or "/"
        return f"{path}?{parts.query}" if parts.query else path

    def kept(self, here: str, address: str) -> str | None:
        """The view in the copy that a link leads to: that one, or the nearest; None if none is."""
        leads_back = "before=" in urlsplit(address).query and same_list(here, address)
        if leads_back and here in self.before:
            return self.before[here]
        for candidate in candidates(address):
            if candidate in self.answers:
                return candidate
        return None

    def in_text(self, text: str, rewrite: Callable[[str], str]) -> str:
        """The text with each absolute address of this site in it rewritten, from its scheme on."""
        if urlsplit(self.origin).netloc not in text:
            return text
        return self._absolute_address.sub(lambda found: rewrite(found[0]), text)

    @cached_property
    def _absolute_address(self) -> re.Pattern[str]:
        host = re.escape(urlsplit(self.origin).netloc)
        # A comma ends a path (CSV). In a query it joins values.
        path = r"[^\s\"'<>\\,;?]*"
        query = r"\?[^\s\"'<>\\;]*"
        return re.compile(
            rf"(?:https?|webcal)://{host}(?![\w.:-])(?:[/?#](?:{path}(?:{query})?(?<![,.:!?)]))?)?"
        )


def crawl(site: CrawledSite, folder: Path) -> None:
    """Fill ``site`` with every answer that links lead to from the home pages and the sitemap.

    The answers are written into ``folder``.
    """
    secure = site.origin.startswith("https:")
    client = Client(headers={"host": urlsplit(site.origin).netloc})
    waiting = deque(SEEDS)
    seen = set(SEEDS)
    while waiting:
        address = waiting.popleft()
        response = client.get(address, secure=secure)
        if response.status_code != HTTPStatus.OK:
            continue
        answer = _keep(response, folder / str(len(seen)) / str(len(site.answers)))
        site.answers[address] = answer
        for found in _views(links(site, address, answer)):
            if found in seen or not _worth_asking(found):
                continue
            seen.add(found)
            waiting.append(found)
            if same_list(found, address) and "after=" in found:
                site.before[found] = address
    for file, address in LOST.items():
        response = client.get(address, secure=secure)
        site.answers[file] = _keep(response, folder / f"lost{len(site.answers)}")


def _views(addresses: Iterable[str]) -> Iterator[str]:
    """The views that may be kept for these addresses."""
    for address in addresses:
        yield from candidates(address)


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
    """The addresses of this site in an answer: links, absolute ones in texts, choices of forms."""
    found: list[str] = []

    def note(link: str) -> str:
        own = site.own(here, urldefrag(link).url)
        if own is not None:
            found.append(own)
        return link

    def in_text(text: str) -> str:
        return site.in_text(text, note)

    if answer.is_page:
        rewriting = LinkRewriting(link=note, text=in_text, data=in_text, form=lambda _action: "")
        _page, forms = rewrite_links(answer.text, rewriting)
        for form in forms:
            found.extend(_offers(site, here, form))
    elif answer.kind == "text/css":
        for link in CSS_LINK.findall(answer.text):
            note(link)
    elif data_links.holds_addresses(answer.kind):
        data_links.rewrite_data_links(answer.kind, answer.text, in_text)
    return found


def _offers(site: CrawledSite, here: str, form: FormReplacement) -> Iterator[str]:
    """The views that a form's choices lead to.

    Those that the whole list offers are remembered with their labels.
    """
    action = site.own(here, form.action) if form.action else None
    if action is None:
        return
    for name, value, label in form.choices:
        if name in FILTERS:
            yield f"{action}?{name}={value}"
            if here == action:
                site.offered.setdefault((action, name), []).append((value, label))
