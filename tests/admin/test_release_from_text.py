"""Add a release from its text: paste or upload, review, file as drafts. Without a script."""

from __future__ import annotations

from html import unescape
from textwrap import wrap
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.admin_pages import Answer, filled_in
from tests.factories import make_company, make_milestone, make_paragraph, make_project
from tests.importing.pdf_files import encrypted, pdf_of, without_text
from tests.invented_releases import COMPANY, FIRST, SECOND
from tests.role_actions import signed_in
from timeline.models import DocumentCopy, Milestone, Release, Status
from timeline.models.roles import AUDITOR, CONTRIBUTOR, TRANSLATOR

pytestmark = pytest.mark.django_db
PAGE = "/admin/timeline/release/from-text/"
TITLES = ("The second adit opens", "Option on the Heron claims", "Ten holes", "First estimate")
Values = dict[str, list[str]]
PDF = pdf_of([[FIRST.split("\n\n")[0], "", *wrap(FIRST.split("\n\n")[1])]])


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    make_company(name=COMPANY, short_name="Tern Hollow")


def pasted(client: Client, text: str = FIRST) -> Answer:
    return client.post(PAGE, {"text": text})


def uploaded(client: Client, content: bytes, name: str = "release.txt") -> Answer:
    return client.post(PAGE, {"text": "", "uploads": SimpleUploadedFile(name, content)})


def review(client: Client, text: str = FIRST) -> Values:
    """What the review holds, as a browser would post it."""
    return filled_in(pasted(client, text), "review_form")


def titled(values: Values, titles: tuple[str, ...] = TITLES) -> Values:
    """The review with a title for each milestone."""
    for number, title in enumerate(titles):
        values[f"milestones-{number}-title_en"] = [title]
    return values


def filed(client: Client, values: Values, **typed: Any) -> Answer:
    """File the review with some fields typed over: milestones_0_kind is milestones-0-kind."""
    names = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(PAGE, {**values, **names, "file": "1"}, follow=True)


def said(answer: Answer) -> str:
    return unescape(answer.content.decode())


def nothing_is_filed() -> bool:
    return not Release.objects.exists() and not Milestone.objects.exists()


# The document


def test_the_first_page_asks_for_a_text_or_files(editor: Client) -> None:
    page = said(editor.get(PAGE))

    assert 'name="text"' in page
    assert 'type="file"' in page


def test_nothing_is_saved_by_reading_a_text(editor: Client) -> None:
    pasted(editor)

    assert nothing_is_filed()


def test_a_pasted_release_comes_with_its_values_filled_in(editor: Client) -> None:
    values = review(editor)

    assert values["release-headline_en"] == ["Tern Hollow Opens the Second Adit at Gull Ridge"]
    assert values["release-published_on"] == ["2021-05-04"]
    assert values["release-place"] == ["Halifax, Nova Scotia"]
    assert values["release-listings"] == ["TSXV: THC"]
    assert values["contacts-0-phone"] == ["+1 902 555-0142"]
    assert [values[f"milestones-{n}-date_words"][0] for n in range(4)] == [
        "April 28, 2021",
        "April 15, 2021",
        "third quarter of 2021",
        "early 2022",
    ]
    assert [values[f"milestones-{n}-standing"][0] for n in range(4)] == [
        "happened",
        "happened",
        "planned",
        "planned",
    ]


def test_a_text_that_is_too_long_comes_back_with_the_limit_beside_it(editor: Client) -> None:
    answer = pasted(editor, "A mine in the north. " * 150_000)

    assert answer.status_code == 200
    assert "This takes at most 2 million characters at once." in str(
        answer.context["form"]["text"].errors
    )
    assert "A mine in the north." in said(answer)


def test_what_was_found_is_marked_and_named_in_the_text(editor: Client) -> None:
    page = said(pasted(editor))

    assert '<mark class="found-date">in early 2022 <small>date</small></mark>' in page
    assert "<small>listing</small>" in page


