"""A member of staff at a running site: cookies, forms as a browser fills them in, and saves."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from tests.admin_pages import filled_in
from tests.running_site import RunningSite

SIGN_IN = "/staff/sign-in/"
Values = dict[str, list[str]]


@dataclass(frozen=True)
class Page:
    """An answer. ``status`` is 0 where the connection failed; ``seconds`` that it took."""

    status: int
    headers: dict[str, str]
    text: str
    seconds: float

    @property
    def content(self) -> bytes:
        return self.text.encode()

    def form(self, form_id: str) -> Values:
        return filled_in(self, form_id)


@dataclass
class StaffBrowser:
    """``headers``: sent with each request, such as those of a proxy."""

    site: RunningSite
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Page:
        return self._ask("GET", address, None)

    def post(self, address: str, values: Values) -> Page:
        return self._ask("POST", address, urlencode(values, doseq=True))

    def sign_in(self, name: str, password: str) -> Page:
        opened = self.get(SIGN_IN)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', opened.text)
        assert token, opened
        values = {"csrfmiddlewaretoken": [token[1]], "login": [name], "password": [password]}
        return self.post(SIGN_IN, values)

    def _ask(self, method: str, address: str, body: str | None) -> Page:
        host = f"127.0.0.1:{self.site.port}"
        headers = {"Host": host, **self.headers}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={one}" for name, one in self.cookies.items())
        if body is not None:
            scheme = headers.get("X-Forwarded-Proto", "http")
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"{scheme}://{headers['Host']}"
            headers["Referer"] = f"{headers['Origin']}{address}"
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        began = time.monotonic()
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
        except (OSError, HTTPException) as error:
            return Page(0, {}, repr(error), time.monotonic() - began)
        finally:
            connection.close()
        return Page(
            answer.status,
            {k.lower(): v for k, v in answer.headers.items()},
            text,
            time.monotonic() - began,
        )


def password_of(said: str) -> tuple[str, str]:
    """The name and the password that ``prepare`` printed."""
    found = re.search(r"Sign in under \S+ as (\S+) with the password (\S+)", said)
    assert found, said
    return found[1], found[2]


def report(what: str, pages: list[Page]) -> None:
    """Print how many answers there were of each status, and how long the slowest took."""
    counts = dict(sorted(Counter(page.status for page in pages).items()))
    slowest = max(page.seconds for page in pages)
    sys.stdout.write(f"\n{what}: {counts}, the slowest {slowest:.2f} s\n")
