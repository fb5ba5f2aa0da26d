"""What is sent is refused by its length before it is read, and read by few threads at once."""

from __future__ import annotations

from io import BytesIO
from threading import Event, Thread
from typing import Any

import pytest

from tests.wsgi_asking import WsgiAnswer, ask_with, environ_of
from timeline.http.body_limits import MOST_READERS, BodyLimits


class Unread(BytesIO):
    """A body that nobody may read."""

    def read(self, *_: Any) -> bytes:
        pytest.fail("It was read.")


def taken(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """An application that gives back what was sent."""
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def send(address: str, body: bytes, length: Any = None, **more: Any) -> WsgiAnswer:
    environ = environ_of(address, "POST")
    environ["CONTENT_LENGTH"] = str(len(body) if length is None else length)
    environ["wsgi.input"] = BytesIO(body)
    return ask_with(BodyLimits(taken), environ | more)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 4 * 1024),
        ("/fr/staff/sign-in/", 64 * 1024),
        ("/admin/timeline/milestone/1/presence/", 4 * 1024),
        ("/fr/admin/timeline/release/add/", 2 * 1024 * 1024),
        ("/fr/admin/timeline/release/from-text/", 10 * 1024 * 1024),
    ],
)
def test_each_address_takes_so_much_and_refuses_more_unread(address: str, most: int) -> None:
    assert send(address, b"a" * most).body == b"a" * most

    refused = send(address, b"", length=most + 1, **{"wsgi.input": Unread()})
    assert refused.status == 413
    assert refused.headers["Cache-Control"] == "no-store"


def test_refusal_is_in_the_language_of_the_address() -> None:
    refused = send("/fr/admin/", b"", length=10**12)

    assert "trop long" in refused.body.decode()


@pytest.mark.parametrize("odd", ["-1", "1e3", "²", "12 ", "0x10"])
def test_length_that_is_none_is_refused_unread(odd: str) -> None:
    answer = send("/admin/", b"", **{"CONTENT_LENGTH": odd, "wsgi.input": Unread()})

    assert answer.status == 411


def test_body_without_a_length_is_refused_unread() -> None:
    chunked = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": Unread()}

    assert send("/admin/", b"", **chunked).status == 411


def test_too_many_fields_are_refused() -> None:
    assert send("/staff/sign-in/", b"&".join([b"a=b"] * 50)).status == 200
    assert send("/staff/sign-in/", b"&".join([b"a=b"] * 51)).status == 400


def test_a_file_may_hold_any_number_of_ampersands() -> None:
    sent = {"CONTENT_TYPE": "multipart/form-data; boundary=x"}

    assert send("/admin/timeline/release/from-text/", b"&" * 9_000, **sent).status == 200


def test_too_many_parts_are_refused() -> None:
    sent = {"CONTENT_TYPE": "multipart/form-data; boundary=x"}
    parts = b"\r\nContent-Disposition: form-data; name=a\r\n" * 51

    assert send("/staff/sign-in/", parts, **sent).status == 400


def test_body_shorter_than_announced_is_refused() -> None:
    assert send("/admin/", b"abc", length=5).status == 400


def test_slow_senders_hold_few_threads() -> None:
    over = Event()

    class Slow(BytesIO):
        def read(self, *_: Any) -> bytes:
            over.wait(20)
            return b"a"

    limits = BodyLimits(taken)
    slow = [
        environ_of("/staff/sign-in/", "POST") | {"CONTENT_LENGTH": "1", "wsgi.input": Slow()}
        for _ in range(MOST_READERS)
    ]
    threads = [Thread(target=ask_with, args=(limits, environ)) for environ in slow]
    for thread in threads:
        thread.start()
    try:
        one_more = environ_of("/staff/sign-in/", "POST")
        one_more |= {"CONTENT_LENGTH": "1", "wsgi.input": Unread()}
        refused = ask_with(limits, one_more)
        page = ask_with(limits, environ_of("/"))
    finally:
        over.set()
        for thread in threads:
            thread.join()

    assert refused.status == 503
    assert refused.headers["Retry-After"] == "5"
    assert page.status == 200
