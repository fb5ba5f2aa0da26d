"""Two people edit one row: the second save is refused, with both versions shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from tests.admin_pages import Answer, chosen, errors, filled_in, submit, told
from tests.factories import (
    make_company,
    make_listing,
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
    make_release,
)
from tests.markup import Document
from tests.shipped_record import FIXTURES
from timeline.admin.optimistic_lock import Difference
from timeline.models import Milestone, Paragraph

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


@pytest.fixture
def milestone(db: None) -> Milestone:
    return make_milestone(cites=[make_paragraph()], title_en="First", kind="event")


def sides(answer: Answer) -> list[tuple[str, str, str]]:
    """What stands side by side after a conflict: (field, stored now, typed here)."""
    return [(one.label, one.stored, one.typed) for one in differing(answer)]


def differing(answer: Answer) -> list[Difference]:
    found: list[Difference] = answer.context["adminform"].form.differences
    return found


def hidden(answer: Answer) -> dict[str, list[str]]:
    """What the page that asks again sends when it is confirmed."""
    sent: dict[str, list[str]] = {}
    for one in Document(answer.content.decode()).one("div", id="content").all("input"):
        if one.attrs.get("type") == "hidden":
            sent.setdefault(one.attrs["name"], []).append(one.attrs["value"])
    return sent


def page_of(milestone: Milestone) -> str:
    return f"/admin/timeline/milestone/{milestone.pk}/change/"


def test_a_save_based_on_an_older_version_saves_nothing(
    editor: Client, milestone: Milestone
) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's")

    submit(editor, page_of(milestone), opened, title_en="Bob's")

    milestone.refresh_from_db()
    assert (milestone.title_en, milestone.version) == ("Anne's", 2)


def test_both_versions_are_shown_field_by_field(editor: Client, milestone: Milestone) -> None:
    project, place = make_project(name_en="Crater Lake"), "Montréal"
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's", title_fr="D’Anne", kind="permit")

    answer = submit(
        editor, page_of(milestone), opened, title_en="Bob's", projects=[project.pk], place_fr=place
    )

    assert sides(answer) == [
        ("Title (English)", "Anne's", "Bob's"),
        ("Title (French)", "D’Anne", "(empty)"),
        ("Kind", "Permit", "Event"),
        ("Projects", "(empty)", "Crater Lake"),
        ("Place (French)", "(empty)", "Montréal"),
    ]
    assert errors(answer)["__all__"][0].startswith("editor saved this on ")


def test_the_page_shows_what_is_stored_beside_what_was_typed(
    editor: Client, milestone: Milestone
) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's")

    answer = submit(editor, page_of(milestone), opened, title_en="Bob's")

    stored, typed, _ = Document(answer.content.decode()).one("section", css="conflict").all("td")
    assert (stored.text, typed.text) == ("Anne's", "Bob's")


def test_the_form_keeps_what_was_typed(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's")

    answer = submit(editor, page_of(milestone), opened, title_en="Bob's")

    assert filled_in(answer)["title_en"] == ["Bob's"]


def test_saving_again_after_seeing_both_is_accepted(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's")
    warned = submit(editor, page_of(milestone), opened, title_en="Bob's")

    submit(editor, page_of(milestone), filled_in(warned))

    milestone.refresh_from_db()
    assert (milestone.title_en, milestone.version) == ("Bob's", 3)


def test_a_field_that_only_the_other_changed_holds_what_is_stored(
    editor: Client, milestone: Milestone
) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_fr="D’Anne", kind="permit")

    warned = submit(editor, page_of(milestone), opened, title_en="Bob's")
    submit(editor, page_of(milestone), filled_in(warned))

    milestone.refresh_from_db()
    assert (milestone.title_en, milestone.title_fr, milestone.kind) == ("Bob's", "D’Anne", "permit")


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("title_en", {"title_en": "Anne's"}),
        ("kind", {"kind": "permit"}),
        ("publish_at", {"publish_at_0": "2126-12-01", "publish_at_1": "09:00:00"}),
        ("earliest", {"date_words": "", "precision": "none", "earliest": "", "latest": ""}),
    ],
)
def test_what_is_stored_when_taken_is_in_the_field_and_nothing_is_saved(
    editor: Client, milestone: Milestone, field: str, changed: dict[str, str]
) -> None:
    mine = {
        "title_en": "Bob's",
        "kind": "market",
        "publish_at_0": "2126-12-02",
        "publish_at_1": "10:00:00",
    }
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, **changed)
    warned = submit(editor, page_of(milestone), opened, **mine)

    answer = submit(editor, page_of(milestone), filled_in(warned), _take=field)

    held = filled_in(answer)
    names = [name for name in changed if name.startswith(field)]
    assert {name: held[name][0] for name in names} == {name: changed[name] for name in names}
    milestone.refresh_from_db()
    assert milestone.version == 2


def test_what_is_stored_when_taken_keeps_the_other_differences_in_sight(
    editor: Client, milestone: Milestone
) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's", kind="permit")
    warned = submit(editor, page_of(milestone), opened, title_en="Bob's", kind="market")

    answer = submit(editor, page_of(milestone), filled_in(warned), _take="title_en")

    assert sides(answer) == [("Kind", "Permit", "Market")]


def test_twenty_saves_of_two_editors_lose_no_text_silently(
    editor: Client, milestone: Milestone
) -> None:
    """Each opens, types and saves in turn; who is refused saves what the page then holds."""
    address, other = page_of(milestone), Client()
    other.force_login(User.objects.create_superuser("other"))
    people, fields, refused = (editor, other), ("title_en", "title_fr"), 0
    opened = [filled_in(one.get(address)) for one in people]
    for turn in range(20):
        who = turn % 2
        answer = submit(people[who], address, opened[who], **{fields[who]: f"Turn {turn}"})
        if errors(answer):
            refused += 1
            assert (fields[1 - who], f"Turn {turn - 1}") in {
                (d.name, d.stored) for d in differing(answer)
            }
            submit(people[who], address, filled_in(answer))
        milestone.refresh_from_db()
        assert (getattr(milestone, fields[who]), milestone.version) == (f"Turn {turn}", turn + 2)
        assert turn == 0 or getattr(milestone, fields[1 - who]) == f"Turn {turn - 1}"
        opened[who] = filled_in(people[who].get(address))

    assert refused == 19


def test_rows_edited_on_the_page_count_too(editor: Client, milestone: Milestone) -> None:
    other = make_paragraph(make_release(headline_en="Other"))
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, citations_1_paragraph=other.pk)

    answer = submit(editor, page_of(milestone), opened, citations_0_DELETE="on")

    first = milestone.citations.order_by("pk")[0]
    assert milestone.citations.count() == 2
    assert sides(answer) == [
        ("Citation", str(other), "(not there)"),
        (f"Citation “{first}”", str(first), "(not there)"),
    ]


def test_a_row_added_and_a_row_deleted_elsewhere_are_shown(
    editor: Client, milestone: Milestone
) -> None:
    new = make_paragraph(make_release(headline_en="New"))
    opened = filled_in(editor.get(page_of(milestone)))
    cited = milestone.citations.get().paragraph
    submit(editor, page_of(milestone), opened, citations_0_DELETE="on")

    answer = submit(editor, page_of(milestone), opened, citations_1_paragraph=new.pk)

    assert sides(answer) == [
        ("Citation", "(not there)", str(cited)),
        ("Citation", "(not there)", str(new)),
    ]


def test_a_paragraph_changed_on_both_sides_is_shown(editor: Client, db: None) -> None:
    paragraph = make_paragraph(summary_en="Before")
    address = f"/admin/timeline/release/{paragraph.release_id}/change/"
    opened = filled_in(editor.get(address), "release_form")
    submit(editor, address, opened, paragraphs_0_summary_en="Anne's")

    answer = submit(editor, address, opened, paragraphs_0_summary_en="Bob's")

    assert sides(answer) == [(f"Paragraph “{paragraph}”, Summary (English)", "Anne's", "Bob's")]
    assert Paragraph.objects.get().summary_en == "Anne's"


@pytest.mark.parametrize("version", ["", "abc", "0", "7", "99999999999999999999", "1\0", "-1"])
def test_an_odd_version_is_refused_in_words(
    editor: Client, milestone: Milestone, version: str
) -> None:
    opened = filled_in(editor.get(page_of(milestone)))

    answer = submit(editor, page_of(milestone), opened, version=version, title_en="Odd")

    assert errors(answer)["__all__"][0].startswith(
        "This form came back without the version it was opened with"
    )
    milestone.refresh_from_db()
    assert milestone.title_en == "First"


def test_no_version_at_all_is_refused(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    del opened["version"]

    answer = submit(editor, page_of(milestone), opened, title_en="Odd")

    assert "__all__" in errors(answer)


@pytest.mark.parametrize("kind", ["release", "project", "partner"])
def test_every_published_kind_of_row_is_guarded(editor: Client, kind: str) -> None:
    row: Any = {"release": make_release, "project": make_project, "partner": make_partner}[kind]()
    address = f"/admin/timeline/{kind}/{row.pk}/change/"
    opened = filled_in(editor.get(address), f"{kind}_form")
    submit(editor, address, opened, summary_en="Anne's")

    answer = submit(editor, address, opened, summary_en="Bob's")

    assert ("Summary (English)", "Anne's", "Bob's") in sides(answer)
    row.refresh_from_db()
    assert row.summary_en == "Anne's"


def test_the_company_is_guarded(editor: Client) -> None:
    company = make_company()
    address = f"/admin/timeline/company/{company.pk}/change/"
    opened = filled_in(editor.get(address), "company_form")
    submit(editor, address, opened, short_name="Anne's", correction_note_en="As she signs")

    answer = submit(editor, address, opened, short_name="Bob's")

    assert sides(answer) == [("Short name", "Anne's", "Bob's")]
    company.refresh_from_db()
    assert (company.short_name, company.version) == ("Anne's", 2)


def test_listings_are_guarded(editor: Client) -> None:
    listing = make_listing(exchange="First")
    address = f"/admin/timeline/listing/{listing.pk}/change/"
    opened = filled_in(editor.get(address), "listing_form")
    submit(editor, address, opened, exchange="Anne's")

    answer = submit(editor, address, opened, exchange="Bob's")

    assert sides(answer) == [("Exchange", "Anne's", "Bob's")]
    listing.refresh_from_db()
    assert (listing.exchange, listing.version) == ("Anne's", 2)


def test_loading_a_fixture_over_an_edited_row_never_sets_its_version_back(record: None) -> None:
    milestone = Milestone.objects.get(slug="drilling")
    milestone.title_en = "Edited"
    milestone.save()
    opened = milestone.version

    call_command("loaddata", *FIXTURES, verbosity=0)

    milestone.refresh_from_db()
    assert milestone.version > opened


def test_an_action_in_between_counts_as_a_save(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    editor.post("/admin/timeline/milestone/", chosen("publish", milestone))

    answer = submit(editor, page_of(milestone), opened, title_en="Bob's")

    assert ("Status", "Published", "Draft") in sides(answer)


def test_a_row_deleted_in_between_is_said(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    milestone.delete()

    answer = submit(editor, page_of(milestone), opened, title_en="Bob's")

    assert "Perhaps it was deleted?" in answer.content.decode()


def test_a_row_saved_while_its_deletion_is_asked_again_is_not_deleted(
    editor: Client, milestone: Milestone
) -> None:
    address = f"/admin/timeline/milestone/{milestone.pk}/delete/"
    asked = hidden(editor.get(address))
    submit(editor, page_of(milestone), filled_in(editor.get(page_of(milestone))), title_en="Anne's")

    answer = editor.post(address, asked, follow=True)

    assert Milestone.objects.get().title_en == "Anne's"
    assert "was changed since this page was shown" in told(answer)


def test_a_row_saved_while_the_deletion_of_several_is_asked_again_is_left(
    editor: Client, milestone: Milestone
) -> None:
    other, address = make_milestone(title_en="Other"), "/admin/timeline/milestone/"
    chosen = {"action": "delete_selected", "_selected_action": [milestone.pk, other.pk]}
    shown = {f"version-of-{row.pk}": row.version for row in (milestone, other)}
    asked = hidden(editor.post(address, chosen | shown))
    submit(editor, page_of(milestone), filled_in(editor.get(page_of(milestone))), title_en="Anne's")

    answer = editor.post(address, asked, follow=True)

    assert Milestone.objects.get().title_en == "Anne's"
    assert "Changed since this list was shown" in told(answer)


@pytest.mark.parametrize("row", [make_project, make_listing], ids=["project", "listing"])
def test_a_row_that_nobody_changed_meanwhile_is_deleted(editor: Client, db: None, row: Any) -> None:
    made = row(**({"status": "draft"} if row is make_project else {}))
    address = f"/admin/timeline/{made._meta.model_name}/{made.pk}/delete/"

    editor.post(address, hidden(editor.get(address)))

    assert not type(made).objects.exists()