def test_the_reading_of_a_date_stands_beside_its_words(editor: Client) -> None:
    assert "shown as “Third quarter of 2021” (EN)" in said(pasted(editor))


def test_a_text_is_escaped_where_it_is_shown(editor: Client) -> None:
    answer = pasted(editor, FIRST.replace("ten holes", "<script>alert(1)</script>"))

    assert b"&lt;script&gt;alert(1)" in answer.content
    assert b"<script>alert(1)" not in answer.content


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "empty.txt", "The document is empty."),
        (b"\x00\x01\x02" * 900, "binary.txt", "This is no text, HTML or PDF document."),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "release.txt", "This is no text, HTML or PDF"),
        (encrypted(PDF), "locked.pdf", "The PDF is protected by a password."),
        (PDF[:-300], "cut.pdf", "The PDF ends too early"),
        (without_text(), "scan.pdf", "The PDF holds no text, only pictures"),
    ],
)
def test_an_unreadable_file_is_refused_beside_its_field(
    editor: Client, content: bytes, name: str, sentence: str
) -> None:
    answer = uploaded(editor, content, name)

    assert answer.status_code == 200
    assert sentence in said(answer)
    assert "id_uploads_error" in said(answer)


def test_an_empty_form_says_what_is_wanted(editor: Client) -> None:
    assert "Paste a text, or choose a file." in said(pasted(editor, "  \n "))


def test_a_text_and_a_file_together_are_refused(editor: Client) -> None:
    both = {"text": FIRST, "uploads": SimpleUploadedFile("a.txt", FIRST.encode())}

    assert "not both" in said(editor.post(PAGE, both))


def test_a_document_of_too_many_paragraphs_is_refused(editor: Client) -> None:
    answer = pasted(editor, "\n\n".join(f"Paragraph {n}" for n in range(301)))

    assert "more than 300 paragraphs" in said(answer)


def test_a_pdf_is_read(editor: Client) -> None:
    assert "2021-05-04" in said(uploaded(editor, PDF, "release.pdf"))


def test_a_document_that_is_on_file_is_named_beside_the_field(editor: Client) -> None:
    filed(editor, titled(review(editor)))

    page = said(pasted(editor))

    assert "This document is on file already" in page
    assert f"/admin/timeline/release/{Release.objects.get().pk}/change/" in page


def test_the_fields_of_the_longest_document_are_taken(editor: Client) -> None:
    dated = "A program of ten holes is planned for the third quarter of 2021."
    long = "\n\n".join([*FIRST.split("\n\n")[:2], *[f"{dated} {dated}"] * 290])

    values = review(editor, long)

    assert values["milestones-TOTAL_FORMS"] == ["60"]
    assert filed(editor, values).status_code == 200
    assert len(values) < 3_000


# The review


def test_filing_makes_drafts_and_leads_to_where_they_are_published(editor: Client) -> None:
    answer = filed(editor, titled(review(editor)))

    release = Release.objects.get()
    assert release.status == Status.DRAFT
    assert release.paragraphs.count() == 12
    assert set(Milestone.objects.values_list("title_en", flat=True)) == set(TITLES)
    assert answer.redirect_chain[-1][0].endswith(f"publish-together/?release={release.pk}")
    assert "The release and 4 milestones are filed as drafts." in said(answer)


def test_the_words_of_a_date_are_kept_as_printed(editor: Client) -> None:
    filed(editor, titled(review(editor)))

    row = Milestone.objects.get(title_en="First estimate")
    assert (row.date_words, row.precision) == ("early 2022", "part_of_year")


def test_a_milestone_without_a_title_is_refused_beside_it(editor: Client) -> None:
    answer = filed(editor, review(editor))

    assert "Give a title in at least one language." in said(answer)
    assert 'id="id_milestones-0-title_en_error"' in said(answer)
    assert 'href="#id_milestones-0-title_en"' in said(answer)
    assert nothing_is_filed()


