"""A process sends only so many whole lists at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client

from tests.wsgi_asking import ask, environ_of
from timeline.http.downloads import Downloads
from timeline.http.page_cache import Application
from timeline.views import data

pytestmark = pytest.mark.usefixtures("record")


@pytest.fixture(autouse=True)
def one_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "DOWNLOADS", Downloads(most=1))


def begin(address: str = "/timeline.csv") -> Any:
    """The body of an answer that is being sent, as the server has it."""
    application: Application = get_wsgi_application()
    return application(environ_of(address), lambda *_: None)


def test_download_beside_another_is_told_when_to_come_back() -> None:
    under_way = begin()

    refused = ask(get_wsgi_application(), "/timeline.csv")

    assert refused.status == 503
    assert refused.headers["Retry-After"] == "10"
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Cache-Control"] == "no-store"
    assert b"Ask again in a few seconds." in refused.body
    under_way.close()


@pytest.mark.parametrize(
    "address", ["/timeline.ics", "/timeline.timelinejs", "/partners.json", "/statements.csv"]
)
def test_every_whole_list_counts(address: str) -> None:
    under_way = begin()

    assert ask(get_wsgi_application(), address).status == 503
    under_way.close()


@pytest.mark.parametrize("address", ["/", "/timeline.json", "/timeline.atom", "/releases.json"])
def test_pages_of_a_list_do_not_count(address: str) -> None:
    under_way = begin()

    assert ask(get_wsgi_application(), address).status == 200
    under_way.close()


def test_head_of_a_download_does_not_count() -> None:
    under_way = begin()

    assert ask(get_wsgi_application(), "/timeline.csv", "HEAD").status == 200
    under_way.close()


def test_download_that_was_read_makes_room() -> None:
    for _ in range(3):
        assert ask(get_wsgi_application(), "/timeline.csv").status == 200


def test_download_whose_reader_goes_away_makes_room() -> None:
    under_way = begin()
    next(iter(under_way))
    under_way.close()

    assert ask(get_wsgi_application(), "/timeline.csv").status == 200


def test_download_that_is_never_read_makes_room() -> None:
    begin().close()

    assert ask(get_wsgi_application(), "/timeline.csv").status == 200


def test_download_that_is_compressed_makes_room() -> None:
    for _ in range(3):
        answer = ask(get_wsgi_application(), "/timeline.csv", accept_encoding="gzip")
        assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")


def test_list_that_is_made_whole_makes_room() -> None:
    for _ in range(3):
        assert ask(get_wsgi_application(), "/timeline.timelinejs").status == 200


def test_download_that_fails_makes_room(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(data, "set_link_header", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            client.get("/timeline.csv")

    assert ask(get_wsgi_application(), "/timeline.csv").status == 200


def test_page_for_who_has_it_is_no_download() -> None:
    held = ask(get_wsgi_application(), "/timeline.csv").headers["ETag"]
    under_way = begin()

    assert ask(get_wsgi_application(), "/timeline.csv", if_none_match=held).status == 304
    under_way.close()
