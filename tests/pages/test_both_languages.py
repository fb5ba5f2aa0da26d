"""One record, two languages: what a page lists, counts and costs is the same in both."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.addresses import EVERYTHING
from tests.factories import make_announced, make_partner, make_project
from tests.markup import Document, Visit

pytestmark = pytest.mark.slow

ASKED = (
    *(
        "/",
        "/?q=scandium",
        "/?q=forage",
        "/?q=drilling",
        "/?q=usine",
        "/?q=Commission+europ%C3%A9enne",
    ),
    *(
        "/?year=2018",
        "/?project=crater-lake",
        "/?standing=planned&kind=event",
        "/?outlook=window_passed",
    ),
    *(
        "/?dated=announced&year=2018",
        "/?dated=none",
        "/?as_of=2018-12-31",
        "/?partner=albecour&q=alliages",
    ),
)


def queries(address: str) -> int:
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    return len(asked)


def counts(page: Document) -> dict[str, list[str]]:
    """The numbers beside the choices of each filter, in the order of their values."""
    return {
        select.attrs["name"]: sorted(
            f"{option.attrs['value']} {option.text.rpartition('(')[2]}"
            for option in select.all("option")[1:]
        )
        for select in page.all("select")
        if select.attrs["name"] != "dated"  # its choices are not counted
    }


@pytest.mark.usefixtures("record")
class TestRecord:
    @pytest.mark.parametrize(
        "address", [*EVERYTHING, "/no/such/page/", "/?year=x", "/outlook/?after=x"]
    )
    def test_page_asks_the_database_as_often_in_both_languages(self, address: str) -> None:
        assert queries(address) == queries(f"/fr{address}")

    @pytest.mark.parametrize("address", ASKED)
    def test_list_has_the_same_milestones_in_the_same_order(
        self, visit: Visit, address: str
    ) -> None:
        english = visit(address).milestones

        assert english
        assert visit(address, language="fr").milestones == english

    @pytest.mark.parametrize("address", ASKED)
    def test_list_has_the_same_counts(self, visit: Visit, address: str) -> None:
        assert counts(visit(address)) == counts(visit(address, language="fr"))

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_graphic_cuts_no_label_of_the_record(self, visit: Visit, language: str) -> None:
        drawn = visit("/", language=language)

        assert [line.text for line in drawn.all("tspan") if "…" in line.text] == []

    def test_releases_are_found_by_the_words_of_either_language(self, visit: Visit) -> None:
        for words in ("memorandum", "protocole", "Crater Lake"):
            english, french = (
                visit(f"/releases/?q={words}", language=language) for language in ("en", "fr")
            )
            assert len(english.all("article")) == len(french.all("article")) > 0, words


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("words", ["smelter", "fonderie", "Northern", "nordique"])
def test_search_finds_texts_and_names_of_either_language_from_either(
    visit: Visit, words: str, language: str
) -> None:
    project = make_project(name_en="Northern pit", name_fr="Fosse nordique")
    make_announced(slug="found", title_en="A smelter", title_fr="Une fonderie", projects=[project])
    make_announced(title_en="Another", title_fr="Autre")

    assert visit(f"/?q={words}", language=language).milestones == ["found"]


@pytest.mark.django_db
def test_partners_stand_in_the_order_of_the_page_language(visit: Visit) -> None:
    make_partner(slug="one", name_en="Ash", name_fr="Zinc")
    make_partner(slug="two", name_en="Zinc", name_fr="Argent")

    def listed(language: str) -> list[str]:
        links = [
            link.attrs["href"] for link in visit("/partners/", language=language).main.all("a")
        ]
        return [
            link.rstrip("/").rsplit("/")[-1] for link in links if link.endswith(("/one/", "/two/"))
        ]

    assert listed("en") == ["one", "two"]
    assert listed("fr") == ["two", "one"]