def test_a_milestone_that_is_left_out_is_not_filed_and_not_checked(editor: Client) -> None:
    values = titled(review(editor), TITLES[:3])
    del values["milestones-3-keep"]

    filed(editor, values)

    assert Milestone.objects.count() == 3


def test_changed_words_are_read_and_shown_before_anything_is_filed(editor: Client) -> None:
    values = titled(review(editor))
    values["milestones-3-date_words"] = ["by June 2022"]

    asked = filed(editor, values)
    assert "file again to accept how the words are read" in said(asked)
    assert nothing_is_filed()

    filed(editor, filled_in(asked, "review_form"))
    row = Milestone.objects.get(title_en="First estimate")
    assert (row.date_words, row.precision, str(row.latest)) == (
        "by June 2022",
        "before",
        "2022-06-30",
    )


def test_words_that_are_no_date_are_refused_beside_them(editor: Client) -> None:
    answer = filed(editor, titled(review(editor)), **{"milestones-3-date_words": "someday"})

    assert 'id="id_milestones-3-date_words_error"' in said(answer)
    assert nothing_is_filed()


def test_a_milestone_can_be_dated_on_or_before_the_release(editor: Client) -> None:
    values = titled(review(editor)) | {"milestones-0-dated_by": ["before"]}

    filed(editor, filled_in(filed(editor, values), "review_form"))

    row = Milestone.objects.get(title_en=TITLES[0])
    assert (row.precision, str(row.latest), row.basis_fr) == (
        "before",
        "2021-05-04",
        "Jour non précisé",
    )


def test_a_paragraph_becomes_a_milestone_and_what_was_typed_stays(editor: Client) -> None:
    values = titled(review(editor))

    answer = editor.post(PAGE, {**values, "add": "p4"})
    more = filled_in(answer, "review_form")

    assert more["milestones-4-cites"] == ["4"]
    assert more["milestones-4-keep"] == ["on"]
    assert more["milestones-0-title_en"] == [TITLES[0]]
    assert "errorlist" not in said(answer)
    filed(editor, titled(more, (*TITLES, "A second way in")))
    assert Milestone.objects.get(title_en="A second way in").precision == "none"


def test_reading_again_says_nothing_of_what_is_missing(editor: Client) -> None:
    answer = editor.post(PAGE, {**review(editor), "again": "1"})

    assert "errorlist" not in said(answer)


def test_milestones_that_name_no_project_are_filed_under_the_one_of_all(editor: Client) -> None:
    project = make_project(name_en="Gull Ridge")
    values = titled(review(editor)) | {"release-project": ["Gull Ridge"]}
    values["milestones-1-projects"] = ["Heron"]

    filed(editor, values)

    assert project.milestones.count() == 3
    assert Milestone.objects.get(title_en=TITLES[1]).projects.get().name_en == "Heron"


def test_a_refusal_of_the_filing_stands_beside_its_field(editor: Client) -> None:
    values = titled(review(editor)) | {"milestones-1-organizations": ["Heron Minerals"]}

    answer = filed(editor, values)

    assert "No organization is on file as “Heron Minerals”" in said(answer)
    assert 'id="id_milestones-1-organizations_error"' in said(answer)
    assert nothing_is_filed()


def test_the_next_release_brings_the_summaries_of_what_it_repeats(editor: Client) -> None:
    values = titled(review(editor))
    values["paragraphs-7-summary_en"], values["paragraphs-7-summary_fr"] = ["Ours"], ["À nous"]
    filed(editor, values)

    second = review(editor, SECOND)

    assert second["paragraphs-4-summary_en"] == ["Ours"]
    assert second["paragraphs-4-summary_fr"] == ["À nous"]


def test_a_repost_is_offered_as_another_place(editor: Client) -> None:
    filed(editor, titled(review(editor)))
    again = pasted(editor, FIRST.replace("2021 - Tern", "2021 (GLOBE NEWSWIRE) - Tern"))
    assert "It is nearly the same as a document on file:" in said(again)

    release = Release.objects.get()
    values = filled_in(again, "review_form")
    answer = editor.post(PAGE, {**values, "place": str(release.pk)}, follow=True)

    assert "It is noted as another place of this document." in said(answer)
    assert DocumentCopy.objects.get().release == release


