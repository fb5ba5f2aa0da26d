"""``manage.py read_date``: how the form would read words, tried from outside."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from tests.factories import make_company, make_fiscal_start
from timeline.dates.fiscal import UNKNOWN, FiscalCalendar, FiscalStart, starting_in
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.models import FiscalYearStart

pytestmark = [pytest.mark.django_db]

ROOT = Path(__file__).parents[2]
RELEASE = "--stated-on=2018-11-13"


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("read_date", *arguments, stdout=out)
    return out.getvalue()


def refused(*arguments: str) -> str:
    """What is printed of words that are refused."""
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("read_date", *arguments, stdout=out)
    assert end.value.code == 1
    return out.getvalue()


def test_reading_is_printed_line_by_line() -> None:
    assert told("November 12-16", RELEASE).splitlines() == [
        "precision:   range",
        "earliest:    2018-11-12",
        "latest:      2018-11-16",
        "shown (en):  12–16 November 2018",
        "shown (fr):  Du 12 au 16 novembre 2018",
        "basis (en):  Year from the dateline",
        "basis (fr):  Année tirée de la date du communiqué",
    ]


def test_words_may_come_as_several_arguments() -> None:
    assert told("early", "2019") == told("early 2019")


def test_reading_is_printed_as_json() -> None:
    found = json.loads(told("by 13 July 2023", "--json"))

    assert found == {
        "words": "by 13 July 2023",
        "precision": "before",
        "earliest": None,
        "latest": "2023-07-13",
        "start_time": None,
        "time_zone": None,
        "shown": {"en": "On or before 13 July 2023", "fr": "Au plus tard le 13 juillet 2023"},
        "basis": {"en": "", "fr": ""},
    }


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "There is no such day: “31 November 2018”."), ("fr", "Ce jour n’existe pas")],
)
def test_refusal_has_its_code_and_its_sentence(language: str, sentence: str) -> None:
    text = refused("31 November 2018", "--lang", language)
    found = json.loads(refused("31 November 2018", "--lang", language, "--json"))

    assert text.startswith(f"refused (impossible_day): {sentence}")
    assert found["refusal"]["code"] == "impossible_day"
    assert found["refusal"]["sentence"].startswith(sentence)


@pytest.mark.parametrize(
    ("argument", "why"),
    [
        ("--stated-on=13.11.2018", "“13.11.2018” is no day: write it as 2018-11-13"),
        ("--fiscal-start=13", "“13” is no month: write 1 to 12, or unknown"),
        ("--fiscal-start=²", "“²” is no month"),
        ("--standing=soon", "invalid choice: 'soon'"),
    ],
)
def test_bad_argument_is_refused_with_what_to_write(argument: str, why: str) -> None:
    with pytest.raises(CommandError, match=why.replace("(", r"\(")):
        told("2019", argument)


class TestWhatTheReaderIsGiven:
    @pytest.fixture
    def given(self, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
        asked: list[dict[str, Any]] = []

        def read(words: str, **given: Any) -> StatedDate:
            asked.append(given)
            return StatedDate(words, Precision.NONE)

        monkeypatch.setattr("timeline.i18n.date_readings.read", read)
        return asked

    def test_day_and_standing(self, given: list[dict[str, Any]]) -> None:
        told("in March", RELEASE, "--standing", "planned")

        assert given == [
            {
                "stated_on": date(2018, 11, 13),
                "standing": "planned",
                "fiscal_calendar": UNKNOWN,
            }
        ]

    def test_calendar_of_the_company_on_file(self, given: list[dict[str, Any]]) -> None:
        make_company()
        make_fiscal_start(1)
        make_fiscal_start(4, date(2022, 4, 1))

        told("Q4 FY2019")
        told("Q4 FY2019", "--fiscal-start", "7")
        told("Q4 FY2019", "--fiscal-start", "unknown")

        assert [one["fiscal_calendar"] for one in given] == [
            FiscalCalendar((FiscalStart(1), FiscalStart(4, date(2022, 4, 1)))),
            starting_in(7),
            UNKNOWN,
        ]

    def test_no_table_is_no_calendar(
        self, given: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_table() -> None:
            raise DatabaseError("no such table: timeline_fiscalyearstart")

        monkeypatch.setattr(FiscalYearStart.objects, "all", no_table)

        told("Q4 FY2019")

        assert given[0]["fiscal_calendar"] == UNKNOWN


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "status"), [(["2019"], 0), ([b"soonish \xff"], 1), (["2019", "--stated-on=x"], 2)]
)
def test_exit_status_says_what_became_of_the_words(
    arguments: list[Any], status: int, tmp_path: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "manage.py", "read_date", *arguments],
        cwd=ROOT,
        env={"SITE_DATA_DIR": str(tmp_path), "SITE_DEBUG": "true", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
    )

    assert ended.returncode == status
    assert b"Traceback" not in ended.stderr
