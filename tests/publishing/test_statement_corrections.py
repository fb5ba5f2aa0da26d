"""Names, listings and figures: what is new is no correction, what was read otherwise is one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from tests.factories import (
    make_announced,
    make_company,
    make_figure,
    make_paragraph,
    make_partner,
)
from timeline.models import Company, CompanyName, Correction, PartnerName
from timeline.publishing.corrections import record_correction

pytestmark = pytest.mark.django_db


def former_name(name: str) -> None:
    CompanyName.objects.create(
        name_en=name, short_name="Example", holds_until="2023-05-01", paragraph=make_paragraph()
    )


def test_rename_of_the_company_that_keeps_the_former_name_is_no_correction() -> None:
    company = make_company(name="Example Ltd.")

    with record_correction(company) as found:
        former_name("Example Ltd.")
        found.name = "Sample Ltd."
        found.save()

    assert not Correction.objects.exists()
    assert Company.objects.get().name == "Sample Ltd."


def test_other_name_of_the_company_that_drops_the_former_one_is_a_correction() -> None:
    company = make_company(name="Exampel Ltd.")

    with record_correction(company, note_en="A slip") as found:
        found.name = "Example Ltd."
        found.save()

    (line,) = Correction.objects.get().lines
    assert (line.label, line.was, line.now) == ("legal name", "Exampel Ltd.", "Example Ltd.")


def test_rename_of_an_organization_that_keeps_the_former_name_is_no_correction() -> None:
    partner = make_partner(name_en="Old Inc.", name_fr="Vieux inc.")

    with record_correction(partner) as found:
        PartnerName.objects.create(
            partner=found,
            name_en="Old Inc.",
            name_fr="Vieux inc.",
            holds_until="2020",
            paragraph=make_paragraph(),
        )
        found.name_en, found.name_fr = "New Inc.", "Neuf inc."
        found.save()

    assert not Correction.objects.exists()


def test_other_last_day_of_a_former_name_is_a_correction_in_both_languages() -> None:
    company = make_company()
    former_name("Old Ltd.")

    with record_correction(company, note_en="Misread"):
        CompanyName.objects.update(holds_until="2023-06")

    (change,) = Correction.objects.get().changes
    assert change["was"]["en"].startswith("Old Ltd., until 1 May 2023 (13 November 2018, ¶")
    assert change["now"]["fr"].startswith("Old Ltd., jusqu’en juin 2023 (13\u00a0novembre 2018, ¶")


def test_new_figure_of_a_public_milestone_is_no_correction() -> None:
    milestone = make_announced()

    with record_correction(milestone):
        make_figure(milestone)

    assert not Correction.objects.exists()


def test_other_value_of_a_figure_is_a_correction_with_its_place() -> None:
    milestone = make_announced()
    figure = make_figure(
        milestone,
        paragraph=milestone.paragraphs.get(),
        what_en="grade",
        value=Decimal("4.2"),
        as_printed="4.2 g/t",
        unit="g/t",
    )

    with record_correction(milestone, note_en="Misread"):
        figure.value, figure.as_printed = Decimal("2.4"), "2.4 g/t"
        figure.save()

    (line,) = Correction.objects.get().lines
    assert line.label == "figure"
    assert line.was.startswith("grade: 4.2 g/t (")
    assert line.now.startswith("grade: 2.4 g/t (")


def test_figure_that_changes_without_a_note_is_refused() -> None:
    milestone = make_announced()
    figure = make_figure(milestone, paragraph=milestone.paragraphs.get())

    def change() -> None:
        with record_correction(milestone):
            figure.value = 77
            figure.save()

    with pytest.raises(ValidationError):
        change()


def corrected(row: models.Model) -> list[str]:
    return [line.label for line in Correction.objects.get().lines]


def test_other_words_of_what_a_document_states_differently_are_a_correction() -> None:
    milestone = make_announced()
    citation = milestone.citations.get()
    citation.states_en = "“in May”"
    citation.save()

    with record_correction(milestone, note_en="Misread"):
        citation.states_en = "“in June”"
        citation.save()

    assert corrected(milestone) == ["stated there"]
    assert timezone.now() >= Correction.objects.get().made_at
