"""What stands in the present tense says as of when, and a view as of a day keeps to it."""

from __future__ import annotations

import pytest

from tests.markup import Visit

pytestmark = pytest.mark.slow

LEAVES = "Plans and Releases, above, keep this day. All other pages show the record as it is today."
LEAVES_FR = (
    "Les pages « Jalons prévus » et « Communiqués », ci-dessus, s’en tiennent à ce jour. "
    "Toutes les autres montrent le dossier d’aujourd’hui."
)


class TestHeaderAndFooter:
    def test_header_says_when_its_listing_was_printed(self, visit: Visit) -> None:
        top = visit("/").one("header", css="top").text

        assert top.startswith("Northlode timeline TSXV: NLR as of 3 March 2022")

    def test_header_says_when_its_listing_was_printed_in_french(self, visit: Visit) -> None:
        top = visit("/", language="fr").one("header", css="top").text

        assert "TSXV : NLR au 3 mars 2022" in top

    def test_description_says_as_of_when(self, visit: Visit) -> None:
        assert (
            "Northlode explores for battery metals in the north. (As of 1 March 2022.)"
        ) in visit("/").main.text

    def test_description_says_as_of_when_in_french(self, visit: Visit) -> None:
        page = visit("/", language="fr").main.text

        assert "Northlode explore les métaux pour batteries dans le Nord." in page
        assert "1er mars 2022" in page.partition("dans le Nord.")[2][:60]

    def test_description_of_today_is_not_shown_as_of_a_day(self, visit: Visit) -> None:
        assert "battery metals" not in visit("/?as_of=2018-12-31").main.text

    def test_contact_is_the_newest_printed_with_its_age(self, visit: Visit) -> None:
        contact = visit("/").one("address").text

        assert contact.startswith(
            "Contact Northlode Metals Inc. Lena Ortiz Interim Chief Executive Officer"
        )
        assert "As printed on 1 March 2022, " in contact
        assert " years ago. May be out of date." in contact

    def test_contact_is_the_newest_printed_with_its_age_in_french(self, visit: Visit) -> None:
        contact = visit("/", language="fr").one("address").text

        assert "Lena Ortiz Cheffe de la direction par intérim lena@northlode.example" in contact
        assert "Coordonnées imprimées le 1er mars 2022, il y a " in contact
        assert "Elles ne sont peut-être plus à jour." in contact

    def test_website_of_today_is_not_shown_as_of_a_day(self, visit: Visit) -> None:
        assert "https://northlode.example" in visit("/").one("address").text
        assert "https://northlode.example" not in visit("/?as_of=2018-12-31").one("address").text

    def test_contact_of_a_day_is_the_newest_printed_by_then(self, visit: Visit) -> None:
        contact = visit("/?as_of=2020-12-31").one("address").text

        assert "Marc Dubé" in contact
        assert "As printed on 25 August 2020" in contact


class TestAsOf:
    def test_releases_of_a_day_are_those_issued_by_then(self, visit: Visit) -> None:
        page = visit("/releases/?as_of=2018-12-31")

        assert [
            article.one("h3").one("a").attrs["href"] for article in page.main.all("article")
        ] == [
            "/releases/2018-11-20-plant-update/",
            "/releases/2018-03-06-first-board/",
            "/releases/2017-09-12-granite-to-list-lac-vert/",
        ]
        assert "As known on 31 December 2018. Nothing later is shown or used." in page.main.text

    def test_releases_of_a_day_say_so_in_french(self, visit: Visit) -> None:
        page = visit("/releases/?as_of=2018-12-31", language="fr").main.text

        assert "Trois communiqués" in page
        assert "État au 31 décembre 2018." in page

    @pytest.mark.parametrize("path", ["/", "/outlook/", "/releases/"])
    def test_view_of_a_day_says_which_links_leave_it(self, visit: Visit, path: str) -> None:
        assert LEAVES in visit(f"{path}?as_of=2018-12-31").main.text

    @pytest.mark.parametrize("path", ["/", "/outlook/", "/releases/"])
    def test_view_of_a_day_says_which_links_leave_it_in_french(
        self, visit: Visit, path: str
    ) -> None:
        assert LEAVES_FR in visit(f"{path}?as_of=2018-12-31", language="fr").main.text

    @pytest.mark.parametrize("path", ["/", "/outlook/", "/releases/"])
    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_main_links_of_a_day_keep_it(self, visit: Visit, path: str, language: str) -> None:
        page = visit(f"{path}?as_of=2018-12-31", language=language)
        links = [link.attrs["href"] for link in page.one("header", css="top").one("nav").all("a")]

        prefix = "" if language == "en" else "/fr"
        assert f"{prefix}/outlook/?as_of=2018-12-31" in links
        assert f"{prefix}/releases/?as_of=2018-12-31" in links

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_plan_of_a_day_is_told_without_what_came_later(
        self, visit: Visit, language: str
    ) -> None:
        page = visit("/?as_of=2018-12-31", language=language)

        assert page.milestones == [
            "plant-q2-2019",
            "plant-2018",
            "first-board",
            "listing-planned",
        ]
        assert "2020" not in page.main.text


class TestNeighbours:
    def test_order_that_the_dates_prove_is_said(self, visit: Visit) -> None:
        page = visit("/milestones/plant-runs/").main.text

        assert "Earlier in this project Pilot plant in the first half of 2020" in page

    def test_order_that_no_source_gives_is_that_of_the_list(self, visit: Visit) -> None:
        page = visit("/milestones/plant-runs/").main.text

        assert "Before it in the list of this project Lac Vert sold" in page
        assert "Later in this project" not in page

    def test_neighbours_are_told_so_in_french(self, visit: Visit) -> None:
        page = visit("/milestones/plant-runs/", language="fr").main.text

        assert "Plus tôt dans ce projet Usine pilote au premier semestre de 2020" in page
        assert "Avant, dans la liste de ce projet Lac Vert vendu" in page

    def test_dates_that_overlap_prove_no_order(self, visit: Visit) -> None:
        page = visit("/milestones/listing-planned/").main.text

        assert "Before it in the list of this project" in page
        assert "Later in this project" not in page

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_citation_that_staff_put_first_is_shown_first_whatever_its_number(
        self, visit: Visit, language: str
    ) -> None:
        page = visit("/milestones/listing-planned/", language=language)
        first = page.all("aside", css="cite")[0]

        prefix = "" if language == "en" else "/fr"
        assert first.one("a", css="btn").attrs["href"] == (
            f"{prefix}/releases/2017-09-12-granite-to-list-lac-vert/#p2"
        )
