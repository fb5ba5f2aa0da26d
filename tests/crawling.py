"""Following every link of the site, as a search engine would."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from urllib.parse import urldefrag, urljoin

from django.test import Client
from django.utils import translation

from tests.addresses import EVERYTHING
from tests.markup import Document

HOST = "http://testserver"
MOST = 500  # a record as small as ours has fewer addresses


def linked(address: str, page: Document) -> list[str]:
    """Addresses of this site that a page links to, their fragments included."""
    found = [urljoin(f"{HOST}{address}", link.attrs["href"]) for link in page.all("a") if "href" in link.attrs]
    return [one.removeprefix(HOST) for one in found if one.startswith(f"{HOST}/")]


def crawl(language: str = "en", seeds: Iterable[str] = EVERYTHING) -> dict[str, Document]:
    """Every page reached from the seeds, by address. A link to anything but 200 fails."""
    client, pages, waiting = Client(), dict[str, Document](), deque(seeds)
    while waiting:
        address = waiting.popleft()
        if address in pages:
            continue
        with translation.override(language):
            answer = client.get(address)
        assert answer.status_code == 200, f"{answer.status_code} at {address}"
        if answer.headers["Content-Type"].startswith("text/html"):
            pages[address] = Document(answer.content.decode())
            waiting.extend(urldefrag(one).url for one in linked(address, pages[address]))
        assert len(pages) < MOST
    return pages
