"""A text that is there in one language only is shown on both sides, in its own language and marked
so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_announced, make_paragraph, make_partner, make_project, make_release
from tests.markup import Document, Element, Visit

pytestmark = pytest.mark.django_db

OTHER = {"en": "fr", "fr": "en"}
TITLE = {"en": "A shaft is sunk", "fr": "Un puits est foncé"}
PLACE = {"en": "Gold Creek", "fr": "Ruisseau de l’Or"}
SUMMARY = {"en": "To three hundred metres.", "fr": "Jusqu’à trois cents mètres."}
NOTE = {
    ("en", "fr"): "In French only.",
    ("fr", "en"): "En anglais seulement.",
    ("en", "en and fr"): "Partly in French.",
    ("fr", "en and fr"): "En partie en anglais.",
}
SIDES = [
    ("en", "en"),
    ("en", "fr"),
    ("fr", "en"),
    ("fr", "fr"),
]  # (language of the page, of the texts)


def texts(written: str, **more: Any) -> dict[str, Any]:
    """A milestone whose title and summary are in that language alone."""
    empty = {f"{name}_{OTHER[written]}": "" for name in ("title", "summary")}
    return {
        f"title_{written}": TITLE[written],
        f"summary_{written}": SUMMARY[written],
        **empty,
        **more,
    }


def language(element: Element) -> str:
    """Of the words in it, as its nearest ``lang`` says."""
    while "lang" not in element.attrs and element.parent is not None:
        element = element.parent
    return element.attrs["lang"][:2]


def holding(page: Element | Document, words: str, tag: str = "") -> Element:
    """The innermost element that holds just these words."""
    found = [
        one
        for one in page.all(tag)
        if "".join(c for c in one.children if isinstance(c, str)).strip() == words
    ]
    assert found, f"{words} is not there"
    return found[0]


@pytest.mark.parametrize(("page", "written"), SIDES)
class TestMilestone:
    def test_list_shows_title_and_summary_in_their_language(
        self, visit: Visit, page: str, written: str
    ) -> None:
        make_announced(slug="shaft", **texts(written))

        article = visit("/", language=page).id("shaft")

        assert language(holding(article, TITLE[written])) == written
        assert language(holding(article, SUMMARY[written])) == written

    def test_list_says_once_that_it_is_in_the_other_language_only(
        self, visit: Visit, page: str, written: str
    ) -> None:
        make_announced(slug="shaft", **texts(written))

        notes = [
            note.text for note in visit("/", language=page).id("shaft").all("small", css="only")
        ]

        assert notes == ([] if page == written else [NOTE[page, written]])

    def test_graphic_names_it_in_its_language(self, visit: Visit, page: str, written: str) -> None:
        make_announced(slug="shaft", **texts(written))

        drawn = visit("/embed/", language=page)
        lines = [line for line in drawn.all("tspan", css="t") if line.text in TITLE[written]]

        assert lines
        assert {language(line) for line in lines} == {written}
        assert {one.text.split(". ")[0] for one in drawn.all("title") if one.within("a")} >= {
            TITLE[written]
        }

    def test_search_finds_it_by_its_own_words(self, visit: Visit, page: str, written: str) -> None:
        make_announced(slug="shaft", **texts(written))
        make_announced(title_en="Something else", title_fr="Autre chose")

        assert visit(f"/?q={TITLE[written].split()[-1]}", language=page).milestones == ["shaft"]

    def test_page_of_its_own_shows_it_and_says_so_once(
        self, visit: Visit, page: str, written: str
    ) -> None:
        make_announced(slug="shaft", **texts(written))

        shown = visit("/milestones/shaft/", language=page)

        assert language(holding(shown, TITLE[written], "h1")) == written
        assert language(holding(shown, SUMMARY[written])) == written
        notes = [note.text for note in shown.main.all("small", css="only")]
        assert notes == ([] if page == written else [NOTE[page, written]])

    def test_page_of_its_own_shows_the_place_in_its_language(
        self, visit: Visit, page: str, written: str
    ) -> None:
        place: dict[str, Any] = {f"place_{written}": PLACE[written], f"place_{OTHER[written]}": ""}
        make_announced(slug="shaft", **place)

        shown = visit("/milestones/shaft/", language=page)

        assert language(holding(shown, PLACE[written], "dd")) == written


@pytest.mark.parametrize("page", ["en", "fr"])
class TestPartly:
    def test_milestone_without_a_summary_in_the_page_language_is_partly_in_the_other(
        self, visit: Visit, page: str
    ) -> None:
        make_announced(slug="shaft", **texts(OTHER[page], **{f"title_{page}": TITLE[page]}))

        article = visit("/", language=page).id("shaft")

        assert language(holding(article, TITLE[page])) == page
        assert language(holding(article, SUMMARY[OTHER[page]])) == OTHER[page]
        assert [note.text for note in article.all("small", css="only")] == [NOTE[page, "en and fr"]]

    def test_release_outline_says_it_once(self, visit: Visit, page: str) -> None:
        release = make_release(slug="shaft", summary_en="", summary_fr="")
        for _ in range(2):
            make_paragraph(
                release, **{f"summary_{page}": "", f"summary_{OTHER[page]}": SUMMARY[OTHER[page]]}
            )

        shown = visit("/releases/shaft/", language=page)

        assert language(holding(shown, SUMMARY[OTHER[page]])) == OTHER[page]
        assert [note.text for note in shown.main.all("small", css="only")] == [
            NOTE[page, OTHER[page]]
        ]

    def test_project_and_partner_say_it_in_their_list_and_on_their_page(
        self, visit: Visit, page: str
    ) -> None:
        name = {f"name_{OTHER[page]}": TITLE[OTHER[page]], f"name_{page}": "", "slug": "shaft"}
        make_project(**name)
        make_partner(**name)

        for address in ("/projects/", "/projects/shaft/", "/partners/", "/partners/shaft/"):
            shown = visit(address, language=page).main
            assert language(holding(shown, TITLE[OTHER[page]])) == OTHER[page]
            assert [note.text for note in shown.all("small", css="only")] == [
                NOTE[page, OTHER[page]]
            ], address


def test_words_of_the_document_are_quoted_as_the_page_quotes_and_marked_as_the_document_is_written(
    visit: Visit,
) -> None:
    make_announced(slug="shaft", date_words="13 November 2018", title_fr="Un puits")

    said = holding(visit("/milestones/shaft/", language="fr"), "13 November 2018")

    assert language(said) == "en"
    assert said.parent is not None
    assert said.parent.text == "« 13 November 2018 »"
