"""What a link on a page leads to in a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.static_copy.crawler import CrawledPage, CrawledSite


@pytest.fixture
def site() -> CrawledSite:
    """A list of three pages and a page of its own."""
    found = CrawledSite("https://example.org:8000")
    for address in ("/", "/?after=1", "/?after=2", "/about/", "/?year=2018", "/partners/x/"):
        found.answers[address] = CrawledPage("text/html", Path())
    found.before |= {"/?after=1": "/", "/?after=2": "/?after=1"}
    return found


@pytest.mark.parametrize(
    ("here", "link", "address"),
    [
        ("/about/", "/", "/"),
        ("/about/", "../releases/?year=2018", "/releases/?year=2018"),
        ("/releases/", "?year=2018", "/releases/?year=2018"),
        ("/a/", "https://example.org:8000", "/"),
        ("/a/", "webcal://example.org:8000/timeline.ics", "/timeline.ics"),
        ("/a/", "//example.org:8000/x", "/x"),
        ("/a/", "https://example.org/", None),
        ("/a/", "https://example.org:8000.example.com/", None),
        ("/a/", "mailto:a@example.org", None),
        ("/a/", "tel:+1", None),
        ("/a/", "javascript:alert(1)", None),
    ],
)
def test_link_is_of_this_site_or_not(
    site: CrawledSite, here: str, link: str, address: str | None
) -> None:
    assert site.own(here, link) == address


@pytest.mark.parametrize(
    ("here", "address", "kept"),
    [
        ("/about/", "/?after=2", "/?after=2"),
        ("/?after=2", "/?before=2", "/?after=1"),
        ("/?after=1", "/?before=1", "/"),
        ("/about/", "/?before=2", "/"),
        ("/?after=2", "/?before=2&year=2018", "/?year=2018"),
        ("/about/", "/?year=2018&kind=event", "/?year=2018"),
        ("/about/", "/?partner=x", "/partners/x/"),
        ("/about/", "/?partner=y", "/"),
        ("/about/", "/nowhere/", None),
    ],
)
def test_address_leads_to_the_view_that_is_kept(
    site: CrawledSite, here: str, address: str, kept: str | None
) -> None:
    assert site.kept(here, address) == kept


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org:8000/a/.", ["https://example.org:8000/a/"]),
        (
            "(https://example.org:8000/a#p6), https://example.org:8000",
            ["https://example.org:8000/a#p6", "https://example.org:8000"],
        ),
        (
            "id,https://example.org:8000/a/,title",
            ["https://example.org:8000/a/"],
        ),
        (
            "https://example.org:8000/t.json?fields=slug,date, https://example.org:8000/t.json?fields=slug,date.",
            ["https://example.org:8000/t.json?fields=slug,date"] * 2,
        ),
        ("https://example.org/a https://example.org:80001/", []),
        ("https://example.org:8000.example.com/", []),
        ("webcal://example.org:8000/t.ics", ["webcal://example.org:8000/t.ics"]),
    ],
)
def test_addresses_of_this_site_are_found_in_a_text(
    site: CrawledSite, text: str, found: list[str]
) -> None:
    seen: list[str] = []

    def put(address: str) -> str:
        seen.append(address)
        return ""

    site.in_text(text, put)
    assert seen == found
