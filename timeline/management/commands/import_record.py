"""``manage.py import_record DIR``: a folder of ``export_record``, compared and saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from timeline.interchange.importer import RecordImporter
from timeline.interchange.outcomes import AddedRow, ChangedRow, UnchangedRow
from timeline.interchange.parser import ParsedRecord, ParsedRow, RowProblem, parse_folder, rows
from timeline.models.derived_columns import derive_at_end
from timeline.models.edition import lock_edition
from timeline.operations.long_writes import long_write

MOST_PROBLEMS = 200  # printed


class Command(BaseCommand):
    help = (
        "Add and change what a folder of export_record says, all of it or nothing. "
        "What a row leaves out is empty. Until it is done nobody else can save: the site tells "
        "staff so, and how far it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="DIR",
            help="as export_record writes it; files may be missing",
        )
        parser.add_argument(
            "--note-en",
            default="",
            metavar="TEXT",
            help="why, if what visitors have read is changed",
        )
        parser.add_argument("--note-fr", default="", metavar="TEXT", help="the same in French")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and do nothing"
        )

    def handle(self, *args: Any, folder: Path, dry_run: bool, **options: Any) -> None:
        record = parse_folder(folder)
        self.refused = 0
        for problem in record.problems:
            self._refuse(problem)
        self._give_up_if_refused()
        counts: Counter[type] = Counter()
        note = {name: options[name] for name in ("note_en", "note_fr")}
        total = sum(map(len, record.keys.values()))
        with long_write(total) as self.progress, transaction.atomic():
            lock_edition()
            self._import(folder, record, counts, note)
            if self.refused or dry_run:
                transaction.set_rollback(True)
        self._give_up_if_refused()
        self._sum_up(counts, dry_run=dry_run)

    def _import(
        self, folder: Path, record: ParsedRecord, counts: Counter[type], note: dict[str, str]
    ) -> None:
        reason = f"Imported from {folder.resolve().name}"
        importer = RecordImporter(record.keys, reason, at=timezone.now())
        with derive_at_end():
            for outcome in importer.import_rows(self._sound(rows(folder, record.files))):
                counts[type(outcome)] += 1
                self.progress.one_more()
                if isinstance(outcome, RowProblem):
                    self._refuse(outcome)
                elif not isinstance(outcome, UnchangedRow):
                    self.stdout.write(str(outcome))
        if not self.refused:
            for problem in importer.broken_rules():
                self._refuse(problem)
            self._correct(importer, note)

    def _sound(self, found: Iterable[ParsedRow | RowProblem]) -> Iterator[ParsedRow]:
        """The rows, read once more: the folder may have been written to since it was parsed."""
        for one in found:
            if isinstance(one, ParsedRow):
                yield one
            else:
                self._refuse(one)

    def _correct(self, importer: RecordImporter, note: dict[str, str]) -> None:
        """Keep what visitors had read otherwise, with the note; without one, refuse."""
        if not any(note.values()):
            for problem in importer.unexplained():
                self._refuse(problem)
            return
        try:
            made = importer.corrections.keep(note)
        except ValidationError as error:
            raise CommandError(f"The note is refused: {' '.join(error.messages)}") from None
        if made:
            self.stdout.write(f"Corrections, which visitors read with the note: {made}.")

    def _refuse(self, problem: RowProblem) -> None:
        self.refused += 1
        if self.refused <= MOST_PROBLEMS:
            self.stdout.write(str(problem))

    def _give_up_if_refused(self) -> None:
        if self.refused:
            raise CommandError(f"{self.refused} refused, so nothing is changed.")

    def _sum_up(self, counts: Counter[type], *, dry_run: bool) -> None:
        added, changed, same = counts[AddedRow], counts[ChangedRow], counts[UnchangedRow]
        done = "would be " if dry_run else ""
        self.stdout.write(
            f"{added} {done}added, {changed} {done}changed, {same} as on file. "
            "Rows on file that the folder does not hold are left alone."
        )
