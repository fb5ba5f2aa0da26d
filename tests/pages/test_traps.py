"""The traps that the two documents set, a test for each.

Number 4 (an ``.ics`` ends on the day after the last) is tested with the calendar.
"""

from __future__ import annotations

import re

import pytest

from tests.addresses import MILESTONES_OF_2018, SLUGS_OF_2018, A, B
from tests.factories import make_announced, make_partner, make_plan, make_project
from tests.markup import Document, Visit
from timeline.dates.reading import read
from timeline.models import Milestone, Release

pytestmark = pytest.mark.usefixtures("record")

Site = dict[str, Document]

OF_2018 = (
    *(
        A,
        "/?year=2018",
        "/?as_of=2018-12-31",
        "/?dated=announced&year=2018",
        "/?project=crater-lake&year=2018",
    ),
    *(
        "/embed/?year=2018",
        "/embed/?as_of=2018-12-31",
        "/?year=2019",
        "/?partner=european-commission",
        "/?q=CETA",
    ),
    *MILESTONES_OF_2018,
)
TITLE = "R&D </script><b>"


def listed(page: Document) -> list[str]:
    """Releases of a list, by address."""
    return [article.one("h3").one("a").attrs["href"] for article in page.all("article", css="ms")]


def ownership(page: Document) -> str:
    facts = page.one("aside").one("dl").all("div")
    return " ".join(fact.text for fact in facts if fact.one("dt").text.startswith("Own"))


# 1


def test_trap_1_this_month_announces_two_events_and_is_no_third(visit: Visit) -> None:
    stated = visit(A).id("p1").one("ul", css="says").all("a")

    assert [link.attrs["href"] for link in stated] == [
        "/milestones/brussels/",
        "/milestones/scale-symposium/",
    ]
    assert len(visit("/?kind=event").milestones) == 3  # those two and the dialogue of paragraph 4


# 2


def test_trap_2_horizon_2020_is_a_program_and_no_year(visit: Visit) -> None:
    links = visit("/").one("nav", css="rail-year").all("a")
    years = [link.attrs["id"] for link in links]

    assert "Horizon 2020" in visit("/milestones/scale-symposium/").main.text
    assert visit("/?year=2020").milestones == []
    assert years == ["year-2023", "year-2019", "year-2018", "year-none"]


# 3


def test_trap_3_year_2019_finds_the_drilling_and_says_that_it_was_announced_in_2018(
    visit: Visit,
) -> None:
    page = visit("/?year=2019")

    assert page.milestones == ["drilling"]
    assert "announced in 2018" in page.one("p", css="say").text


def test_trap_3_year_2025_finds_nothing(visit: Visit) -> None:
    assert visit("/?year=2025").milestones == []


# 5


@pytest.mark.parametrize("address", OF_2018)
def test_trap_5_page_of_2018_shows_no_listing_of_2023(visit: Visit, address: str) -> None:
    page = visit(address)

    assert "IMPNF" not in page.source
    assert "OTCQB" not in page.source


@pytest.mark.parametrize("address", [one for one in OF_2018 if not one.startswith("/embed/")])
def test_trap_5_page_of_2018_shows_the_listing_of_2018(visit: Visit, address: str) -> None:
    assert visit(address).one("ul", css="tick").text == "TSXV: IPG"


@pytest.mark.parametrize("address", [B, "/", "/milestones/memorandum/", "/?year=2023"])
def test_trap_5_page_of_2023_shows_both_listings(visit: Visit, address: str) -> None:
    assert [item.text for item in visit(address).one("ul", css="tick").all("li")] == [
        "TSXV: IPG",
        "OTCQB: IMPNF",
    ]


# 6


@pytest.mark.parametrize("typed", ["sept iles", "Sept-Îles", "SEPT-ILES", "sept-îles", "Sept Iles"])
def test_trap_6_search_for_sept_iles_however_typed_finds_the_release_of_2023_only(
    visit: Visit, typed: str
) -> None:
    assert listed(visit(f"/releases/?q={typed}")) == [B]


def test_trap_6_slips_of_the_documents_are_not_carried_over(site: Site) -> None:
    slips = re.compile(r"Patrties|Sept-lles|sept lles", re.IGNORECASE)

    assert {address for address, page in site.items() if slips.search(page.source)} == set()


# 7


def test_trap_7_chf_capital_markets_employs_iryna_zheliasko_only(visit: Visit) -> None:
    bureau, zheliasko = visit(B).one("section", aria_labelledby="contacts").all("li")

    assert "CHF" not in bureau.text
    assert (
        "Iryna Zheliasko Manager, Corporate Communications, CHF Capital Markets" in zheliasko.text
    )


def test_trap_7_telephone_and_mail_pair_left_with_left(visit: Visit) -> None:
    people = visit(B).one("section", aria_labelledby="contacts").all("li")
    paired = [
        (one.one("b").text, *[link.attrs["href"] for link in one.all("a")][:2]) for one in people
    ]

    assert paired == [
        ("Alain Bureau", "tel:+15149449544", "mailto:alain@imperialmgp.com"),
        ("Iryna Zheliasko", "tel:+14168681079;ext=229", "mailto:iryna@chfir.com"),
    ]


