"""``.csv``: what a spreadsheet reads."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.exports.format_readers import body, rows_of
from tests.factories import make_announced
from timeline.models import Milestone

pytestmark = pytest.mark.usefixtures("record")


def test_csv_of_the_whole_record_has_15_rows(client: Client) -> None:
    assert len(rows_of(body(client.get("/timeline.csv")))) == 15


def test_csv_has_a_column_for_each_language(client: Client) -> None:
    row = next(
        row for row in rows_of(body(client.get("/timeline.csv"))) if row["slug"] == "drilling"
    )

    assert (row["title_en"], row["title_fr"]) == (
        "Drilling of the high-grade scandium area",
        "Forage de la zone à forte teneur en scandium",
    )
    assert (row["date_en"], row["date_fr"]) == ("Early 2019", "Début 2019")


def test_csv_says_in_each_language_what_a_date_rests_on(client: Client) -> None:
    row = next(
        row for row in rows_of(body(client.get("/timeline.csv"))) if row["slug"] == "brussels"
    )

    assert (row["basis_en"], row["basis_fr"]) == (
        "Year from the dateline",
        "Année tirée de la date du communiqué",
    )


def test_csv_lines_end_as_rfc_4180_has_it(client: Client) -> None:
    text = body(client.get("/timeline.csv?fields=slug"))

    assert text.count(b"\r\n") == text.count(b"\n") == 16


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", 'a,b\n"c"']
)
def test_csv_title_is_run_by_no_spreadsheet(client: Client, title: str) -> None:
    slug = make_announced(title_en="Plain").slug
    Milestone.objects.filter(slug=slug).update(title_en=title)

    row = next(row for row in rows_of(body(client.get("/timeline.csv"))) if row["slug"] == slug)

    assert row["title_en"].removeprefix("'") == title
    assert not row["title_en"].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


def test_csv_begins_with_a_byte_order_mark_if_asked_to(client: Client) -> None:
    assert body(client.get("/timeline.csv?bom=1")).startswith(b"\xef\xbb\xbfid,")
    assert body(client.get("/timeline.csv")).startswith(b"id,")


def test_csv_names_its_file(client: Client) -> None:
    answer = client.get("/timeline.csv?as_of=2018-12-31")

    assert answer.headers["Content-Disposition"] == 'inline; filename="milestones-2018-12-31.csv"'


def test_csv_of_the_outlook_lists_the_plans_as_its_page_does(client: Client) -> None:
    rows = rows_of(body(client.get("/outlook.csv")))

    assert len(rows) == 10
    assert {row["standing"] for row in rows} == {"planned", "conditional"}
    assert rows[0]["outlook"] == "window_passed"


def test_csv_of_the_releases_takes_their_filters(client: Client) -> None:
    rows = rows_of(body(client.get("/releases.csv?year=2018")))

    assert [row["slug"] for row in rows] == ["2018-11-13-scandium-marketing-update"]
