"""The graphic on other people's pages, and how their systems ask for it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from tests.markup import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


def test_embed_may_be_framed_by_anyone(client: Client) -> None:
    answer = client.get("/embed/")
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer


def test_embed_sets_no_cookie(client: Client) -> None:
    assert not client.get("/embed/").cookies


def test_embed_links_leave_the_frame(visit: Visit) -> None:
    links = [
        link for link in visit("/embed/").all("a") if link.attrs["href"].startswith("/milestones/")
    ]
    drawn = [link for link in links if link.within("svg")]
    assert drawn
    assert {link.attrs.get("target") for link in drawn} == {"_top"}


def test_embed_skip_link_stays_in_the_frame(visit: Visit) -> None:
    assert visit("/embed/").one("a", css="over").attrs["target"] == "_self"


def test_embed_of_a_value_that_cannot_be_read_says_so(visit: Visit) -> None:
    page = visit("/embed/?year=soon", status=400)
    assert "not a year" in page.text


def test_timeline_links_stay_in_its_window(visit: Visit) -> None:
    assert not [link for link in visit("/").all("a") if "target" in link.attrs]


def test_timeline_offers_the_snippet_of_its_own_selection(visit: Visit) -> None:
    snippet = visit("/?year=2018").all("textarea")[0].text
    assert 'src="http://testserver/embed/?year=2018"' in snippet


@pytest.mark.parametrize(
    ("address", "kind", "frame"),
    [
        ("/", "rich", "/embed/"),
        ("/?year=2018", "rich", "/embed/?year=2018"),
        ("/projects/crater-lake/", "rich", "/embed/?project=crater-lake"),
        ("/partners/albecour/", "rich", "/embed/?partner=albecour"),
        ("/milestones/drilling/", "link", ""),
        ("/releases/2023-07-13-albecour-memorandum/", "link", ""),
        ("/about/", "link", ""),
    ],
)
def test_oembed_of_a_public_page_answers_with_its_kind(
    client: Client, address: str, kind: str, frame: str
) -> None:
    found = client.get(f"/oembed?url={quote('http://testserver' + address, safe='')}").json()
    assert (found["version"], found["type"], found["provider_name"]) == (
        "1.0",
        kind,
        "Imperial Mining Group",
    )
    assert f'src="http://testserver{frame}"' in found["html"] if frame else "html" not in found


@pytest.mark.parametrize("address", ["http://TESTSERVER/", "http://testserver:80/"])
def test_oembed_of_another_spelling_of_the_host_is_ours(client: Client, address: str) -> None:
    assert client.get("/oembed", {"url": address}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http://elsewhere.example/", 404),
        ("http://testserver/nothing/", 404),
        ("http://testserver/milestones/none/", 404),
        ("http://testserver/admin/", 404),
        ("http://testserver/oembed", 404),
        ("http://testserver/?year=soon", 404),
        ("http://testserver:port/", 400),
        ("http://[", 400),
        ("", 400),
    ],
)
def test_oembed_of_what_is_not_a_public_page_is_refused(
    client: Client, address: str, status: int
) -> None:
    assert client.get("/oembed", {"url": address}).status_code == status


def test_oembed_keeps_within_the_room_it_is_given(client: Client) -> None:
    found = client.get(
        "/oembed", {"url": "http://testserver/", "maxwidth": "400", "maxheight": "300"}
    ).json()
    assert (found["width"], found["height"]) == (400, 300)


def test_oembed_in_xml_is_not_offered(client: Client) -> None:
    assert client.get("/oembed", {"url": "http://testserver/", "format": "xml"}).status_code == 501


def test_page_leads_to_its_oembed(client: Client, visit: Visit) -> None:
    (link,) = (
        one
        for one in visit("/?year=2018").all("link")
        if one.attrs.get("type") == "application/json+oembed"
    )
    assert client.get(link.attrs["href"]).json()["type"] == "rich"