def test_trap_7_company_contact_at_the_foot_is_nobody_of_another_firm(visit: Visit) -> None:
    asked = visit("/").one("address").text

    assert "Alain Bureau" in asked
    assert "Zheliasko" not in asked


# 8


@pytest.fixture
def marked_up(record: None) -> None:
    """A project, a partner, a plan and a release whose names would break out of a page that trusted
    them."""
    release = Release.objects.get(published_on="2023-07-13")
    Release.objects.filter(pk=release.pk).update(headline_en=TITLE, summary_en=TITLE)
    project, partner = (
        make_project(slug="rd", name_en=TITLE),
        make_partner(slug="rd", name_en=TITLE),
    )
    texts = {
        "title_en": TITLE,
        "summary_en": TITLE,
        "condition_en": TITLE,
        "place_en": TITLE,
        "date_words": TITLE,
    }
    make_plan(
        release, slug="rd", standing="conditional", projects=[project], partners=[partner], **texts
    )


@pytest.mark.usefixtures("marked_up")
@pytest.mark.parametrize(
    "address",
    [
        *(
            "/",
            "/outlook/",
            "/releases/",
            "/projects/",
            "/partners/",
            B,
            "/embed/",
            "/?project=rd",
            "/?partner=rd",
        ),
        *(
            "/milestones/rd/",
            "/projects/rd/",
            "/partners/rd/",
            "/?dated=none",
            "/?year=x",
            "/?as_of=2023-12-31",
        ),
    ],
)
def test_trap_8_ampersand_and_tags_in_a_title_are_text(visit: Visit, address: str) -> None:
    page = visit(address, 400 if "=x" in address else 200)

    assert TITLE in page.text
    assert TITLE not in page.source
    assert page.problems == []


@pytest.mark.usefixtures("marked_up")
@pytest.mark.parametrize(
    ("address", "name"),
    [
        *(("/milestones/rd/", "og:title"), ("/milestones/rd/", "description")),
        *((B, "og:title"), ("/projects/rd/", "og:title")),
    ],
)
def test_trap_8_title_in_an_attribute_is_read_back_as_it_was_written(
    visit: Visit, address: str, name: str
) -> None:
    assert visit(address).meta(name) == TITLE


# 9


@pytest.mark.parametrize(
    ("slug", "stated"),
    [
        ("investissement-quebec", [("Owns", "100% of Albecour Inc.")]),
        (
            "albecour",
            [
                ("Owned by", "Investissement Québec, 100%"),
                ("Owns", "6.67% of Aluminerie Alouette Inc."),
            ],
        ),
        ("aluminerie-alouette", [("Owned by", "Albecour Inc., 6.67%")]),
    ],
)
def test_trap_9_percentages_stand_with_their_direction(
    visit: Visit, slug: str, stated: list[tuple[str, str]]
) -> None:
    said = ownership(visit(f"/partners/{slug}/"))

    assert [side for side in ("Owned by", "Owns") if side in said] == [side for side, _ in stated]
    assert [f"{side} {share}" for side, share in stated if f"{side} {share}" not in said] == []


# 10


@pytest.mark.parametrize("page", ["/", "/releases/"])
def test_trap_10_aluminum_and_aluminium_find_the_same(visit: Visit, page: str) -> None:
    found = [
        [article.text for article in visit(f"{page}?q={word}").all("article")]
        for word in ("aluminum", "aluminium", "Aluminium", "ALUMINUM")
    ]

    assert found[0]
    assert found == [found[0]] * 4


# 11


def test_trap_11_13_07_2023_is_13_july(visit: Visit) -> None:
    stated = read("13.07.2023")

    assert (str(stated.earliest), str(stated.latest)) == ("2023-07-13", "2023-07-13")
    assert visit(B).one("p", css="eyebrow").text == "13 July 2023, Montréal, via GlobeNewswire"


# 12


def test_trap_12_as_of_the_end_of_2018_shows_ten_milestones_and_one_release(visit: Visit) -> None:
    page = visit("/?as_of=2018-12-31")

    assert set(page.milestones) == set(SLUGS_OF_2018)
    assert "in one release" in page.one("div", css="asof").text


def test_trap_12_as_of_the_day_before_the_first_release_shows_none(visit: Visit) -> None:
    assert visit("/?as_of=2018-11-12").milestones == []


@pytest.mark.parametrize(
    ("day", "number"), [("2018-11-13", 10), ("2023-07-12", 10), ("2023-07-13", 15)]
)
def test_trap_12_what_is_known_changes_on_the_day_of_a_release(
    visit: Visit, day: str, number: int
) -> None:
    assert len(visit(f"/?as_of={day}").milestones) == number


def test_trap_12_what_settles_a_plan_later_is_not_known_before(visit: Visit) -> None:
    drilling = Milestone.objects.get(slug="drilling")
    make_announced(
        Release.objects.get(published_on="2023-07-13"), settles=drilling, settlement="withdrawn"
    )

    then, now = visit("/?as_of=2023-07-12").id("drilling"), visit("/").id("drilling")

    assert then.one("span", css="st").text == "Date passed, no outcome recorded here"
    assert now.one("span", css="st").text == "Dropped"
