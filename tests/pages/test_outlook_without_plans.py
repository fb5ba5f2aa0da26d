"""``/outlook/`` of a record that holds no plan."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_announced, make_company
from tests.markup import Document


@pytest.mark.django_db
def test_outlook_without_a_plan_says_so_once_and_offers_no_choice(client: Client) -> None:
    make_company()
    make_announced()

    page = Document(client.get("/outlook/").content.decode())

    assert page.all("nav", css="rail") == []
    assert page.one("table").one("caption").text.startswith("Status on")
    assert page.text.count("No plan on file.") == 1
