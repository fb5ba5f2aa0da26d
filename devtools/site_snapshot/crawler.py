"""Asking the site for every public address, in an order that is the same each time.

The crawl begins with ``SEEDS`` and with the pages of drafts and of withdrawn rows, to which nothing
links. It goes level by level: all that one level links to is the next one. Addresses with
parameters have no end, so of those only some are asked for.

Many answers say when the record last changed, which is the moment of the last import. While the
crawl lasts that is ``LAST_CHANGE``. The database is as it was afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from unittest.mock import patch
from urllib.parse import parse_qsl, urlsplit

from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone

from devtools.site_snapshot.answers import KeptAnswer, masked
from devtools.site_snapshot.links import linked_addresses

SEEDS = (
    # What robots and programs ask for.
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/sitemap-milestone-0.xml",
    "/sitemap-release-0.xml",
    "/sitemap-project-0.xml",
    "/sitemap-partner-0.xml",
    "/news-sitemap.xml",
    "/openapi.json",
    "/schema/milestones.json",
    "/schema/releases.json",
    # Pages and lists.
    "/",
    "/about/",
    "/about/data/",
    "/corrections/",
    "/outlook/",
    "/partners/",
    "/people/",
    "/projects/",
    "/releases/",
    "/embed/",
    "/timeline.json",
    "/timeline.csv",
    "/timeline.csv?bom=1",
    "/timeline.ics",
    "/timeline.atom",
    "/timeline.jsonfeed",
    "/timeline.timelinejs",
    "/releases.json",
    "/releases.csv",
    "/releases.atom",
    "/releases.jsonfeed",
    "/outlook.csv",
    "/corrections.atom",
    "/corrections.jsonfeed",
    # Selections that no link leads to.
    "/?q=forage",
    "/?q=nothing+of+that+name",
    "/?as_of=2018-12-31",
    "/?as_of=2018-12-31&year=2019",
    "/?dated=announced&year=2018",
    "/?utm_source=x",
    "/?year=2018&year=2023",
    "/embed/?year=2018",
    "/releases/?q=sept+iles",
    "/releases/?q=nothing",
    "/releases/?year=1999",
    "/timeline.json?limit=2",
    "/timeline.json?fields=slug,title,date",
    "/timeline.json?as_of=2018-12-31",
    "/timeline.ics?year=2018",
    # What is refused: 400, 404, 406 or 501.
    "/?year=x",
    "/?year=2018&kind=nonsense&project=nonsense",
    "/?as_of=2018-02-30",
    "/?after=x",
    "/embed/?year=x",
    "/outlook/?after=x",
    "/corrections/?after=x",
    "/releases/?year=x",
    "/timeline.json?year=x",
    "/timeline.json?unknown=1",
    "/timeline.json?limit=0",
    "/timeline.csv?year=x",
    "/timeline.nothing",
    "/outlook.json",
    "/schema/nothing.json",
    "/sitemap-milestone-99.xml",
    "/nothing-here/",
    "/milestones/nothing-here/",
    "/milestones/nothing-here.json",
    "/releases/nothing-here/",
    "/releases/nothing-here.json",
    "/projects/nothing-here/",
    "/partners/nothing-here/",
    "/people/nothing-here/",
    "/preview/nothing-here/",
    "/oembed",
    "/oembed?url=http://localhost/&maxwidth=300",
    "/oembed?url=http://localhost/&format=xml",
    "/oembed?url=http://example.com/",
    "/about",  # redirected
)
OF_ROWS = {
    "Milestone": ("/milestones/{}/", "/milestones/{}.json"),
    "Release": ("/releases/{}/", "/releases/{}.json"),
    "Project": ("/projects/{}/",),
    "Partner": ("/partners/{}/", "/partners/{}.json"),
    "Person": ("/people/{}/", "/people/{}.json"),
}
FRENCH = "/fr"
LAST_CHANGE = datetime(2025, 6, 1, 12, tzinfo=UTC)
# How many addresses of one path are asked for: with one certain parameter, with the same several
# parameters, and with parameters of any kind.
MOST_WITH_ONE = 20
MOST_WITH_SEVERAL = 3
MOST_WITH_ANY = 40


def answers(site: str, at: datetime) -> Iterator[KeptAnswer]:
    """Each public answer once, as the site gives it at that moment. ``site``: scheme and host."""
    with transaction.atomic(), patch.object(timezone, "now", lambda: at):
        apps.get_model("timeline", "Edition")._default_manager.update(moved_at=LAST_CHANGE)
        yield from _crawled(site)
        transaction.set_rollback(True)


def _crawled(site: str) -> Iterator[KeptAnswer]:
    parts = urlsplit(site)
    client = Client(raise_request_exception=False, headers={"host": parts.netloc})
    secure = parts.scheme == "https"
    budget = QueryBudget()
    known: set[str] = set()
    level = seeds()
    while level:
        following: set[str] = set()
        for address in level:
            answer = _asked(client, address, secure=secure)
            following |= linked_addresses(answer, site)
            yield answer
        known.update(level)
        level = budget.choose(following - known)


def seeds() -> list[str]:
    """Where the crawl begins, in both languages."""
    english = list(SEEDS)
    for model_name, patterns in OF_ROWS.items():
        rows = apps.get_model("timeline", model_name)._default_manager.exclude(status="published")
        for slug in rows.order_by("slug").values_list("slug", flat=True):
            english += [pattern.format(slug) for pattern in patterns]
    french = [FRENCH + address for address in english]
    return english + french


class QueryBudget:
    """Chooses among addresses with parameters. All others are taken."""

    def __init__(self) -> None:
        self._alike: Counter[tuple[str, str]] = Counter()
        self._of_path: Counter[str] = Counter()

    def choose(self, found: Iterable[str]) -> list[str]:
        """Those to ask for next, few parameters first."""
        return [address for address in sorted(found, key=_complexity) if self._admits(address)]

    def _admits(self, address: str) -> bool:
        parts = urlsplit(address)
        names = [name for name, _value in parse_qsl(parts.query, keep_blank_values=True)]
        if not names:
            return True
        alike = (parts.path, ",".join(sorted(names)))
        most = MOST_WITH_ONE if len(names) == 1 else MOST_WITH_SEVERAL
        if self._alike[alike] >= most or self._of_path[parts.path] >= MOST_WITH_ANY:
            return False
        self._alike[alike] += 1
        self._of_path[parts.path] += 1
        return True


def _complexity(address: str) -> tuple[int, str]:
    return address.count("&"), address


def _asked(client: Client, address: str, *, secure: bool) -> KeptAnswer:
    answer = client.get(address, secure=secure)
    return masked(address, answer.status_code, answer.items(), b"".join(answer))
