"""``/``: what the timeline lists for what was asked."""

from __future__ import annotations

import pytest

from tests.addresses import SLUGS_OF_2018, SLUGS_OF_2023
from tests.markup import Document, Visit

pytestmark = pytest.mark.usefixtures("record")

COUNTS = [
    ("/", 15),
    ("/?project=crater-lake", 11),
    ("/?project=scandium-aluminum-alloys", 5),
    ("/?project=crater-lake&project=scandium-aluminum-alloys", 15),
    ("/?year=2018", 7),
    ("/?year=2019", 1),
    ("/?year=2023", 1),
    ("/?year=2025", 0),
    ("/?year=2018&year=2019", 8),
    ("/?dated=announced&year=2018", 10),
    ("/?dated=announced&year=2023", 5),
    ("/?dated=none", 6),
    ("/?as_of=2018-12-31", 10),
    ("/?as_of=2018-11-12", 0),
    ("/?project=crater-lake&year=2018", 7),
    ("/?partner=albecour", 5),
    ("/?standing=conditional", 2),
    ("/?outlook=window_passed", 5),
    ("/?kind=event", 3),
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("address", "number"), COUNTS)
def test_timeline_of_a_selection_lists_that_many_milestones(
    visit: Visit, address: str, number: int, language: str
) -> None:
    page = visit(address, language=language)

    assert len(page.all("article", css="ms")) == number


def test_timeline_without_filters_lists_every_milestone_once(visit: Visit) -> None:
    assert sorted(visit("/").milestones) == sorted([*SLUGS_OF_2018, *SLUGS_OF_2023])


def test_timeline_is_newest_first_and_undated_last(visit: Visit) -> None:
    assert visit("/").milestones == [
        *(
            "memorandum",
            "drilling",
            "scale-symposium",
            "meetings",
            "introductions",
            "discovery",
        ),
        *("brussels", "ceta-dialogue", "search-for-partners"),
        *(
            "evaluation",
            "commercial-agreement",
            "plant",
            "alloy-project",
            "resource-estimate",
            "flowsheet",
        ),
    ]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "Imperial Mining Group: the timeline you can check"),
        ("/?year=2019", "2019 · Imperial Mining Group timeline"),
        ("/?project=crater-lake&year=2018", "Crater Lake, 2018 · Imperial Mining Group timeline"),
        ("/?partner=albecour", "Albecour Inc. · Imperial Mining Group timeline"),
        ("/?dated=announced&year=2018", "Announced in 2018 · Imperial Mining Group timeline"),
        ("/?as_of=2018-12-31", "As known on 31 December 2018 · Imperial Mining Group timeline"),
        ("/?q=forage", "“forage” · Imperial Mining Group timeline"),
    ],
)
def test_timeline_title_says_the_view(visit: Visit, address: str, title: str) -> None:
    assert visit(address).title == title


# Drilling in early 2019, announced in 2018


def test_drilling_on_the_timeline_reads_early_2019(visit: Visit) -> None:
    assert (
        visit("/").id("drilling").one("p", css="ms-d").text == "Early 2019 No day or month stated"
    )


def test_drilling_stands_above_the_events_of_november_2018(visit: Visit) -> None:
    listed = visit("/").milestones

    assert listed.index("drilling") < listed.index("scale-symposium")


def test_timeline_of_2019_says_that_its_milestone_was_announced_in_2018(visit: Visit) -> None:
    page = visit("/?year=2019")

    assert page.milestones == ["drilling"]
    assert "One milestone dated 2019, announced in 2018." in page.one("p", css="say").text


def test_timeline_of_2019_counts_the_undated_ones_and_links_to_them(visit: Visit) -> None:
    said = visit("/?year=2019").one("p", css="say")

    assert "Six more have no date, so no year lists them" in said.text
    assert said.one("a").attrs["href"] == "?dated=none"


def test_timeline_of_2025_says_that_nothing_is_dated_2025(visit: Visit) -> None:
    page = visit("/?year=2025")

    assert page.milestones == []
    assert "No milestone on file is dated 2025." in page.one("p", css="say").text


def test_timeline_of_2025_says_once_how_many_are_undated(visit: Visit) -> None:
    assert visit("/?year=2025").text.count("no year lists them") == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?q=sept+iles", "One release has these words. Search the releases."),
        (
            "/fr/?q=Sept-Îles&project=crater-lake",
            "Un communiqué contient ces mots. Chercher dans",
        ),
    ],
)
def test_search_that_finds_no_milestone_leads_to_the_releases_with_the_words(
    visit: Visit, address: str, said: str
) -> None:
    found = visit(address).one("div", css="void")

    assert said in found.text
    assert [a.attrs["href"] for a in found.all("a") if "/releases/?q=" in a.attrs["href"]]


@pytest.mark.parametrize(
    "address", ["/?q=iridium", "/?q=sept+iles&as_of=2018-12-31", "/?q=lake", "/?year=2025"]
)
def test_search_offers_no_release_that_does_not_have_the_words(visit: Visit, address: str) -> None:
    assert "these words" not in visit(address).main.text


def test_alloy_project_on_the_timeline_shows_its_words_and_no_date(visit: Visit) -> None:
    dated = visit("/").id("alloy-project").one("p", css="ms-d")

    assert dated.text == "18 to 24 months, once begun The start is not stated"
    assert dated.all("time") == []


