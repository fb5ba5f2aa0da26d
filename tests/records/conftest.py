"""What the tests of the invented record share: its folder, imported once in a process, and the
answers of its addresses, each asked for once. None of these tests changes a row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.exports.format_readers import body
from tests.interchange.folders import take_in
from tests.markup import Document, Visit
from tests.shipped_record import TableRows, rows_on_file, write_rows

NORTHLODE = Path(__file__).parent / "northlode"


class Answer(NamedTuple):
    status: int
    body: bytes


_imported: list[TableRows] = []
_answers: dict[str, Answer] = {}


@pytest.fixture(scope="module")
def imported(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The folder, on file for the tests of a module and taken back after them."""
    held = transaction.atomic()
    with django_db_blocker.unblock():
        held.__enter__()
        if _imported:
            write_rows(_imported)
        else:
            take_in(NORTHLODE)
            _imported.extend(rows_on_file())
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


@pytest.fixture
def northlode(imported: None, db: None) -> None:
    """The record of Northlode, an invented company."""


def _ask(client: Client, address: str) -> Answer:
    if address not in _answers:
        answer = client.get(address)
        _answers[address] = Answer(answer.status_code, body(answer))
    return _answers[address]


@pytest.fixture
def visit(northlode: None, client: Client) -> Visit:
    """Ask for a page of Northlode: ``visit("/people/", language="fr")`` is ``/fr/people/``."""

    def asked(address: str, status: int = 200, language: str = "en") -> Document:
        answer = _ask(client, address if language == "en" else f"/{language}{address}")
        assert answer.status == status, address
        return Document(answer.body.decode())

    return asked


class Data(Protocol):
    """The fixture ``data``: the bytes at an address of Northlode's data."""

    def __call__(self, address: str) -> bytes: ...


class Json(Protocol):
    """The fixture ``read_json``: what JSON at an address of Northlode's data holds."""

    def __call__(self, address: str) -> Any: ...


@pytest.fixture
def data(northlode: None, client: Client) -> Data:
    """Ask for data of Northlode."""

    def asked(address: str) -> bytes:
        answer = _ask(client, address)
        assert answer.status == 200, address
        return answer.body

    return asked


@pytest.fixture
def read_json(data: Data) -> Json:
    """Ask for data of Northlode in JSON."""

    def asked(address: str) -> Any:
        return json.loads(data(address))

    return asked
