"""The names of a draft, found on file by any of their spellings."""

from __future__ import annotations

import pytest

from tests.factories import (
    make_company,
    make_company_name,
    make_partner,
    make_partner_name,
    make_project,
    make_project_name,
)
from tests.importing.releases import with_lead
from timeline.importing.on_file import KnownName, compare
from timeline.models import Person

pytestmark = pytest.mark.django_db


def names(text: str, kind: str) -> dict[str, KnownName]:
    found = [name for name in compare(with_lead(text)).names if name.kind == kind]
    return {name.name: name for name in found}


@pytest.mark.parametrize(
    ("on_file", "printed"),
    [
        ("Gull Metals Ltd.", "Gull Metals Limited"),
        ("Gull Metals inc.", "Gull Metals Inc."),
        ("Gull & Sons Corp.", "Gull & Sons Corporation"),
        ("Métaux Goéland ltée", "Metaux Goeland Inc."),
        ("GULL (Gull Aluminium Europe)", "Gull Aluminum Europe Inc."),
    ],
)
def test_an_organization_is_known_whatever_its_legal_form_accents_and_case(
    on_file: str, printed: str
) -> None:
    partner = make_partner(name_en=on_file)

    assert names(f"{printed} holds the rest of it.", "organization")[printed].row == partner


def test_an_organization_is_known_by_a_former_name() -> None:
    partner = make_partner(name_en="Heron Metals Inc.")
    make_partner_name(partner, name_en="Gull Metals Inc.")

    assert names("Gull Metals Inc. holds it.", "organization")["Gull Metals Inc."].row == partner


def test_an_organization_is_known_by_the_term_that_the_document_defines() -> None:
    partner = make_partner(name_en="Gull")
    text = 'Gull Coastal Metals Inc. ("Gull") holds the rest.'

    assert names(text, "organization")["Gull Coastal Metals Inc."].row == partner


def test_the_company_itself_is_known_by_its_former_name() -> None:
    company = make_company(name="Heron Copper Inc.", short_name="Heron")
    make_company_name(name_en="Tern Hollow Copper Inc.")

    assert names("It is open.", "organization")["Tern Hollow Copper Inc."].row == company


def test_an_organization_that_is_not_on_file_is_new() -> None:
    make_partner(name_en="Gull Metals Ltd.")

    found = names("Heron Metals Ltd. holds the rest of it.", "organization")["Heron Metals Ltd."]

    assert found.row is None
    assert found.place.words == "Heron Metals Ltd."


@pytest.mark.parametrize("printed", ["Gull Lake", "GULL LAKE", "Gull  Lake Copper", "lac Goéland"])
def test_a_project_is_found_by_any_of_its_names(printed: str) -> None:
    project = make_project(name_en="Gull Lake", name_fr="Lac Goéland")
    make_project_name(project, name_en="Gull Lake Copper project")

    (found,) = names(f"At {printed} the snow is gone.", "project").values()

    assert found.row == project


@pytest.mark.parametrize(
    "text", ["A gull lake is near.", "The Project is open.", "Gulls Lake is near."]
)
def test_common_words_name_no_project(text: str) -> None:
    make_project_name(make_project(name_en="Gull Lake"), name_en="The Project")

    assert names(text, "project") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Work at the Heron Point project goes on.", "Heron Point"),
        ("The Heron property is open.", "Heron"),
        ("Le projet du Lac Goéland est ouvert.", "Lac Goéland"),
    ],
)
def test_what_is_called_a_project_and_is_not_on_file_is_new(text: str, name: str) -> None:
    assert names(text, "project")[name].row is None


@pytest.mark.parametrize("text", ["The Project is open.", "This property and our mine are open."])
def test_a_project_without_a_name_is_none(text: str) -> None:
    assert names(text, "project") == {}


@pytest.mark.parametrize("printed", ["Ada Low", "Ada M. Low", "Dr. Ada Low"])
def test_a_person_is_known_whatever_the_initials(printed: str) -> None:
    person = Person.objects.create(slug="ada-low", name="Ada Low")

    (found,) = names(f"{printed}, President, said so.", "person").values()

    assert found.row == person


def test_of_two_people_of_one_name_none_is_chosen() -> None:
    Person.objects.create(slug="ada-low", name="Ada B. Low")
    Person.objects.create(slug="ada-low-2", name="Ada C. Low")

    assert names("Ada Low, President, said so.", "person")["Ada Low"].row is None
