"""Following every link of the site, as a search engine would."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any
from urllib.parse import urldefrag, urljoin

from django.test import Client
from django.utils import timezone

from tests.addresses import EVERYTHING
from tests.markup import Document
from timeline.http.edition_memory import ENVIRON_KEY, memory
from timeline.http.record_summary import record_version
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


def reader() -> Client:
    """A client that names the current edition, as the page cache in front of Django does.

    So what pages show alike is made once. That it is the same for each of them is tested in
    ``tests/http/test_kept_parts.py``. Nothing may be written while it reads.
    """
    memory.forget()  # another record may have had the same edition
    at = timezone.now()
    version = record_version(at, timezone.localdate(at))
    assert version is not None
    moved_at = version.moved_at.isoformat()
    edition: Any = (version.number, moved_at, version.last_publication, version.today)
    return Client(**{ENVIRON_KEY: edition})


def crawl(language: str = "en", seeds: Iterable[str] = EVERYTHING) -> dict[str, Document]:
    """Every page of a language reached from the seeds, by address. A link to anything but 200
    fails.

    The seeds are English addresses. Links to the other language are left to its own crawl, links
    to data to ``tests/pages/test_links.py``.
    """
    client, pages = reader(), dict[str, Document]()
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
