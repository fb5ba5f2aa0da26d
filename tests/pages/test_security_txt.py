"""``/.well-known/security.txt`` (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"
CONTACTS = ["mailto:security@example.com", "https://example.com/report"]


def fields(text: str) -> list[tuple[str, str]]:
    parted = [line.partition(": ") for line in text.splitlines()]
    return [(name, value) for name, _, value in parted]


def test_it_names_the_contacts_in_their_order_and_where_it_stands(
    client: Client, settings: Settings
) -> None:
    settings.SECURITY_CONTACTS = CONTACTS

    answer = client.get(ADDRESS)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    found = [field for field in fields(answer.content.decode()) if field[0] != "Expires"]
    assert found == [
        ("Contact", "mailto:security@example.com"),
        ("Contact", "https://example.com/report"),
        ("Preferred-Languages", "en, fr"),
        ("Canonical", f"http://testserver{ADDRESS}"),
    ]


@pytest.mark.parametrize(
    "now", [datetime(2026, 1, 31, 23, 59, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)]
)
def test_it_expires_within_a_year_however_long_the_site_runs(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    settings.SECURITY_CONTACTS = CONTACTS
    monkeypatch.setattr(timezone, "now", lambda: now)

    found = dict(fields(client.get(ADDRESS).content.decode()))

    expires = datetime.fromisoformat(found["Expires"])
    assert timedelta(days=90) < expires - now < timedelta(days=365)


def test_without_a_contact_there_is_none(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACTS = []

    assert client.get(ADDRESS).status_code == 404


def test_it_asks_the_database_nothing(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.SECURITY_CONTACTS = CONTACTS

    with django_assert_num_queries(0):
        client.get(ADDRESS)
