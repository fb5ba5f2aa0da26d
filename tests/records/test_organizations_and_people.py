"""Who is named and in which part, who owns whom, who held which post."""

from __future__ import annotations

import pytest

from tests.markup import Visit
from tests.records.conftest import Json

pytestmark = pytest.mark.slow


class TestOrganizations:
    def test_list_says_in_how_many_milestones_each_is_named(self, visit: Visit) -> None:
        listed = visit("/partners/").main.text

        assert "Granite Holdings plc Company, named in 2 milestones Owner; Buyer" in listed
        assert "Harbour Shipping Ltd. Company, named in 1 milestone Contractor" in listed
        assert ("Northern Mines Inspectorate Regulator, named in 1 milestone Regulator") in listed

    def test_list_says_in_how_many_milestones_each_is_named_in_french(self, visit: Visit) -> None:
        listed = visit("/partners/", language="fr").main.text

        assert "Granite Holdings plc Société, nommée dans 2 jalons Propriétaire; Acheteur" in listed
        assert "Harbour Shipping Ltd. Société, nommée dans 1 jalon Entrepreneur" in listed
        assert "Inspection des mines du Nord Organisme de réglementation" in listed

    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize(
        "address", ["/partners/", "/partners/granite/", "/milestones/plant-runs/"]
    )
    def test_page_calls_nobody_a_partner(self, visit: Visit, address: str, language: str) -> None:
        text = visit(address, language=language).text.lower()

        assert "partner" not in text
        assert "partenaire" not in text
        assert "together" not in text

    @pytest.mark.parametrize(
        ("address", "language", "said"),
        [
            ("/milestones/plant-runs/", "en", "Contractor Harbour Shipping Ltd."),
            ("/milestones/plant-runs/", "en", "Regulator Northern Mines Inspectorate"),
            ("/milestones/lac-vert-sold/", "en", "Buyer Granite Holdings plc"),
            ("/milestones/plant-runs/", "fr", "Entrepreneur Harbour Shipping Ltd."),
            (
                "/milestones/plant-runs/",
                "fr",
                "Organisme de réglementation Inspection des mines du Nord",
            ),
            ("/milestones/lac-vert-sold/", "fr", "Acheteur Granite Holdings plc"),
        ],
    )
    def test_milestone_gives_each_the_part_that_a_paragraph_gives_it(
        self, visit: Visit, address: str, language: str, said: str
    ) -> None:
        assert said in visit(address, language=language).main.text

    def test_organizer_is_shown_of_no_milestone(self, visit: Visit) -> None:
        assert "Organizer" not in visit("/milestones/plant-runs/").main.text
        assert "Organizer" not in visit("/milestones/first-board/").main.text

    def test_page_of_an_organization_says_named_in(self, visit: Visit) -> None:
        assert visit("/partners/granite/").id("milestones").text == "Named in 2 milestones"

    def test_page_of_an_organization_says_named_in_french(self, visit: Visit) -> None:
        page = visit("/partners/granite/", language="fr")

        assert page.id("milestones").text == "Nommée dans 2 jalons"


class TestStakes:
    def test_former_parent_has_the_share_that_its_release_states(self, visit: Visit) -> None:
        facts = visit("/partners/granite/").one("aside", aria_labelledby="facts").text

        assert "60% of Northlode Metals Inc. ¶ 1 Release of 12 September 2017" in facts

    def test_former_parent_has_the_share_in_french(self, visit: Visit) -> None:
        page = visit("/partners/granite/", language="fr")
        facts = page.one("aside", aria_labelledby="facts").text

        assert "Northlode Metals Inc. (60 %) ¶ 1 Communiqué du 12 septembre 2017" in facts

    def test_list_tells_the_stakes_of_the_company(self, visit: Visit) -> None:
        listed = visit("/partners/").main.text

        assert "Owned by Granite Holdings plc, 60% ¶ 1 Release of 12 September 2017" in listed
        assert "Owns 10% of Lac Vert ¶ 4 Release of 1 March 2022" in listed

    def test_list_tells_the_stakes_of_the_company_in_french(self, visit: Visit) -> None:
        listed = visit("/partners/", language="fr").main.text

        assert "Participation détenue par Granite Holdings plc, 60 %" in listed
        assert "Participation dans Lac Vert (10 %) ¶ 4 Communiqué du 1er mars 2022" in listed

    def test_json_of_the_former_parent_has_its_stake_in_the_company(self, read_json: Json) -> None:
        assert read_json("/partners/granite.json")["holdings"] == [
            {
                "kind": "company",
                "other": None,
                "percent": 60.0,
                "from": None,
                "until": None,
                "stated_on": "2017-09-12",
                "source": "http://testserver/releases/2017-09-12-granite-to-list-lac-vert/#p1",
            }
        ]


