"""What search engines and previews read: the canonical address, Open Graph, JSON-LD."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.addresses import EVERYTHING, MILESTONES, MILESTONES_OF_2018, PAGES, A, B
from tests.factories import make_announced, make_plan, on_day
from tests.markup import Document, Visit
from timeline.models import Release

pytestmark = pytest.mark.usefixtures("record")

Site = dict[str, Document]

WHOLE_PAGES = [address for address in EVERYTHING if not address.startswith("/embed/")]
TITLE = "R&D </script><b>"


def event_of(page: Document) -> dict[str, Any]:
    event: dict[str, Any] = page.json_ld.get("mainEntity", {})
    return event


def tickers(page: Document) -> list[str]:
    data = page.json_ld
    company = data["about"] if "about" in data else data["mainEntity"]["author"]
    assert company["@type"] == "Corporation"
    found: list[str] = company["tickerSymbol"]
    return found


# The canonical address


@pytest.mark.parametrize("address", PAGES)
def test_page_is_its_own_canonical_address(site: Site, address: str) -> None:
    assert site[address].canonical == address


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/?utm_source=mail", "/"),
        ("/?year%5B%5D=2018", "/"),
        ("/?q=&project=&year=&dated=&as_of=", "/"),
        ("/?year=2019&year=", "/?year=2019"),
        ("/?year=2019&year=2019", "/?year=2019"),
        ("/?year=2023&year=2018", "/?year=2018&year=2023"),
        ("/?kind=market&kind=event", "/?kind=event&kind=market"),
        ("/?year=2018&project=crater-lake", "/?project=crater-lake&year=2018"),
        ("/?as_of=2018-12-31&x=1&year=2019&q=forage", "/?q=forage&year=2019&as_of=2018-12-31"),
        ("/?q=%20forage%20", "/?q=forage"),
        ("/?q=a%26b%3Dc", "/?q=a%26b%3Dc"),
        ("/?q=Sept-%C3%8Eles", "/?q=Sept-%C3%8Eles"),
        ("/?as_of=2018-1-5", "/?as_of=2018-01-05"),
        ("/releases/?x=1&q=&year=", "/releases/"),
        ("/releases/?year=2018&q=CETA", "/releases/?q=CETA&year=2018"),
        ("/releases/?year=2023&year=2018", "/releases/?year=2018&year=2023"),
        ("/outlook/?year=2018", "/outlook/"),
        ("/about/?x=1", "/about/"),
        ("/milestones/drilling/?x=1", "/milestones/drilling/"),
        (f"{A}?x=1", A),
        ("/projects/?x=1", "/projects/"),
        ("/partners/albecour/?x=1", "/partners/albecour/"),
    ],
)
def test_canonical_address_keeps_what_was_asked_in_one_order(
    visit: Visit, asked: str, canonical: str
) -> None:
    assert visit(asked).canonical == canonical


@pytest.mark.slow
@pytest.mark.parametrize("address", WHOLE_PAGES)
def test_canonical_address_of_a_view_leads_to_the_same_view(
    site: Site, visit: Visit, address: str
) -> None:
    page = site[address]

    assert visit(page.canonical).canonical == page.canonical


# Open Graph


@pytest.mark.parametrize("address", WHOLE_PAGES)
def test_open_graph_says_what_the_page_says(site: Site, address: str) -> None:
    page = site[address]

    assert page.meta("og:title") in page.title
    assert page.meta("og:description") == page.meta("description") != ""
    assert page.meta("og:url") == f"http://testserver{page.canonical}"
    assert page.meta("og:locale") == "en_CA"


# JSON-LD


@pytest.mark.parametrize(
    "address", ["/", "/?year=2018", "/?project=crater-lake", "/?as_of=2018-12-31", "/?year=2025"]
)
def test_timeline_data_list_the_milestones_of_the_page_in_its_order(
    site: Site, address: str
) -> None:
    page = site[address]
    listed = page.json_ld["mainEntity"]
    slugs = [item["url"].split("/")[-2] for item in listed["itemListElement"]]

    assert page.json_ld["@context"] == "https://schema.org"
    assert (listed["@type"], slugs) == ("ItemList", page.milestones)
    assert listed["numberOfItems"] == len(slugs)


@pytest.mark.parametrize(
    ("address", "symbols"),
    [
        ("/", ["TSXV:IPG", "OTCQB:IMPNF"]),
        ("/milestones/memorandum/", ["TSXV:IPG", "OTCQB:IMPNF"]),
        (B, ["TSXV:IPG", "OTCQB:IMPNF"]),
        (A, ["TSXV:IPG"]),
        ("/?year=2018", ["TSXV:IPG"]),
        ("/?as_of=2018-12-31", ["TSXV:IPG"]),
        *((address, ["TSXV:IPG"]) for address in MILESTONES_OF_2018),
    ],
)
def test_tickers_in_the_data_follow_the_masthead(
    visit: Visit, address: str, symbols: list[str]
) -> None:
    page = visit(address)

    assert tickers(page) == symbols
    assert [
        item.text.replace(": ", ":") for item in page.one("ul", css="tick").all("li")
    ] == symbols


@pytest.mark.parametrize(("address", "day"), [(A, "2018-11-13"), (B, "2023-07-13")])
def test_release_data_are_a_page_about_a_document_of_its_day(
    visit: Visit, address: str, day: str
) -> None:
    page = visit(address)
    data = page.json_ld

    assert (data["@type"], data["mainEntity"]["datePublished"]) == ("WebPage", day)
    assert data["name"] == page.one("h1").text
    assert data["url"] == f"http://testserver{address}"


def test_release_data_have_no_headline_that_is_ours(visit: Visit) -> None:
    assert "headline" not in visit(A).json_ld["mainEntity"]
    assert visit(B).json_ld["mainEntity"]["headline"] == visit(B).one("h1").text


@pytest.mark.parametrize("address", MILESTONES)
def test_milestone_data_cite_the_releases_that_state_it(site: Site, address: str) -> None:
    cited = site[address].json_ld["citation"]

    assert cited == [f"http://testserver{A if address in MILESTONES_OF_2018 else B}"]


@pytest.mark.parametrize(
    ("slug", "first", "last", "place"),
    [
        ("brussels", "2018-11-12", "2018-11-16", "Brussels"),
        ("scale-symposium", "2018-11-26", "2018-11-27", "Berlin"),
    ],
)
def test_event_with_stated_days_is_an_event_in_the_data(
    visit: Visit, slug: str, first: str, last: str, place: str
) -> None:
    event = event_of(visit(f"/milestones/{slug}/"))

    assert event["@type"] == "Event"
    assert (event["startDate"], event["endDate"]) == (first, last)
    assert event["location"]["name"] == place


@pytest.mark.parametrize(
    "address", [a for a in MILESTONES if "brussels" not in a and "scale" not in a]
)
def test_milestone_without_stated_days_is_no_event_in_the_data(site: Site, address: str) -> None:
    assert event_of(site[address]) == {}


@pytest.mark.parametrize("settlement", ["changed", "withdrawn"])
def test_event_that_was_called_off_is_no_event_in_the_data(visit: Visit, settlement: str) -> None:
    plan = make_plan(slug="called-off", kind="event", **on_day(date(2019, 1, 1)))
    make_announced(settles=plan, settlement=settlement)

    assert event_of(visit("/milestones/called-off/")) == {}


@pytest.mark.parametrize("address", ["/milestones/rd/", B])
def test_markup_in_a_text_cannot_end_the_data(visit: Visit, address: str) -> None:
    release = Release.objects.get(published_on="2023-07-13")
    texts = {"headline_en": TITLE, "headline_fr": "", "summary_en": TITLE}
    Release.objects.filter(pk=release.pk).update(**texts)
    make_announced(release, slug="rd", title_en=TITLE, summary_en=TITLE)

    page = visit(address)

    assert TITLE in str(page.json_ld)
    assert TITLE not in page.source
    assert page.source.count("</script") == len(page.all("script")) == 3


def test_data_in_french_say_that_they_are_french(visit: Visit) -> None:
    data = visit("/milestones/drilling/", language="fr").json_ld

    assert data["inLanguage"] == "fr-CA"
    assert data["name"].startswith("Forage")


def test_event_with_an_hour_starts_then_and_ends_nobody_knows_when(visit: Visit) -> None:
    make_announced(slug="call", start_time=time(16), time_zone="America/Toronto")

    event = event_of(visit("/milestones/call/"))

    assert event["startDate"] == "2018-11-13T16:00:00-05:00"
    assert "endDate" not in event
