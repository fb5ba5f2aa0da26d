"""The figures of a release: whoever says what one is has it filed with its milestone."""

from __future__ import annotations

from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from tests.admin_pages import Answer, filled_in
from tests.factories import make_company
from tests.invented_releases import COMPANY, FIRST
from timeline.models import Figure, Milestone

pytestmark = pytest.mark.django_db
PAGE = "/admin/timeline/release/from-text/"
OPENED = "opened the second adit of its Gull Ridge project on April 28, 2021."
COSTS = OPENED.replace("on April", "for $2.5 million, 320 metres long, on April")
TEXT = FIRST.replace(OPENED, COSTS)
Values = dict[str, list[str]]


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    make_company(name=COMPANY, short_name="Tern Hollow")


def review(client: Client, text: str = TEXT) -> Values:
    values = filled_in(client.post(PAGE, {"text": text}), "review_form")
    for number in range(4):
        values[f"milestones-{number}-title_en"] = [f"Title {number}"]
    return values


def filed(client: Client, values: Values, **typed: str) -> Answer:
    typed_over = {f"milestones-0-{name}": [value] for name, value in typed.items()}
    return client.post(PAGE, {**values, **typed_over, "file": "1"}, follow=True)


def test_figures_of_a_sentence_are_offered_with_the_unit_that_is_told(editor: Client) -> None:
    values = review(editor)

    assert values["milestones-0-figure_0_unit"] == [""]  # which dollars is not said
    assert values["milestones-0-figure_1_unit"] == ["m"]
    assert "milestones-1-figure_0_unit" not in values  # another sentence


def test_figure_that_is_said_what_it_is_is_filed_with_its_milestone(editor: Client) -> None:
    answer = filed(editor, review(editor), figure_1_what_en="length", figure_1_what_fr="longueur")

    figure = Figure.objects.get()
    assert figure.milestone == Milestone.objects.get(title_en="Title 0")
    assert figure.paragraph.number == 2
    assert (figure.value, figure.unit, figure.as_printed) == (Decimal(320), "m", "320 metres")
    assert (figure.what_en, figure.what_fr) == ("length", "longueur")
    assert "filed as drafts" in unescape(answer.content.decode())


def test_figure_that_nobody_says_anything_of_is_left_out(editor: Client) -> None:
    filed(editor, review(editor))

    assert not Figure.objects.exists()
    assert Milestone.objects.count() == 4


def test_figure_without_a_currency_is_refused_beside_its_field(editor: Client) -> None:
    answer = filed(editor, review(editor), figure_0_what_en="cost")

    page = unescape(answer.content.decode())
    assert 'id="id_milestones-0-figure_0_unit_error"' in page
    assert "A figure needs a unit or a currency." in page
    assert not Milestone.objects.exists()


def test_figures_of_a_milestone_made_of_a_paragraph_are_offered(editor: Client) -> None:
    values = review(editor)

    added = filled_in(editor.post(PAGE, {**values, "add": "p2"}), "review_form")

    assert added["milestones-4-figure_1_unit"] == ["m"]
