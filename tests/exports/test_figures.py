"""Figures as data: a column of milestones, and a list of their own with a row each."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.exports.format_readers import body
from tests.factories import LATER, make_announced, make_figure, make_paragraph, make_release
from timeline.models import Citation, Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def drilled() -> Milestone:
    release = make_release(slug="results", published_on=date(2020, 5, 1))
    milestone = make_announced(make_paragraph(release), slug="drilled", title_en="Drilled")
    make_figure(
        milestone,
        milestone.paragraphs.get(),
        what_en="grade",
        what_fr="teneur",
        value=Decimal("4.25"),
        value_to=Decimal(6),
        unit="g/t",
        as_printed="4.25 to 6 g/t",
    )
    return milestone


GRADE = {
    "what": {"en": "grade", "fr": "teneur"},
    "value": 4.25,
    "value_to": 6,
    "unit": "g/t",
    "as_printed": "4.25 to 6 g/t",
    "stated_on": "2020-05-01",
    "source": "http://testserver/releases/results/#p1",
}


@pytest.mark.usefixtures("drilled")
def test_milestone_in_json_has_its_figures(client: Client) -> None:
    assert client.get("/milestones/drilled.json").json()["figures"] == [GRADE]


@pytest.mark.usefixtures("drilled")
@pytest.mark.parametrize("language", ["", "/fr"])
def test_list_of_figures_has_a_row_for_each(client: Client, language: str) -> None:
    listed = client.get(f"{language}/figures.json").json()

    (row,) = listed["items"]
    assert {key: row[key] for key in GRADE} == GRADE
    assert (row["milestone"]["slug"], listed["count"]) == ("drilled", 1)


@pytest.mark.usefixtures("drilled")
def test_figures_in_csv_are_in_long_form(client: Client) -> None:
    (row,) = csv.DictReader(io.StringIO(body(client.get("/figures.csv")).decode()))

    assert row["milestone"] == "drilled"
    assert (row["value"], row["value_to"], row["unit"]) == ("4.25", "6", "g/t")


def test_figure_of_a_document_to_come_is_not_given_away(client: Client, drilled: Milestone) -> None:
    later = make_paragraph(make_release(publish_at=LATER))
    make_figure(drilled, later, what_en="secret", as_printed="99")

    assert "secret" not in client.get("/milestones/drilled.json").content.decode()
    assert "secret" not in client.get("/figures.json").content.decode()
    assert "secret" not in client.get("/milestones/drilled/").content.decode()
    assert not Milestone.objects.matching("secret").exists()


def test_figure_stated_after_the_day_asked_for_is_not_shown(
    client: Client, drilled: Milestone
) -> None:
    later = make_paragraph(make_release(published_on=date(2022, 1, 1)))
    make_figure(drilled, later, what_en="later grade")

    (row,) = client.get("/timeline.json?as_of=2021-01-01").json()["items"]
    assert [figure["what"]["en"] for figure in row["figures"]] == ["grade"]


def test_source_says_what_it_states_differently_and_who_issued_it(
    client: Client, drilled: Milestone
) -> None:
    Citation.objects.filter(milestone=drilled).update(states_en="“in May”", states_fr="« en mai »")

    (source,) = client.get("/milestones/drilled.json").json()["sources"]
    assert source["states"] == {"en": "“in May”", "fr": "« en mai »"}
    assert source["document_type"] == "company_release"


def test_list_of_figures_costs_the_same_at_any_length(client: Client, drilled: Milestone) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/figures.json")
        return len(asked)

    few = queries()
    for number in range(8):
        make_figure(drilled, drilled.paragraphs.get(), as_printed=f"{number} t", unit="t")

    assert queries() == few


def test_figure_in_a_document_that_the_milestone_does_not_cite_follows_that_document(
    drilled: Milestone,
) -> None:
    elsewhere = make_release(status="draft")
    make_figure(drilled, make_paragraph(elsewhere), what_en="purity", as_printed="94.5%")
    before = Milestone.objects.matching("purity").exists()

    elsewhere.status, elsewhere.publish_at = "published", elsewhere.updated_at
    elsewhere.save()

    assert (before, Milestone.objects.matching("purity").exists()) == (False, True)
