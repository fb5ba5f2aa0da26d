"""A company that was renamed twice: each page shows the name and the listing of its day."""

from __future__ import annotations

import pytest

from tests.markup import Document, Visit
from tests.records.conftest import Json

pytestmark = pytest.mark.slow


def header(page: Document) -> str:
    return page.one("header", css="top").text


class TestDocuments:
    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize(
        ("address", "printed"),
        [
            ("/releases/2018-03-06-first-board/", "Lac Vert Resources Ltd."),
            ("/releases/2018-11-20-plant-update/", "Lac Vert Resources Ltd."),
            ("/releases/2019-05-14-new-name/", "Northlode Resources Inc."),
            ("/releases/2020-11-10-rights-result/", "Northlode Resources Inc."),
            ("/releases/2022-03-01-lac-vert-sold/", "Northlode Metals Inc."),
        ],
    )
    def test_release_shows_the_name_printed_in_it(
        self, visit: Visit, address: str, printed: str, language: str
    ) -> None:
        facts = visit(address, language=language).one("aside", aria_labelledby="on-file").text

        assert printed in facts

    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize(
        "address", ["/releases/2018-03-06-first-board/", "/releases/2018-11-20-plant-update/"]
    )
    def test_page_of_a_document_of_2018_never_says_a_later_name(
        self, visit: Visit, address: str, language: str
    ) -> None:
        page = visit(address, language=language)

        assert "Northlode Metals" not in page.text
        assert "Northlode Resources Inc." not in page.text
        assert "Northlode" not in page.title

    def test_page_of_a_document_of_2018_has_the_header_of_its_day(self, visit: Visit) -> None:
        top = header(visit("/releases/2018-11-20-plant-update/"))

        assert top.startswith("Lac Vert timeline TSXV: LVR as of 20 November 2018")

    def test_page_of_a_document_of_2018_has_the_header_of_its_day_in_french(
        self, visit: Visit
    ) -> None:
        top = header(visit("/releases/2018-11-20-plant-update/", language="fr"))

        assert "Lac Vert" in top
        assert "TSXV : LVR" in top
        assert "au 20 novembre 2018" in top


class TestAsOf:
    @pytest.mark.parametrize("path", ["/", "/outlook/", "/releases/"])
    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize(
        ("day", "name", "symbol"),
        [
            ("2018-12-31", "Lac Vert", "LVR"),
            ("2019-05-13", "Lac Vert", "LVR"),
            ("2019-05-14", "Northlode Resources", "NLR"),
            ("2022-02-28", "Northlode Resources", "NLR"),
            ("2022-03-01", "Northlode", "NLR"),
        ],
    )
    def test_header_of_a_day_has_its_name_and_listing(  # noqa: PLR0917 - cases and a fixture
        self, visit: Visit, path: str, language: str, day: str, name: str, symbol: str
    ) -> None:
        top = visit(f"{path}?as_of={day}", language=language).one("header", css="top")

        assert top.one("a", css="mark").text.split(" ") == [
            *name.split(" "),
            "timeline" if language == "en" else "chronologie",
        ]
        assert [item.text[-3:] for item in top.one("ul", css="tick").all("li")] == [symbol]

    def test_footer_of_a_day_has_the_name_of_that_day(self, visit: Visit) -> None:
        contact = visit("/?as_of=2018-12-31").one("address").text

        assert "Contact Lac Vert Resources Ltd. Anna Roy" in contact
        assert "Northlode" not in contact

    def test_title_of_a_day_has_the_name_of_that_day(self, visit: Visit) -> None:
        page = visit("/?as_of=2018-12-31")

        assert "Lac Vert" in page.title
        assert "Northlode" not in page.title


class TestListings:
    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize(
        "address",
        [
            "/",
            "/outlook/",
            "/releases/2019-05-14-new-name/",
            "/releases/2020-08-25-pilot-plant-runs/",
            "/milestones/lac-vert-sold/",
            "/people/",
            "/partners/granite/",
        ],
    )
    def test_header_after_the_last_day_of_a_symbol_does_not_show_it(
        self, visit: Visit, address: str, language: str
    ) -> None:
        assert "LVR" not in header(visit(address, language=language))

    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize(
        "address",
        [
            "/",
            "/?as_of=2017-12-31",
            "/?as_of=2018-12-31",
            "/releases/2017-09-12-granite-to-list-lac-vert/",
            "/milestones/listing-planned/",
            "/partners/granite/",
        ],
    )
    def test_header_never_shows_the_symbol_of_the_parent(
        self, visit: Visit, address: str, language: str
    ) -> None:
        assert "GRH" not in header(visit(address, language=language))

    def test_document_of_the_parent_shows_its_symbol_as_the_parents(self, visit: Visit) -> None:
        facts = visit("/releases/2017-09-12-granite-to-list-lac-vert/").main.text

        assert "Listings LSE: GRH, of Granite Holdings plc" in facts

    def test_json_of_the_parents_document_says_whose_the_listing_is(self, read_json: Json) -> None:
        row = read_json("/releases/2017-09-12-granite-to-list-lac-vert.json")

        assert [one["organization"] for one in row["listings"]] == ["granite"]


class TestNoCorrection:
    def test_rename_is_no_correction(self, visit: Visit) -> None:
        assert "No corrections so far." in visit("/corrections/").main.text

    def test_rename_is_no_correction_in_french(self, visit: Visit) -> None:
        assert visit("/corrections/", language="fr").main.all("article") == []

    def test_feed_of_corrections_has_no_entry(self, read_json: Json) -> None:
        assert read_json("/corrections.jsonfeed")["items"] == []

    def test_page_about_the_timeline_names_each_with_its_source(self, visit: Visit) -> None:
        page = visit("/about/").main.text

        assert "Lac Vert Resources Ltd. until 13 May 2019 ¶ 1 Release of 14 May 2019" in page
        assert "Northlode Resources Inc. from 14 May 2019 ¶ 1 Release of 14 May 2019" in page
        assert "Northlode Metals Inc. from 1 March 2022 ¶ 2 Release of 1 March 2022" in page
        assert "TSXV: LVR until 13 May 2019 ¶ 1 Release of 14 May 2019" in page
        assert "TSXV: NLR from 14 May 2019 ¶ 1 Release of 14 May 2019" in page

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_page_about_the_timeline_names_them_in_the_order_of_time(
        self, visit: Visit, language: str
    ) -> None:
        terms = [term.text for term in visit("/about/", language=language).main.all("dt")]
        names = [term.replace(" : ", ": ") for term in terms if term.endswith((".", "LR", "VR"))]

        assert names == [
            "Lac Vert Resources Ltd.",
            "Northlode Resources Inc.",
            "Northlode Metals Inc.",
            "TSXV: LVR",
            "TSXV: NLR",
        ]

    def test_page_about_the_timeline_names_each_in_french(self, visit: Visit) -> None:
        page = visit("/about/", language="fr").main.text

        assert "Lac Vert Resources Ltd. jusqu’au 13 mai 2019" in page
        assert "Northlode Metals Inc. dès le 1er mars 2022" in page
