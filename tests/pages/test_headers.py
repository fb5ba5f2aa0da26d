"""Headers of every answer, the admin's sign-in included."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.addresses import BAD, LOST, PAGES, VIEWS

pytestmark = pytest.mark.usefixtures("record")

EVERYWHERE = (*PAGES, *VIEWS, *BAD, *LOST)
OUR_OWN = [address for address in (*EVERYWHERE, "/admin/login/") if not address.startswith("/embed/")]
EMBEDDED = [address for address in EVERYWHERE if address.startswith("/embed/")]


def policy(client: Client, address: str) -> dict[str, set[str]]:
    """The Content-Security-Policy of an address: directive -> sources."""
    header = client.get(address).headers["Content-Security-Policy"]
    return {name: set(sources) for name, *sources in (part.split() for part in header.split(";"))}


@pytest.mark.parametrize("address", [*OUR_OWN, *EMBEDDED])
def test_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: Client, address: str) -> None:
    allowed = policy(client, address)
    sources = set[str]().union(*(allowed[name] for name in allowed if name != "frame-ancestors"))

    assert allowed["default-src"] == {"'none'"}
    assert allowed["script-src"] == allowed["style-src"] == {"'self'"}
    assert sources <= {"'none'", "'self'", "data:"}


@pytest.mark.parametrize("address", OUR_OWN)
def test_page_cannot_be_framed(client: Client, address: str) -> None:
    assert policy(client, address)["frame-ancestors"] == {"'none'"}
    assert client.get(address).headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", EMBEDDED)
def test_embedded_page_can_be_framed(client: Client, address: str) -> None:
    assert policy(client, address)["frame-ancestors"] == {"*"}
    assert "X-Frame-Options" not in client.get(address).headers


@pytest.mark.parametrize("address", [*OUR_OWN, *EMBEDDED])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_answer_carries_the_header(client: Client, address: str, name: str, value: str) -> None:
    assert client.get(address).headers[name] == value


@pytest.mark.parametrize("address", [*OUR_OWN, *EMBEDDED])
def test_answer_asks_for_no_sensor_and_no_camera(client: Client, address: str) -> None:
    permissions = client.get(address).headers["Permissions-Policy"]

    assert {"camera=()", "microphone=()", "geolocation=()", "payment=()"} <= set(permissions.split(", "))


@pytest.mark.parametrize("address", EVERYWHERE)
def test_public_answer_sets_no_cookie_and_varies_by_none(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.cookies.output() == ""
    assert "cookie" not in answer.headers.get("Vary", "").lower()


@pytest.mark.parametrize("address", PAGES)
def test_head_answers_as_get_without_the_body(client: Client, address: str) -> None:
    head, get = client.head(address), client.get(address)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize(
    "address",
    [
        *("/", "/milestones/drilling/", "/releases/", "/releases/2018-11-13-scandium-marketing-update/", "/projects/"),
        *("/projects/crater-lake/", "/partners/", "/partners/albecour/", "/outlook/", "/about/", "/embed/", "/oembed"),
    ],
)
def test_method_that_would_write_is_not_allowed(address: str, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
