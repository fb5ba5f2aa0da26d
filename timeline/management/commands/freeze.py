"""``manage.py freeze DIR --base-url URL``: the public site as static files, without a server."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.templatetags.static import static
from django.test.utils import override_settings
from django.utils import timezone

from timeline.interchange.folders import UnusableFolder, replace_folder
from timeline.static_copy.crawler import CrawledSite, crawl
from timeline.static_copy.writer import StaticCopy, is_static_copy


class Command(BaseCommand):
    help = (
        "Write what visitors see, pages and data in both languages, as files that any static "
        "server can answer with."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="DIR",
            help="new, empty, or an earlier copy: it is replaced",
        )
        parser.add_argument(
            "--base-url",
            required=True,
            metavar="URL",
            help="where it will stand: https://host/path/",
        )

    def handle(self, *args: Any, folder: Path, base_url: str, **options: Any) -> None:
        origin = origin_of(base_url)
        host = (urlsplit(origin).hostname or "").lower()
        must_be_collected()
        try:
            with (
                _readable_by_all(),
                replace_folder(folder, is_static_copy) as made,
                TemporaryDirectory() as answers,
            ):
                site = CrawledSite(origin)
                with _answering(host), _quiet():
                    crawl(site, Path(answers))
                check(site)
                files = StaticCopy(site, base_url, on=timezone.localdate()).write(made)
        except UnusableFolder as refused:
            raise CommandError(str(refused)) from None
        except OSError as error:
            raise CommandError(
                f"{folder} could not be written, and is as it was: {error.strerror or error}."
            ) from None
        self.stdout.write(f"Wrote {files} files into {folder}, to be served at {base_url}.")


@contextmanager
def _readable_by_all() -> Iterator[None]:
    """A copy is what visitors see, and another program serves it."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def _answering(host: str) -> Iterator[None]:
    """Let the site answer requests for a host, whatever the settings say."""
    hosts = list(settings.ALLOWED_HOSTS)
    hosts.append(host)
    with override_settings(ALLOWED_HOSTS=hosts, SECURE_SSL_REDIRECT=False):
        yield


@contextmanager
def _quiet() -> Iterator[None]:
    """Log no answer of 404: the crawler asks for what may not be there."""
    logger = logging.getLogger("django.request")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def origin_of(base_url: str) -> str:
    """``https://host`` of an address under which a copy can stand.

    Raises ``CommandError`` for any other.
    """
    try:
        parts = urlsplit(base_url)
        _port = parts.port  # raises for what is no port
    except ValueError:
        raise _no_base_url(base_url) from None
    is_site = parts.scheme in {"http", "https"} and bool(parts.hostname)
    has_more = bool(parts.query or parts.fragment or "@" in parts.netloc)
    if not is_site or has_more or set(base_url) & set(" \"'<>\\"):
        raise _no_base_url(base_url)
    return f"{parts.scheme}://{parts.netloc}"


def _no_base_url(base_url: str) -> CommandError:
    return CommandError(
        f"{base_url} is no address to stand at: give one as https://example.org/archive/."
    )


def must_be_collected() -> None:
    """Refuse where pages cannot name their stylesheet."""
    try:
        static("timeline/site.css")
    except ValueError:
        raise CommandError(
            "The static files are not collected: run manage.py prepare first."
        ) from None


def check(site: CrawledSite) -> None:
    """Refuse a copy that would be a ruin."""
    if "/" not in site.answers:
        raise CommandError("The site does not answer: run manage.py prepare first.")
    if not any(answer.kind == "text/css" for answer in site.answers.values()):
        raise CommandError("The static files are not collected: run manage.py prepare first.")
