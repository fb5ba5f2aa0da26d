"""Pages for what went wrong have the look of the site."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_announced
from tests.markup import Document

pytestmark = pytest.mark.usefixtures("record")

Answer = Any  # the test client's response carries more than HttpResponse


def failing(error: Exception) -> Callable[..., NoReturn]:
    def fail(*args: object, **kwargs: object) -> NoReturn:
        raise error

    return fail


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page fails before it has asked the database anything."""
    fault = RuntimeError("a fault of ours")
    monkeypatch.setattr("timeline.http.conditional.record_version", failing(fault))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[int, Answer]:
    """An answer of each kind, by status."""
    client = Client(raise_request_exception=False)
    make_announced(
        slug="gone",
        status="withdrawn",
        withdrawn_reason_en="Entered twice.",
        publish_at="2020-01-01T12:00Z",
    )
    found = {
        400: client.get("/", headers={"host": "evil.example"}),
        404: client.get("/nothing-here/"),
        410: client.get("/milestones/gone/"),
    }
    monkeypatch.setattr("timeline.views.about.now", failing(PermissionDenied()))
    found[403] = client.get("/about/")
    monkeypatch.setattr("timeline.views.about.now", failing(RuntimeError()))
    found[500] = client.get("/about/")
    return found


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (400, "A request that could not be read"),
        (403, "You do not have access to this"),
        (404, "There is no page at this address"),
        (410, "This page was withdrawn"),
        (500, "Something broke on our side"),
    ],
)
def test_error_page_has_the_look_of_the_site(
    answers: dict[int, Answer], status: int, heading: str
) -> None:
    answer = answers[status]
    page = Document(answer.content.decode())

    assert answer.status_code == status
    assert page.one("header", css="top")
    assert page.main.one("h1").text == heading
    assert page.one("footer", css="foot")
    assert page.main.one("p", css="eyebrow").text == f"Error {status}"


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500])
def test_error_page_is_well_formed_and_kept_out_of_search_engines(
    answers: dict[int, Answer], status: int
) -> None:
    page = Document(answers[status].content.decode())

    assert page.problems == []
    assert page.title
    assert page.meta("robots") == "noindex"
    assert page.all("link", rel="canonical") == []


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500])
def test_error_page_leads_back_to_the_timeline(answers: dict[int, Answer], status: int) -> None:
    main = Document(answers[status].content.decode()).main

    assert "/" in {link.attrs["href"] for link in main.all("a")}


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500])
def test_error_page_sets_no_cookie_and_has_the_policy(
    answers: dict[int, Answer], status: int
) -> None:
    answer = answers[status]

    assert answer.cookies.output() == ""
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"].split("; ")


@pytest.mark.usefixtures("broken")
def test_error_500_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = Client(raise_request_exception=False)

    with django_assert_num_queries(0):
        assert client.get("/about/").status_code == 500


@pytest.mark.usefixtures("broken")
def test_error_500_for_staff_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_user("editor", is_staff=True))

    with django_assert_num_queries(0):
        assert client.get("/about/").status_code == 500


@pytest.mark.parametrize("address", ["/", "/staff/sign-in/"])
def test_error_500_when_the_database_fails_is_a_page(client: Client, address: str) -> None:
    client.raise_request_exception = False

    with connection.execute_wrapper(failing(RuntimeError("no database"))):
        answer = client.get(address)

    assert answer.status_code == 500
    assert Document(answer.content.decode()).one("h1").text == "Something broke on our side"


@pytest.mark.usefixtures("broken")
def test_error_500_says_nothing_of_the_fault() -> None:
    answer = Client(raise_request_exception=False).get("/about/")

    assert "a fault of ours" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_error_410_says_why(answers: dict[int, Answer]) -> None:
    assert "Reason: Entered twice." in Document(answers[410].content.decode()).main.text


def test_form_without_its_token_is_refused_in_the_look_of_the_site() -> None:
    answer = Client(enforce_csrf_checks=True).post(
        "/admin/login/", {"username": "a", "password": "b"}
    )
    page = Document(answer.content.decode())

    assert answer.status_code == 403
    assert page.one("header", css="top")
    assert page.problems == []
    assert page.all("style") == []


def test_request_with_too_many_parameters_is_refused_in_the_look_of_the_site(
    client: Client,
) -> None:
    answer = client.get("/?" + "&".join(["year=2018"] * 4001))

    assert answer.status_code == 400
    assert Document(answer.content.decode()).one("h1").text == "A request that could not be read"


@pytest.mark.parametrize("address", ["/", "/staff/sign-in/", "/timeline.json"])
def test_database_that_cannot_be_used_is_503_with_a_time_and_one_line_of_log(
    client: Client, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    client.raise_request_exception = False

    with connection.execute_wrapper(failing(OperationalError("database is locked"))):
        answer = client.get(address)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "database is locked" not in answer.content.decode()
    assert Document(answer.content.decode()).one("h1").text == "The record cannot be read just now"
    errors = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [record.exc_info for record in errors] == [None]
    assert "database is locked" in errors[0].getMessage()


def test_question_that_makes_no_sense_to_the_database_stays_500(client: Client) -> None:
    client.raise_request_exception = False
    fault = OperationalError("no such column")
    fault.__cause__ = sqlite3.OperationalError("no such column")
    fault.__cause__.sqlite_errorcode = sqlite3.SQLITE_ERROR

    with connection.execute_wrapper(failing(fault)):
        assert client.get("/").status_code == 500
