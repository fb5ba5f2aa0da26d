"""Headers of every answer, the admin's sign-in included."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from tests.addresses import BAD, LOST, PAGES, VIEWS

EVERYWHERE = (*PAGES, *VIEWS, *BAD, *LOST)
OUR_OWN = [
    address for address in (*EVERYWHERE, "/admin/login/") if not address.startswith("/embed/")
]
EMBEDDED = [address for address in EVERYWHERE if address.startswith("/embed/")]


Answers = dict[str, Any]  # the test client's responses carry more than HttpResponse does


@pytest.fixture(scope="module")
def answers(loaded: None, django_db_blocker: DjangoDbBlocker) -> Answers:
    """The answer at every address, asked for once."""
    with django_db_blocker.unblock():
        return {address: Client().get(address) for address in (*OUR_OWN, *EMBEDDED)}


def policy(answer: Any) -> dict[str, set[str]]:
    """Its Content-Security-Policy: directive -> sources."""
    parts = answer.headers["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in (part.split() for part in parts)}


def test_policy_allows_nothing_inline_and_nothing_from_elsewhere(answers: Answers) -> None:
    for address, answer in answers.items():
        allowed = policy(answer)
        sources = set[str]().union(
            *(allowed[name] for name in allowed if name != "frame-ancestors")
        )

        assert allowed["default-src"] == {"'none'"}, address
        assert allowed["script-src"] == allowed["style-src"] == {"'self'"}, address
        assert sources <= {"'none'", "'self'", "data:"}, address


def test_page_cannot_be_framed(answers: Answers) -> None:
    for address in OUR_OWN:
        assert policy(answers[address])["frame-ancestors"] == {"'none'"}, address
        assert answers[address].headers["X-Frame-Options"] == "DENY", address


def test_embedded_page_can_be_framed(answers: Answers) -> None:
    for address in EMBEDDED:
        assert policy(answers[address])["frame-ancestors"] == {"*"}, address
        assert "X-Frame-Options" not in answers[address].headers, address


def test_answer_carries_the_headers_that_guard_visitors(answers: Answers) -> None:
    for address, answer in answers.items():
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin", address
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", address


def test_answer_asks_for_no_sensor_and_no_camera(answers: Answers) -> None:
    refused = {"camera=()", "microphone=()", "geolocation=()", "payment=()"}
    for address, answer in answers.items():
        assert refused <= set(answer.headers["Permissions-Policy"].split(", ")), address


def test_public_answer_sets_no_cookie_and_varies_by_none(answers: Answers) -> None:
    for address in EVERYWHERE:
        assert answers[address].cookies.output() == "", address
        assert "cookie" not in answers[address].headers.get("Vary", "").lower(), address


def score_of(answer: Any) -> int:
    """By the rules of MDN's HTTP Observatory, for an answer over HTTPS that needs no redirect.

    A missing header costs what the rules take off; a bonus is counted where nothing was taken off.
    """
    headers = answer.headers
    allowed = policy(answer)
    lax = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:"}
    is_strict = not lax & (allowed["script-src"] | allowed["style-src"])
    months = 60 * 60 * 24 * 30
    hsts = re.fullmatch(r"max-age=(\d+).*", headers.get("Strict-Transport-Security", ""))
    penalties = 0 if is_strict else 25
    penalties += 0 if hsts and int(hsts[1]) >= 6 * months else 20
    penalties += 0 if headers.get("X-Content-Type-Options") == "nosniff" else 5
    penalties += 20 if answer.cookies else 0  # each is looked at in test_signing_in.py
    bonus = 10 if is_strict and allowed["default-src"] == {"'none'"} else 0
    bonus += 5 if headers["Referrer-Policy"] == "strict-origin-when-cross-origin" else 0
    bonus += 5 if allowed["frame-ancestors"] == {"'none'"} else 0
    return 100 + bonus if not penalties else 100 - penalties


@pytest.mark.usefixtures("record")
def test_observatory_gives_120(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.SECURE_HSTS_SECONDS = 63_072_000  # as in production
    answer = Client().get("/about/data/", secure=True)

    with capsys.disabled():
        sys.stdout.write(f"\nHTTP Observatory, by its rules: {score_of(answer)}\n")
    assert score_of(answer) == 120


@pytest.mark.usefixtures("record")
def test_page_without_a_time_for_https_is_marked_down() -> None:
    assert score_of(Client().get("/about/data/", secure=True)) == 80


@pytest.mark.slow
@pytest.mark.usefixtures("record")
def test_head_answers_as_get_without_the_body(client: Client, answers: Answers) -> None:
    for address in PAGES:
        head = client.head(address)

        assert (head.status_code, head.content) == (200, b""), address
        assert head.headers["Content-Type"] == answers[address].headers["Content-Type"], address


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize(
    "address",
    [
        *(
            "/",
            "/milestones/drilling/",
            "/releases/",
            "/releases/2018-11-13-scandium-marketing-update/",
            "/projects/",
        ),
        *(
            "/projects/crater-lake/",
            "/partners/",
            "/partners/albecour/",
            "/outlook/",
            "/about/",
            "/embed/",
            "/oembed",
        ),
    ],
)
def test_method_that_would_write_is_not_allowed(address: str, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
