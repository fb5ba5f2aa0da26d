"""Following every link of the site, as a search engine would."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from urllib.parse import urldefrag, urljoin

from django.test import Client

from tests.addresses import EVERYTHING
from tests.markup import Document
from timeline.i18n.language import path_language

HOST = "http://testserver"
MOST = 500  # a record as small as ours has fewer addresses


def linked(address: str, page: Document) -> list[str]:
    """Addresses of this site that a page links to, their fragments included."""
    found = [
        urljoin(f"{HOST}{address}", link.attrs["href"])
        for link in page.all("a")
        if "href" in link.attrs
    ]
    return [one.removeprefix(HOST) for one in found if one.startswith(f"{HOST}/")]


def localized(language: str, address: str) -> str:
    """The French page's address for an English one's."""
    return address if language == "en" else f"/{language}{address}"


def is_data(address: str) -> bool:
    """Whether it names a file, such as ``/timeline.json?year=2018``, and not a page."""
    return "." in address.partition("?")[0].rpartition("/")[2]


def crawl(language: str = "en", seeds: Iterable[str] = EVERYTHING) -> dict[str, Document]:
    """Every page of a language reached from the seeds, by address. A link to anything but 200
    fails.

    The seeds are English addresses. Links to the other language are left to its own crawl, links
    to data to ``tests/pages/test_links.py``.
    """
    client, pages = Client(), dict[str, Document]()
    waiting = deque(localized(language, one) for one in seeds)
    while waiting:
        address = waiting.popleft()
        if address in pages:
            continue
        answer = client.get(address)
        assert answer.status_code == 200, f"{answer.status_code} at {address}"
        assert answer.headers["Content-Type"].startswith("text/html"), address
        pages[address] = Document(answer.content.decode())
        found = (urldefrag(one).url for one in linked(address, pages[address]))
        waiting.extend(one for one in found if path_language(one) == language and not is_data(one))
        assert len(pages) < MOST
    return pages
