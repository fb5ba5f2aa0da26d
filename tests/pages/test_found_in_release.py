"""``/releases/<slug>/?q=``: the paragraphs that have some words are marked, the page is the same."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.addresses import A, B
from tests.markup import Document, Visit

pytestmark = pytest.mark.usefixtures("record")


def marked(page: Document) -> list[str]:
    """The ids of the outline's rows that are marked."""
    return [row.attrs["id"] for row in page.one("ol", css="paras").all("li", css="found")]


def test_paragraph_that_has_the_words_is_marked_in_words(visit: Visit) -> None:
    page = visit(f"{A}?q=copper")

    assert [row.text for row in page.all("li", css="found")] == [page.id("p7").text]
    assert page.id("p7").all("mark")[0].text == "Found in paragraph 8"


def test_words_are_marked_in_their_paragraph(visit: Visit) -> None:
    page = visit(f"{B}?q=low-carbon")

    assert marked(page) == ["p6"]
    assert [mark.text for mark in page.id("p6").all("mark")] == [
        "Found in paragraph 6",
        "low-carbon",
    ]


def test_paragraphs_that_have_the_words_are_told_above_the_outline(visit: Visit) -> None:
    page = visit(f"{B}?q=dalmau")

    assert "“dalmau” is found in paragraph 6." in page.main.text
    assert "#p6" in [link.attrs["href"] for link in page.main.all("a")]


def test_french_page_says_it_in_french(visit: Visit) -> None:
    page = visit(f"{B}?q=dalmau", language="fr")

    assert page.id("p6").all("mark")[0].text == "Trouvé au paragraphe 6"
    assert "« dalmau » se trouve au paragraphe 6." in page.main.text


def test_words_that_stand_in_no_one_paragraph_are_said_not_to(visit: Visit) -> None:
    page = visit(f"{A}?q=Parry+Cashin+Berlin+copper")

    assert marked(page) == []
    assert "No paragraph has all of these words: “Parry Cashin Berlin copper”." in page.main.text


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?x=1", "?q=!!!"])
def test_page_without_words_marks_nothing(visit: Visit, query: str) -> None:
    assert visit(f"{A}{query}").all("mark") == []


def test_words_that_hold_markup_are_shown_as_they_are(visit: Visit) -> None:
    page = visit(f"{A}?q=%3Cscript%3Ealert(1)%3C/script%3E")

    assert "<script>alert" not in page.source


def test_canonical_address_and_translations_leave_the_words_out(visit: Visit) -> None:
    page = visit(f"{A}?q=technology+metals")
    others = [link.attrs["href"] for link in page.all("link", rel="alternate", hreflang="fr")]

    assert page.canonical == A
    assert others == [f"http://testserver/fr{A}"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("query", ["q=a%00b", "q=" + "a" * 201, "q=a&q=b"])
def test_words_that_cannot_be_read_are_answered_400_with_the_form(
    visit: Visit, query: str, language: str
) -> None:
    page = visit(f"{A}?{query}", 400, language)

    assert page.one("div", role="alert").one("li").text
    assert page.main.one("form", role="search").attrs["action"].endswith(A)
    assert page.all("ol", css="paras") == []
    assert page.problems == []


def test_release_that_is_not_on_file_is_answered_404_whatever_is_asked(client: Client) -> None:
    assert client.get("/releases/nothing/?q=a%00b").status_code == 404


def test_search_of_the_releases_leads_to_the_marked_page(visit: Visit) -> None:
    row = visit("/releases/?q=technology+metals").all("article", css="ms")[0]

    assert row.all("a")[-1].attrs["href"] == f"{B}?q=technology%20metals"


def test_name_of_an_exchange_marks_the_paragraph_that_has_the_other_name(visit: Visit) -> None:
    assert "Found in paragraph 8" in [mark.text for mark in visit(f"{A}?q=TSXV").all("mark")]
