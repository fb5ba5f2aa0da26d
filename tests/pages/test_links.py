"""Every link leads somewhere."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.addresses import BAD, EVERYTHING, LOST, PAGES
from tests.crawling import HOST, is_data, linked
from tests.markup import Document, Visit
from timeline.i18n.language import path_language

pytestmark = pytest.mark.usefixtures("record")

Site = dict[str, Document]


def test_every_public_page_is_linked_from_another(site: Site) -> None:
    reached = {
        urldefrag(link).url for address, page in site.items() for link in linked(address, page)
    }

    assert set(PAGES) - reached == set()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_link_to_data_is_answered(
    client: Client, site: Site, french_site: Site, language: str
) -> None:
    pages = site if language == "en" else french_site
    found = {link for address, page in pages.items() for link in linked(address, page)}
    offered = sorted(link for link in found if is_data(link) and path_language(link) == language)

    refused = [link for link in offered if client.get(link).status_code != 200]

    assert len(offered) > len(pages)
    assert refused == []


def test_every_anchor_that_a_page_links_to_is_there(site: Site) -> None:
    anchors = {address: set(page.ids) for address, page in site.items()}
    missing = {
        link
        for address, page in site.items()
        for link in linked(address, page)
        if (target := urldefrag(link)).fragment and target.fragment not in anchors[target.url]
    }

    assert missing == set()


def test_every_drawing_that_a_page_uses_is_in_its_sprite(site: Site) -> None:
    for address, page in site.items():
        used = {one.attrs["href"].removeprefix("#") for one in page.all("use")}

        assert used - set(page.ids) == set(), address


def test_every_static_file_that_a_page_names_exists(site: Site) -> None:
    named = {
        one.attrs.get("src") or one.attrs.get("href") or ""
        for page in site.values()
        for one in page.root
    }
    files = {
        name.removeprefix(settings.STATIC_URL)
        for name in named
        if name.startswith(settings.STATIC_URL)
    }

    assert {name for name in files if finders.find(name) is None} == set()
    assert "timeline/site.css" in files


def test_links_to_other_sites_are_web_telephone_or_mail_addresses(site: Site) -> None:
    links = {
        link.attrs["href"]
        for page in site.values()
        for link in page.all("a")
        if "href" in link.attrs
    }
    elsewhere = {link for link in links if urlsplit(link).scheme and not link.startswith(HOST)}

    assert {urlsplit(link).scheme for link in elsewhere} == {"https", "tel", "mailto", "webcal"}


def test_every_link_says_where_it_leads(site: Site) -> None:
    for address, page in site.items():
        silent = [link for link in page.all("a") if not (link.text or link.attrs.get("aria-label"))]

        assert [link.attrs for link in silent] == [], address


@pytest.mark.parametrize("address", EVERYTHING)
def test_page_marks_at_most_one_place_in_its_main_navigation_as_current(
    site: Site, address: str
) -> None:
    current = [link.attrs["href"] for link in site[address].all("a", aria_current="page")]

    assert current == [urlsplit(address).path] or (
        current == [] and urlsplit(address).path not in EVERYTHING[:5]
    )


@pytest.mark.parametrize(
    ("address", "status"), [*((one, 400) for one in BAD), *((one, 404) for one in LOST)]
)
def test_links_of_an_error_page_lead_to_public_pages(
    visit: Visit, address: str, status: int
) -> None:
    links = {urldefrag(link).url for link in linked(address, visit(address, status))} - {address}

    assert {link.removeprefix("/fr") for link in links} <= set(EVERYTHING)


@pytest.mark.parametrize("address", [one for one in PAGES if one != "/"])
def test_address_without_its_last_slash_leads_to_the_page(client: Client, address: str) -> None:
    answer = client.get(address.removesuffix("/"))

    assert (answer.status_code, answer.headers["Location"]) == (301, address)
