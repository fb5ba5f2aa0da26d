"""A site that answers over HTTP, and the system's Chromium to look at it with.

The rows are committed once for the tests of a file and taken away after it: rolling back is no way out where a server
reads in a thread of its own, and loading them for each test would be most of the time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, ConsoleMessage, WebError, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.shipped_record import load_record

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "true"  # Playwright's loop runs in this thread, where rows are made too
)
expect.set_options(timeout=15_000)  # ms: a busy machine is no fault of the page

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def chromium() -> str | None:
    """Path of the system's Chromium; ``CHROMIUM`` names another."""
    names = (os.environ.get("CHROMIUM", ""), "/usr/bin/chromium", "chromium", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = chromium()
    if not path:
        pytest.skip("no Chromium on this machine: install it, or name it in CHROMIUM")
    return {**browser_type_launch_args, "executable_path": path, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def base_url(django_db_setup: None) -> Iterator[str]:
    """Address of the site, which answers while a test holds a record."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """What is asked of every page unless a test asks for another: nothing moves, so nothing has to
    be waited for."""
    return {
        **browser_context_args,
        "reduced_motion": "reduce",
        "locale": "en-CA",
        "color_scheme": "light",
    }


@contextmanager
def committed(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Whatever is written in it stays for the tests that follow, and every row is taken away after
    it."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The record that ships with the site, for the tests of a file."""
    with committed(django_db_blocker):
        load_record()
        yield


@pytest.fixture
def record(loaded: None, db: None) -> None:
    """The record that ships with the site, to be looked at: the server may not see what a test
    writes."""


@pytest.fixture
def tolerated() -> list[str]:
    """Parts of the messages that a test expects in the console, such as "status of 400"."""
    return []


@pytest.fixture
def context(context: BrowserContext, tolerated: list[str]) -> Iterator[BrowserContext]:
    """A browser session that fails its test for any other error in the console, the policy's
    refusals included."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{message.text} ({message.location['url']})")

    def catch(error: WebError) -> None:
        said.append(str(error.error))

    context.on("console", hear)
    context.on("weberror", catch)
    yield context
    context.cookies()  # there and back again, so that nothing said before is still on its way
    assert [line for line in said if not any(part in line for part in tolerated)] == []
