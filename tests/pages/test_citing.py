"""Citing a page, and following a reference after the page was corrected."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_announced, make_release
from tests.markup import Document
from timeline.models import Correction

pytestmark = pytest.mark.django_db

CHANGE = {
    "label": {"en": "title", "fr": "titre"},
    "was": {"en": "20 holes", "fr": "20 trous"},
    "now": {"en": "21 holes", "fr": "21 trous"},
}


def visit(address: str, status: int = 200) -> Document:
    answer = Client().get(address)
    assert answer.status_code == status
    return Document(answer.content.decode())


def day(moment: datetime) -> str:
    return str(timezone.localdate(moment))


def correct(at: datetime, **row: object) -> None:
    Correction(made_at=at, changes=[CHANGE], note_en="Misread.", **row).save()


def test_page_gives_five_texts_with_the_edition_and_the_day() -> None:
    make_announced(slug="drilling", title_en="Drilling")

    panel = visit("/milestones/drilling/").one("details", css="cites")

    texts = [field.text for field in panel.all("textarea")]
    assert len(texts) == 5
    assert all(f"?cited={day(timezone.now())}" in text for text in texts)
    assert all("Drilling" in text for text in texts)


def test_view_is_cited_as_of_the_day_on_which_it_is_read() -> None:
    make_announced(slug="drilling", kind="event")

    panel = visit("/?kind=event").one("details", css="cites")

    assert f"/?as_of={day(timezone.now())}&kind=event" in panel.all("textarea")[0].text


def test_view_as_of_a_day_is_cited_as_of_that_day() -> None:
    make_announced(slug="drilling")

    panel = visit("/?as_of=2020-01-01").one("details", css="cites")

    assert "/?as_of=2020-01-01" in panel.all("textarea")[0].text


def test_reference_followed_says_what_stood_before_a_later_correction() -> None:
    now = timezone.now()
    milestone = make_announced(slug="drilling")
    correct(now - timedelta(days=9), milestone=milestone)
    correct(now - timedelta(days=2), milestone=milestone)

    said = visit(f"/milestones/drilling/?cited={day(now - timedelta(days=5))}").one(
        "div", css="asof"
    )

    assert "corrected since" in said.text
    assert "20 holes" in said.text
    assert len(said.all("li")) == 1


def test_reference_followed_counts_the_corrections_of_its_own_day() -> None:
    now = timezone.now()
    correct(now, milestone=make_announced(slug="drilling"))

    said = visit(f"/milestones/drilling/?cited={day(now)}").one("div", css="asof")

    assert len(said.all("li")) == 1


def test_reference_followed_says_that_nothing_was_corrected() -> None:
    now = timezone.now()
    release = make_release(slug="news")
    correct(now - timedelta(days=9), release=release)

    said = visit(f"/releases/news/?cited={day(now - timedelta(days=5))}").one("div", css="asof")

    assert "Nothing on it has been corrected since." in said.text


def test_address_of_a_reference_is_not_the_canonical_one() -> None:
    make_announced(slug="drilling")

    page = visit(f"/milestones/drilling/?cited={day(timezone.now())}")

    assert page.canonical == "/milestones/drilling/"


@pytest.mark.parametrize("cited", ["x", "2999-01-01", "2020-02-30"])
@pytest.mark.parametrize("address", ["/milestones/drilling/", "/releases/news/"])
def test_day_that_cannot_be_one_is_refused(address: str, cited: str) -> None:
    make_announced(make_release(slug="news"), slug="drilling")

    page = visit(f"{address}?cited={cited}", status=400)

    assert "Cited on" in page.text
    assert address in [link.attrs["href"] for link in page.all("a")]
