"""The first host is in every identifier, whichever was asked."""

from __future__ import annotations

import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.wsgi_asking import ask
from timeline.http.canonical_host import CanonicalHost
from timeline.http.page_cache import Application, PageCache
from timeline.http.request_log import RequestLog

FIRST, SECOND = "timeline.example.com", "record.example.org"
WITH_IDENTIFIERS = (
    *("/", "/fr/", "/milestones/drilling/", "/releases/2018-11-13-scandium-marketing-update/"),
    *("/embed/", "/about/data/", "/corrections/", "/sitemap.xml", "/sitemap-milestone-0.xml"),
    *("/news-sitemap.xml", "/robots.txt", "/timeline.json", "/timeline.csv", "/timeline.ics"),
    *("/timeline.atom", "/timeline.jsonfeed", "/timeline.timelinejs", "/milestones/drilling.json"),
    *("/openapi.json", "/schema/milestones.json", "/releases.atom", "/outlook.csv"),
)


@pytest.fixture
def hosts(site: PageCache, settings: Settings) -> Application:
    """The whole application, which answers for two hosts."""
    settings.ALLOWED_HOSTS = [FIRST, SECOND]
    settings.SITE_HOSTS = [FIRST, SECOND]
    return CanonicalHost(site, FIRST)


@pytest.mark.slow
@pytest.mark.parametrize("address", WITH_IDENTIFIERS)
@pytest.mark.parametrize("asked", [SECOND, f"{FIRST}:8000", FIRST.upper(), f"{FIRST}."])
def test_answer_is_that_of_the_first_host(hosts: Application, address: str, asked: str) -> None:
    expected = ask(hosts, address, host=FIRST)

    answer = ask(hosts, address, host=asked)

    assert answer == expected
    assert answer.status == 200
    assert asked.encode() not in answer.body
    assert asked not in str(answer.headers)


@pytest.mark.parametrize("asked", ["localhost", "127.0.0.1", "evil.example", "a b", "", "[::1]"])
def test_foreign_host_is_refused(hosts: Application, asked: str) -> None:
    assert ask(hosts, "/", host=asked).status == 400


def test_hosts_share_their_kept_pages(hosts: Application) -> None:
    ask(hosts, "/about/", host=FIRST)

    with CaptureQueriesContext(connection) as asked:
        ask(hosts, "/about/", host=SECOND)

    assert len(asked) == 0


def test_page_on_another_host_is_one_of_this_site(hosts: Application) -> None:
    address = f"/oembed?url=http://{SECOND}/milestones/drilling/"

    assert ask(hosts, address, host=FIRST).status == 200


@pytest.mark.parametrize("address", ["/admin/", "/fr/admin/", "/staff/sign-in/?next=/admin/"])
def test_staff_are_led_to_the_first_host_to_which_their_passkeys_belong(
    hosts: Application, address: str
) -> None:
    answer = ask(hosts, address, host=SECOND)

    assert answer.status == 302
    assert answer.headers["Location"] == f"http://{FIRST}{address}"
    assert ask(hosts, "/staff/sign-in/", host=f"{FIRST}:8000").status == 200


def test_log_says_that_a_kept_page_was_the_answer(hosts: Application) -> None:
    ask(hosts, "/", host=FIRST)
    lines = io.StringIO()

    ask(RequestLog(hosts, lines), "/", host=FIRST)

    assert json.loads(lines.getvalue())["hit"] is True
