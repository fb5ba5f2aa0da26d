"""What the tests of pages share: the record, loaded once for each of their files, and a way to
visit a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.crawling import crawl
from tests.markup import Document, Visit
from tests.shipped_record import load_record


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The fixtures, loaded once for the tests of a file and taken back after them."""
    held = transaction.atomic()
    with django_db_blocker.unblock():
        held.__enter__()
        load_record()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


def crawled(language: str, django_db_blocker: DjangoDbBlocker) -> dict[str, Document]:
    """The pages of the record as it ships, whatever a file of tests has loaded; nothing of it
    stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_record()
        pages = crawl(language)
        transaction.set_rollback(True)
    return pages


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Document]:
    """Every public page of the record in English, by address, crawled once in each process."""
    return crawled("en", django_db_blocker)


@pytest.fixture(scope="session")
def french_site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Document]:
    """The same in French."""
    return crawled("fr", django_db_blocker)


@pytest.fixture
def visit(client: Client) -> Visit:
    """Ask for an address and read the answer: ``visit("/about/", language="fr")`` asks for
    ``/fr/about/``."""

    def asked(address: str, status: int = 200, language: str = "en") -> Document:
        answer = client.get(address if language == "en" else f"/{language}{address}")
        assert answer.status_code == status, address
        return Document(answer.content.decode())

    return asked
