"""What the tests of pages share: the record, loaded once for each of their files, and a way to visit a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.conftest import FIXTURES
from tests.crawling import crawl
from tests.markup import Document, Visit


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The fixtures, loaded once for the tests of a file and taken back after them."""
    held = transaction.atomic()
    with django_db_blocker.unblock():
        held.__enter__()
        call_command("loaddata", *FIXTURES, verbosity=0)
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


@pytest.fixture(scope="module")
def site(loaded: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Document]:
    """Every public page of the record, by address, crawled once for the tests of a file."""
    with django_db_blocker.unblock():
        return crawl()


@pytest.fixture
def visit(client: Client) -> Visit:
    """Ask for an address and read the answer: ``visit("/about/", language="fr")`` asks for ``/fr/about/``."""

    def asked(address: str, status: int = 200, language: str = "en") -> Document:
        answer = client.get(address if language == "en" else f"/{language}{address}")
        assert answer.status_code == status, address
        return Document(answer.content.decode())

    return asked
