"""A draft beside what is on file."""

from __future__ import annotations

import pytest

from tests.importing.releases import with_lead
from timeline.importing.on_file import compare
from timeline.models import Partner, Person

pytestmark = pytest.mark.django_db


def rows_by_name(text: str) -> dict[str, object]:
    return {name.name: name.row for name in compare(with_lead(text)).names}


def test_an_organization_on_file_is_found_without_its_legal_form() -> None:
    partner = Partner.objects.create(slug="gull", name_en="Gull Metals Ltd.", kind="company")

    assert rows_by_name("Gull Metals Limited holds the rest.")["Gull Metals Limited"] == partner


def test_an_organization_that_is_not_on_file_has_no_row() -> None:
    assert rows_by_name("Gull Metals Limited holds the rest.")["Gull Metals Limited"] is None


def test_a_person_on_file_is_found_whatever_the_initials() -> None:
    person = Person.objects.create(slug="ada-low", name="Ada Low")

    assert rows_by_name("Ada M. Low, President, said so.")["Ada M. Low"] == person
