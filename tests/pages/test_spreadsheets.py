"""CSV as Excel opens it: a byte order mark and, in French, semicolons."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from tests.exports.format_readers import body as body_of
from tests.markup import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


def test_page_offers_csv_for_excel_beside_csv(visit: Visit) -> None:
    links = {link.text: link.attrs["href"] for link in visit("/?year=2018").all("a")}

    assert links["CSV"] == "/timeline.csv?year=2018"
    assert links["CSV for Excel"] == "/timeline.csv?year=2018&bom=1"


def test_french_page_offers_semicolons_to_excel(visit: Visit) -> None:
    links = [link.attrs["href"] for link in visit("/fr/").all("a")]

    assert "/fr/timeline.csv?bom=1&separator=semicolon" in links


def test_semicolon_stands_between_the_cells_and_a_mark_before_them(client: Client) -> None:
    text = body_of(client.get("/timeline.csv?bom=1&separator=semicolon")).decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))

    assert text.startswith("\ufeffid;slug;")
    assert len(rows) == 16
    assert {len(row) for row in rows} == {len(rows[0])}


def test_separator_that_is_none_is_refused(client: Client) -> None:
    assert client.get("/timeline.csv?separator=tab").status_code == 400
