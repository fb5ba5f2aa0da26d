"""A document of somebody else is shown as theirs, under the name printed in it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.exports.format_readers import ATOM
from tests.markup import Visit
from tests.records.conftest import Data, Json

pytestmark = pytest.mark.slow

PARENT = "/releases/2017-09-12-granite-to-list-lac-vert/"
NEWSPAPER = "/releases/2020-08-28-courrier/"
LABORATORY = "/releases/2020-10-05-assays/"
REGULATOR = "/releases/2021-02-10-inspection/"


class TestPage:
    @pytest.mark.parametrize(
        ("address", "kind", "issuer"),
        [
            (PARENT, "Another organization’s release", "Granite Holdings plc"),
            (NEWSPAPER, "Article", "Le Courrier du Nord"),
            (LABORATORY, "Report", "Cedar Laboratories"),
            (REGULATOR, "Report", "Northern Mines Inspectorate"),
        ],
    )
    def test_document_of_an_organization_names_its_kind_and_issuer(
        self, visit: Visit, address: str, kind: str, issuer: str
    ) -> None:
        facts = visit(address).one("aside", aria_labelledby="on-file").text

        assert f"Document {kind}" in facts
        assert f"Issuer, as printed {issuer}" in facts
        assert "Northlode" not in facts.partition(" Cite ")[0]  # after it: how to cite this site

    @pytest.mark.parametrize(
        ("address", "kind", "issuer"),
        [
            (PARENT, "Communiqué d’un autre organisme", "Granite Holdings plc"),
            (NEWSPAPER, "Article", "Le Courrier du Nord"),
            (LABORATORY, "Rapport", "Cedar Laboratories"),
            (REGULATOR, "Rapport", "Northern Mines Inspectorate"),
        ],
    )
    def test_document_of_an_organization_names_its_kind_and_issuer_in_french(
        self, visit: Visit, address: str, kind: str, issuer: str
    ) -> None:
        facts = visit(address, language="fr").one("aside", aria_labelledby="on-file").text

        assert f"Document {kind}" in facts
        assert f"Émetteur, tel qu’imprimé {issuer}" in facts

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            (PARENT, "Another organization’s release, Granite Holdings plc, 12 September 2017"),
            (NEWSPAPER, "Article, Le Courrier du Nord, 28 August 2020"),
            (REGULATOR, "Report, Northern Mines Inspectorate, 10 February 2021"),
        ],
    )
    def test_document_of_an_organization_names_it_above_its_headline(
        self, visit: Visit, address: str, said: str
    ) -> None:
        assert visit(address).main.one("p", css="eyebrow").text.startswith(said)

    def test_wire_carried_the_document_and_did_not_issue_it(self, visit: Visit) -> None:
        above = visit(PARENT).main.one("p", css="eyebrow").text

        assert above.endswith("via Regulatory News Service")

    def test_issuer_leads_to_the_page_of_the_organization(self, visit: Visit) -> None:
        facts = visit(REGULATOR).one("aside", aria_labelledby="on-file")

        assert facts.one("a", href="/partners/inspectorate/").text == "Northern Mines Inspectorate"

    def test_list_of_documents_says_who_issued_each(self, visit: Visit) -> None:
        listed = visit("/releases/").main.text

        assert "Report, Northern Mines Inspectorate" in listed
        assert "Report, Cedar Laboratories" in listed
        assert "Article, Le Courrier du Nord" in listed
        assert "Another organization’s release, Granite Holdings plc" in listed

    def test_citation_says_whose_document_states_it(self, visit: Visit) -> None:
        page = visit("/milestones/plant-runs/").main.text

        assert "Article. Le Courrier du Nord, 28 August 2020." in page
        assert "Report. Northern Mines Inspectorate, 10 February 2021." in page
        assert "Northlode Resources Inc., 25 August 2020." in page


class TestCopy:
    def test_repost_is_told_as_the_copy_that_was_read(self, visit: Visit) -> None:
        facts = visit(NEWSPAPER).one("aside", aria_labelledby="on-file").text

        assert "Our copy A re-post by Nord Archives. https://archives.example/77" in facts
        assert "Read on 1 November 2026." in facts

    def test_repost_is_told_in_french(self, visit: Visit) -> None:
        facts = visit(NEWSPAPER, language="fr").one("aside", aria_labelledby="on-file").text

        assert "Notre copie Rediffusion par Nord Archives." in facts
        assert "Lue le 1er novembre 2026." in facts

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_original_leads_to_the_document_and_not_to_its_repost(
        self, visit: Visit, language: str
    ) -> None:
        facts = visit(NEWSPAPER, language=language).one("aside", aria_labelledby="on-file").text

        assert "Original https://courrier.example/usine" in facts

    @pytest.mark.parametrize("address", [LABORATORY, REGULATOR])
    def test_document_without_an_address_has_no_original(self, visit: Visit, address: str) -> None:
        assert "Original" not in [term.text for term in visit(address).all("dt")]

    def test_json_keeps_the_copy_apart_from_the_document(self, read_json: Json) -> None:
        row = read_json("/releases/2020-08-28-courrier.json")

        assert row["source_url"] == "https://courrier.example/usine"
        assert row["copies"] == [
            {
                "was_read": True,
                "is_repost": True,
                "publisher": "Nord Archives",
                "url": "https://archives.example/77",
                "printed_date": None,
                "read_on": "2026-11-01",
            }
        ]


class TestOrganization:
    @pytest.mark.parametrize(
        ("address", "language", "listed"),
        [
            (
                "/partners/courrier/",
                "en",
                "L’usine de Lac Vert démarre Article of 28 August 2020, Le Courrier du Nord",
            ),
            (
                "/partners/courrier/",
                "fr",
                "L’usine de Lac Vert démarre Article du 28 août 2020, Le Courrier du Nord",
            ),
            (
                "/partners/cedar/",
                "en",
                "Assay Certificate 118 Report of 5 October 2020, Cedar Laboratories",
            ),
            (
                "/partners/granite/",
                "fr",
                "Granite to List Lac Vert Communiqué du 12 septembre 2017, Granite Holdings plc",
            ),
        ],
    )
    def test_page_of_an_organization_lists_the_documents_that_it_issued(
        self, visit: Visit, address: str, language: str, listed: str
    ) -> None:
        page = visit(address, language=language)

        assert page.one("section", aria_labelledby="issued").one("li").text == listed

    def test_page_of_an_organization_that_issued_none_lists_none(self, visit: Visit) -> None:
        assert visit("/partners/harbour/").all("section", aria_labelledby="issued") == []


ISSUERS = {
    "2017-09-12-granite-to-list-lac-vert": ("other_release", "granite", "Granite Holdings plc"),
    "2018-03-06-first-board": ("company_release", None, "Lac Vert Resources Ltd."),
    "2020-08-28-courrier": ("article", "courrier", "Le Courrier du Nord"),
    "2020-10-05-assays": ("report", "cedar", "Cedar Laboratories"),
    "2021-02-10-inspection": ("report", "inspectorate", "Northern Mines Inspectorate"),
    "2022-03-01-lac-vert-sold": ("company_release", None, "Northlode Metals Inc."),
}


@pytest.mark.parametrize("slug", ISSUERS)
def test_json_of_a_document_has_its_issuer_and_the_printed_name(read_json: Json, slug: str) -> None:
    row = read_json(f"/releases/{slug}.json")

    assert (row["document_type"], row["issuer"], row["issuer_name"]) == ISSUERS[slug]


@pytest.mark.parametrize("address", ["/releases.atom", "/fr/releases.atom"])
def test_atom_names_the_issuer_of_each_document_as_its_author(data: Data, address: str) -> None:
    feed = ElementTree.fromstring(data(address))  # noqa: S314 - our own

    authors = {
        entry.findtext(f"{ATOM}id", "").split("/")[-2]: entry.findtext(f"{ATOM}author/{ATOM}name")
        for entry in feed.iter(f"{ATOM}entry")
    }

    assert len(authors) == 12
    assert {slug: authors[slug] for slug in ISSUERS} == {
        slug: printed for slug, (_type, _issuer, printed) in ISSUERS.items()
    }


class TestStructuredData:
    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize(
        ("address", "author"),
        [
            (PARENT, "Granite Holdings plc"),
            (NEWSPAPER, "Le Courrier du Nord"),
            (LABORATORY, "Cedar Laboratories"),
            (REGULATOR, "Northern Mines Inspectorate"),
            ("/releases/2018-03-06-first-board/", "Lac Vert Resources Ltd."),
        ],
    )
    def test_page_is_about_a_document_of_its_issuer(
        self, visit: Visit, address: str, author: str, language: str
    ) -> None:
        stated = visit(address, language=language).json_ld

        assert stated["@type"] == "WebPage"
        assert stated["mainEntity"]["@type"] == "CreativeWork"
        assert stated["mainEntity"]["author"]["name"] == author

    @pytest.mark.parametrize("address", [PARENT, NEWSPAPER, LABORATORY, REGULATOR])
    def test_page_claims_no_article_and_no_publisher(self, visit: Visit, address: str) -> None:
        source = visit(address).one("script", type="application/ld+json").children
        stated = "".join(map(str, source))

        assert "NewsArticle" not in stated
        assert "publisher" not in stated
        assert "Northlode" not in stated

    def test_page_of_a_reposted_article_is_the_same_as_its_original(self, visit: Visit) -> None:
        document = visit(NEWSPAPER).json_ld["mainEntity"]

        assert document["sameAs"] == "https://courrier.example/usine"
        assert document["datePublished"] == "2020-08-28"
