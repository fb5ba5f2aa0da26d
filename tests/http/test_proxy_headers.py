"""What a proxy in front says of a request, and who else cannot say it."""

from __future__ import annotations

import re
import socket
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.prepared_site import PRODUCTION, PreparedSite
from tests.running_site import RunningSite, served
from tests.wsgi_asking import ask_with, environ_of
from timeline.http.page_cache import Environ, StartResponse
from timeline.http.proxy_headers import ProxyHeaders

PROXY = "10.0.0.7"
HOST = "timeline.example.com"
OVER_HTTPS = "Forwarded: for=203.0.113.9;proto=https"


def visitor_seen(kind: str, **headers: str) -> tuple[str, str]:
    """The address and the scheme that the application is given."""
    seen: list[tuple[str, str]] = []

    def application(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        seen.append((environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]))
        start_response("200 OK", [])
        return []

    environ = environ_of("/", **headers) | {"REMOTE_ADDR": PROXY}
    ask_with(ProxyHeaders(application, kind), environ)
    return seen[0]


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:51234", "203.0.113.9"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]:51234", "2001:db8::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_address_is_the_last_that_x_forwarded_for_names(said: str, address: str) -> None:
    assert visitor_seen("x-forwarded", x_forwarded_for=said)[0] == address


@pytest.mark.parametrize(
    "said", ["", "junk", "203.0.113.9, ", "203.0.113.999", "fe80::1%eth0", "a\0b", ",", "[", "é"]
)
def test_address_that_is_none_is_ignored(said: str) -> None:
    assert visitor_seen("x-forwarded", x_forwarded_for=said)[0] == PROXY
    assert visitor_seen("forwarded", forwarded=f"for={said}")[0] == PROXY


@pytest.mark.parametrize(
    ("said", "scheme"), [("https", "https"), ("http", "http"), ("HTTPS", "https"), ("ftp", "http")]
)
def test_scheme_is_the_one_that_x_forwarded_proto_names(said: str, scheme: str) -> None:
    assert visitor_seen("x-forwarded", x_forwarded_proto=said)[1] == scheme


@pytest.mark.parametrize(
    "said",
    [
        "for=203.0.113.9;proto=https",
        'For="203.0.113.9:51234"; Proto=https;by=10.0.0.7',
        "for=198.51.100.1;proto=http, for=203.0.113.9;proto=https",
        'for="198.51.100.1, for=203.0.113.9;proto=https',
    ],
)
def test_forwarded_names_both_in_its_last_element(said: str) -> None:
    assert visitor_seen("forwarded", forwarded=said) == ("203.0.113.9", "https")


@pytest.mark.parametrize("said", ['for="[2001:db8::1]:51234"', 'for="2001:db8::1"'])
def test_forwarded_names_an_address_of_the_sixth_version(said: str) -> None:
    assert visitor_seen("forwarded", forwarded=said)[0] == "2001:db8::1"


@pytest.mark.parametrize("said", ["for=unknown", "for=_hidden", "for", "=", ";;", "proto=x"])
def test_forwarded_that_names_nobody_is_ignored(said: str) -> None:
    assert visitor_seen("forwarded", forwarded=said) == (PROXY, "http")


def test_headers_of_the_other_kind_are_not_believed() -> None:
    theirs = {"x_forwarded_for": "203.0.113.9", "x_forwarded_proto": "https"}

    assert visitor_seen("forwarded", **theirs) == (PROXY, "http")
    assert visitor_seen("x-forwarded", forwarded="for=203.0.113.9;proto=https") == (PROXY, "http")


@dataclass(frozen=True)
class BehindProxy:
    """A served site behind a proxy that sets ``Forwarded``, and the file of its database."""

    site: RunningSite
    file: Path

    def ask(self, start: str, *lines: str, body: str = "") -> str:
        """The whole answer to a request, its headers spelt as they stand here."""
        head = "\r\n".join([start, f"Host: {HOST}", "Connection: close", *lines, "", ""])
        with socket.create_connection(("127.0.0.1", self.site.port), timeout=30) as connection:
            connection.sendall((head + body).encode())
            return connection.makefile("rb").read().decode()

    def sign_in_wrongly(self, *lines: str) -> str:
        """The address in the journal, of a wrong password that was sent with these headers."""
        form = self.ask("GET /staff/sign-in/ HTTP/1.1", OVER_HTTPS)
        token = re.search(r"csrftoken=(\w+)", form)
        assert token
        body = urlencode({"login": "x", "password": "y", "csrfmiddlewaretoken": token[1]})
        answer = self.ask(
            "POST /staff/sign-in/ HTTP/1.1",
            *lines,
            f"Cookie: csrftoken={token[1]}",
            f"Referer: https://{HOST}/staff/sign-in/",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            body=body,
        )
        assert answer.startswith("HTTP/1.1 200"), answer
        with closing(sqlite3.connect(self.file)) as database:
            newest = "SELECT address FROM timeline_signinevent ORDER BY id DESC"
            return str(database.execute(newest).fetchone()[0])


@pytest.fixture(scope="module")
def behind_a_proxy(
    tmp_path_factory: pytest.TempPathFactory, new_site: PreparedSite
) -> Iterator[BehindProxy]:
    folder = tmp_path_factory.mktemp("site")
    settings = PRODUCTION | {"SITE_HOSTS": HOST, "SITE_BEHIND_PROXY": "forwarded"}
    environment = new_site.copied_to(folder, **settings)
    with served(environment, workers=1) as site:
        yield BehindProxy(site, folder / "record.sqlite3")


@pytest.mark.slow
@pytest.mark.parametrize(
    "forged", ["X_Forwarded_Proto: https", "X-Forwarded_Proto: https", "X-Forwarded-Proto: https"]
)
def test_visitor_cannot_pass_plain_http_for_https(behind_a_proxy: BehindProxy, forged: str) -> None:
    start = "GET /staff/sign-in/ HTTP/1.1"
    plain = OVER_HTTPS.replace("https", "http")

    for lines in ([plain, forged], [forged, plain]):
        assert behind_a_proxy.ask(start, *lines).startswith("HTTP/1.1 301"), lines
    assert behind_a_proxy.ask(start, OVER_HTTPS).startswith("HTTP/1.1 200")


@pytest.mark.slow
@pytest.mark.parametrize(
    "forged",
    [
        *("X_Forwarded_For: 198.51.100.1", "X-Forwarded_For: 198.51.100.1"),
        *("X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: junk", "X-Forwarded-For: ,"),
    ],
)
def test_visitor_cannot_choose_the_address_in_the_journal(
    behind_a_proxy: BehindProxy, forged: str
) -> None:
    assert behind_a_proxy.sign_in_wrongly(forged, OVER_HTTPS) == "203.0.113.9"
    assert behind_a_proxy.sign_in_wrongly(OVER_HTTPS, forged) == "203.0.113.9"


@pytest.mark.slow
def test_junk_for_an_address_leaves_that_of_the_proxy(behind_a_proxy: BehindProxy) -> None:
    assert behind_a_proxy.sign_in_wrongly("Forwarded: for=junk;proto=https") == "127.0.0.1"
