"""Documents that disagree, a document that corrects another, and the figures they print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.exports.format_readers import rows_of
from tests.markup import Visit
from tests.records.conftest import Data, Json

pytestmark = pytest.mark.slow


class TestWhoSaysWhat:
    def test_page_shows_what_each_document_states_the_newest_last(self, visit: Visit) -> None:
        told = visit("/milestones/plant-runs/").one("section", aria_labelledby="differing")

        assert [
            (one.text, other.text)
            for one, other in zip(told.all("dt"), told.all("dd"), strict=True)
        ] == [
            ("¶ 1 Release of 25 August 2020", "as on this page"),
            (
                "¶ 1 Article of 28 August 2020, Le Courrier du Nord",
                "17 August 2020; 45 tonnes a day",
            ),
            (
                "¶ 1 Report of 10 February 2021, Northern Mines Inspectorate",
                "“in August 2020”, no day",
            ),
        ]

    def test_page_shows_what_each_document_states_in_french(self, visit: Visit) -> None:
        page = visit("/milestones/plant-runs/", language="fr")
        told = page.one("section", aria_labelledby="differing")

        assert [one.text for one in told.all("dd")] == [
            "comme sur cette page",
            "17 août 2020; 45 tonnes par jour",
            "« en août 2020 », sans jour",
        ]

    @pytest.mark.parametrize(
        ("language", "headings"),
        [
            ("en", ["Stated in", "Stated otherwise in", "Stated otherwise in"]),
            ("fr", ["Mentionné dans", "Mentionné autrement dans", "Mentionné autrement dans"]),
        ],
    )
    def test_document_that_states_something_else_confirms_nothing(
        self, visit: Visit, language: str, headings: list[str]
    ) -> None:
        cited = visit("/milestones/plant-runs/", language=language).all("aside", css="cite")

        assert [aside.one("h2").text for aside in cited] == headings

    def test_json_has_what_each_source_states_differently(self, read_json: Json) -> None:
        sources = read_json("/milestones/plant-runs.json")["sources"]

        assert [(source["release"], source["states"]["en"]) for source in sources] == [
            ("2020-08-25-pilot-plant-runs", ""),
            ("2020-08-28-courrier", "17 August 2020; 45 tonnes a day"),
            ("2021-02-10-inspection", "“in August 2020”, no day"),
        ]
        assert sources[1]["states"]["fr"] == "17 août 2020; 45 tonnes par jour"

    def test_csv_has_what_each_source_states_differently(self, data: Data) -> None:
        rows = {row["slug"]: row for row in rows_of(data("/timeline.csv"))}

        assert rows["lac-vert-sold"]["sources_state_en"] == "$12 million; "
        assert rows["lac-vert-sold"]["sources_state_fr"] == "12 M$; "

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_milestone_whose_documents_agree_says_nothing_of_it(
        self, visit: Visit, language: str
    ) -> None:
        page = visit("/milestones/rights-closed/", language=language)

        assert page.all("section", aria_labelledby="differing") == []


class TestCorrectedDocument:
    @pytest.mark.parametrize(
        ("address", "language", "said"),
        [
            (
                "/releases/2022-03-01-lac-vert-sold/",
                "en",
                "Corrected by the release of 3 March 2022",
            ),
            ("/releases/2022-03-03-correction/", "en", "Corrects the release of 1 March 2022"),
            (
                "/releases/2022-03-01-lac-vert-sold/",
                "fr",
                "Document corrigé par le communiqué du 3 mars 2022",
            ),
            ("/releases/2022-03-03-correction/", "fr", "Corrige le communiqué du 1er mars 2022"),
        ],
    )
    def test_both_documents_say_it(
        self, visit: Visit, address: str, language: str, said: str
    ) -> None:
        assert said in visit(address, language=language).main.text

    @pytest.mark.parametrize(
        ("address", "other"),
        [
            ("/releases/2022-03-01-lac-vert-sold/", "/releases/2022-03-03-correction/"),
            ("/releases/2022-03-03-correction/", "/releases/2022-03-01-lac-vert-sold/"),
        ],
    )
    def test_each_document_leads_to_the_other(self, visit: Visit, address: str, other: str) -> None:
        beside = [link for link in visit(address).main.all("a") if link.attrs["href"] == other]

        assert any("release of" in link.text for link in beside)

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "Corrected by the release of 3 March 2022"),
            ("fr", "Document corrigé par le communiqué du 3 mars 2022"),
        ],
    )
    def test_citation_of_the_corrected_document_says_it(
        self, visit: Visit, language: str, said: str
    ) -> None:
        page = visit("/milestones/lac-vert-sold/", language=language)
        corrected, correcting = page.all("aside", css="cite")

        assert said in corrected.text
        assert said not in correcting.text

    def test_json_of_both_documents_says_it(self, read_json: Json) -> None:
        corrected = read_json("/releases/2022-03-01-lac-vert-sold.json")
        correcting = read_json("/releases/2022-03-03-correction.json")

        assert [(one["relation"], one["slug"]) for one in corrected["related_by"]] == [
            ("corrects", "2022-03-03-correction")
        ]
        assert [(one["relation"], one["slug"]) for one in correcting["relations"]] == [
            ("corrects", "2022-03-01-lac-vert-sold")
        ]


class TestFigures:
    def test_page_shows_each_figure_as_printed_with_its_source(self, visit: Visit) -> None:
        shown = visit("/milestones/plant-runs/").one("section", aria_labelledby="figures").text

        assert "Output a day 40 tonnes ¶ 1 Release of 25 August 2020" in shown
        assert (
            "Graphite in the concentrate 94.5% to 96.0% "
            "¶ 1 Report of 5 October 2020, Cedar Laboratories"
        ) in shown

    def test_page_shows_each_figure_in_french(self, visit: Visit) -> None:
        page = visit("/milestones/plant-runs/", language="fr")
        shown = page.one("section", aria_labelledby="figures").text

        assert "Production par jour 40 tonnes ¶ 1 Communiqué du 25 août 2020" in shown
        assert "Graphite dans le concentré" in shown

    def test_corrected_price_is_the_one_shown(self, visit: Visit) -> None:
        page = visit("/milestones/lac-vert-sold/")
        shown = page.one("section", aria_labelledby="figures").text

        assert "Price $11.2 million ¶ 1 Release of 3 March 2022" in shown

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("3.2+million", ["rights-closed"]),
            ("11.2", ["lac-vert-sold"]),
            ("94.5", ["plant-runs"]),
            ("40+tonnes", ["plant-runs"]),
        ],
    )
    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_search_finds_a_figure(
        self, visit: Visit, query: str, found: list[str], language: str
    ) -> None:
        assert visit(f"/?q={query}", language=language).milestones == found

    def test_json_has_the_value_the_unit_and_what_is_printed(self, read_json: Json) -> None:
        assert read_json("/milestones/plant-runs.json")["figures"] == [
            {
                "what": {"en": "output a day", "fr": "production par jour"},
                "value": 40,
                "value_to": None,
                "unit": "t",
                "as_printed": "40 tonnes",
                "stated_on": "2020-08-25",
                "source": "http://testserver/releases/2020-08-25-pilot-plant-runs/#p1",
            },
            {
                "what": {
                    "en": "graphite in the concentrate",
                    "fr": "graphite dans le concentré",
                },
                "value": 94.5,
                "value_to": 96,
                "unit": "%",
                "as_printed": "94.5% to 96.0%",
                "stated_on": "2020-10-05",
                "source": "http://testserver/releases/2020-10-05-assays/#p1",
            },
        ]

    def test_csv_of_the_figures_has_a_row_each(self, data: Data) -> None:
        rows = rows_of(data("/figures.csv"))

        assert sorted((Decimal(row["value"]), row["unit"]) for row in rows) == [
            (Decimal(40), "t"),
            (Decimal("94.5"), "%"),
            (Decimal(3_200_000), "CAD"),
            (Decimal(5_000_000), "CAD"),
            (Decimal(11_200_000), "CAD"),
        ]
