"""What the tests of pages share: the record, loaded once for each of their files, and a way to
visit a page."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.crawling import crawl
from tests.markup import Document, Visit
from tests.shipped_pages import SHIPPED, Page
from tests.shipped_record import load_record


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The fixtures, loaded once for the tests of a file and taken back after them."""
    held = transaction.atomic()
    with django_db_blocker.unblock():
        held.__enter__()
        load_record()
        SHIPPED.loaded()
    yield
    SHIPPED.changed()
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


def crawled(language: str, django_db_blocker: DjangoDbBlocker) -> dict[str, Document]:
    """The pages of the record as it ships, whatever a file of tests has loaded; nothing of it
    stays."""
    with django_db_blocker.unblock(), SHIPPED.writes_taken_back(), transaction.atomic():
        load_record()
        pages = crawl(language)
        transaction.set_rollback(True)
    SHIPPED.pages.update((address, Page(200, page)) for address, page in pages.items())
    return pages


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Document]:
    """Every public page of the record in English, by address, crawled once in each process."""
    return crawled("en", django_db_blocker)


@pytest.fixture(scope="session")
def french_site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Document]:
    """The same in French."""
    return crawled("fr", django_db_blocker)


READ_ONLY = {"self", "record", "visit", "site", "french_site"}  # fixtures that patch nothing


def asks_for(request: pytest.FixtureRequest) -> set[str]:
    """The fixtures that a test names itself, parameters left out."""
    named = set(inspect.signature(request.function).parameters)
    for mark in request.node.iter_markers("usefixtures"):
        named.update(mark.args)
    parameters = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    return named - set(parameters)


@pytest.fixture
def record(loaded: None, db: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """The record that ships with the site. What a test changes is taken back after it."""
    SHIPPED.begin_test(may_keep=asks_for(request) <= READ_ONLY)
    yield
    SHIPPED.end_test()


@pytest.fixture
def visit(client: Client) -> Visit:
    """Ask for an address and read the answer: ``visit("/about/", language="fr")`` asks for
    ``/fr/about/``. A page of the record as it ships is asked for once in a process."""

    def asked(address: str, status: int = 200, language: str = "en") -> Document:
        path = address if language == "en" else f"/{language}{address}"
        page = SHIPPED.page(client, path)
        assert page.status == status, address
        return page.document

    return asked
