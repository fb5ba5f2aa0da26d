"""What holds of every public page: how it is built, what it says of itself, what it never says."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.conf import settings
from django.test import Client

from tests.addresses import BAD, EVERYTHING, LOST, PAGES, VIEWS
from tests.markup import Document, Visit

pytestmark = pytest.mark.usefixtures("record")

Site = dict[str, Document]

WHOLE_PAGES = [address for address in EVERYTHING if not address.startswith("/embed/")]
# Days that only sort: "early 2019" begins on no day, and 18 to 24 months are counted from no start.
NEVER_SHOWN = re.compile(
    r"1 January 2019|January 1, 2019|1er janvier 2019|2019-01-01|2025-0[1-7]"
    r"|(January|February|March|April|May|June|July) 2025|(janvier|février|mars|avril|mai|juin|juillet) 2025"
)
SCRIPTED = re.compile(r"on\w+|style")


@pytest.mark.parametrize("address", PAGES)
def test_public_page_answers_200_as_html(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("address", EVERYTHING)
def test_public_page_has_one_heading_of_the_first_level(site: Site, address: str) -> None:
    assert site[address].one("h1").text


@pytest.mark.parametrize("address", WHOLE_PAGES)
def test_public_page_has_a_header_a_main_part_and_a_footer(site: Site, address: str) -> None:
    body = site[address].one("body")

    assert body.one("header", css="top")
    assert body.one("main", id="main")
    assert body.one("footer", css="foot")


@pytest.mark.parametrize("address", EVERYTHING)
def test_public_page_has_a_title_and_a_description(site: Site, address: str) -> None:
    assert site[address].title
    assert site[address].meta("description")


def test_titles_of_the_pages_are_all_different(site: Site) -> None:
    titles = [site[address].title for address in PAGES]

    assert len(set(titles)) == len(PAGES)


def test_every_page_is_well_formed(site: Site) -> None:
    assert {address: page.problems for address, page in site.items() if page.problems} == {}


@pytest.mark.slow
def test_every_page_in_french_is_well_formed_and_says_that_it_is_french(french_site: Site) -> None:
    assert {address: page.problems for address, page in french_site.items() if page.problems} == {}
    assert {page.one("html").attrs["lang"] for page in french_site.values()} == {"fr-CA"}


@pytest.mark.parametrize(
    ("address", "status"), [*((one, 400) for one in BAD), *((one, 404) for one in LOST)]
)
def test_page_of_an_error_is_well_formed(visit: Visit, address: str, status: int) -> None:
    assert visit(address, status).problems == []


def test_no_page_skips_a_level_of_headings(site: Site) -> None:
    for address, page in site.items():
        levels = [int(one.tag[1]) for one in page.root if re.fullmatch(r"h[1-6]", one.tag)]
        steps = [further - level for level, further in pairwise(levels)]

        assert levels[0] == 1, address
        assert max(steps, default=0) <= 1, (address, levels)


def test_no_page_holds_a_script_or_a_style_of_its_own(site: Site) -> None:
    for address, page in site.items():
        inline = [
            *(
                one
                for one in page.all("script")
                if one.children and one.attrs.get("type") != "application/ld+json"
            ),
            *page.all("style"),
            *(one for one in page.root if any(SCRIPTED.fullmatch(name) for name in one.attrs)),
            *(
                one
                for one in page.all("a")
                if one.attrs.get("href", "").strip().lower().startswith("javascript:")
            ),
        ]

        assert [one.tag for one in inline] == [], address


def test_no_page_asks_anything_of_another_site(site: Site) -> None:
    for page in site.values():
        loaded = [one.attrs["src"] for one in page.root if "src" in one.attrs]
        loaded += [
            one.attrs["href"]
            for one in page.all("link")
            if one.attrs["rel"] not in {"canonical", "alternate"}
        ]

        assert {
            address for address in loaded if not address.startswith(settings.STATIC_URL)
        } == set()


@pytest.mark.slow
def test_no_page_shows_a_day_that_only_sorts(site: Site, french_site: Site) -> None:
    shown = {
        address: NEVER_SHOWN.findall(page.source) for address, page in (site | french_site).items()
    }

    assert {address: days for address, days in shown.items() if days} == {}


def test_time_elements_hold_only_dates_that_html_allows(site: Site) -> None:
    allowed = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|\d{4}-W\d{2}|P(\d+[YMWD])+")
    times = [time.attrs.get("datetime", "") for page in site.values() for time in page.all("time")]

    assert [time for time in times if not allowed.fullmatch(time)] == []


def test_every_control_of_a_form_has_a_name_that_is_read_out(site: Site) -> None:
    for address, page in site.items():
        labelled = {label.attrs["for"] for label in page.all("label") if "for" in label.attrs}
        tags = {"input", "select", "textarea"}
        every = [one for one in page.root if one.tag in tags]
        controls = [one for one in every if one.attrs.get("type") != "hidden"]
        unnamed = [
            one
            for one in controls
            if not one.within("label")
            and one.attrs.get("id") not in labelled
            and not one.attrs.get("aria-label")
        ]

        assert [one.attrs for one in unnamed] == [], address


@pytest.mark.parametrize("address", VIEWS)
def test_view_in_french_lists_as_much_as_in_english(visit: Visit, site: Site, address: str) -> None:
    assert len(visit(address, language="fr").all("article")) == len(site[address].all("article"))
