"""How much later than planned: a table of dates and words, and what holds of any two dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.delays import ON_TIME, Delay, delay, write_delay
from timeline.dates.periods import add_months
from timeline.dates.precisions import Precision
from timeline.dates.reading import read
from timeline.dates.stated import StatedDate

TABLE = [
    # plan, outcome, English, French
    ("3 May 2019", "3 May 2019", "on time", "au moment prévu"),
    ("3 May 2019", "4 May 2019", "1 day later than planned", "1 jour plus tard que prévu"),
    ("3 May 2019", "15 May 2019", "12 days later than planned", "12 jours plus tard que prévu"),
    (
        *("3 May 2016", "15 May 2019"),
        *("1,107 days later than planned", "1\u00a0107 jours plus tard que prévu"),
    ),
    ("3 May 2019", "24 May 2019", "3 weeks later than planned", "3 semaines plus tard que prévu"),
    ("3 May 2019", "3 June 2019", "1 month later than planned", "1 mois plus tard que prévu"),
    ("3 May 2019", "26 April 2019", "1 week earlier than planned", "1 semaine plus tôt que prévu"),
    ("12-16 November 2018", "12-16 November 2018", "on time", "au moment prévu"),
    ("12-16 November 2018", "14 November 2018", "on time", "au moment prévu"),
    (
        "12-16 November 2018",
        "3-7 December 2018",
        "3 weeks later than planned",
        "3 semaines plus tard que prévu",
    ),
    (
        *("12-16 November 2018", "3 December 2018"),
        *("between 17 and 21 days later than planned", "de 17 à 21 jours plus tard que prévu"),
    ),
    (  # of "early 2019" only the year is proven
        *("early 2019", "15 February 2020"),
        *("at least 46 days later than planned", "au moins 46 jours plus tard que prévu"),
    ),
    (
        *("June 2019", "23 July 2019"),
        *("between 23 and 52 days later than planned", "de 23 à 52 jours plus tard que prévu"),
    ),
    (
        *("by 30 June 2019", "July 2019"),
        *("between 1 and 31 days later than planned", "de 1 à 31 jours plus tard que prévu"),
    ),
    (
        *("second quarter of 2019", "since 23 July 2019"),
        *("at least 23 days later than planned", "au moins 23 jours plus tard que prévu"),
    ),
    (
        *("between 3 and 6 June 2019", "10 June 2019"),
        *("between 4 and 7 days later than planned", "de 4 à 7 jours plus tard que prévu"),
    ),
    (
        *("10 June 2019", "by 6 June 2019"),
        *("at least 4 days earlier than planned", "au moins 4 jours plus tôt que prévu"),
    ),
    (
        *("March 2019", "July 2019"),
        *("between 3 and 5 months later than planned", "de 3 à 5 mois plus tard que prévu"),
    ),
    (
        "2019",
        "5 January 2020",
        "between 5 and 369 days later than planned",
        "de 5 à 369 jours plus tard que prévu",
    ),
    (
        *("March 2019", "January 2019"),
        *("between 29 and 89 days earlier than planned", "de 29 à 89 jours plus tôt que prévu"),
    ),
    ("by 30 June 2019", "12 June 2019", "on time", "au moment prévu"),
    (
        "by 30 June 2019",
        "12 July 2019",
        "12 days later than planned",
        "12 jours plus tard que prévu",
    ),
    (
        *("3 May 2019", "on or after 1 June 2019"),
        *("at least 29 days later than planned", "au moins 29 jours plus tard que prévu"),
    ),
    (
        "on or after 1 June 2019",
        "30 May 2019",
        "at least 2 days earlier than planned",
        "au moins 2 jours plus tôt que prévu",
    ),
    (
        *("week of 4 March 2019", "week of 18 March 2019"),
        *("between 8 and 20 days later than planned", "de 8 à 20 jours plus tard que prévu"),
    ),
]
UP_TO = [
    (Delay("later", "month", 0, 3), "jusqu’à 3 mois plus tard que prévu"),
    (Delay("earlier", "day", 0, 12), "jusqu’à 12 jours plus tôt que prévu"),
]
UNTOLD = [
    ("", "3 May 2019"),
    ("3 May 2019", ""),
    ("18 to 24 months", "3 May 2019"),
    ("March 2019", "2019"),  # it may have come before and after
    ("3 May 2019", "on or after 1 May 2019"),
    # An end that is ours, or "on or before", proves neither that it was late nor that it was not.
    ("early 2019", "March 2019"),
    ("early 2019", "15 July 2019"),
    ("March 2019", "spring 2019"),
    ("by 30 June 2019", "by 14 July 2019"),
    ("by 30 June 2019", "by 14 June 2019"),
    ("by mid-2019", "3 July 2019"),
    ("2023", "by 13 July 2023"),
    ("March 2019", "by 13 July 2019"),
    ("on or after 1 June 2019", "14 August 2019"),
    ("about 3 May 2019", "10 May 2019"),
]


@pytest.mark.parametrize(("found", "french"), UP_TO)
def test_write_delay_of_no_known_least_in_french_says_up_to(found: Delay, french: str) -> None:
    assert write_delay(found, "fr") == french


@pytest.mark.parametrize(("plan", "outcome", "english", "french"), TABLE)
def test_delay_is_written_as_precisely_as_both_dates_allow(
    plan: str, outcome: str, english: str, french: str
) -> None:
    found = delay(read(plan), read(outcome))

    assert found is not None
    assert (write_delay(found, "en"), write_delay(found, "fr-CA")) == (english, french)


@pytest.mark.parametrize(("plan", "outcome"), UNTOLD)
def test_delay_that_the_dates_do_not_tell_is_none(plan: str, outcome: str) -> None:
    assert delay(read(plan), read(outcome)) is None


# What holds of any two dates

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
SPANNING = [
    p
    for p in Precision
    if p
    not in {
        Precision.NONE,
        Precision.DAY,
        Precision.BEFORE,
        Precision.AFTER,
        Precision.SINCE,
    }
]


@st.composite
def dates(draw: st.DrawFn) -> StatedDate:
    first, length = draw(days), draw(st.integers(0, 500))
    precision = draw(st.sampled_from([Precision.DAY, *SPANNING]))
    last = first if precision is Precision.DAY else first + timedelta(days=length)
    return StatedDate("", precision, first, last)


def on(day: date, count: int, unit: str) -> date:
    if unit == "month":
        return add_months(day, count)
    return day + timedelta(days=count * (7 if unit == "week" else 1))


def bounds(stated: StatedDate) -> tuple[date, date]:
    assert stated.earliest is not None
    assert stated.latest is not None
    return stated.earliest, stated.latest


@given(dates(), dates(), st.data())
def test_delay_holds_for_whichever_days_were_meant(
    plan: StatedDate, outcome: StatedDate, data: st.DataObject
) -> None:
    found = delay(plan, outcome)
    if found is None or (plan.exact and outcome.exact):
        return
    planned, came = data.draw(st.dates(*bounds(plan))), data.draw(st.dates(*bounds(outcome)))
    if found.on_time:
        assert bounds(plan)[0] <= came <= bounds(plan)[1]
        return
    first, last = (planned, came) if found.side == "later" else (came, planned)
    if found.most is not None:
        assert on(first, found.most, found.unit) >= last
    if found.least:
        assert on(first, found.least, found.unit) <= last


SOFT = {
    Precision.ABOUT,
    Precision.PART_OF_MONTH,
    Precision.PART_OF_YEAR,
    Precision.SEASON,
}


@given(dates(), dates())
def test_delay_of_a_date_with_bounds_of_ours_is_never_on_time_and_has_no_most(
    plan: StatedDate, outcome: StatedDate
) -> None:
    found = delay(plan, outcome)

    if found and {plan.precision, outcome.precision} & SOFT:
        assert not found.on_time
        assert found.most is None


@given(dates())
def test_delay_of_what_came_as_planned_is_none_at_all(stated: StatedDate) -> None:
    expected = None if stated.precision in SOFT else ON_TIME

    assert delay(stated, stated) == expected


@given(days, days)
def test_delay_between_two_days_is_exact(planned: date, came: date) -> None:
    found = delay(
        StatedDate("", Precision.DAY, planned, planned), StatedDate("", Precision.DAY, came, came)
    )

    assert found is not None
    assert found.least == found.most
    assert on(min(planned, came), found.least, found.unit) == max(planned, came)


@given(dates(), dates())
def test_delay_is_written_in_both_languages(plan: StatedDate, outcome: StatedDate) -> None:
    found = delay(plan, outcome)
    if found:
        assert write_delay(found, "en")
        assert write_delay(found, "fr")


def test_delay_of_one_is_written_in_the_singular() -> None:
    assert (
        write_delay(Delay("earlier", "month", 0, 1), "en") == "at most 1 month earlier than planned"
    )
