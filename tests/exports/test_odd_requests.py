"""Requests that nobody would think of, made from the OpenAPI document, find nothing that it does
not say."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of what it brings along
    import schemathesis
    from schemathesis import GenerationMode

from tests.examples import examples
from timeline.exports.openapi import Document

pytestmark = [pytest.mark.usefixtures("record", "held"), pytest.mark.slow]

FEW = settings(
    max_examples=examples(4),  # of each operation, the same ones in every run
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def document(client: Client) -> Document:
    """The document as it is served, of a site that the application answers for."""
    found: Document = client.get("/openapi.json").json()
    return found | {"servers": [{"url": "http://localhost"}]}


@pytest.fixture
def held(document: Document) -> Iterator[None]:
    """A request ends with its connection closed; here that is the connection of the test, whose
    record is to stay.

    Django's own client takes the same care, and gives it up after each of its requests: the document comes first.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_odd_requests_are_answered_as_promised(document: Document, mode: GenerationMode) -> None:
    promised: Any = schemathesis.openapi.from_dict(document)
    promised.app = get_wsgi_application()
    operations = [found.ok() for found in promised.get_all_operations()]

    for operation in operations:

        @FEW
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: Any) -> None:
            case.call_and_validate(headers=PLAIN)

        holds()

    assert len(operations) == 2 * len(document["paths"])