# As known on a day


def test_timeline_as_of_a_day_says_how_many_releases_there_were(visit: Visit) -> None:
    assert (
        "in one release. Nothing later is shown or used." in visit("/?as_of=2018-12-31").main.text
    )


def test_timeline_as_of_the_day_before_the_first_release_says_that_nothing_was_known(
    visit: Visit,
) -> None:
    assert (
        "No milestone had been announced by 12 November 2018."
        in visit("/?as_of=2018-11-12").main.text
    )


def test_timeline_as_of_a_day_in_the_window_does_not_call_it_passed(visit: Visit) -> None:
    drilling = visit("/?as_of=2018-12-31").id("drilling")

    assert drilling.one("span", css="st").text == "Planned"


# Search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("forage", {"drilling"}),
        ("FORAGE", {"drilling"}),
        ("bruxelles", {"brussels", "ceta-dialogue"}),
        ("bauxite", set()),
    ],
)
def test_search_of_the_timeline_finds_either_language(
    visit: Visit, words: str, found: set[str]
) -> None:
    assert set(visit(f"/?q={words}").milestones) >= found


@pytest.mark.parametrize("words", ["!!!", "…", "%FF", "%20%2D%20", "%22"])
def test_search_without_a_single_word_finds_nothing(visit: Visit, words: str) -> None:
    assert visit(f"/?q={words}").milestones == []


# The form


def test_form_of_a_selection_shows_what_was_asked(visit: Visit) -> None:
    form = visit(
        "/?project=crater-lake&year=2018&standing=planned&q=scandium&as_of=2018-12-31"
    ).one("form", data_auto="")
    chosen = {
        select.attrs["name"]: [
            option.attrs["value"] for option in select.all("option", selected="")
        ]
        for select in form.all("select")
    }
    typed = {field.attrs["name"]: field.attrs["value"] for field in form.all("input")}

    assert (chosen["standing"], chosen["kind"]) == (["planned"], [])
    assert typed == {
        "project": "crater-lake",
        "year": "2018",
        "q": "scandium",
        "as_of": "2018-12-31",
    }


def rail(page: Document, name: str) -> list[tuple[str, str]]:
    """The text and the address of each link of a rail."""
    links = page.one("nav", css=f"rail-{name}").all("a")
    return [(link.text, link.attrs["href"]) for link in links]


def test_rail_counts_what_each_year_of_the_view_would_find(visit: Visit) -> None:
    assert rail(visit("/?project=crater-lake"), "year") == [
        ("2023 1", "?project=crater-lake&year=2023"),
        ("2019 1", "?project=crater-lake&year=2019"),
        ("2018 7", "?project=crater-lake&year=2018"),
        ("No date 2", "?project=crater-lake&dated=none"),
    ]


def test_rail_of_projects_keeps_the_other_filters_and_takes_the_chosen_one_off(
    visit: Visit,
) -> None:
    assert rail(visit("/?project=crater-lake&year=2023&kind=agreement"), "project") == [
        ("All projects", "?year=2023&kind=agreement"),
        ("Crater Lake 1 × remove", "?year=2023&kind=agreement"),
        (
            "Scandium-aluminum alloys 1",
            "?project=scandium-aluminum-alloys&year=2023&kind=agreement",
        ),
    ]


def test_rail_takes_a_year_in_the_place_of_those_without_a_date(visit: Visit) -> None:
    assert rail(visit("/?dated=none"), "year") == [
        ("All years", "./"),
        ("No date 6 × remove", "./"),
    ]


def test_rail_with_two_years_takes_off_the_one_that_is_followed(visit: Visit) -> None:
    assert rail(visit("/?year=2018&year=2019"), "year")[2:4] == [
        ("2019 1 × remove", "?year=2018"),
        ("2018 7 × remove", "?year=2019"),
    ]


@pytest.mark.parametrize("name", ["project", "year"])
def test_link_of_a_rail_lists_as_many_as_it_said(visit: Visit, name: str) -> None:
    for text, address in rail(visit("/"), name):
        assert text.endswith(f" {len(visit(f'/{address}').milestones)}")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["standing", "outlook", "partner", "kind"])
def test_form_choice_when_chosen_lists_as_many_as_it_said(visit: Visit, name: str) -> None:
    for option in visit("/").one("select", name=name).all("option"):
        if value := option.attrs["value"]:
            found = visit(f"/?{name}={value}").milestones
            assert option.text.endswith(f"({len(found)})")


def test_chip_of_a_filter_leads_to_the_view_without_it(visit: Visit) -> None:
    chips = visit("/?project=crater-lake&year=2018").one("ul", css="chips").all("a")

    assert [chip.attrs["href"] for chip in chips] == ["?year=2018", "?project=crater-lake", "/"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No release on file was issued by that day."),
        ("fr", "Aucun communiqué au dossier n’avait paru à cette date."),
    ],
)
def test_view_of_a_day_before_any_release_says_so(visit: Visit, language: str, said: str) -> None:
    assert said in visit("/?as_of=2018-01-01", language=language).one(css="asof").text


def test_french_view_of_a_day_speaks_of_that_day_and_not_of_today(visit: Visit) -> None:
    said = visit("/?as_of=2018-12-31", language="fr").one(css="asof").text

    assert "Ce qui avait été annoncé à cette date, dans un communiqué." in said
