"""A telephone as a release prints it is taken."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.admin_pages import errors, save
from tests.factories import make_release
from timeline.admin.printed_phone import read_phone
from timeline.models import Contact


@pytest.mark.parametrize(
    ("printed", "phone", "extension"),
    [
        ("514-360-0571", "+1 514 360-0571", ""),
        ("(514) 360-0571", "+1 514 360-0571", ""),
        ("1 (514) 360-0571", "+1 514 360-0571", ""),
        ("+1 (514) 360.0571", "+1 514 360-0571", ""),
        ("514.360.0571", "+1 514 360-0571", ""),
        ("514 360\u20110571", "+1 514 360-0571", ""),
        ("514-360-0571, ext. 12", "+1 514 360-0571", "12"),
        ("514 360-0571 poste 204", "+1 514 360-0571", "204"),
        ("+49 (0)89 1234-5678", "+49 89 1234-5678", ""),
        ("0049 89 1234 5678", "+49 89 1234 5678", ""),
        ("call us", "call us", ""),
        ("", "", ""),
    ],
)
def test_printed_telephone_is_read(printed: str, phone: str, extension: str) -> None:
    assert read_phone(printed) == (phone, extension)


def test_contact_is_saved_with_its_telephone_as_printed(editor: Client) -> None:
    release = make_release(status="draft")

    save(
        editor,
        f"/admin/timeline/release/{release.pk}/change/",
        "release_form",
        contacts_0_name="Ada Archer",
        contacts_0_phone="(514) 360-0571 ext. 12",
    )

    contact = Contact.objects.get()
    assert (contact.phone, contact.extension) == ("+1 514 360-0571", "12")


def test_words_that_are_no_telephone_are_refused(editor: Client) -> None:
    release = make_release(status="draft")

    answer = save(
        editor,
        f"/admin/timeline/release/{release.pk}/change/",
        "release_form",
        contacts_0_name="Ada Archer",
        contacts_0_phone="call us",
    )

    assert "contacts-0-phone" in errors(answer)
