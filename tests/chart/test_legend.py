"""Heading, caption and key speak of what each drawing shows, and of nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import (
    AT,
    TODAY,
    make_announced,
    make_company,
    make_plan,
    make_project,
    make_release,
    on_day,
)
from tests.markup import Document
from timeline.chart import legend
from timeline.chart.builder import Chart, build_chart
from timeline.models import Milestone

pytestmark = pytest.mark.django_db

LED = "A dotted line runs from the release that announced a plan to the date it was planned for."
RELEASES = "Blue lines are releases."
NEXT_YEAR: dict[str, Any] = {
    "precision": "year",
    "date_words": "2027",
    "earliest": date(2027, 1, 1),
    "latest": date(2027, 12, 31),
}


def drawn(query: list[tuple[str, Any]] | None = None) -> Chart:
    rows = Milestone.objects.published(AT)
    return build_chart(rows, on=TODAY, today=TODAY, at=AT, query=query or [])


def said(chart: Chart) -> list[str]:
    return [sentence.said for sentence in legend.caption(chart)]


def signs(chart: Chart, css_class: str) -> list[str]:
    """Those of the key that a drawing shows: "wo" the wide one, "no" the narrow one."""
    return [sign.said for sign in legend.key(chart) if sign.css_class in ("", css_class)]


def make_of_one_day(count: int) -> None:
    release = make_release()
    for _ in range(count):
        make_announced(release, **on_day(date(2018, 11, 13)))


def test_dotted_line_is_explained_only_where_one_is_drawn() -> None:
    make_announced()
    assert said(drawn()) == [RELEASES]

    make_plan(make_release(published_on=date(2025, 1, 1)), **NEXT_YEAR)
    assert said(drawn()) == [RELEASES, LED]


def test_heading_speaks_of_due_dates_only_where_something_was_planned() -> None:
    make_announced()
    assert legend.heading(drawn()) == "When it was announced, when it happened"

    make_plan(make_release(), **NEXT_YEAR)
    assert legend.heading(drawn()) == "When it was announced, when it was due"


def test_heading_without_a_drawing_says_that_nothing_is_dated() -> None:
    make_plan()

    assert legend.heading(drawn()) == "Milestones without a date"


def test_key_of_one_exact_day_has_no_sign_for_inexact_dates() -> None:
    make_announced(**on_day(date(2026, 11, 13)))

    assert signs(drawn(), "wo") == ["exact", "h", "release", "fold"]


def test_sign_of_many_is_in_the_key_only_where_they_are_one_mark() -> None:
    make_of_one_day(24)
    assert {"number", "many"}.isdisjoint(signs(drawn(), "wo") + signs(drawn(), "no"))

    make_of_one_day(1)
    assert "number" in signs(drawn(), "wo")
    assert "many" in signs(drawn(), "no")


def test_status_that_only_the_wide_drawing_shows_is_not_in_the_key_of_the_narrow_one() -> None:
    make_announced(standing="under_way", **on_day(date(2001, 1, 1)))
    for day in range(1, 29):
        make_announced(**on_day(date(2018, 1, day)))

    assert "u" in signs(drawn(), "wo")
    assert "u" not in signs(drawn(), "no")


def test_release_that_restates_in_another_year_leaves_the_room_to_the_year_asked_for() -> None:
    first = make_release(published_on=date(2018, 11, 13))
    make_announced(first, make_release(published_on=date(2022, 5, 1)))

    assert list(drawn([("year", [2018])]).releases) == [first.slug]
    assert len(drawn().releases) == 2


@pytest.fixture
def two_years(client: Client) -> None:
    make_company()
    lake = make_project(slug="lake")
    for year in (2018, 2020):
        make_announced(
            make_release(published_on=date(year, 11, 13)),
            projects=[lake],
            **on_day(date(year, 11, 13)),
        )


def links_of_graphic(client: Client, address: str) -> list[str]:
    page = Document(client.get(address).content.decode())
    return [link.attrs["href"] for link in page.one(css="fig").all("a") if "href" in link.attrs]


@pytest.mark.usefixtures("two_years")
def test_year_on_the_scale_keeps_the_other_filters(client: Client) -> None:
    found = links_of_graphic(client, "/?project=lake&standing=happened")

    assert "/?project=lake&year=2018&standing=happened" in found


@pytest.mark.usefixtures("two_years")
def test_year_on_the_scale_in_which_nothing_lies_is_no_link(client: Client) -> None:
    found = links_of_graphic(client, "/")

    assert sorted({address for address in found if "year=" in address}) == [
        "/?year=2018",
        "/?year=2020",
    ]


@pytest.mark.usefixtures("two_years")
def test_view_of_a_year_leads_back_to_all_years_and_not_to_itself(client: Client) -> None:
    found = links_of_graphic(client, "/?project=lake&year=2018")

    assert "/?project=lake" in found
    assert [address for address in found if "year=2018" in address] == []


@pytest.mark.usefixtures("two_years")
def test_graphic_of_a_milestone_page_narrows_nothing(client: Client) -> None:
    slug = Milestone.objects.get(first_year=2018).slug

    assert not [each for each in links_of_graphic(client, f"/milestones/{slug}/") if "year" in each]


def test_narrow_drawing_without_scale_says_so() -> None:
    make_of_one_day(20)
    classes = {sentence.said: sentence.css_class for sentence in legend.caption(drawn())}
    assert classes["In order of date, not to scale."] == legend.NARROW_ONLY
