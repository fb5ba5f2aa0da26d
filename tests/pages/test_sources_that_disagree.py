"""A milestone that three documents date and measure differently: its page says who says what."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_milestone, make_paragraph, make_release
from tests.markup import Visit
from timeline.models import Citation, Figure, Milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening() -> Milestone:
    """A mine opened: "in 2019" says the first, "in May 2019" the second, a day the third."""
    milestone = make_milestone(slug="opening", status="published", precision="day")
    for year, english, french in (
        (2019, "“in 2019”, 40 t a day", "« en 2019 », 40 t par jour"),
        (2020, "“in May 2019”", "« en mai 2019 »"),
        (2021, "", ""),
    ):
        release = make_release(slug=f"said-{year}", published_on=date(year, 12, 1))
        Citation.objects.create(
            milestone=milestone,
            paragraph=make_paragraph(release),
            states_en=english,
            states_fr=french,
        )
    return milestone


@pytest.mark.usefixtures("opening")
def test_page_says_who_says_what_the_newest_last(visit: Visit) -> None:
    told = visit("/milestones/opening/").one("section", aria_labelledby="differing")

    assert [each.text for each in told.all("dd")] == [
        "“in 2019”, 40 t a day",
        "“in May 2019”",
        "as on this page",
    ]
    assert "Release of 1 December 2019" in told.all("dt")[0].text


@pytest.mark.usefixtures("opening")
def test_french_page_says_who_says_what_in_french(visit: Visit) -> None:
    told = visit("/fr/milestones/opening/").one("section", aria_labelledby="differing")

    assert told.all("dd")[1].text == "« en mai 2019 »"


@pytest.mark.usefixtures("record")
def test_page_whose_sources_agree_says_nothing_of_it(visit: Visit) -> None:
    page = visit("/milestones/brussels/")

    assert page.all("section", aria_labelledby="differing") == []
    assert page.all("section", aria_labelledby="figures") == []


def test_page_shows_figures_as_printed_with_their_paragraph(
    opening: Milestone, visit: Visit
) -> None:
    citation = opening.citations.order_by("id")[0]
    Figure.objects.create(
        milestone=opening,
        paragraph=citation.paragraph,
        what_en="output a day",
        what_fr="production par jour",
        value=40,
        unit="t",
        as_printed="40 t",
    )

    english = visit("/milestones/opening/").one("section", aria_labelledby="figures")
    french = visit("/fr/milestones/opening/").one("section", aria_labelledby="figures")

    assert english.one("dt").text == "Output a day"
    assert english.one("dd").text.startswith("40 t")
    assert english.one("a").attrs["href"] == "/releases/said-2019/#p1"
    assert french.one("dt").text == "Production par jour"


@pytest.mark.parametrize("words", ["40 t a day", "output", "40 t"])
def test_search_finds_what_a_document_states_differently_and_in_figures(
    opening: Milestone, words: str
) -> None:
    Figure.objects.create(
        milestone=opening,
        paragraph=opening.citations.order_by("id")[0].paragraph,
        what_en="output a day",
        value=40,
        unit="t",
        as_printed="40 t",
    )

    assert list(Milestone.objects.matching(words)) == [opening]
