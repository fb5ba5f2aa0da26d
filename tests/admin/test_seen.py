"""What waits is marked as seen, by somebody and for a reason, until it changes in substance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.admin_pages import text_of
from tests.factories import (
    cite,
    make_announced,
    make_contact,
    make_milestone,
    make_paragraph,
    make_plan,
    make_project,
    make_release,
    on_day,
)
from tests.markup import Document
from tests.role_actions import signed_in
from timeline.admin.dashboard import WAITING_QUESTIONS
from timeline.admin.substance import SUBSTANCE
from timeline.models import Citation, Correction, Milestone, Settlement
from timeline.models.roles import AUDITOR, CONTRIBUTOR

PAST = on_day(date(2020, 1, 1))
WHY = "Asked the geologist: nothing yet"


def address(question: str) -> str:
    return f"/admin/waiting/{question}/"


def page(client: Client, question: str) -> Document:
    return Document(client.get(address(question)).content.decode())


def waiting(client: Client, question: str) -> list[str]:
    found = page(client, question).all("input", name="rows")
    return [box.attrs["value"] for box in found]


def seen(client: Client, question: str) -> str:
    sections = page(client, question).all("section", css="module")
    return " ".join(section.text for section in sections)


def mark(client: Client, question: str, row: Any, reason: str = WHY) -> Any:
    value = f"{row._meta.model_name}-{row.pk}"
    return client.post(address(question), {"rows": [value], "reason": reason}, follow=True)


def test_every_question_has_a_substance() -> None:
    assert [question.key for question in WAITING_QUESTIONS] == list(SUBSTANCE)


def test_seen_row_leaves_the_list_and_stands_under_seen_with_who_and_why(editor: Client) -> None:
    plan = make_plan(title_en="Drilling", **PAST)

    mark(editor, "dates-passed", plan)

    assert waiting(editor, "dates-passed") == []
    assert seen(editor, "dates-passed").startswith("Seen Drilling Seen by editor on ")
    assert WHY in seen(editor, "dates-passed")


def test_first_page_counts_what_is_not_seen_and_leads_to_it(editor: Client) -> None:
    plan, _other = make_plan(**PAST), make_plan(title_en="Other", **PAST)
    mark(editor, "dates-passed", plan)

    answers = Document(editor.get("/admin/").content.decode()).one("section", css="waiting")
    passed = next(row for row in answers.all("div") if "Dates that passed" in row.text)
    link = passed.one("ul").one("a")

    assert link.text == "1 milestone"
    assert "1 seen" in passed.text
    listed = editor.get(link.attrs["href"]).context["cl"].result_list
    assert [str(row) for row in listed] == ["Other"]


def test_mark_is_taken_back(editor: Client) -> None:
    plan = make_plan(**PAST)
    mark(editor, "dates-passed", plan)
    button = page(editor, "dates-passed").one("button", name="take_back")

    editor.post(address("dates-passed"), {"take_back": button.attrs["value"]})

    assert waiting(editor, "dates-passed") == [f"milestone-{plan.pk}"]


def settle_and_withdraw(plan: Any) -> None:
    later = make_release(published_on=date(2021, 1, 1))
    outcome = make_announced(later, settles=plan, settlement=Settlement.ACHIEVED)
    outcome.status, outcome.withdrawn_reason_en = "withdrawn", "An error"
    outcome.save()


def correct(plan: Any) -> None:
    Correction.objects.create(milestone=plan, made_at=timezone.now(), changes=[], note_en="Why")


def move(plan: Any) -> None:
    plan.earliest = plan.latest = date(2020, 2, 1)
    plan.save()


@pytest.mark.parametrize(
    "change", [settle_and_withdraw, correct, move], ids=["overdue again", "corrected", "moved"]
)
def test_plan_waits_again_once_it_changes_in_substance(
    editor: Client, change: Callable[[Any], None]
) -> None:
    plan = make_plan(title_en="Drilling", **PAST)
    mark(editor, "dates-passed", plan)
    assert waiting(editor, "dates-passed") == []

    change(Milestone.objects.get(pk=plan.pk))

    assert waiting(editor, "dates-passed") == [f"milestone-{plan.pk}"]
    assert "Changed since editor saw it" in text_of(editor.get(address("dates-passed")))


def test_plan_whose_wording_is_mended_stays_seen(editor: Client) -> None:
    plan = make_plan(title_en="Driling", **PAST)
    mark(editor, "dates-passed", plan)

    plan.title_en = "Drilling"
    plan.save()

    assert waiting(editor, "dates-passed") == []


def save_again(row: Any) -> None:
    row.save()


def rewrite(row: Any) -> None:
    row.title_en = "Another"
    row.save()


def rename(row: Any) -> None:
    row.name = "Another"
    row.save()


def sum_up(row: Any) -> None:
    row.summary_en = "Another"
    row.save()


def put_off(row: Any) -> None:
    row.publish_at += timedelta(days=1)
    row.save()


def cite_and_forget(row: Any) -> None:
    cite(row, make_paragraph())
    Citation.objects.get(milestone=row).delete()


def make_behind() -> Milestone:
    row = make_announced(title_en="One", title_fr="Un")
    row.title_en = "Two"
    row.save()
    return row


def make_older_contact() -> Any:
    make_release(published_on=date(2023, 7, 13))
    return make_contact(make_release(published_on=date(2018, 11, 13)), name="Then")


def make_stale() -> Any:
    row = make_project(status="draft")
    type(row).objects.update(updated_at=timezone.now() - timedelta(days=31))
    return row


def make_soon() -> Milestone:
    return make_announced(publish_at=timezone.now() + timedelta(days=3))


CASES: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {
    "to-review": (make_milestone, save_again),
    "coming-up": (make_soon, put_off),
    "without-citation": (make_milestone, cite_and_forget),
    "not-cited": (make_paragraph, sum_up),
    "french-behind": (make_behind, rewrite),
    "older-contacts": (make_older_contact, rename),
}


@pytest.mark.parametrize("question", CASES)
def test_row_of_any_kind_is_seen_until_it_changes(editor: Client, question: str) -> None:
    make, change = CASES[question]
    row = make()
    name = f"{row._meta.model_name}-{row.pk}"
    assert name in waiting(editor, question)

    mark(editor, question, row)
    left = waiting(editor, question)
    change(type(row)._default_manager.get(pk=row.pk))

    assert name not in left
    assert name in waiting(editor, question)


def test_row_seen_under_one_question_waits_under_another(editor: Client) -> None:
    row = make_milestone()

    mark(editor, "to-review", row)

    assert waiting(editor, "without-citation") == [f"milestone-{row.pk}"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": WHY}, "Choose what was seen."),
        ({"rows": ["milestone-1"]}, "Say in a few words why nothing is to be done."),
        ({"rows": ["milestone-99999999999999999999"], "reason": WHY}, "This waits no longer"),
        ({"rows": ["x\0"], "reason": WHY}, "This waits no longer"),
    ],
)
def test_mark_that_cannot_be_made_says_why(
    editor: Client, typed: dict[str, Any], said: str
) -> None:
    make_milestone(pk=1)

    answer = editor.post(address("to-review"), typed)

    assert answer.status_code == 200
    assert said in text_of(answer)


def test_what_was_chosen_is_kept_where_the_reason_is_missing(editor: Client) -> None:
    row = make_milestone()

    answer = mark(editor, "to-review", row, reason="")

    boxes = Document(answer.content.decode()).all("input", name="rows")
    assert ["checked" in box.attrs for box in boxes] == [True]


def test_contributor_marks_as_seen(db: None) -> None:
    row = make_milestone()
    contributor = signed_in(CONTRIBUTOR)

    mark(contributor, "to-review", row)

    assert "Seen by contributor" in seen(contributor, "to-review")


def test_auditor_reads_what_was_seen_and_marks_nothing(editor: Client) -> None:
    first, second = make_milestone(title_en="First"), make_milestone(title_en="Second")
    mark(editor, "to-review", first)
    auditor = signed_in(AUDITOR)

    mark(auditor, "to-review", second)

    assert "Second" in text_of(auditor.get(address("to-review")))
    assert "First" in seen(auditor, "to-review")
    assert waiting(editor, "to-review") == [f"milestone-{second.pk}"]


def test_who_may_see_no_row_is_refused(visitor: Client) -> None:
    assert visitor.get(address("to-review")).status_code == 403


@pytest.mark.parametrize("odd", ["no-such-question", "to-review-"])
def test_odd_question_is_not_found(editor: Client, odd: str) -> None:
    assert editor.get(address(odd)).status_code == 404


def test_list_with_an_odd_question_finds_nothing(editor: Client) -> None:
    make_milestone()

    answer = editor.get("/admin/timeline/milestone/?unseen=odd")

    assert list(answer.context["cl"].result_list) == []
