"""Releases in the admin: paragraphs, contacts, listings and the names given to projects, on one
page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.admin_pages import chosen, errors, save, text_of, told
from tests.factories import (
    LATER,
    LONG_AGO,
    make_company,
    make_contact,
    make_document_copy,
    make_listing,
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
    make_release,
)
from timeline.models import Paragraph, Release

pytestmark = pytest.mark.slow

ADD = "/admin/timeline/release/add/"
LIST = "/admin/timeline/release/"
PARAGRAPHS = (
    "/admin/autocomplete/?app_label=timeline&model_name=citation&field_name=paragraph&term="
)
MISMATCH = (
    "A company release has no issuer but the company; another organization’s release names that "
    "organization."
)
NEW = {"headline_en": "An agreement", "slug": "an-agreement", "published_on": "2023-07-13"}


def page_of(release: Release) -> str:
    return f"/admin/timeline/release/{release.pk}/change/"


def titles(editor: Client, query: str) -> set[str]:
    return {row.headline_en for row in editor.get(f"{LIST}?{query}").context["cl"].result_list}


def test_a_release_is_entered_whole(editor: Client) -> None:
    listing, project = make_listing(), make_project()
    typed = {
        "paragraphs_0_number": "1",
        "paragraphs_0_summary_en": "What is agreed",
        "contacts_0_position": "1",
        "contacts_0_name": "Pat Example",
        "contacts_0_phone": "+1 514 555-0100",
        "project_names_0_project": project.pk,
        "project_names_0_name_en": "The alloys",
    }

    answer = save(editor, ADD, "release_form", **NEW, **typed, listings=[listing.pk])

    release = Release.objects.get()
    assert errors(answer) == {}
    assert (release.paragraphs.get().number, release.contacts.get().name) == (1, "Pat Example")
    assert (release.listings.get(), release.project_names.get().name_en) == (listing, "The alloys")


def test_a_new_row_whose_place_is_left_empty_is_the_next(editor: Client) -> None:
    release = make_release()
    make_paragraph(release, number=3)
    typed = {"paragraphs_1_summary_en": "What follows", "contacts_0_name": "Pat Example"}

    answer = save(editor, page_of(release), "release_form", **typed)

    assert errors(answer) == {}
    assert [paragraph.number for paragraph in release.paragraphs.all()] == [3, 4]
    assert release.contacts.get().position == 1


def test_a_stored_paragraph_keeps_a_number(editor: Client) -> None:
    paragraph = make_paragraph()

    answer = save(editor, page_of(paragraph.release), "release_form", paragraphs_0_number="")

    assert errors(answer) == {"paragraphs-0-number": ["This field is required."]}


def test_publishing_without_a_moment_takes_this_one(editor: Client) -> None:
    save(editor, ADD, "release_form", **NEW, status="published")

    assert Release.objects.get().publish_at is not None


def test_a_paragraph_number_given_twice_is_said_beside_it(editor: Client) -> None:
    paragraph = make_paragraph()

    answer = save(editor, page_of(paragraph.release), "release_form", paragraphs_1_number="1")

    assert errors(answer) == {
        "paragraphs-1-number": [
            "This number is here twice. Each paragraph has a number of its own."
        ]
    }


def test_two_paragraphs_that_trade_numbers_are_refused(editor: Client) -> None:
    release = make_paragraph().release
    make_paragraph(release)

    answer = save(
        editor, page_of(release), "release_form", paragraphs_0_number="2", paragraphs_1_number="1"
    )

    assert "Another row on file says the same" in errors(answer)["paragraphs-0-number"][0]


def test_a_paragraph_number_below_1_is_refused(editor: Client) -> None:
    answer = save(editor, ADD, "release_form", **NEW, paragraphs_0_number="0")

    assert "paragraphs-0-number" in errors(answer)


def test_a_contact_position_given_twice_is_said_beside_it(editor: Client) -> None:
    contact = make_contact()

    answer = save(
        editor,
        page_of(contact.release),
        "release_form",
        contacts_1_position="1",
        contacts_1_name="Sam Example",
    )

    assert errors(answer) == {
        "contacts-1-position": ["This position is here twice. Each contact has one of its own."]
    }


def test_a_cited_paragraph_is_not_deleted(editor: Client) -> None:
    paragraph = make_paragraph()
    make_milestone(cites=[paragraph])

    answer = save(editor, page_of(paragraph.release), "release_form", paragraphs_0_DELETE="on")

    assert Paragraph.objects.exists()
    assert "protected related objects" in " ".join(errors(answer)["paragraphs"])


@pytest.mark.parametrize(
    ("headlines", "address"),
    [
        ({"headline_fr": "Découverte à l’été"}, "2023-07-13-decouverte-lete"),
        ({"headline_en": "A find", "headline_fr": "Une découverte"}, "2023-07-13-find"),
        ({"headline_en": f"{'long ' * 40}"}, "2023-07-13-long-long-long-long-long"),
        (
            {"headline_en": "Example announces a term sheet with the Nordlys group"},
            "2023-07-13-term-sheet-nordlys-group",
        ),
    ],
)
def test_a_new_release_without_an_address_gets_a_short_one_with_its_day(
    editor: Client, headlines: dict[str, Any], address: str
) -> None:
    make_company(name="Example Metals Inc.", short_name="Example")

    save(editor, ADD, "release_form", slug="", published_on="2023-07-13", **headlines)

    assert Release.objects.get().slug == address


def test_a_proposed_address_that_is_taken_is_followed_by_the_next_number(editor: Client) -> None:
    for _ in range(3):
        save(editor, ADD, "release_form", slug="", published_on="2023-07-13", headline_en="A find")

    assert list(Release.objects.order_by("pk").values_list("slug", flat=True)) == [
        "2023-07-13-find",
        "2023-07-13-find-2",
        "2023-07-13-find-3",
    ]


def test_a_headline_without_a_letter_makes_no_address(editor: Client) -> None:
    answer = save(
        editor, ADD, "release_form", slug="", published_on="2023-07-13", headline_en="!!!"
    )

    assert "slug" in errors(answer)


def test_a_release_without_a_headline_is_refused_beside_it(editor: Client) -> None:
    answer = save(editor, ADD, "release_form", slug="bare", published_on="2023-07-13")

    assert "headline_en" in errors(answer)


def test_taking_the_only_published_source_back_warns(editor: Client) -> None:
    paragraph = make_paragraph(make_release(publish_at=LATER))
    make_milestone(cites=[paragraph], status="published")

    answer = save(editor, page_of(paragraph.release), "release_form", status="draft")

    assert "1 published milestone is not shown, as no published release states it." in told(answer)


def test_the_action_back_to_draft_warns_too(editor: Client) -> None:
    paragraph = make_paragraph(make_release(publish_at=LATER))
    make_milestone(cites=[paragraph], status="published")

    posted = chosen("back_to_draft", paragraph.release)
    answer = editor.post(LIST, posted, follow=True)

    assert "1 back to draft." in told(answer)
    assert "1 published milestone is not shown" in told(answer)


def test_the_list_can_be_narrowed_to_a_year(editor: Client) -> None:
    make_release(headline_en="old", published_on=date(2018, 11, 13))
    make_release(headline_en="new", published_on=date(2023, 7, 13))

    assert titles(editor, "year=2023") == {"new"}


def test_the_list_can_be_narrowed_to_a_listing(editor: Client) -> None:
    make_release()
    listing = make_listing()
    make_release(headline_en="listed").listings.add(listing)

    assert titles(editor, f"listings__id__exact={listing.pk}") == {"listed"}


def test_the_list_can_be_narrowed_to_a_state(editor: Client) -> None:
    make_release(headline_en="out")
    make_release(headline_en="draft", status="draft")

    assert titles(editor, "state=draft") == {"draft"}


def test_the_list_finds_words_of_a_paragraph(editor: Client) -> None:
    make_release()
    make_paragraph(make_release(headline_en="found"), summary_en="Sept-Îles")

    assert titles(editor, "q=sept+iles") == {"found"}


# Documents of others


def test_form_of_a_release_keeps_issuer_and_document_closed(editor: Client) -> None:
    shown = dict(editor.get(ADD).context["adminform"].fieldsets)

    assert shown["Issuer and document"]["classes"] == ("collapse",)


def test_form_of_a_release_has_no_empty_copy_and_no_empty_relation(editor: Client) -> None:
    totals = {
        inline.formset.prefix: inline.formset.total_form_count()
        for inline in editor.get(ADD).context["inline_admin_formsets"]
    }

    assert (totals["copies"], totals["relations"]) == (0, 0)


def test_an_article_is_entered_with_its_issuer_a_copy_and_a_relation(editor: Client) -> None:
    daily, other = make_partner(name_en="Daily"), make_release()
    typed = {
        "document_type": "article",
        "issuer": daily.pk,
        "issuer_name": "The Daily",
        "source_url": "https://daily.example.com/a",
        "copies-TOTAL_FORMS": "1",
        "copies_0_publisher": "A wire",
        "copies_0_was_read": "on",
        "relations-TOTAL_FORMS": "1",
        "relations_0_relation": "corrects",
        "relations_0_other": other.pk,
    }

    answer = save(editor, ADD, "release_form", **NEW, **typed)

    assert errors(answer) == {}
    release = Release.objects.get(slug="an-agreement")
    assert (release.document_type, release.issuer, release.issuer_name) == (
        "article",
        daily,
        "The Daily",
    )
    assert (release.copies.get().position, release.copies.get().was_read) == (1, True)
    assert release.relations.get().other == other


def test_a_company_release_of_another_issuer_is_refused_beside_the_issuer(editor: Client) -> None:
    answer = save(editor, ADD, "release_form", **NEW, issuer=make_partner().pk)

    assert errors(answer) == {"issuer": [MISMATCH]}


def test_another_organization_s_release_without_it_is_refused_beside_the_issuer(
    editor: Client,
) -> None:
    answer = save(editor, ADD, "release_form", **NEW, document_type="other_release")

    assert errors(answer) == {"issuer": [MISMATCH]}


def test_a_relation_to_itself_is_refused_beside_it(editor: Client) -> None:
    release = make_release()
    typed = {
        "relations-TOTAL_FORMS": "1",
        "relations_0_relation": "corrects",
        "relations_0_other": release.pk,
    }

    answer = save(editor, page_of(release), "release_form", **typed)

    assert errors(answer) == {
        "relations-0-other": ["A document does not correct, repeat, translate or replace itself."]
    }


def test_a_relation_given_twice_is_refused_beside_it(editor: Client) -> None:
    release, other = make_release(), make_release()
    typed = {"relations-TOTAL_FORMS": "2"}
    for row in (0, 1):
        typed |= {f"relations_{row}_relation": "repeats", f"relations_{row}_other": str(other.pk)}

    answer = save(editor, page_of(release), "release_form", **typed)

    assert errors(answer) == {"relations-1-other": ["This is here twice."]}


def test_two_copies_read_are_refused_beside_the_second(editor: Client) -> None:
    typed = {
        "copies-TOTAL_FORMS": "2",
        "copies_0_was_read": "on",
        "copies_1_was_read": "on",
    }

    answer = save(editor, ADD, "release_form", **NEW, **typed)

    assert errors(answer) == {
        "copies-1-was_read": ["The record was made from one copy of a document."]
    }


def test_a_second_copy_read_is_refused_beside_it(editor: Client) -> None:
    release = make_release()
    make_document_copy(release, was_read=True)
    typed = {"copies-TOTAL_FORMS": "2", "copies_1_was_read": "on", "copies_1_publisher": "A wire"}

    answer = save(editor, page_of(release), "release_form", **typed)

    assert "copies-1-was_read" in errors(answer)


def test_the_list_can_be_narrowed_to_a_type_of_document_and_an_issuer(editor: Client) -> None:
    daily = make_partner()
    make_release(headline_en="ours")
    make_release(headline_en="article", document_type="article", issuer=daily)
    make_release(headline_en="report", document_type="report", issuer=make_partner())

    assert titles(editor, "document_type__exact=article") == {"article"}
    assert titles(editor, f"issuer__id__exact={daily.pk}") == {"article"}


def found(editor: Client, words: str) -> list[str]:
    return [row["text"] for row in editor.get(PARAGRAPHS + words).json()["results"]]


@pytest.fixture
def paragraphs(db: None) -> None:
    early = make_release(published_on=date(2018, 11, 13), headline_en="Symposium")
    late = make_release(published_on=date(2023, 7, 13), headline_en="Agreement")
    for release in (early, late):
        for number in (1, 2):
            make_paragraph(release, number=number, summary_en=f"summary {number}")


@pytest.mark.usefixtures("paragraphs")
@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("symposium 2", ["¶\u00a02, 2018-11-13: Symposium: summary 2"]),
        ("¶2 agree", ["¶\u00a02, 2023-07-13: Agreement: summary 2"]),
        ("¶ 2 2023-07", ["¶\u00a02, 2023-07-13: Agreement: summary 2"]),
        (
            "2018",
            [
                "¶\u00a01, 2018-11-13: Symposium: summary 1",
                "¶\u00a02, 2018-11-13: Symposium: summary 2",
            ],
        ),
        ("summary 2023 1", ["¶\u00a01, 2023-07-13: Agreement: summary 1"]),
        ("nothing", []),
        ("99999999999999999999", []),
        (
            "%00",
            [
                "¶\u00a01, 2023-07-13: Agreement: summary 1",
                "¶\u00a02, 2023-07-13: Agreement: summary 2",
            ],
        ),
    ],
)
def test_a_paragraph_is_found_by_release_number_and_words(
    editor: Client, words: str, labels: list[str]
) -> None:
    assert found(editor, words)[: max(len(labels), 1)] == labels


def test_a_paragraph_says_what_it_says(editor: Client) -> None:
    paragraph = make_paragraph(summary_en="What is agreed")

    answer = editor.get(f"/admin/timeline/paragraph/{paragraph.pk}/summary/")

    assert answer.json() == {"summary": "What is agreed"}


def test_what_a_paragraph_says_is_for_those_who_may_see_releases(visitor: Client) -> None:
    assert (
        visitor.get(f"/admin/timeline/paragraph/{make_paragraph().pk}/summary/").status_code == 403
    )


def test_a_paragraph_is_looked_at_and_not_edited_on_its_own(editor: Client) -> None:
    address = f"/admin/timeline/paragraph/{make_paragraph().pk}/"

    assert "What it says" in text_of(editor.get(f"{address}change/"))
    assert editor.post(f"{address}change/", {}).status_code == 403
    assert editor.post(f"{address}delete/", {"post": "yes"}).status_code == 403


def test_a_draft_nobody_cites_can_be_deleted_with_its_paragraphs(editor: Client) -> None:
    release = make_paragraph(make_release(status="draft")).release

    editor.post(f"/admin/timeline/release/{release.pk}/delete/", {"post": "yes"})

    assert not Release.objects.exists()


def test_publishing_before_the_day_of_the_dateline_is_refused_beside_it(editor: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=2)

    answer = save(
        editor,
        ADD,
        "release_form",
        **{**NEW, "published_on": tomorrow.isoformat()},
        status="published",
    )

    assert errors(answer)["published_on"] == [
        "It would be public before this day. Publish it from this day on."
    ]


def test_a_release_withdrawn_before_its_moment_is_never_said_to_be_gone(editor: Client) -> None:
    release = make_release(publish_at=LATER)

    save(
        editor,
        page_of(release),
        "release_form",
        status="withdrawn",
        withdrawn_reason_en="Called off",
    )

    release.refresh_from_db()
    assert (release.status, release.publish_at) == ("withdrawn", None)


def test_a_release_withdrawn_after_its_moment_keeps_it(editor: Client) -> None:
    release = make_release()

    save(
        editor, page_of(release), "release_form", status="withdrawn", withdrawn_reason_en="An error"
    )

    release.refresh_from_db()
    assert release.publish_at == LONG_AGO
