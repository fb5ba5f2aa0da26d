"""What the tests of pages share: the record that ships with the site, and a way to visit it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.pages.reading import Document

Visit = Callable[..., Document]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The fixtures, loaded once for the tests of a module and taken back after them."""
    held = transaction.atomic()
    with django_db_blocker.unblock():
        held.__enter__()
        call_command("loaddata", "company", "projects", "partners", "releases", "milestones", verbosity=0)
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


@pytest.fixture
def record(loaded: None, db: None) -> None:
    """The record as it ships. What a test changes is taken back after it."""


@pytest.fixture
def visit(client: Client) -> Visit:
    """Ask for an address and read the answer: ``visit("/", status=200)``."""

    def asked(address: str, status: int = 200) -> Document:
        answer = client.get(address)
        assert answer.status_code == status, address
        return Document(answer.content.decode())

    return asked
