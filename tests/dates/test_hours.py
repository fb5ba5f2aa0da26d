"""The hour of an event, and the zone in which it is one."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.dates.values import bounds
from timeline.dates.precisions import Precision
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.wording import write

TORONTO = "America/Toronto"

# Words, day, hour, zone.
WITH_ZONE = [
    ("Tuesday, March 5, 2024 at 4:00 p.m. ET", "2024-03-05", time(16), TORONTO),
    ("le mardi 5 mars 2024 à 10 h, heure de l’Est", "2024-03-05", time(10), TORONTO),
    ("le 13 juillet 2023 à 8 h 30 (HAE)", "2023-07-13", time(8, 30), TORONTO),
    ("July 5, 2024 at 10:00 a.m. EDT", "2024-07-05", time(10), TORONTO),
    ("January 5, 2024 at 10:00 a.m. EST", "2024-01-05", time(10), TORONTO),
    ("March 5, 2024 at 2:00 p.m. Pacific Time", "2024-03-05", time(14), "America/Vancouver"),
    ("2024-03-05T16:00Z", "2024-03-05", time(16), "UTC"),
]


@pytest.mark.parametrize(("words", "day", "hour", "zone"), WITH_ZONE)
def test_hour_with_a_zone_is_stored_with_the_day(
    words: str, day: str, hour: time, zone: str
) -> None:
    stated = read(words)
    assert bounds(stated) == (Precision.DAY, day, day)
    assert (stated.start_time, stated.time_zone) == (hour, zone)
    assert stated.words == words


def test_hour_with_a_zone_is_written_in_both_languages() -> None:
    stated = read("Tuesday, March 5, 2024 at 4:00 p.m. ET")
    assert write(stated, "en") == "5 March 2024, 4:00 p.m. ET"
    assert write(stated, "fr") == "5\u00a0mars 2024, 16\u00a0h, heure de l’Est"


@pytest.mark.parametrize(
    "words",
    ["March 5, 2024 at noon ET", "March 5, 2024 at 12 p.m. ET", "le 5 mars 2024 à midi (HE)"],
)
def test_hour_of_noon_is_twelve(words: str) -> None:
    stated = read(words)
    assert (stated.start_time, stated.time_zone) == (time(12), TORONTO)


def test_hour_of_twelve_before_noon_is_midnight() -> None:
    assert read("March 5, 2024 at 12:30 a.m. ET").start_time == time(0, 30)


@pytest.mark.parametrize(
    "words",
    [
        "July 5, 2024 at 10:00 a.m. EST",
        "le 5 juillet 2024 à 10 h (HNE)",
        "January 5, 2024 at 10:00 a.m. EDT",
        "le 5 janvier 2024 à 10 h (HAE)",
    ],
)
def test_hour_in_a_zone_of_the_other_season_is_not_stored(words: str) -> None:
    stated = read(words)
    assert stated.precision is Precision.DAY
    assert (stated.start_time, stated.time_zone) == (None, "")


@pytest.mark.parametrize(
    "words",
    ["March 5, 2024 at 4 p.m.", "le 5 mars 2024 à 16 h", "2024-03-05T16:00:00-05:00"],
)
def test_hour_without_a_zone_is_not_stored(words: str) -> None:
    stated = read(words)
    assert bounds(stated) == (Precision.DAY, "2024-03-05", "2024-03-05")
    assert (stated.start_time, stated.time_zone) == (None, "")


@pytest.mark.parametrize(
    "words",
    [
        "le 5 mars 2024 à 25 h, heure de l’Est",
        "March 5, 2024 at 25:00 ET",
        "March 5, 2024 at 4:60 p.m. ET",
        "March 5, 2024 at 13 p.m. ET",
        "March 5, 2024 at 0 a.m. ET",
        "2024-03-05T24:01Z",
        "2024-03-05T16:00:61Z",
        "2024-03-05T16:00+99:99",
    ],
)
def test_hour_that_no_clock_shows_is_refused(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words)
    assert refusal.value.code == "unknown_words"


def test_hour_that_the_clocks_skip_is_not_stored() -> None:
    """On 10 March 2024 clocks in Toronto went from two to three."""
    try:
        stated = read("March 10, 2024 at 2:30 a.m. ET")
    except UnreadableDate:
        return
    assert (stated.start_time, stated.time_zone) == (None, "")


@pytest.mark.parametrize("words", ["March 2024 at 4 p.m. ET", "10 h, heure de l’Est", "4 p.m. ET"])
def test_hour_of_no_day_is_refused(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words, stated_on=date(2024, 3, 1))
    assert refusal.value.code == "unknown_words"


def test_hour_of_a_limit_leaves_the_day_as_the_limit() -> None:
    stated = read("by 5 p.m. ET on March 5, 2024")
    assert bounds(stated) == (Precision.BEFORE, "", "2024-03-05")
    assert (stated.start_time, stated.time_zone) == (None, "")
