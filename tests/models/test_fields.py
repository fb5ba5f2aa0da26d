"""What may not be deleted, and what single fields take."""

from __future__ import annotations

import pytest
from django.db import models

from tests.constraints import messages, new_partner, new_release
from tests.factories import make_milestone, make_paragraph, make_part, make_partner, make_release
from timeline.models import Contact

pytestmark = pytest.mark.django_db


def test_plan_that_is_settled_cannot_be_deleted() -> None:
    plan = make_milestone(standing="planned")
    make_milestone(settles=plan, settlement="achieved")

    with pytest.raises(models.ProtectedError):
        plan.delete()


def test_paragraph_that_states_something_cannot_be_deleted() -> None:
    paragraph = make_paragraph()
    make_milestone([paragraph])

    with pytest.raises(models.ProtectedError):
        paragraph.delete()
    with pytest.raises(models.ProtectedError):
        paragraph.release.delete()


def test_partner_with_a_part_cannot_be_deleted() -> None:
    partner = make_partner()
    make_part(make_milestone(), partner)

    with pytest.raises(models.ProtectedError):
        partner.delete()


# Rules of single fields that a form holds


@pytest.mark.parametrize(
    ("phone", "taken"),
    [
        ("+1 514 555-0100", True),
        ("+442071234567", True),
        ("514 555-0100", False),
        ("+1 514", False),
        ("+1\n5145550100", False),
    ],
)
def test_contact_telephone_begins_with_its_country(phone: str, taken: bool) -> None:
    row = Contact(release=make_release(), position=1, name="Pat", phone=phone)

    assert ("phone" in messages(row)) is not taken


@pytest.mark.parametrize(
    ("sha256", "taken"), [("0a" * 32, True), ("0A" * 32, False), ("0a" * 31, False), ("", True)]
)
def test_release_fingerprint_is_sixty_four_digits(sha256: str, taken: bool) -> None:
    assert ("sha256" in messages(new_release(sha256=sha256))) is not taken


@pytest.mark.parametrize(
    ("country", "taken"),
    [("CA", True), ("EU", True), ("", True), ("ca", False), ("C", False), ("C\n", False)],
)
def test_partner_country_is_two_capitals(country: str, taken: bool) -> None:
    assert ("country" in messages(new_partner(country=country))) is not taken
