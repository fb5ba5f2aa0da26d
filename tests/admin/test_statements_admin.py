"""What paragraphs state, entered by hand: names over time, listings, figures, differing sources."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.admin_pages import errors, save
from tests.factories import (
    make_announced,
    make_company,
    make_listing,
    make_milestone,
    make_paragraph,
    make_release,
)
from timeline.models import Company, Correction, Figure

pytestmark = pytest.mark.slow

COMPANY = "/admin/timeline/company/1/change/"


def test_company_is_renamed_without_a_correction(editor: Client) -> None:
    make_company(name="Old Ltd.", short_name="Old")
    typed = {
        "name": "New Ltd.",
        "short_name": "New",
        "names_0_name_en": "Old Ltd.",
        "names_0_short_name": "Old",
        "names_0_holds_until": "2023-05-01",
        "names_0_paragraph": make_paragraph().pk,
    }

    save(editor, COMPANY, "company_form", **typed)

    company = Company.objects.get()
    assert (company.name, company.names.get().name_en) == ("New Ltd.", "Old Ltd.")
    assert not Correction.objects.exists()


def test_company_renamed_without_its_former_name_needs_a_note(editor: Client) -> None:
    make_company(name="Old Ltd.", short_name="Old")

    answer = save(editor, COMPANY, "company_form", name="New Ltd.")

    assert "correction_note_en" in errors(answer)
    assert Company.objects.get().name == "Old Ltd."


def test_name_that_holds_before_the_one_before_has_ended_is_refused_beside_its_field(
    editor: Client,
) -> None:
    company = make_company()
    paragraph = make_paragraph()
    company.names.create(
        name_en="First Ltd.", short_name="First", holds_until="2020-05-31", paragraph=paragraph
    )
    typed = {
        "names_1_name_en": "Second Ltd.",
        "names_1_short_name": "Second",
        "names_1_holds_from": "2020-05-01",
        "names_1_paragraph": paragraph.pk,
    }

    answer = save(editor, COMPANY, "company_form", **typed)

    assert "would hold before “First Ltd.” has ended." in answer.content.decode()
    assert company.names.count() == 1


def test_name_that_holds_today_and_is_not_the_name_of_the_row_is_refused(editor: Client) -> None:
    make_company(name="Today Ltd.")
    typed = {
        "names_0_name_en": "Other Ltd.",
        "names_0_short_name": "Other",
        "names_0_holds_from": "2018",
        "names_0_paragraph": make_paragraph().pk,
    }

    answer = save(editor, COMPANY, "company_form", **typed)

    assert "Say until when it held: today’s name is another." in answer.content.decode()
    assert not Company.objects.get().names.exists()


def test_company_renamed_with_a_former_name_that_nobody_can_read_needs_a_note(
    editor: Client,
) -> None:
    make_company(name="Old Ltd.", short_name="Old")
    draft = make_paragraph(make_release(status="draft"))
    typed = {
        "name": "New Ltd.",
        "names_0_name_en": "Old Ltd.",
        "names_0_short_name": "Old",
        "names_0_holds_until": "2023-05-01",
        "names_0_paragraph": draft.pk,
    }

    answer = save(editor, COMPANY, "company_form", **typed)

    assert "correction_note_en" in errors(answer)


def test_last_day_of_a_listing_is_entered(editor: Client) -> None:
    listing = make_listing()
    typed = {"periods_0_holds_until": "2020-05", "periods_0_paragraph": make_paragraph().pk}

    save(editor, f"/admin/timeline/listing/{listing.pk}/change/", "listing_form", **typed)

    assert listing.periods.get().holds_until == "2020-05"


def test_figure_and_what_a_source_states_differently_are_entered(editor: Client) -> None:
    paragraph = make_paragraph()
    milestone = make_milestone([paragraph])
    typed = {
        "citations_0_states_en": "“in May”",
        "citations_0_states_fr": "« en mai »",
        "figures_0_what_en": "grade",
        "figures_0_what_fr": "teneur",
        "figures_0_as_printed": "4.2 g/t",
        "figures_0_value": "4.2",
        "figures_0_unit": "g/t",
        "figures_0_paragraph": paragraph.pk,
    }

    save(editor, f"/admin/timeline/milestone/{milestone.pk}/change/", "milestone_form", **typed)

    assert Figure.objects.get().milestone == milestone
    assert milestone.citations.get().states_fr == "« en mai »"


def test_figure_without_a_unit_is_refused_beside_its_field(editor: Client) -> None:
    paragraph = make_paragraph()
    milestone = make_milestone([paragraph])
    typed = {
        "figures_0_what_en": "grade",
        "figures_0_as_printed": "4.2",
        "figures_0_value": "4.2",
        "figures_0_paragraph": paragraph.pk,
    }

    answer = save(
        editor, f"/admin/timeline/milestone/{milestone.pk}/change/", "milestone_form", **typed
    )

    assert answer.status_code == 200
    assert not Figure.objects.exists()


def test_figure_of_a_public_milestone_changes_with_a_note_only(editor: Client) -> None:
    milestone = make_announced()
    paragraph = milestone.paragraphs.get()
    milestone.figures.create(
        what_en="grade",
        what_fr="teneur",
        value=4,
        unit="g/t",
        as_printed="4 g/t",
        paragraph=paragraph,
    )
    address = f"/admin/timeline/milestone/{milestone.pk}/change/"
    typed = {"figures_0_value": "5", "figures_0_as_printed": "5 g/t"}

    refused = save(editor, address, "milestone_form", **typed)
    save(editor, address, "milestone_form", **typed, correction_note_en="Misread")

    assert "correction_note_en" in errors(refused)
    assert Figure.objects.get().as_printed == "5 g/t"
    assert [line.label for line in Correction.objects.get().lines] == ["figure"]


def test_what_few_need_is_folded_away(editor: Client) -> None:
    page = editor.get("/admin/timeline/milestone/add/").content.decode()

    assert "Figures: amounts, grades, tonnages, lengths" in page
    assert page.count("<details") >= 2
