"""A line of JSON for each request, that tells nobody what somebody looked for or who it was."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client

from tests.wsgi_asking import ask, ask_with, environ_of
from timeline.http.request_log import HIT, REQUEST_ID, RequestLog

GOOD_ID = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"


def hello(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answers with the id of the request."""
    start_response("200 OK", [])
    return [environ[REQUEST_ID].encode()]


def logged(application: Any = hello, address: str = "/", **headers: str) -> dict[str, Any]:
    lines = io.StringIO()
    ask(RequestLog(application, lines), address, **headers)
    found: dict[str, Any] = json.loads(lines.getvalue())
    return found


def test_line_has_what_is_needed_and_no_query_or_address() -> None:
    line = logged(address="/?q=secret", x_request_id=GOOD_ID, x_forwarded_for="192.0.2.7")

    assert line.pop("ms") >= 0
    assert line == {"id": GOOD_ID, "method": "GET", "path": "/", "status": 200, "hit": False}


def test_kept_page_is_a_hit() -> None:
    def kept(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        environ[HIT] = True
        return list(hello(environ, start_response))

    assert logged(kept)["hit"] is True


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "short",
        "a" * 65,
        'aaaaaaaa","status":200',
        "aaaaaaaa\nbbbbbbbb",
        "ééééééééé",
        "-aaaaaaaa",
    ],
)
def test_id_that_is_not_well_formed_is_replaced(forged: str) -> None:
    line = logged(x_request_id=forged)

    assert line["id"] != forged
    assert len(line["id"]) == 16


def test_path_cannot_forge_a_line() -> None:
    line = logged(address='/a"}\n{"status":"200')

    assert line["path"] == '/a"}\n{"status":"200'


def test_address_is_written_where_it_is_asked_for() -> None:
    lines = io.StringIO()
    environ = environ_of() | {"REMOTE_ADDR": "192.0.2.7"}
    ask_with(RequestLog(hello, lines, with_addresses=True), environ)

    assert json.loads(lines.getvalue())["address"] == "192.0.2.7"


def test_answer_that_is_streamed_is_written_once_when_it_ends() -> None:
    def streamed(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return iter([b"a", b"b"])

    assert logged(streamed)["status"] == 200


def test_fault_is_written_and_passed_on() -> None:
    def broken(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raise ZeroDivisionError

    lines = io.StringIO()
    with pytest.raises(ZeroDivisionError):
        ask(RequestLog(broken, lines))

    assert json.loads(lines.getvalue())["status"] == 500


def test_answer_of_a_fault_carries_the_id() -> None:
    def failing(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("503 Service Unavailable", [("Retry-After", "5")])
        return [b""]

    answer = ask(RequestLog(failing, io.StringIO()), x_request_id=GOOD_ID)

    assert answer.headers == {"Retry-After": "5", "X-Request-ID": GOOD_ID}


@pytest.mark.django_db
def test_page_of_a_fault_and_its_traceback_name_the_request(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("timeline.views.about.PublicPage", broken)
    client = Client(raise_request_exception=False)
    page = client.get("/about/", **{REQUEST_ID: GOOD_ID})  # type: ignore[arg-type] # of the environ
    record = next(one for one in caplog.records if one.levelno == logging.ERROR)

    assert page.status_code == 500
    assert GOOD_ID in page.content.decode()
    assert vars(record)["request"].META[REQUEST_ID] == GOOD_ID
