"""Every public page has an entity tag, with the page cache or without (RFC 9110 §13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_milestone
from timeline.models import Milestone, PreviewLink

pytestmark = pytest.mark.usefixtures("record")

ADDRESSES = (
    "/",
    "/fr/?year=2018",
    "/milestones/drilling/",
    "/releases/",
    "/releases/2018-11-13-scandium-marketing-update/",
    "/projects/",
    "/projects/crater-lake/",
    "/partners/",
    "/partners/albecour/",
    "/people/",
    "/people/peter-cashin/",
    "/outlook/",
    "/corrections/",
    "/about/",
    "/about/data/",
    "/embed/",
    "/oembed?url=http://testserver/",
    "/robots.txt",
)
SAME_IN_A_304 = (
    "Cache-Control",
    "Content-Security-Policy",
    "X-Frame-Options",
    "ETag",
    "Last-Modified",
    "Vary",
)


def given(answer: Any) -> dict[str, str]:
    return {name: answer.headers[name] for name in SAME_IN_A_304 if name in answer.headers}


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_that_the_client_has_is_304_with_the_headers_of_the_page(
    client: Client, address: str
) -> None:
    whole = client.get(address)

    again = client.get(address, headers={"if-none-match": whole.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert given(again) == given(whole)
    assert whole.headers["Cache-Control"] == "public, no-cache"


def test_page_that_the_client_has_takes_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    held = client.get("/").headers["ETag"]

    with django_assert_num_queries(1):
        assert client.get("/", headers={"if-none-match": held}).status_code == 304


def test_page_has_another_tag_after_a_change(client: Client) -> None:
    held = client.get("/").headers["ETag"]

    Milestone.objects.get(slug="drilling").save()

    assert client.get("/", headers={"if-none-match": held}).status_code == 200


def test_pages_have_different_tags(client: Client) -> None:
    tags = [client.get(address).headers["ETag"] for address in ADDRESSES]

    assert len(set(tags)) == len(ADDRESSES)


def test_head_of_a_page_has_its_tag(client: Client) -> None:
    assert client.head("/").headers["ETag"] == client.get("/").headers["ETag"]


@pytest.mark.parametrize("address", ["/?year=x", "/nothing-here/", "/embed/?year=x"])
def test_page_of_an_error_may_be_kept_and_has_no_tag(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "ETag" not in answer.headers


def test_page_of_what_is_gone_may_be_kept_and_has_no_tag(client: Client) -> None:
    drilling = Milestone.objects.get(slug="drilling")
    drilling.status, drilling.withdrawn_reason_en = "withdrawn", "An error"
    drilling.save()

    answer = client.get("/milestones/drilling/")

    assert answer.status_code == 410
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "ETag" not in answer.headers


def test_preview_has_no_tag_and_is_kept_by_nobody(client: Client) -> None:
    token = PreviewLink.issue(make_milestone(), None, timezone.now(), 7)[1]

    for address in (f"/preview/{token}/", "/preview/unknown/"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer.headers


@pytest.mark.parametrize("address", ["/", "/timeline.json", "/sitemap.xml"])
def test_older_page_may_be_shown_meanwhile_if_the_site_says_so(
    client: Client, settings: Settings, address: str
) -> None:
    settings.STALE_WHILE_REVALIDATE = 30

    control = client.get(address).headers["Cache-Control"]

    assert control == "public, max-age=0, stale-while-revalidate=30"