def test_an_outcome_is_chosen_by_a_person(editor: Client, monkeypatch: Any) -> None:
    plan = make_milestone([make_paragraph()], standing="planned", title_en="Drilling")
    _propose(monkeypatch, plan)
    values = titled(review(editor))
    assert values[f"milestones-0-outcome_{plan.pk}"] == [""]

    filed(editor, values | {f"milestones-0-outcome_{plan.pk}": ["achieved"]})

    assert plan.settled_by.get().settlement == "achieved"


def _propose(monkeypatch: Any, plan: Milestone) -> None:
    """Have the first dated statement propose that plan."""
    from timeline.importing import on_file, settled_plans  # noqa: PLC0415

    proposal = settled_plans.ProposedOutcome(plan, "Both are about drilling.")
    monkeypatch.setattr(on_file, "outcomes_of", lambda *_: ({0: (proposal,)}, {}))


def test_a_document_changed_on_its_way_is_not_taken(editor: Client) -> None:
    values = titled(review(editor))
    values["document"] = [values["document"][0][:-3] + "abc"]

    answer = filed(editor, values)

    assert "The text was changed on its way here." in said(answer)
    assert nothing_is_filed()


def test_several_files_are_reviewed_in_turn(editor: Client) -> None:
    files = [
        SimpleUploadedFile("a.txt", FIRST.encode()),
        SimpleUploadedFile("b.txt", SECOND.encode()),
    ]
    first = editor.post(PAGE, {"text": "", "uploads": files})
    assert "1 more document waits for its turn" in said(first)

    second = filed(editor, titled(filled_in(first, "review_form")))

    assert "are filed as drafts" in said(second)
    assert filled_in(second, "review_form")["release-published_on"] == ["2021-10-12"]


def test_the_review_outlives_the_session(editor: Client) -> None:
    values = titled(review(editor))
    editor.logout()
    again = signed_in(CONTRIBUTOR)

    filed(again, values)

    assert Milestone.objects.count() == 4


def test_another_organizations_release_names_its_issuer_and_employer(editor: Client) -> None:
    make_project(name_en="Gull Ridge")
    theirs = FIRST.replace("Tern Hollow", "Plover Bay").replace("THC", "PBC")

    values = review(editor, theirs)

    assert values["release-document_type"] == ["other_release"]
    assert values["release-issuer"] == ["Plover Bay Copper Inc."]
    assert values["contacts-0-organisation"] == ["Plover Bay Copper Inc."]
    filed(editor, titled(values))
    assert str(Release.objects.get().issuer) == "Plover Bay Copper Inc."


# Who may


def test_a_contributor_files_drafts_and_comes_to_the_release(db: None) -> None:
    client = signed_in(CONTRIBUTOR)

    answer = filed(client, titled(review(client)))

    release = Release.objects.get()
    assert release.status == Status.DRAFT
    assert answer.redirect_chain[-1][0].endswith(f"/release/{release.pk}/change/")


@pytest.mark.parametrize("role", [TRANSLATOR, AUDITOR])
def test_who_may_not_add_releases_may_not_read_one(role: str) -> None:
    client = signed_in(role)

    assert client.get(PAGE).status_code == 403
    assert pasted(client).status_code == 403


@pytest.mark.parametrize("address", ["/admin/", "/admin/timeline/release/"])
def test_the_way_to_it_is_shown_to_those_who_may_go_it(editor: Client, address: str) -> None:
    assert PAGE in said(editor.get(address))
    assert PAGE not in said(signed_in(TRANSLATOR).get(address))


def test_it_is_french_in_french(editor: Client) -> None:
    page = said(editor.post("/fr" + PAGE, {"text": FIRST}))

    assert "Déposer comme brouillons" in page
    assert "File as drafts" not in page
