"""What was corrected, as visitors read it: on the page of the row, on a page of all, in the data
for search engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    make_announced,
    make_company,
    make_partner,
    make_person,
    make_project,
    make_release,
)
from tests.markup import Document, Visit
from timeline.models import Correction, Milestone
from timeline.queries.pagination import PAGE_SIZE

pytestmark = pytest.mark.django_db

DATE = {
    "label": {"en": "date", "fr": "date"},
    "was": {"en": "early 2019", "fr": "début 2019"},
    "now": {"en": "mid-2019", "fr": "milieu 2019"},
}
TITLE = {
    "label": {"en": "title", "fr": "titre"},
    "was": {"en": "20 holes"},
    "now": {"en": "21 holes"},
}


def correct(
    changes: Any = (DATE,), note_en: str = "It was misread", note_fr: str = "Mal lu", **of: Any
) -> Correction:
    """A correction made now."""
    return Correction.objects.create(
        made_at=timezone.now(), changes=list(changes), note_en=note_en, note_fr=note_fr, **of
    )


MAKERS: dict[str, Callable[..., Any]] = {
    "milestone": make_announced,
    "release": make_release,
    "project": make_project,
    "partner": make_partner,
    "person": make_person,
}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_page_says_what_was_corrected_on_it(visit: Visit, kind: str) -> None:
    row = MAKERS[kind]()
    correct(**{kind: row})

    text = visit(row.get_absolute_url()).text

    assert "Corrected on " in text
    assert "Date: was “early 2019”, now “mid-2019”" in text
    assert "It was misread" in text


def test_the_french_page_says_it_in_french(visit: Visit) -> None:
    row = make_announced()
    correct(milestone=row)

    text = visit(f"/fr{row.get_absolute_url()}").text

    assert "auparavant « début 2019 », maintenant" in text
    assert "Mal lu" in text
    assert "It was misread" not in text


def test_a_note_in_the_other_language_only_is_shown_as_such(client: Client) -> None:
    row = make_announced()
    correct([TITLE], note_fr="", milestone=row)

    page = client.get(f"/fr{row.get_absolute_url()}").content.decode()

    assert (
        '<span lang="en">It was misread</span> <small class="only">En anglais seulement.</small>'
        in page
    )
    assert '<del lang="en">20 holes</del>' in page
    assert "</ins> » <small" in page


def test_texts_of_a_correction_are_texts(client: Client) -> None:
    row = make_announced()
    odd = {
        "label": {"en": "<b>", "fr": "<b>"},
        "was": {"en": "<i>{now}"},
        "now": {"en": "%s & {0}"},
    }
    correct([odd], note_en="<script>", milestone=row)

    page = client.get(row.get_absolute_url()).content.decode()

    assert "<del>&lt;i&gt;{now}</del>" in page
    assert "<script>" not in page.split("<main")[1]


def test_a_page_without_corrections_does_not_speak_of_any(visit: Visit) -> None:
    assert "Corrected on" not in visit(make_announced().get_absolute_url()).text


@pytest.mark.parametrize("kind", MAKERS)
def test_search_engines_are_told(visit: Visit, kind: str) -> None:
    row = MAKERS[kind]()
    made = correct(**{kind: row})

    found = visit(row.get_absolute_url()).json_ld

    assert found["dateModified"] == made.made_at.isoformat()
    assert found["correction"][0]["text"] == "It was misread"


def test_all_corrections_are_on_one_page_newest_first(visit: Visit) -> None:
    correct(milestone=make_announced(title_en="First"))
    correct(release=make_release(headline_en="Second"))
    correct()

    text = visit("/corrections/").text

    assert text.index("The company") < text.index("Second") < text.index("First")


def test_nothing_corrected_is_said(visit: Visit) -> None:
    assert "No corrections so far." in visit("/corrections/").text


@pytest.mark.parametrize(
    "change", [{"status": "draft"}, {"status": "withdrawn", "withdrawn_reason_en": "An error"}]
)
def test_a_correction_of_what_is_not_public_now_is_not_shown(
    visit: Visit, change: dict[str, str]
) -> None:
    row = make_announced(title_en="Planted")
    correct(milestone=row, note_en="Planted")
    for name, value in change.items():
        setattr(row, name, value)
    row.save()

    assert "Planted" not in visit("/corrections/").text


def test_a_correction_of_a_milestone_whose_release_went_back_to_draft_is_not_shown(
    visit: Visit,
) -> None:
    release = make_release()
    correct(milestone=make_announced(release), note_en="Planted")
    release.status = "draft"
    release.save()

    assert "Planted" not in visit("/corrections/").text


def test_a_correction_of_tomorrow_is_not_shown(visit: Visit) -> None:
    Correction.objects.create(
        made_at=timezone.now() + timedelta(days=1), changes=[DATE], note_en="Planted"
    )

    assert "Planted" not in visit("/corrections/").text


def test_the_company_s_corrections_are_on_the_page_about_it(visit: Visit) -> None:
    make_company()
    correct(note_en="The name was old")

    assert "The name was old" in visit("/about/").text


def test_every_page_leads_to_the_corrections(visit: Visit) -> None:
    assert visit("/").all("a", href="/corrections/")


def test_the_timeline_marks_what_was_corrected(visit: Visit) -> None:
    row = make_announced()
    make_announced()
    correct(milestone=row)

    assert visit("/").text.count("Corrected on") == 1


def _link(page: Document, word: str) -> str:
    return next(a.attrs["href"] for a in page.all("a") if word in a.attrs.get("href", ""))


def test_older_corrections_are_a_page_further(visit: Visit) -> None:
    row = make_announced()
    for number in range(PAGE_SIZE + 1):
        correct(milestone=row, note_en=f"Note {number}.")

    first = visit("/corrections/")
    older = _link(first, "after=")
    second = visit(f"/corrections/{older}")

    assert f"Note {PAGE_SIZE}." in first.text
    assert "Note 0." not in first.text
    assert "Note 0." in second.text
    assert "Note 1." not in second.text
    assert f"Note {PAGE_SIZE}." in visit(f"/corrections/{_link(second, 'before=')}").text


@pytest.mark.parametrize(
    "query", ["?after=x", "?after=1", "?before=1_2_3", "?after=1_1&before=2_2", "?after=9%00_1"]
)
def test_an_odd_place_is_refused_in_words(visit: Visit, query: str) -> None:
    assert "What could not be read" in visit(f"/corrections/{query}", status=400).text


@pytest.mark.slow
def test_the_page_costs_the_same_at_any_length(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/corrections/")
        return len(asked)

    for kind, make in MAKERS.items():
        correct(**{kind: make()})
    few = queries()
    for _ in range(10):
        for kind, make in MAKERS.items():
            correct(**{kind: make()})

    assert queries() == few


def test_a_milestone_s_page_costs_the_same_however_often_it_was_corrected(client: Client) -> None:
    row: Milestone = make_announced()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(row.get_absolute_url())
        return len(asked)

    few = queries()
    for _ in range(5):
        correct(milestone=row)

    assert queries() == few
