"""What waits for staff, on the admin's first page: each line leads to the list of exactly what it
counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin_pages import text_of
from tests.factories import (
    cite,
    make_announced,
    make_company,
    make_contact,
    make_milestone,
    make_paragraph,
    make_partner,
    make_plan,
    make_project,
    make_release,
    on_day,
)
from tests.markup import Document, Element
from timeline.models import Milestone

pytestmark = pytest.mark.slow

INDEX = "/admin/"
LAST_YEAR = date(2020, 1, 1)


def soon(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def questions(client: Client) -> dict[str, Element]:
    """What is answered on the first page, by its title."""
    page = Document(client.get(INDEX).content.decode())
    sections = page.all("section", css="waiting")
    return {
        row.one("dt").text: row.one("dd") for one in sections for row in one.one("dl").all("div")
    }


def lines(client: Client, title: str) -> dict[str, str]:
    """The lines of a question: what each says, and its address."""
    lists = questions(client)[title].all("ul")
    return {link.text: link.attrs["href"] for one in lists for link in one.all("a")}


def listed(client: Client, address: str) -> list[str]:
    return [str(row) for row in client.get(address).context["cl"].result_list]


def make_behind(language: str) -> Milestone:
    row = make_announced(title_en="Behind", title_fr="En retard")
    setattr(row, f"title_{'en' if language == 'fr' else 'fr'}", "Changed")
    row.save()
    return row


def make_stale(**over: Any) -> Milestone:
    row = make_milestone(title_en="Stale", title_fr="Vieux", **over)
    Milestone.objects.filter(pk=row.pk).update(updated_at=soon(-31))
    return row


def make_older_contact() -> None:
    make_contact(make_release(published_on=date(2018, 11, 13)), name="Then")
    make_contact(make_release(published_on=date(2023, 7, 13)), name="Now")


CASES: list[tuple[str, str, Callable[[], Any], str]] = [
    ("To review", "1 milestone", lambda: make_milestone(title_en="Draft"), "Draft"),
    (
        "To review",
        "1 release",
        lambda: make_release(status="draft", headline_en="Draft"),
        "2018-11-13: Draft",
    ),
    ("To review", "1 project", lambda: make_project(status="draft", name_en="Draft"), "Draft"),
    ("To review", "1 organization", lambda: make_partner(status="draft", name_en="Draft"), "Draft"),
    (
        "Coming up",
        "1 milestone",
        lambda: make_announced(title_en="Soon", publish_at=soon(6)),
        "Soon",
    ),
    (
        "Dates that passed",
        "1 milestone",
        lambda: make_plan(title_en="Plan", **on_day(LAST_YEAR)),
        "Plan",
    ),
    ("Without a citation", "1 milestone", lambda: make_milestone(title_en="Bare"), "Bare"),
    (
        "Not cited",
        "1 paragraph",
        lambda: make_paragraph(make_release(headline_en="R")),
        "¶\u00a01, 2018-11-13: R",
    ),
    ("French behind", "1 milestone", lambda: make_behind("fr"), "Changed"),
    ("English behind", "1 milestone", lambda: make_behind("en"), "Behind"),
    (
        "French behind",
        "1 company",
        lambda: make_company(description_en="One"),
        "Example Resources Inc.",
    ),
    ("Older contacts", "1 contact", make_older_contact, "Then"),
    ("Left lying", "1 milestone", make_stale, "Stale"),
]


@pytest.mark.parametrize(
    ("title", "said", "make", "row"), CASES, ids=[f"{case[0]}, {case[1]}" for case in CASES]
)
def test_line_counts_what_waits_and_leads_to_it(
    editor: Client, title: str, said: str, make: Callable[[], Any], row: str
) -> None:
    assert said not in (lines(editor, title))

    make()

    assert listed(editor, lines(editor, title)[said]) == [row]


IN_ORDER: dict[str, Callable[[], Any]] = {
    "published": make_announced,
    "scheduled for later": lambda: make_announced(publish_at=soon(8)),
    "window ahead": lambda: make_plan(**on_day(date(2100, 1, 1))),
    "settled": lambda: make_announced(
        make_release(published_on=date(2021, 1, 1)),
        settles=make_plan(**on_day(LAST_YEAR)),
        settlement="achieved",
    ),
    "draft plan": lambda: make_milestone(standing="planned", **on_day(LAST_YEAR)),
    "cited": lambda: cite(make_milestone(), make_paragraph()),
    "heading": lambda: make_paragraph(kind="heading"),
    "contact of the newest": make_contact,
    "withdrawn": lambda: make_paragraph(
        make_release(status="withdrawn", withdrawn_reason_en="An error")
    ),
}


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("To review", "published"),
        ("Coming up", "scheduled for later"),
        ("Coming up", "published"),
        ("Dates that passed", "window ahead"),
        ("Dates that passed", "settled"),
        ("Dates that passed", "draft plan"),
        ("Without a citation", "cited"),
        ("Not cited", "cited"),
        ("Not cited", "heading"),
        ("Not cited", "withdrawn"),
        ("Older contacts", "contact of the newest"),
        ("Left lying", "draft plan"),
    ],
)
def test_question_says_calmly_that_nothing_waits(editor: Client, title: str, row: str) -> None:
    IN_ORDER[row]()

    assert questions(editor)[title].text == "Nothing waiting."


def make_a_bit_of_everything() -> None:
    for _title, _said, make, _row in CASES:
        if make is not CASES[10][2]:  # there is one company
            make()
    for make in IN_ORDER.values():
        make()
    make_stale(standing="planned")


@pytest.mark.postgresql
def test_every_line_counts_as_many_as_its_list_shows(editor: Client) -> None:
    make_company(description_en="One")
    make_a_bit_of_everything()

    found = {
        (title, said): address
        for title in questions(editor)
        for said, address in lines(editor, title).items()
    }

    assert len(found) >= len(CASES)
    for (_title, said), address in found.items():
        answer = editor.get(address)
        assert answer.status_code == 200
        assert answer.context["cl"].result_count == int(said.split()[0]), address


@pytest.mark.postgresql
def test_drafts_are_listed_by_their_last_change_newest_first(editor: Client) -> None:
    for title in ("First", "Second", "Third"):
        make_milestone(title_en=title)
    second = Milestone.objects.get(title_en="Second")
    Milestone.objects.filter(title_en="Third").update(updated_at=soon(-1))
    second.save()

    assert listed(editor, lines(editor, "To review")["3 milestones"]) == [
        "Second",
        "First",
        "Third",
    ]


def test_first_page_costs_the_same_however_much_waits(editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            editor.get(INDEX)
        return len(asked)

    make_company(description_en="One")
    make_a_bit_of_everything()
    queries()
    few = queries()
    for _ in range(5):
        make_a_bit_of_everything()

    assert queries() == few


def test_who_may_see_nothing_is_told_nothing(visitor: Client) -> None:
    make_milestone()

    assert questions(visitor) == {}


def test_who_may_see_milestones_is_told_of_those_alone(db: None) -> None:
    make_milestone()
    make_release(status="draft")
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_milestone"))
    reader = Client()
    reader.force_login(user)

    assert list(lines(reader, "To review")) == ["1 milestone"]
    assert "Older contacts" not in questions(reader)


def test_paragraph_that_is_not_cited_leads_to_its_release(editor: Client) -> None:
    paragraph = make_paragraph()

    page = editor.get(lines(editor, "Not cited")["1 paragraph"]).content.decode()

    assert f'href="/admin/timeline/release/{paragraph.release_id}/change/"' in page


def test_contact_can_be_looked_at_and_not_changed(editor: Client) -> None:
    contact = make_contact(name="Pat Printed")
    address = f"/admin/timeline/contact/{contact.pk}/"

    assert "Pat Printed" in text_of(editor.get(f"{address}change/"))
    assert editor.post(f"{address}change/", {"name": "Other"}).status_code == 403
    assert editor.get(f"{address}delete/").status_code == 403
    assert editor.get("/admin/timeline/contact/add/").status_code == 403


def test_draft_release_with_contacts_can_be_deleted(editor: Client) -> None:
    contact = make_contact(make_release(status="draft"))

    editor.post(f"/admin/timeline/release/{contact.release_id}/delete/", {"post": "yes"})

    assert not type(contact)._default_manager.exists()
