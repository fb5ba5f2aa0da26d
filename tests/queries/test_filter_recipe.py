"""A filter by place, added as the contributing document says: one declaration, and methods of the filter set.

Everything else follows from the declaration. No other module is touched.
"""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_announced
from tests.markup import Document
from timeline.queries.filter_kinds import MultipleValuesFilter
from timeline.queries.filters import MilestoneFilters, SlugNames

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def places_on_file(filters: MilestoneFilters) -> SlugNames:
    places = filters.queryset.exclude(place_en="").order_by("place_en")
    return [(place, place) for place in dict.fromkeys(places.values_list("place_en", flat=True))]


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The filter, and three milestones in two places."""
    declared = MultipleValuesFilter(
        field_name="place_en",
        method="by_column",
        choices_from="places_on_file",
        counted_by="place_en",
        label="Place",
        any_label="Everywhere",
        help_text="a place, as the milestone names it",
        phrase="in %(values)s",
    )
    monkeypatch.setattr(MilestoneFilters, "places_on_file", places_on_file, raising=False)
    monkeypatch.setitem(MilestoneFilters.base_filters, "place", declared)
    make_announced(slug="mill", place_en="Québec")
    make_announced(slug="pit", place_en="Québec")
    make_announced(slug="talks", place_en="Brussels")


def visit(address: str, status: int = 200) -> Document:
    answer = Client().get(address)
    assert answer.status_code == status
    return Document(answer.content.decode())


def offered(page: Document) -> list[str]:
    return [option.text for option in page.one("select", name="place").all("option")]


def test_form_offers_each_place_with_its_count() -> None:
    assert offered(visit("/")) == ["Everywhere", "Brussels (1)", "Québec (2)"]


def test_page_shows_the_milestones_of_the_place_alone() -> None:
    assert sorted(visit("/?place=Québec").milestones) == ["mill", "pit"]


def test_several_places_are_joined_by_or() -> None:
    page = visit("/?place=Québec&place=Brussels")

    assert page.one("h1").text == "Québec or Brussels"
    assert len(page.milestones) == 3


def test_heading_and_sentence_name_the_place() -> None:
    page = visit("/?place=Québec")

    assert page.one("h1").text == "Québec"
    assert "Two milestones in Québec." in page.text


def test_sentence_without_a_phrase_says_label_and_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MilestoneFilters.base_filters["place"], "phrase", "")

    assert "Two milestones Place: Québec." in visit("/?place=Québec").text


def test_chip_leads_to_the_view_without_the_place() -> None:
    chip = visit("/?place=Québec&kind=event").one("ul", css="chips").all("a")[-2]

    assert (chip.text, chip.attrs["href"]) == ("Place: Québec × remove", "?kind=event")


def test_address_of_the_page_names_the_place_after_the_other_filters() -> None:
    assert visit("/?place=Québec&kind=event").canonical == "/?kind=event&place=Qu%C3%A9bec"


def test_unknown_place_is_refused_with_the_form() -> None:
    page = visit("/?place=Atlantis", status=400)

    assert "“Atlantis” is not on file here." in page.text
    assert offered(page) == ["Everywhere", "Brussels", "Québec"]


def test_about_page_lists_the_place() -> None:
    assert "a place, as the milestone names it" in visit("/about/").text


def test_page_of_the_data_lists_the_place() -> None:
    assert "a place, as the milestone names it" in visit("/about/data/").text


def test_data_take_the_place() -> None:
    rows = Client().get("/timeline.json?place=Brussels").json()

    assert [row["slug"] for row in rows["items"]] == ["talks"]


def test_openapi_document_describes_the_place() -> None:
    operation = Client().get("/openapi.json").json()["paths"]["/timeline.json"]["get"]
    described = {each["name"]: each for each in operation["parameters"]}

    assert described["place"]["description"] == "a place, as the milestone names it"
    assert described["place"]["schema"]["items"] == {"type": "string"}
