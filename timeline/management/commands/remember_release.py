"""``manage.py remember_release SLUG FILE``: a release on file is known again by its text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from timeline.importing.reading import Document, read_document
from timeline.importing.refusals import UnreadableDocument
from timeline.management.commands.draft_release import content_of
from timeline.models import Paragraph, Release
from timeline.models.row_writes import update_rows
from timeline.models.text_fingerprint import TextFingerprint


class Command(BaseCommand):
    help = (
        "Keep what the text of a release on file is known again by, from its document: so that "
        "its boilerplate is recognised in later releases, and a copy of it too. The text itself is "
        "not kept, and nothing that visitors see changes. For releases that were typed; what is "
        "filed from a draft is remembered as it is filed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="last part of the release's address")
        parser.add_argument("file", type=Path, metavar="FILE", help="text, HTML or PDF")

    def handle(self, *args: Any, slug: str, file: Path, **options: Any) -> None:
        try:
            document = read_document(content_of(file), file.name)
        except UnreadableDocument as unreadable:
            raise CommandError(f"{file.name}: {unreadable.reason}") from None
        release = Release.objects.filter(slug=slug).first()
        if release is None:
            raise CommandError(f"No release has the address {slug}.")
        count = remember(release, document)
        self.stdout.write(f"{count} paragraphs of {release} are known again by their text.")


def remember(release: Release, document: Document) -> int:
    """Remember the document's paragraphs as the release's; how many. Raises CommandError."""
    with transaction.atomic():
        rows = list(release.paragraphs.order_by("number"))
        numbers = [paragraph.number for paragraph in document.paragraphs]
        if [row.number for row in rows] != numbers:
            raise CommandError(
                f"The document has {len(numbers)} paragraphs, {release} has {len(rows)} on file: "
                "they cannot be told to be the same."
            )
        for row, paragraph in zip(rows, document.paragraphs, strict=True):
            row.remember_text(paragraph.text)
        update_rows(Paragraph, rows, TextFingerprint._fields)
    return len(rows)
