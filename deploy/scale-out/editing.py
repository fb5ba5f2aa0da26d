"""A member of staff who signs in and edits in the admin, over HTTP, through any node."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

HOST = "127.0.0.1"
SIGN_IN = "/staff/sign-in/"
PROJECTS = "/admin/timeline/project/"
FIRST_PROJECT = re.compile(r'href="(/admin/timeline/project/\d+/change/)[^"]*"')
TICKED = {"checkbox", "radio"}


class FormReader(HTMLParser):
    """The fields of a page, as a browser would send them back."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._text_field: str | None = None
        self._select = ""
        self.feed(page.replace("\r\n", "\n"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "disabled" in given:
            return
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given and self._select:
            self.fields.append((self._select, given.get("value", "")))
        elif tag == "textarea" and name:
            self._text_field = name
            self.fields.append((name, ""))
        elif tag == "input" and name and is_sent(given):
            unnamed = "on" if given.get("type") in TICKED else ""
            self.fields.append((name, given.get("value", unnamed)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text_field = None
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._text_field:
            _, text = self.fields.pop()
            # HTML drops a line break right after the start tag.
            self.fields.append((self._text_field, text + data if text else data.removeprefix("\n")))


def is_sent(attributes: dict[str, str]) -> bool:
    kind = attributes.get("type", "text")
    if kind in TICKED:
        return "checked" in attributes
    return kind not in {"submit", "button", "file", "image", "reset"}


class Editor:
    """A browser of its own, whose cookies every node gets: they share the host's name."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}

    def sign_in(self, port: int, name: str, password: str) -> None:
        self.get(port, SIGN_IN)
        status, _ = self.post(port, SIGN_IN, [("login", name), ("password", password)])
        if status != 302 or "sessionid" not in self.cookies:
            raise RuntimeError(f"Nobody could sign in: {status}.")

    def is_signed_in(self, port: int) -> bool:
        return self.get(port, "/admin/")[0] == 200

    def first_project(self, port: int) -> tuple[str, str]:
        """(address of its form, address of its public page)."""
        found = FIRST_PROJECT.search(self.get(port, PROJECTS)[1])
        if found is None:
            raise RuntimeError("The admin lists no project.")
        form = found[1]
        slug = dict(FormReader(self.get(port, form)[1]).fields)["slug"]
        return form, f"/projects/{slug}/"

    def change_summary(self, port: int, form: str, summary: str) -> None:
        """Save the project's form with another summary. A wording is no correction."""
        kept = [
            (name, value)
            for name, value in FormReader(self.get(port, form)[1]).fields
            if name not in {"summary_en", "q"}
        ]
        status, page = self.post(port, form, [*kept, ("summary_en", summary), ("_save", "Save")])
        if status != 302:
            errors = re.findall(r'class="error[^>]*>(.{0,300})', page, re.DOTALL)
            raise RuntimeError(f"The project was not saved: {status}. {errors[:3]}")

    def get(self, port: int, path: str) -> tuple[int, str]:
        return self._ask(port, "GET", path, None)

    def post(self, port: int, path: str, fields: list[tuple[str, str]]) -> tuple[int, str]:
        kept = [pair for pair in fields if pair[0] != "csrfmiddlewaretoken"]
        token = ("csrfmiddlewaretoken", self.cookies.get("csrftoken", ""))
        return self._ask(port, "POST", path, urlencode([token, *kept]))

    def _ask(self, port: int, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(HOST, port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            self._keep_cookies(answer)
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
