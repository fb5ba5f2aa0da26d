"""The page cache around an application that says how often it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest

from tests.wsgi_asking import WsgiAnswer, ask, environ_of
from timeline.http.kept_answers import KeptAnswers
from timeline.http.page_cache import PageCache, StartResponse
from timeline.http.proxy_headers import ProxyHeaders

MEGABYTE = 1024 * 1024
PARAMETERS = ("q", "year", "project")
PUBLIC = {"Cache-Control": "public, no-cache", "Vary": "Accept-Encoding", "ETag": '"one"'}


class Application:
    """Answers with what it was asked, and counts."""

    def __init__(self, status: str = "200 OK", **headers: str) -> None:
        self.status = status
        self.headers = PUBLIC | {name.replace("_", "-"): text for name, text in headers.items()}
        self.asked: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        self.asked.append(environ)
        start_response(self.status, [pair for pair in self.headers.items() if pair[1]])
        return [b"asked for ", environ["QUERY_STRING"].encode()]


Cached = Callable[..., PageCache]


@pytest.fixture
def edition() -> list[int | None]:
    """The current edition, which a test may change."""
    return [1]


@pytest.fixture
def cached(edition: list[int | None]) -> Cached:
    def around(application: Any, megabytes: int = 1, patience: float = 5.0) -> PageCache:
        def current() -> tuple[int] | None:
            return None if edition[0] is None else (edition[0],)

        kept = KeptAnswers(megabytes * MEGABYTE)
        return PageCache(application, current, kept, PARAMETERS, patience)

    return around


def test_page_asked_for_again_is_the_same_and_is_not_made_again(cached: Cached) -> None:
    application = Application()
    site = cached(application)

    answers = [ask(site, "/about/") for _ in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert len(application.asked) == 1


def test_page_of_another_edition_is_made_anew(cached: Cached, edition: list[int | None]) -> None:
    application = Application()
    site = cached(application)
    ask(site)

    edition[0] = 2
    ask(site)

    assert len(application.asked) == 2


def test_pages_of_an_edition_that_is_over_are_let_go(
    cached: Cached, edition: list[int | None]
) -> None:
    site = cached(Application())
    ask(site, "/about/")
    ask(site, "/outlook/")

    edition[0] = 2
    ask(site)

    assert len(site.kept.asked_once) == 1


def test_no_page_is_kept_while_the_edition_is_not_known(
    cached: Cached, edition: list[int | None]
) -> None:
    application = Application()
    site = cached(application)
    edition[0] = None

    answers = [ask(site) for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert len(application.asked) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"address": "/"}, {"address": "/fr/"}, id="path"),
        pytest.param({"address": "/"}, {"address": "/?year=2018"}, id="query"),
        pytest.param({"address": "/?year=2018"}, {"address": "/?year=2019"}, id="value"),
        pytest.param({"host": "one.example"}, {"host": "other.example"}, id="host"),
        pytest.param({"accept_encoding": "br"}, {"accept_encoding": "gzip"}, id="coding"),
        pytest.param({"accept_encoding": "gzip"}, {"accept_encoding": "gzip;q=0"}, id="refused"),
        pytest.param({"address": "/?year=1&year=2"}, {"address": "/?year=2&year=1"}, id="order"),
    ],
)
def test_request_for_something_else_has_an_answer_of_its_own(
    cached: Cached, one: dict[str, str], other: dict[str, str]
) -> None:
    application = Application()
    site = cached(application)

    ask(site, **one)
    ask(site, **other)

    assert len(application.asked) == 2


def test_scheme_that_a_proxy_names_has_an_answer_of_its_own(cached: Cached) -> None:
    application = Application()
    site = ProxyHeaders(cached(application), "x-forwarded")

    ask(site, x_forwarded_proto="http")
    ask(site, x_forwarded_proto="https")

    assert len(application.asked) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"address": "/?q=a&year=1"}, {"address": "/?year=1&q=a"}),
        ({"address": "/?q=a%2Db"}, {"address": "/?q=a-b"}),
        ({"accept_encoding": "gzip, deflate, br"}, {"accept_encoding": "br;q=0.9,gzip"}),
        ({"cookie": "_ga=1"}, {"cookie": "_ga=2"}),
        ({"accept_language": "fr"}, {"accept_language": "en"}),
        ({"user_agent": "one"}, {"user_agent": "other"}),
    ],
)
def test_request_that_differs_in_nothing_that_counts_has_the_same_answer(
    cached: Cached, one: dict[str, str], other: dict[str, str]
) -> None:
    application = Application()
    site = cached(application)

    ask(site, **one)
    ask(site, **other)

    assert len(application.asked) == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"if_none_match": '"x", ' * 400},
        {"accept": "text/html," * 200},
        {"accept_encoding": "gzip," * 400},
        {"address": "/" + "x" * 2000},
        {"address": "/?q=" + "x" * 2000},
    ],
    ids=["condition", "types", "codings", "path", "query"],
)
def test_request_with_a_long_key_is_not_kept(cached: Cached, asked: dict[str, str]) -> None:
    application = Application()
    site = cached(application)

    ask(site, **asked)
    ask(site, **asked)

    assert len(application.asked) == 2


def test_head_is_asked_with_the_query_in_order_as_get_is(cached: Cached) -> None:
    application = Application()
    site = cached(application)

    ask(site, "/?year=2025&q=a", method="HEAD")

    assert application.asked[0]["QUERY_STRING"] == "q=a&year=2025"


def test_application_is_asked_with_what_the_key_says_and_no_more(cached: Cached) -> None:
    application = Application()

    ask(cached(application), "/?year=1&q=a%2Db", accept_encoding="zstd, br, gzip;q=0")

    (asked,) = application.asked
    assert (asked["QUERY_STRING"], asked["HTTP_ACCEPT_ENCODING"]) == ("q=a-b&year=1", "br")


@pytest.mark.parametrize(
    "request_of",
    [
        pytest.param({"method": "POST"}, id="post"),
        pytest.param({"method": "OPTIONS"}, id="options"),
        pytest.param({"cookie": "a=1; sessionid=abc"}, id="session"),
        pytest.param({"cookie": "messages=abc"}, id="messages"),
        pytest.param({"address": "/?utm_source=mail"}, id="unknown parameter"),
        pytest.param({"address": "/?year=2018&sort=up"}, id="unknown beside a known one"),
        pytest.param({"address": "/?q=caf\xc3\xa9"}, id="query that is not ASCII"),
        pytest.param({"address": f"/?q={'a' * 1000}"}, id="long query"),
        pytest.param({"if_match": '"one"'}, id="if-match"),
        pytest.param({"if_unmodified_since": "Mon, 1 Jan 2024 00:00:00 GMT"}, id="unmodified"),
    ],
)
def test_request_that_is_not_plain_goes_to_the_application_each_time(
    cached: Cached, request_of: dict[str, str]
) -> None:
    application = Application()
    site = cached(application)

    ask(site, **request_of)
    ask(site, **request_of)

    assert len(application.asked) == 2
    assert site.kept.size == 0


@pytest.mark.parametrize(
    "application",
    [
        pytest.param(Application(Set_Cookie="a=1"), id="cookie"),
        pytest.param(Application(Cache_Control="private, no-store"), id="private"),
        pytest.param(Application(Cache_Control=""), id="not said"),
        pytest.param(Application(Vary="Cookie"), id="varies by cookie"),
        pytest.param(Application(Vary="Accept-Encoding, User-Agent"), id="varies by another"),
        pytest.param(Application("301 Moved Permanently", Location="/x/"), id="redirect"),
        pytest.param(Application("500 Internal Server Error"), id="fault"),
        pytest.param(Application("406 Not Acceptable"), id="not acceptable"),
    ],
)
def test_answer_that_is_not_for_everybody_is_passed_on_and_not_kept(
    cached: Cached, application: Application
) -> None:
    site = cached(application)

    answers = [ask(site) for _ in range(2)]

    assert answers[0].body == b"asked for "
    assert answers[0] == answers[1]
    assert site.kept.size == 0


def test_stream_is_passed_on_unread(cached: Cached) -> None:
    class Stream:
        streaming = True
        read = 0

        def __iter__(self) -> Iterator[bytes]:
            self.read += 1
            yield b"a line"

    stream = Stream()

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", list(PUBLIC.items()))
        return stream

    site = cached(application)
    given = site(environ_of(), lambda status, headers: None)

    assert given is stream
    assert stream.read == 0
    assert site.kept.size == 0


# Conditions and HEAD


@pytest.mark.parametrize(
    "held", ['"one"', 'W/"one"', '"other", W/"one"', "*", '"other","one"'], ids=str
)
def test_client_that_has_the_page_is_answered_304(cached: Cached, held: str) -> None:
    application = Application(Content_Type="text/html", Content_Length="10")
    site = cached(application)
    ask(site)

    again = ask(site, if_none_match=held)

    assert (again.status, again.body) == (304, b"")
    assert again.headers == PUBLIC
    assert len(application.asked) == 1


@pytest.mark.parametrize("held", ['"other"', "one", 'W/"on"', ""])
def test_client_that_has_another_page_is_given_the_page(cached: Cached, held: str) -> None:
    site = cached(Application())
    whole = ask(site)

    assert ask(site, if_none_match=held) == whole


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Tue, 02 Jan 2024 00:00:00 GMT", 304),
        ("Wed, 03 Jan 2024 00:00:00 GMT", 304),
        ("Mon, 01 Jan 2024 23:59:59 GMT", 200),
        ("yesterday", 200),
    ],
)
def test_client_is_answered_by_the_date_that_it_has(
    cached: Cached, since: str, status: int
) -> None:
    site = cached(Application(Last_Modified="Tue, 02 Jan 2024 00:00:00 GMT"))
    ask(site)

    assert ask(site, if_modified_since=since).status == status


def test_tag_has_the_say_over_the_date(cached: Cached) -> None:
    site = cached(Application(Last_Modified="Tue, 02 Jan 2024 00:00:00 GMT"))
    ask(site)

    again = ask(site, if_none_match='"other"', if_modified_since="Wed, 03 Jan 2024 00:00:00 GMT")

    assert again.status == 200


def test_304_of_the_application_is_kept_for_the_condition_that_it_answers(cached: Cached) -> None:
    application = Application("304 Not Modified")
    site = cached(application)

    again = [ask(site, if_none_match='"one"') for _ in range(3)]
    application.status = "200 OK"

    assert [answer.status for answer in again] == [304, 304, 304]
    assert len(application.asked) == 1
    assert ask(site, if_none_match='"other"').status == 200
    assert ask(site).status == 200


def test_head_of_a_kept_page_has_its_headers_alone(cached: Cached) -> None:
    site = cached(Application(Content_Length="10"))
    whole = ask(site)

    assert ask(site, method="HEAD") == WsgiAnswer(200, whole.headers, b"")


def test_head_of_a_page_that_is_not_kept_goes_to_the_application(cached: Cached) -> None:
    application = Application()
    site = cached(application)

    ask(site, method="HEAD")

    assert application.asked[0]["REQUEST_METHOD"] == "HEAD"
    assert site.kept.size == 0


@pytest.mark.parametrize(
    ("accept", "times"),
    [
        ("*/*", 1),
        ("application/json", 1),
        ("text/html, application/json;q=0.5", 1),
        ("application/*", 1),
        ("text/csv", 2),
        ("application/json;q=0", 2),
        ("", 2),
    ],
)
def test_accept_header_that_may_refuse_the_answer_is_left_to_the_application(
    cached: Cached, accept: str, times: int
) -> None:
    application = Application(
        Vary="Accept, Accept-Encoding", Content_Type="application/json; charset=utf-8"
    )
    site = cached(application)
    ask(site)

    ask(site, accept=accept)

    assert len(application.asked) == times


# One at a time


def test_page_that_many_ask_for_at_once_is_made_once(cached: Cached) -> None:
    together = Barrier(6)
    release = Event()
    application = Application()

    def slow(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        release.wait(5)
        return application(environ, start_response)

    site = cached(slow)

    def visit(_: int) -> WsgiAnswer:
        together.wait(5)
        return ask(site)

    with ThreadPoolExecutor(5) as visitors:
        visits = visitors.map(visit, range(5))
        together.wait(5)
        release.set()
        answers = list(visits)

    assert len(application.asked) == 1
    assert {answer.body for answer in answers} == {b"asked for "}


def test_visitor_who_has_waited_long_enough_has_the_page_made(cached: Cached) -> None:
    first_is_asked, release = Event(), Event()
    application = Application()

    def stuck_once(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if not first_is_asked.is_set():
            first_is_asked.set()
            release.wait(5)
        return application(environ, start_response)

    site = cached(stuck_once, patience=0.01)
    with ThreadPoolExecutor(1) as visitor:
        stuck = visitor.submit(ask, site)
        first_is_asked.wait(5)

        second = ask(site)

        assert second.status == 200
        assert not stuck.done()
        release.set()


def test_fault_of_the_application_leaves_nobody_waiting(cached: Cached) -> None:
    def failing(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        raise RuntimeError("a fault of ours")

    site = cached(failing)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            ask(site)

    assert site._under_way == {}


# Bounds


@pytest.fixture
def large_page() -> Callable[..., Iterable[bytes]]:
    """An application whose pages have 10,000 bytes."""

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        found = environ["QUERY_STRING"].startswith("q=") or environ["PATH_INFO"].startswith("/real")
        start_response("200 OK" if found else "404 Not Found", list(PUBLIC.items()))
        return [b"x" * 10_000]

    return application


@pytest.mark.parametrize("invented", ["/?q=invented-{}", "/invented/{}/"])
def test_invented_addresses_drive_out_no_page_and_stay_within_the_bound(
    cached: Cached, large_page: Callable[..., Iterable[bytes]], invented: str
) -> None:
    asked = 0

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        nonlocal asked
        asked += environ["PATH_INFO"].startswith("/real")
        return large_page(environ, start_response)

    site = cached(application, megabytes=1)
    real = [f"/real/{number}/" for number in range(20)]
    for address in real * 2:
        ask(site, address)
    made = asked

    for number in range(100_000):
        ask(site, invented.format(number))
    for address in real:
        ask(site, address)

    assert asked == made
    assert site.kept.size <= MEGABYTE


def test_address_that_is_not_there_is_kept_like_a_page(cached: Cached) -> None:
    application = Application("404 Not Found", ETag="")
    site = cached(application)

    answers = [ask(site, "/invented/") for _ in range(2)]

    assert [answer.status for answer in answers] == [404, 404]
    assert len(application.asked) == 1
