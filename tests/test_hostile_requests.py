"""Requests made to do harm: no fault, nothing of them in a page as markup, no redirect elsewhere.

``./run test -m drill tests/test_hostile_requests.py`` makes 3,000 of them, with another seed each
time; set ``FUZZ_SEED`` to repeat one. With ``DATABASE_URL`` of PostgreSQL it runs there.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from timeline.exports.formats import FORMATS

pytestmark = [pytest.mark.slow, pytest.mark.postgresql, pytest.mark.usefixtures("record")]

MARK = "zq7xs"  # what each piece of markup carries, and no page of ours
MARKUP = (  # as it must not stand in a page
    f"<script>{MARK}",
    f"<img src=x onerror={MARK}",
    f"<svg/onload={MARK}",
    f"<b {MARK}",
    f'href="javascript:{MARK}',
)
PIECES = (
    f"<script>{MARK}</script>",
    f'"><img src=x onerror={MARK}>',
    f"'><svg/onload={MARK}>",
    f"</title><b {MARK}>",
    f"javascript:{MARK}",
    f"{{{{{MARK}}}}}",
    f"{{% load {MARK} %}}",
    "' OR 1=1 --",
    "\0",
    "%00",
    "\r\nSet-Cookie: a=b",
    "../../../../etc/passwd",
    "//evil.example/",
    "https://evil.example/",
    "\\\\evil.example",
    "\ud7ff\uffff",
    "١٢٣",
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "2018-02-30",
    "0000-00-00",
    "99999-01-01",
    "a" * 5000,
    "%s%n%x",
    "${7*7}",
    "\u202e\u200b",
    "🦄" * 50,
    "",
)
NAMES = (
    *("q", "project", "year", "partner", "kind", "standing", "outlook", "dated", "as_of", "page"),
    *("after", "before", "fields", "limit", "format", "url", "next", "embed", "place", "maxwidth"),
    *("__proto__", "q[]", "id__gt", "password__startswith", "_popup", "o", "e"),
)
PATHS = (
    *("/", "/releases/", "/projects/", "/partners/", "/people/", "/outlook/", "/corrections/"),
    *("/about/", "/about/data/", "/embed/", "/oembed.json", "/openapi.json", "/sitemap.xml"),
    *("/milestones/{}/", "/releases/{}/", "/projects/{}/", "/partners/{}/", "/people/{}/"),
    *("/preview/{}/", "/{}", "/static/{}", "/robots.txt", "/.well-known/{}", "/staff/sign-in/"),
    *("/admin/", "/admin/timeline/milestone/", "/admin/timeline/milestone/{}/change/"),
    *("/admin/timeline/release/add/", "/admin/{}/", "/admin/jsi18n/", "/admin/autocomplete/"),
    *(f"/timeline.{one.suffix}" for one in FORMATS),
    *(f"/releases.{one.suffix}" for one in FORMATS),
)
HEADERS = (
    *("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH"),
    *("HTTP_IF_MODIFIED_SINCE", "HTTP_REFERER", "HTTP_ORIGIN", "HTTP_COOKIE", "HTTP_RANGE"),
    *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REQUEST_ID", "HTTP_HOST"),
)
METHODS = ("GET", "GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")


def piece(chance: random.Random) -> str:
    return "".join(chance.choices(PIECES, k=chance.choice((1, 1, 1, 2))))


def hostile(chance: random.Random) -> dict[str, Any]:
    """One request, as Django's test client takes it."""
    path = chance.choice(("", "/fr")) + chance.choice(PATHS)
    path = path.replace("{}", piece(chance).replace("?", "").replace("#", ""))
    names = chance.choices(NAMES, k=chance.randint(0, 4))
    given = [(name, piece(chance)) for name in names]
    request: dict[str, Any] = {
        "path": path,
        "method": chance.choice(METHODS),
        "query": urlencode(given, errors="replace"),
        "headers": {},
        "body": b"",
    }
    if chance.random() < 0.4:
        value = piece(chance).replace("\r", "").replace("\n", "")
        value = value.encode(errors="replace").decode("latin-1")  # as a server gives it (PEP 3333)
        request["headers"][chance.choice(HEADERS)] = value
    if request["method"] in {"POST", "PUT", "PATCH"}:
        typed = {name: piece(chance) for name in ("login", "password", "next", "title_en", "slug")}
        request["body"] = urlencode(typed, errors="replace").encode()
    return request


def send(client: Client, request: dict[str, Any]) -> Any:
    return client.generic(
        request["method"],
        request["path"] or "/",
        request["body"],
        "application/x-www-form-urlencoded",
        QUERY_STRING=request["query"],
        **request["headers"],
    )


def harm_of(answer: Any) -> list[str]:
    """What an answer does wrong."""
    found = []
    if answer.status_code >= 500:
        found.append(f"status {answer.status_code}")
    to = answer.headers.get("Location", "")
    if urlsplit(to).netloc not in {"", "testserver", "localhost"} or to.startswith(("//", "\\")):
        found.append(f"redirect to {to}")
    if any("\n" in value for value in answer.headers.values()):
        found.append("a header of two lines")
    page = b"".join(answer) if answer.streaming else answer.content
    if "text/html" in answer.headers.get("Content-Type", ""):
        text = page.decode(errors="replace")
        found += [f"reflects {markup}" for markup in MARKUP if markup in text]
    return found


@pytest.mark.parametrize(
    "count", [pytest.param(150, id="quick"), pytest.param(3000, marks=pytest.mark.drill)]
)
def test_nothing_is_harmed(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    seed = os.environ.get("FUZZ_SEED", "1" if count < 1000 else str(random.SystemRandom().random()))
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    visitor = Client(raise_request_exception=False)
    staff = Client(raise_request_exception=False)
    staff.force_login(User.objects.create_superuser("editor"))
    statuses: Counter[int] = Counter()
    harmed = []
    for _ in range(count):
        request = hostile(chance)
        answer = send(chance.choice((visitor, visitor, staff)), request)
        statuses[answer.status_code] += 1
        harmed += [(harm, request) for harm in harm_of(answer)]

    with capsys.disabled():
        sys.stdout.write(f"\n{count} hostile requests (seed {seed}): {dict(statuses)}\n")
    assert not harmed
