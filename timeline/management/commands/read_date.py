"""``manage.py read_date WORDS``: how the form of a milestone would read these words."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils.translation import override

from timeline.i18n.date_readings import DateReading, reading_of
from timeline.models import FiscalYearStart, Standing
from timeline.models.company import fiscal_calendar

REFUSED = 1  # exit status; bad arguments are 2
MONTHS = [str(month) for month in range(1, 13)]


def iso_day(text: str) -> date:
    """A day of an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: write it as 2018-11-13") from None


def fiscal_starts(text: str) -> list[FiscalYearStart]:
    """What an argument says of fiscal years: a month, or that none is known."""
    if text == "unknown":
        return []
    if text in MONTHS:
        return [FiscalYearStart(month=int(text))]
    raise ArgumentTypeError(f"“{text}” is no month: write 1 to 12, or unknown")


class Command(BaseCommand):
    help = (
        "Say how the form of a milestone would read these words: the precision, the days, the "
        "words shown and the basis, or why not (exit status 1). Nothing is saved."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs="+", metavar="WORDS", help="as the release prints them")
        parser.add_argument(
            "--stated-on", type=iso_day, metavar="DAY", help="day of the release, as 2018-11-13"
        )
        parser.add_argument(
            "--standing", choices=Standing.values, default="", help="what the release says of it"
        )
        parser.add_argument(
            "--fiscal-start",
            type=fiscal_starts,
            metavar="MONTH",
            help="1 to 12, in which fiscal years begin, or unknown; else as the company has it",
        )
        parser.add_argument("--lang", choices=["en", "fr"], default="en", help="of a refusal")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(
        self,
        *args: Any,
        words: Sequence[str],
        stated_on: date | None,
        standing: str,
        fiscal_start: list[FiscalYearStart] | None,
        lang: str,
        json: bool,
        **options: Any,
    ) -> None:
        calendar = fiscal_calendar(starts_on_file() if fiscal_start is None else fiscal_start)
        with override(lang):
            reading = reading_of(
                " ".join(words), stated_on=stated_on, standing=standing, fiscal_calendar=calendar
            )
            text = as_json(reading) if json else as_text(reading)
        # What a terminal passes on may be no text at all.
        self.stdout.write(text.encode("utf-8", "backslashreplace").decode())
        if reading.stated is None:
            raise SystemExit(REFUSED)


def starts_on_file() -> list[FiscalYearStart]:
    """The company's; none where there is no database yet."""
    try:
        return list(FiscalYearStart.objects.all())
    except DatabaseError:
        return []


def as_json(reading: DateReading) -> str:
    return json.dumps(reading.as_json(), ensure_ascii=False, indent=2)


def as_text(reading: DateReading) -> str:
    """A line for each thing that is known."""
    if reading.stated is None:
        return f"refused ({reading.code}): {reading.refusal}"
    found = reading.as_json()
    lines = []
    for name in ("precision", "earliest", "latest", "start_time", "time_zone"):
        if found[name]:
            lines.append((name.replace("_", " "), found[name]))
    for name in ("shown", "basis"):
        for language in ("en", "fr"):
            if found[name][language]:
                lines.append((f"{name} ({language})", found[name][language]))
    return "\n".join(f"{label + ':':<12} {value}" for label, value in lines)
