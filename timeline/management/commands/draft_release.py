"""``manage.py draft_release FILE``: what a release proposes, and what is on file of it."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from timeline.dates.fiscal import UNKNOWN, FiscalCalendar
from timeline.importing.drafting import Draft, draft
from timeline.importing.on_file import OnFile, compare
from timeline.importing.on_file_output import lines_on_file, on_file_as_json
from timeline.importing.reading import MOST_BYTES, read_document
from timeline.importing.refusals import UnreadableDocument
from timeline.importing.release_json import as_json
from timeline.importing.release_text import as_text
from timeline.models import FiscalYearStart
from timeline.models.company import fiscal_calendar

UNREADABLE = 1  # exit status; bad arguments are 2


class Command(BaseCommand):
    help = (
        "Print what a release (text, HTML or PDF) proposes: its headline, dateline, contacts, "
        "organizations, people and dated statements, each with the paragraph it comes from; and "
        "what is on file of it: paragraphs, names, copies and open plans. "
        "Nothing is saved, nothing is fetched. A document that cannot be read is refused in one "
        "sentence (exit status 1)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="text, HTML or PDF")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, file: Path, json: bool, **options: Any) -> None:
        try:
            found = draft(read_document(content_of(file), file.name), calendar_on_file())
        except UnreadableDocument as unreadable:
            self.stderr.write(f"{file.name}: {unreadable.reason}")
            raise SystemExit(UNREADABLE) from None
        text = printed_json(found) if json else printed_lines(found)
        # What a document holds may be no text that a terminal takes.
        self.stdout.write(text.encode("utf-8", "backslashreplace").decode())


def content_of(file: Path) -> bytes:
    """The file's bytes. Raises UnreadableDocument, before a large file is read."""
    try:
        if not file.is_file():
            raise UnreadableDocument("not_found")
        if file.stat().st_size > MOST_BYTES:
            raise UnreadableDocument("too_large")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableDocument):
            raise
        raise UnreadableDocument("not_readable") from None


def calendar_on_file() -> FiscalCalendar:
    """The company's fiscal calendar; unknown where there is no database yet."""
    try:
        return fiscal_calendar(list(FiscalYearStart.objects.all()))
    except DatabaseError:
        return UNKNOWN


def on_file(found: Draft) -> OnFile | None:
    """What is on file of the draft; None where there is no database yet."""
    try:
        return compare(found)
    except DatabaseError:
        return None


def printed_json(found: Draft) -> str:
    known = on_file(found)
    values = {**as_json(found), "on_file": on_file_as_json(known) if known else None}
    return json_format.dumps(values, ensure_ascii=False, indent=1)


def printed_lines(found: Draft) -> str:
    known = on_file(found)
    return "\n".join([as_text(found), *(lines_on_file(known) if known else ())])
