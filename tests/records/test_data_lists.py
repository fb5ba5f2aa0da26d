"""What the pages say is in the data: posts, contacts, listings, paragraphs, hashes, names."""

from __future__ import annotations

import pytest

from tests.exports.format_readers import rows_of
from tests.markup import Visit
from tests.records.conftest import Data, Json

RELEASES = "http://testserver/releases"


class TestPeople:
    def test_json_lists_the_three_with_their_posts(self, read_json: Json) -> None:
        people = {row["slug"]: row["posts"] for row in read_json("/people.json")["items"]}

        assert list(people) == ["anna-roy", "lena-ortiz", "marc-dube"]
        assert people["anna-roy"] == [
            {
                "organization": None,
                "office": "chief_executive",
                "title": {"en": "Chief Executive Officer", "fr": "Cheffe de la direction"},
                "from": "2018-03",
                "until": None,
                "stated_on": "2018-03-06",
                "source": f"{RELEASES}/2018-03-06-first-board/#p1",
            },
            {
                "organization": None,
                "office": "chief_executive",
                "title": {"en": "Chief Executive Officer", "fr": "Cheffe de la direction"},
                "from": None,
                "until": "2019-11-30",
                "stated_on": "2019-12-03",
                "source": f"{RELEASES}/2019-12-03-plant-update/#p2",
            },
        ]

    def test_json_of_a_year_lists_who_held_a_post_in_it(self, read_json: Json) -> None:
        people = read_json("/people.json?year=2018")["items"]

        assert [row["slug"] for row in people] == ["anna-roy"]

    @pytest.mark.parametrize("address", ["/people.csv", "/fr/people.csv"])
    def test_csv_has_each_post_with_its_source(self, data: Data, address: str) -> None:
        rows = {row["slug"]: row for row in rows_of(data(address))}

        assert rows["marc-dube"]["from"] == "2020-02"
        assert rows["marc-dube"]["titles_fr"] == "Chef de la direction"
        assert rows["marc-dube"]["sources"] == f"{RELEASES}/2020-08-25-pilot-plant-runs/#p2"


class TestOrganizations:
    def test_json_lists_the_five_with_their_kinds(self, read_json: Json) -> None:
        listed = read_json("/partners.json")["items"]

        assert {row["slug"]: row["kind"] for row in listed} == {
            "granite": "company",
            "courrier": "media",
            "inspectorate": "regulator",
            "cedar": "company",
            "harbour": "company",
        }

    def test_json_lists_them_by_their_french_names_in_french(self, read_json: Json) -> None:
        listed = read_json("/fr/partners.json")["items"]

        assert [row["slug"] for row in listed] == [
            "granite",
            "harbour",
            "inspectorate",
            "cedar",
            "courrier",
        ]

    def test_csv_has_the_stake_and_the_day_of_its_document(self, data: Data) -> None:
        rows = {row["slug"]: row for row in rows_of(data("/partners.csv"))}

        assert rows["granite"]["holdings_percent"] == "60"
        assert rows["granite"]["holdings_stated_on"] == "2017-09-12"


class TestReleases:
    def test_json_has_the_paragraphs_of_a_document(self, read_json: Json) -> None:
        outline = read_json("/releases/2022-03-01-lac-vert-sold.json")["outline"]

        assert [paragraph["number"] for paragraph in outline] == [1, 2, 3, 4]
        assert outline[3]["summary"] == {
            "en": "Northlode keeps 10% of Lac Vert.",
            "fr": "Northlode garde 10 % de Lac Vert.",
        }

    def test_json_has_the_contacts_of_a_document(self, read_json: Json) -> None:
        (contact,) = read_json("/releases/2018-03-06-first-board.json")["contacts"]

        assert contact["name"] == "Anna Roy"
        assert contact["role"]["fr"] == "Cheffe de la direction"
        assert contact["email"] == "anna@lacvert.example"

    def test_json_has_the_listing_that_a_document_prints(self, read_json: Json) -> None:
        old = read_json("/releases/2018-11-20-plant-update.json")["listings"]
        new = read_json("/releases/2019-12-03-plant-update.json")["listings"]

        assert [(one["code"], one["symbol"], one["organization"]) for one in old + new] == [
            ("TSXV", "LVR", None),
            ("TSXV", "NLR", None),
        ]

    def test_json_has_the_hash_of_the_file_that_was_read(self, read_json: Json) -> None:
        row = read_json("/releases/2018-03-06-first-board.json")

        assert row["document_name"] == "first-board.pdf"
        assert row["sha256"] == ("3f0a9c4e5b6d7182930415263748596a7b8c9dae0f1e2d3c4b5a69788796a5b4")

    @pytest.mark.parametrize("address", ["/releases.csv", "/fr/releases.csv"])
    def test_csv_has_the_issuer_and_the_relation_of_each(self, data: Data, address: str) -> None:
        rows = {row["slug"]: row for row in rows_of(data(address))}

        assert len(rows) == 12
        assert rows["2020-08-28-courrier"]["issuer"] == "courrier"
        assert rows["2020-08-28-courrier"]["issuer_name"] == "Le Courrier du Nord"
        assert rows["2018-11-20-plant-update"]["issuer_name"] == "Lac Vert Resources Ltd."
        assert rows["2018-11-20-plant-update"]["listings"] == "TSXV:LVR"
        assert rows["2022-03-03-correction"]["relations"] == "corrects 2022-03-01-lac-vert-sold"
        assert rows["2022-03-01-lac-vert-sold"]["related_by"] == "corrects 2022-03-03-correction"


class TestPageAboutData:
    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_page_names_each_column_of_each_list(
        self, visit: Visit, read_json: Json, language: str
    ) -> None:
        page = visit("/about/data/", language=language).main
        named = {code.text for code in page.all("code")}

        for address in ("/timeline.json", "/releases.json", "/partners.json", "/people.json"):
            assert set(read_json(address)["items"][0]) <= named, address

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_every_address_that_the_page_names_is_there(
        self, visit: Visit, data: Data, language: str
    ) -> None:
        page = visit("/about/data/", language=language).one("section", aria_labelledby="addresses")

        links = {link.attrs["href"] for link in page.all("a")}
        assert len(links) > 20
        for address in links:
            assert data(address.removeprefix("http://testserver"))


def test_as_of_a_day_the_data_hold_what_was_known(read_json: Json) -> None:
    known = read_json("/timeline.json?as_of=2018-12-31")["items"]

    assert [row["slug"] for row in known] == [
        "plant-q2-2019",
        "plant-2018",
        "first-board",
        "listing-planned",
    ]