class TestSoldProject:
    def test_project_is_sold_by_its_source(self, visit: Visit) -> None:
        page = visit("/projects/lac-vert/").main.text

        assert "State Sold ¶ 1 Release of 1 March 2022" in page

    def test_project_is_sold_by_its_source_in_french(self, visit: Visit) -> None:
        page = visit("/projects/lac-vert/", language="fr").main.text

        assert "État Vendu ¶ 1 Communiqué du 1er mars 2022" in page

    def test_company_keeps_a_share_of_it(self, visit: Visit) -> None:
        page = visit("/projects/lac-vert/").main.text

        assert "Owned by Northlode Metals Inc., 10% ¶ 4 Release of 1 March 2022" in page

    def test_company_keeps_a_share_of_it_in_french(self, visit: Visit) -> None:
        page = visit("/projects/lac-vert/", language="fr").main.text

        assert (
            "Participation détenue par Northlode Metals Inc., 10 % ¶ 4 Communiqué du 1er mars 2022"
            in page
        )

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "Sold, as stated on 1 March 2022"),
            ("fr", "Vendu, selon le document du 1er mars 2022"),
        ],
    )
    def test_list_of_projects_says_it_with_its_day(
        self, visit: Visit, language: str, said: str
    ) -> None:
        assert said in visit("/projects/", language=language).main.text

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_project_of_which_nothing_is_stated_has_no_state(
        self, visit: Visit, language: str
    ) -> None:
        page = visit("/projects/riviere-noire/", language=language)

        assert "State" not in [term.text for term in page.main.all("dt")]
        assert "État" not in [term.text for term in page.main.all("dt")]


class TestPeople:
    def test_page_has_the_three_chief_executives_with_what_is_unknown_between(
        self, visit: Visit
    ) -> None:
        page = visit("/people/").main.text

        assert (
            "Anna Roy Chief Executive Officer, from March 2018 ¶ 1 Release of 6 March 2018 "
            "Anna Roy Chief Executive Officer, until 30 November 2019 "
            "¶ 2 Release of 3 December 2019 "
            "Between 30 November 2019 and February 2020 no document on file says who held it. "
            "Marc Dubé Chief Executive Officer, from February 2020 "
            "¶ 2 Release of 25 August 2020 "
            "Between 25 August 2020 and 1 March 2022 no document on file says who held it. "
            "Lena Ortiz Interim Chief Executive Officer, from 1 March 2022 "
            "¶ 3 Release of 1 March 2022"
        ) in page

    def test_page_has_the_three_in_french(self, visit: Visit) -> None:
        page = visit("/people/", language="fr").main.text

        assert (
            "Entre le 30 novembre 2019 et février 2020, "
            "aucun document au dossier ne dit qui occupait ce poste. Marc Dubé"
        ) in page
        assert "Lena Ortiz Cheffe de la direction par intérim, dès le 1er mars 2022" in page

    def test_year_shows_who_is_known_to_have_held_a_post_in_it(self, visit: Visit) -> None:
        page = visit("/people/?year=2018").main.text

        assert "Anna Roy Chief Executive Officer, from March 2018" in page
        assert "Marc Dubé" not in page
        assert "Lena Ortiz" not in page

    def test_year_shows_who_held_a_post_in_french(self, visit: Visit) -> None:
        page = visit("/people/?year=2018", language="fr").main.text

        assert "Anna Roy Cheffe de la direction, dès mars 2018" in page
        assert "Marc Dubé" not in page

    def test_page_of_a_person_has_each_post_with_its_source(self, visit: Visit) -> None:
        page = visit("/people/anna-roy/").main.text

        assert "Chief Executive Officer, from March 2018 ¶ 1 Release of 6 March 2018" in page
        assert (
            "Chief Executive Officer, until 30 November 2019 ¶ 2 Release of 3 December 2019"
        ) in page
        assert "The documents do not say who holds the post today." in page

    def test_contact_stays_as_printed(self, visit: Visit) -> None:
        page = visit("/releases/2018-03-06-first-board/").main.text

        assert "As printed on 6 March 2018. They may be out of date." in page
        assert "Anna Roy Chief Executive Officer anna@lacvert.example" in page
