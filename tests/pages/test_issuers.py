"""A document is shown as what it is, under the name that it gives its issuer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.conftest import loaded
from tests.factories import (
    LATER,
    make_company,
    make_document_copy,
    make_document_relation,
    make_listing,
    make_paragraph,
    make_partner,
    make_release,
)
from tests.issuers import make_documents, state
from tests.markup import Document, Visit
from timeline.models import Release

__all__ = ["loaded"]  # the record for one test, not for the whole file

pytestmark = pytest.mark.django_db

TODAY_S_NAME = "Northern Example Inc."
OF_OTHERS = ("article", "report", "parent-release")
BOTH_LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])


@pytest.fixture
def documents() -> None:
    make_documents()


def on_file(page: Document) -> dict[str, str]:
    return {fact.one("dt").text: fact.one("dd").text for fact in page.main.all("dl")[0].all("div")}


def cited(page: Document) -> str:
    return page.one("aside", css="cite").text


# On its own page


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("slug", "issuer"),
    [
        ("article", "The Daily of Sept-Îles"),
        ("report", "Securities Office"),
        ("parent-release", "Parent Mining Ltd."),
        ("filing", "Old Example Ltd."),
    ],
)
def test_release_page_names_the_issuer_as_printed(visit: Visit, slug: str, issuer: str) -> None:
    facts = on_file(visit(f"/releases/{slug}/"))

    assert (facts.get("Issuer, as printed") or facts["Issuer"]) == issuer


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("slug", "english", "french"),
    [
        ("article", "Article", "Article"),
        ("report", "Report", "Rapport"),
        ("parent-release", "Another organization’s release", "Communiqué d’un autre organisme"),
        ("filing", "Filing", "Dépôt réglementaire"),
    ],
)
def test_release_page_says_what_a_document_is(
    visit: Visit, slug: str, english: str, french: str
) -> None:
    assert on_file(visit(f"/releases/{slug}/"))["Document"] == english
    assert on_file(visit(f"/releases/{slug}/", language="fr"))["Document"] == french


def test_release_page_of_a_company_release_says_no_type(visit: Visit) -> None:
    make_release(slug="ours", issuer_name="Ours Ltd.")

    page = visit("/releases/ours/")

    assert "Document" not in on_file(page)
    assert on_file(page)["Issuer, as printed"] == "Ours Ltd."


def test_release_page_without_a_printed_name_names_the_company(visit: Visit) -> None:
    make_company(name="Ours Inc.")
    make_release(slug="ours")

    assert on_file(visit("/releases/ours/"))["Issuer"] == "Ours Inc."


@pytest.mark.usefixtures("documents")
def test_release_page_leads_to_the_organization_that_issued_it(visit: Visit) -> None:
    page = visit("/releases/article/").main

    assert page.one("a", href="/partners/daily/").text == "The Daily of Sept-Îles"


def test_release_page_does_not_give_an_issuer_away_that_is_a_draft(visit: Visit) -> None:
    hidden = make_partner(slug="hidden", name_en="Hidden", publish_at=LATER)
    make_release(slug="paper", document_type="article", issuer=hidden)

    page = visit("/releases/paper/")

    assert "Hidden" not in page.text
    assert on_file(page)["Issuer"] == "not named"


@pytest.mark.usefixtures("documents")
@BOTH_LANGUAGES
@pytest.mark.parametrize("slug", OF_OTHERS)
def test_page_about_a_document_of_others_has_no_name_of_the_company(
    visit: Visit, slug: str, language: str
) -> None:
    page = visit(f"/releases/{slug}/", language=language)
    how_to_cite = page.main.one("details", css="cites").text  # which names this site

    assert TODAY_S_NAME not in page.main.text.replace(how_to_cite, "")
    assert TODAY_S_NAME not in str(page.json_ld)


def test_original_leads_to_the_document_itself_alone(visit: Visit) -> None:
    release = make_release(slug="paper")
    make_document_copy(release, was_read=True, url="https://archive.example.com/paper")

    page = visit("/releases/paper/")

    assert "Original" not in on_file(page)
    assert page.main.one("a", href="https://archive.example.com/paper").text


@pytest.mark.usefixtures("documents")
def test_original_is_the_address_at_the_issuer(visit: Visit) -> None:
    assert on_file(visit("/releases/article/"))["Original"] == "https://daily.example.com/a-mine"


# Status


@pytest.mark.parametrize(
    ("language", "label", "words"),
    [
        (
            "en",
            "Our copy",
            "A re-post by Wire. It dates itself 13.07.2023. https://w.test/1 Read on 3 March 2024.",
        ),
        (
            "fr",
            "Notre copie",
            "Rediffusion par Wire. Elle porte la date 13.07.2023. https://w.test/1 Lue le 3 mars 2024.",
        ),
    ],
)
def test_release_page_says_where_our_copy_was_read(
    visit: Visit, language: str, label: str, words: str
) -> None:
    release = make_release(slug="paper")
    make_document_copy(
        release,
        was_read=True,
        publisher="Wire",
        url="https://w.test/1",
        printed_date="13.07.2023",
        read_on="2024-03-03",
    )

    said = on_file(visit("/releases/paper/", language=language))[label]

    assert said == words


def test_release_page_names_the_other_places_where_it_stands(visit: Visit) -> None:
    release = make_release(slug="paper")
    make_document_copy(release, publisher="", url="https://wire.example.com/2")
    make_document_copy(release, publisher="Regulator’s files", is_repost=False)

    assert on_file(visit("/releases/paper/"))["It also stands here"] == (
        "A re-post; its publisher is not stated. https://wire.example.com/2 Regulator’s files."
    )


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("language", "label", "words"),
    [
        (
            "en",
            "Our copy",
            "A re-post; its publisher is not stated. It dates itself 13.07.2023.",
        ),
        (
            "fr",
            "Notre copie",
            "Rediffusion dont l’éditeur n’est pas précisé. Elle porte la date 13.07.2023.",
        ),
    ],
)
def test_shipped_release_of_2023_was_read_in_a_re_post(
    visit: Visit, language: str, label: str, words: str
) -> None:
    page = visit("/releases/2023-07-13-albecour-memorandum/", language=language)

    assert on_file(page)[label] == words


# Where it is cited


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("slug", "english", "french"),
    [
        (
            "article",
            "Article of 3 May 2019, The Daily of Sept-Îles",
            "Article du 3 mai 2019, The Daily of Sept-Îles",
        ),
        (
            "report",
            "Report of 1 June 2020, Securities Office",
            "Rapport du 1er juin 2020, Bureau des valeurs",
        ),
        (
            "parent-release",
            "Release of 8 March 2017, Parent Mining Ltd.",
            "Communiqué du 8 mars 2017, Parent Mining Ltd.",
        ),
        ("filing", "Filing of 1 February 2018", "Dépôt réglementaire du 1er février 2018"),
    ],
)
def test_document_is_cited_as_what_it_is(
    visit: Visit, slug: str, english: str, french: str
) -> None:
    state(slug, "stated")

    for address in ("/milestones/stated/", "/"):
        assert english in visit(address).main.text
        assert french in visit(address, language="fr").main.text


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("slug", "english", "french"),
    [
        (
            "article",
            "Article. The Daily of Sept-Îles, 3 May 2019.",
            "Article. The Daily of Sept-Îles, 3 mai 2019.",
        ),
        (
            "report",
            "Report. Securities Office, 1 June 2020.",
            "Rapport. Bureau des valeurs, 1er juin 2020.",
        ),
        ("filing", "Filing. Old Example Ltd., 1 February 2018.", "Old Example Ltd., 1er février"),
    ],
)
def test_milestone_page_says_who_issued_the_document_that_states_it(
    visit: Visit, slug: str, english: str, french: str
) -> None:
    state(slug, "stated")

    assert english in cited(visit("/milestones/stated/"))
    assert french in cited(visit("/milestones/stated/", language="fr"))


@pytest.mark.usefixtures("documents")
def test_print_notes_cite_a_document_as_what_it_is(visit: Visit) -> None:
    state("article", "stated")

    notes = visit("/").one("section", css="notes").text

    assert "Article of 3 May 2019, The Daily of Sept-Îles, ¶ 1" in notes


@pytest.mark.usefixtures("documents")
def test_release_list_says_what_each_is_and_who_issued_it(visit: Visit) -> None:
    issued = [
        entry.one("p", css="ms-m").all("span")[1].text
        for entry in visit("/releases/").all("article")
    ]

    assert issued == [
        "Report, Securities Office",
        "Article, The Daily of Sept-Îles",
        "Filing, Old Example Ltd.",
        "Another organization’s release, Parent Mining Ltd.",
    ]


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("language", "heading", "deck"),
    [
        (
            "en",
            "Releases and other documents on file",
            "Four documents. Each opens as a numbered outline.",
        ),
        (
            "fr",
            "Communiqués et autres documents au dossier",
            "Quatre documents, chacun présenté en plan numéroté.",
        ),
    ],
)
def test_release_list_counts_documents_where_some_are_no_releases(
    visit: Visit, language: str, heading: str, deck: str
) -> None:
    page = visit("/releases/", language=language)

    assert (page.one("h1").text, page.one("p", css="deck").text) == (heading, deck)


@pytest.mark.usefixtures("documents")
def test_release_list_counts_releases_where_all_are(visit: Visit) -> None:
    page = visit("/releases/?year=2017")

    assert page.one("p", css="deck").text == "One release. Shown as a numbered outline."


# As data of the page


@pytest.mark.usefixtures("documents")
@BOTH_LANGUAGES
@pytest.mark.parametrize(
    ("slug", "document"),
    [
        (
            "article",
            {
                "@type": "CreativeWork",
                "datePublished": "2019-05-03",
                "inLanguage": "en-CA",
                "name": "A mine for the North",
                "headline": "A mine for the North",
                "author": {"@type": "Organization", "name": "The Daily of Sept-Îles"},
                "sameAs": "https://daily.example.com/a-mine",
            },
        ),
        (
            "parent-release",
            {
                "@type": "CreativeWork",
                "datePublished": "2017-03-08",
                "inLanguage": "en-CA",
                "name": "A subsidiary is formed",
                "headline": "A subsidiary is formed",
                "author": {"@type": "Organization", "name": "Parent Mining Ltd."},
            },
        ),
        (
            "filing",
            {
                "@type": "CreativeWork",
                "datePublished": "2018-02-01",
                "inLanguage": "en-CA",
                "name": "Annual filing",
                "headline": "Annual filing",
                "author": {"@type": "Corporation", "name": "Old Example Ltd."},
            },
        ),
    ],
)
def test_release_data_are_of_the_document_and_its_issuer(
    visit: Visit, slug: str, document: dict[str, Any], language: str
) -> None:
    data = visit(f"/releases/{slug}/", language=language).json_ld

    assert (data["@type"], data["mainEntity"]) == ("WebPage", document)
    assert "publisher" not in data


@pytest.mark.usefixtures("documents")
def test_release_data_leave_out_a_headline_that_is_ours(visit: Visit) -> None:
    document = visit("/releases/report/", language="fr").json_ld["mainEntity"]

    assert not {"name", "headline"} & document.keys()
    assert document["author"]["name"] == "Bureau des valeurs"


@pytest.mark.usefixtures("documents")
def test_page_about_a_document_is_no_article(visit: Visit) -> None:
    assert visit("/releases/article/").meta("og:type") == "website"


@pytest.mark.usefixtures("documents")
def test_oembed_names_the_issuer_as_printed(client: Client) -> None:
    card = client.get("/oembed?url=http://testserver/releases/article/").json()

    assert card["author_name"] == "The Daily of Sept-Îles"


# Listings


def test_ticker_of_a_parent_is_shown_as_the_parent_s_and_not_in_the_header(visit: Visit) -> None:
    parent = make_partner(name_en="Parent Inc.", name_fr="Société mère inc.")
    release = make_release(slug="ours")
    release.listings.add(
        make_listing(code="TSX", symbol="PAR", partner=parent),
        make_listing(code="TSXV", symbol="OUR"),
    )

    english, french = visit("/releases/ours/"), visit("/releases/ours/", language="fr")

    assert on_file(english)["Listings"] == "TSX: PAR, of Parent Inc. TSXV: OUR"
    assert "TSX : PAR, pour Société mère inc." in french.main.text.replace("\xa0", " ")
    assert [each.text for each in english.one("ul", css="tick").all("li")] == ["TSXV: OUR"]
    assert english.json_ld["mainEntity"]["author"]["tickerSymbol"] == ["TSXV:OUR"]


def test_ticker_of_an_organization_that_is_a_draft_is_not_shown(visit: Visit) -> None:
    release = make_release(slug="ours")
    hidden = make_partner(name_en="Hidden", publish_at=LATER)
    release.listings.add(make_listing(code="TSX", symbol="HID", partner=hidden))

    assert on_file(visit("/releases/ours/"))["Listings"] == "none printed"


# Documents that speak of others

RELATIONS = [
    ("corrects", "Corrects the release of 13 November 2018", "Corrected by the release of"),
    ("replaces", "Replaces the release of 13 November 2018", "Replaced by the release of"),
    ("repeats", "Repeats the release of 13 November 2018", "Repeated by the release of"),
    ("translates", "Translates the release of 13 November 2018", "Translated by the release of"),
]
FRENCH_RELATIONS = [
    ("corrects", "Corrige le communiqué du 13 novembre 2018", "Document corrigé par"),
    ("replaces", "Remplace le communiqué du 13 novembre 2018", "Document remplacé par"),
    ("repeats", "Reprend le communiqué du 13 novembre 2018", "Document repris par"),
    ("translates", "Traduit le communiqué du 13 novembre 2018", "Document traduit par"),
]


def make_related(relation: str) -> tuple[Release, Release]:
    """A release of 2018, and one of 20 November that does something to it."""
    first = make_release(slug="first")
    second = make_release(slug="second", published_on="2018-11-20")
    make_document_relation(second, first, relation=relation)
    return first, second


@pytest.mark.parametrize(("relation", "forwards", "backwards"), RELATIONS)
def test_both_pages_say_what_a_document_does_to_another(
    visit: Visit, relation: str, forwards: str, backwards: str
) -> None:
    make_related(relation)

    assert forwards in visit("/releases/second/").main.text
    assert f"{backwards} 20 November 2018" in visit("/releases/first/").main.text


@pytest.mark.parametrize(("relation", "forwards", "backwards"), FRENCH_RELATIONS)
def test_both_pages_say_so_in_french(
    visit: Visit, relation: str, forwards: str, backwards: str
) -> None:
    make_related(relation)

    assert forwards in visit("/releases/second/", language="fr").main.text
    said = f"{backwards} le communiqué du 20 novembre 2018"
    assert said in visit("/releases/first/", language="fr").main.text


@pytest.mark.usefixtures("documents")
def test_document_of_others_is_named_with_its_issuer(visit: Visit) -> None:
    article, report = Release.objects.get(slug="article"), Release.objects.get(slug="report")
    make_document_relation(report, article)

    said = "Corrects the article of 3 May 2019, The Daily of Sept-Îles"
    assert said in visit("/releases/report/").main.text


def test_relation_to_a_document_that_is_a_draft_is_not_shown(visit: Visit) -> None:
    first = make_release(slug="first")
    make_document_relation(make_release(status="draft", headline_en="Hidden"), first)

    assert "Corrected by" not in visit("/releases/first/").main.text


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("corrects", "Corrected by the release of 20 November 2018"),
        ("replaces", "Replaced by the release of 20 November 2018"),
    ],
)
def test_milestone_page_says_that_the_document_it_cites_was_corrected(
    visit: Visit, relation: str, said: str
) -> None:
    make_related(relation)
    state("first", "stated")

    assert said in cited(visit("/milestones/stated/"))


def test_milestone_page_says_nothing_of_a_document_that_repeats_it(visit: Visit) -> None:
    make_related("repeats")
    state("first", "stated")

    assert "Repeated" not in cited(visit("/milestones/stated/"))


def test_milestone_page_says_nothing_of_a_correction_that_is_a_draft(visit: Visit) -> None:
    first = make_release(slug="first")
    make_document_relation(make_release(status="draft"), first)
    state("first", "stated")

    assert "Corrected" not in cited(visit("/milestones/stated/"))


def test_paragraph_of_a_document_keeps_its_own_address(visit: Visit) -> None:
    paragraph = make_paragraph(make_release(slug="paper", document_type="page"))

    assert visit("/releases/paper/").id(f"p{paragraph.number}")


# All that an organization issued


def issue(count: int) -> None:
    """So many articles of the newspaper, of 2001, 2002 and so on."""
    make_company()
    daily = make_partner(slug="daily", name_en="The Daily", name_fr="Le Quotidien", kind="media")
    for number in range(1, count + 1):
        make_release(
            slug=f"article-{number}",
            document_type="article",
            issuer=daily,
            published_on=date(2000 + number, 5, 3),
        )


@pytest.mark.parametrize(("count", "shown", "links"), [(10, 10, 0), (11, 10, 1)])
def test_organization_shows_its_newest_documents_and_leads_to_all(
    visit: Visit, count: int, shown: int, links: int
) -> None:
    issue(count)

    issued = visit("/partners/daily/").one("section", aria_labelledby="issued")

    documents = [item.one("a").attrs["href"] for item in issued.all("li")]
    newest = range(count, count - shown, -1)
    assert documents == [f"/releases/article-{number}/" for number in newest]
    assert len(issued.all("a", href="/releases/?issuer=daily")) == links


@BOTH_LANGUAGES
def test_list_of_an_issuer_names_it_and_keeps_it(visit: Visit, language: str) -> None:
    issue(3)
    make_release(slug="of-the-company", published_on=date(2002, 1, 1))

    page = visit("/releases/?issuer=daily", language=language)

    assert len(page.all("article")) == 3
    name = {"en": "Issued by The Daily.", "fr": "Publié par Le Quotidien."}[language]
    assert name in page.main.text
    assert page.one("input", name="issuer").attrs["value"] == "daily"
    rail = page.one("nav", aria_labelledby="rail-year")
    assert rail.all("a", href="?issuer=daily&year=2002")


def test_list_of_an_issuer_that_issued_nothing_says_so(visit: Visit) -> None:
    make_company()
    make_partner(slug="quiet")

    page = visit("/releases/?issuer=quiet")

    assert "No document of this organization is on file." in page.main.text


def test_list_of_an_unknown_issuer_is_refused(visit: Visit) -> None:
    page = visit("/releases/?issuer=nobody", status=400)

    assert "“nobody” is not on file here." in page.main.text


def test_data_of_an_issuer_are_its_documents(client: Client) -> None:
    issue(2)
    make_release(slug="of-the-company")

    rows = client.get("/releases.json?issuer=daily").json()["items"]

    assert [row["slug"] for row in rows] == ["article-2", "article-1"]
