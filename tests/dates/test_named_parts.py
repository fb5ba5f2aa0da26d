"""What the words name is written: no season, day or week end that nobody stated."""

from __future__ import annotations

from datetime import date, time

import pytest

from timeline.dates import basis
from timeline.dates.delays import Delay, delay
from timeline.dates.edtf import edtf
from timeline.dates.precisions import Precision
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write

RELEASED = date(2018, 11, 13)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("completed about the first quarter of 2019", "About the first quarter of 2019"),
        ("completed about late 2019", "About late 2019"),
        ("completed by mid-2019", "By mid-2019"),
        ("a été signé d’ici la mi-2019", "By mid-2019"),
        ("completed by early June 2019", "By early June 2019"),
        ("intended for the week of November 12, 2018", "Week of 12 November 2018"),
        ("by late Q3 2019", "By late in the third quarter of 2019"),
        ("by mid-to-late 2019", "By mid-to-late 2019"),
        ("by the first week of June 2019", "By the first week of June 2019"),
        ("by winter 2018-2019", "By winter 2018–2019"),
        ("week ending November 16, 2018", "Week ending 16 November 2018"),
        ("about 1-10 June 2019", "About 1–10 June 2019"),
    ],
)
def test_limit_and_part_are_written_as_the_words_name_them(words: str, written: str) -> None:
    assert write(read(words, stated_on=RELEASED), "en") == written


@pytest.mark.parametrize(
    ("words", "precision", "day"),
    [
        ("before March 5, 2019 at 10 a.m.", Precision.BEFORE, date(2019, 3, 5)),
        ("avant le 5 mars 2019 à 10 h", Precision.BEFORE, date(2019, 3, 5)),
        ("after March 5, 2019 at 4 p.m.", Precision.AFTER, date(2019, 3, 5)),
    ],
)
def test_limit_with_an_hour_keeps_its_day(words: str, precision: Precision, day: date) -> None:
    found = read(words)

    assert (found.precision, found.sort_day) == (precision, day)


@pytest.mark.parametrize("words", ["in the 1900s", "les années 1900", "the 2000s"])
def test_century_is_refused_as_two_readings(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words)

    assert refusal.value.code == "two_readings"


@pytest.mark.parametrize(
    "words", ["période de 12 mois au 31 décembre 2018", "les 18 mois au 5 mars"]
)
def test_length_up_to_a_day_is_not_counted_from_it(words: str) -> None:
    with pytest.raises(UnreadableDate):
        read(words, stated_on=RELEASED)


@pytest.mark.parametrize("words", ["over the last month", "au cours du dernier mois"])
def test_last_month_that_rolls_ends_on_the_release(words: str) -> None:
    found = read(words, stated_on=RELEASED)

    assert (found.earliest, found.latest) == (date(2018, 10, 13), RELEASED)


def test_hour_in_hundreds_names_no_zone() -> None:
    assert read("March 5, 2019 at 10:00 CET").start_time == time(10)
    with pytest.raises(UnreadableDate):
        read("March 5, 2019 at 16:00 hr")


@pytest.mark.parametrize(
    "words", ["since the first quarter of 2018", "by Q1 2019", "since the 1990s"]
)
def test_edtf_of_a_limit_without_a_form_is_none(words: str) -> None:
    assert edtf(read(words)) is None


def test_delay_from_an_open_plan_has_no_most() -> None:
    found = delay(read("from 1 January 2019"), read("1 December 2018"))

    assert found == Delay("earlier", "day", 31, None)


@pytest.mark.parametrize("year", [date.min.year, date.max.year])
def test_season_as_a_limit_at_an_end_of_the_calendar_is_written(year: int) -> None:
    limit = date(year, 6, 30)
    stated = StatedDate("by spring", Precision.BEFORE, None, limit, basis.MONTHS_SORTED.en)

    assert write(stated, "en") == f"By spring {year}"
