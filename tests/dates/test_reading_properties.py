"""What holds of every reading, whatever the words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.dates.corpus import wordings
from tests.dates.phrases import DAYS, MONTHS_EN, MONTHS_FR, NAMED_DAYS, TWINS, Twins
from tests.examples import examples
from tests.stated_bounds import bounds_fit
from timeline.dates.fiscal import UNKNOWN, FiscalCalendar, starting_in
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write

STANDINGS = st.sampled_from(["", "happened", "under_way", "planned", "conditional"])
CALENDARS = st.just(UNKNOWN) | st.integers(1, 12).map(starting_in)
TRIES = settings(max_examples=examples(200), deadline=None)


def read_or_none(words: str, released: date | None = None, standing: str = "") -> StatedDate | None:
    """The reading, or None where the words are refused."""
    try:
        return read(words, stated_on=released, standing=standing)
    except UnreadableDate:
        return None


def narrower(one: StatedDate, other: StatedDate) -> bool:
    """Whether the days of one lie within the other's and are fewer."""
    first = (one.earliest or date.min, one.latest or date.max)
    second = (other.earliest or date.min, other.latest or date.max)
    return first != second and first[0] >= second[0] and first[1] <= second[1]


@TRIES
@given(TWINS, DAYS, st.sampled_from(["en", "fr"]))
def test_reading_is_never_narrower_than_what_is_shown_of_it(
    twins: Twins, released: date, language: str
) -> None:
    for words in (twins.english, twins.french):
        stated = read_or_none(words, released)
        if stated:
            again = read(write(stated, language), stated_on=released)
            assert not narrower(stated, again), words


@TRIES
@given(TWINS, DAYS, st.sampled_from(["en", "fr"]))
def test_reading_what_is_shown_gives_the_same_date(
    twins: Twins, released: date, language: str
) -> None:
    stated = read_or_none(twins.english, released)
    assume(stated)
    assert stated
    again = read(write(stated, language), stated_on=released)
    assert (again.precision, again.earliest, again.latest) == (
        stated.precision,
        stated.earliest,
        stated.latest,
    )
    assert write(again, language) == write(stated, language)


@TRIES
@given(TWINS, DAYS)
def test_reading_of_twins_is_the_same_in_both_languages(twins: Twins, released: date) -> None:
    english = read_or_none(twins.english, released)
    french = read_or_none(twins.french, released)
    assert (english is None) == (french is None), twins
    if english and french:
        assert (english.precision, english.earliest, english.latest) == (
            french.precision,
            french.earliest,
            french.latest,
        )


@TRIES
@given(NAMED_DAYS)
def test_reading_of_a_named_day_has_it_as_a_bound(twins: Twins) -> None:
    for words in (twins.english, twins.french):
        stated = read(words)
        assert twins.day in (stated.earliest, stated.latest), words


VAGUE = st.builds(
    str.__add__,
    st.sampled_from(
        [
            "in the coming ",
            "over the next ",
            "over the last ",
            "within ",
            "in the next ",
            "during the past ",
        ]
    ),
    st.builds(
        str.__add__,
        st.sampled_from(["", "few ", "several ", "couple of "]),
        st.sampled_from(["days", "weeks", "months", "quarters", "years"]),
    ),
)
VAGUE_FRENCH = st.builds(
    "{} {}".format,
    st.sampled_from(["au cours des", "dans les", "durant les", "pour les"]),
    st.sampled_from(
        [
            "prochains jours",
            "prochaines semaines",
            "quelques prochains mois",
            "prochains trimestres",
            "prochaines années",
            "derniers mois",
            "dernières années",
            "semaines à venir",
            "mois à venir",
        ]
    ),
) | st.sampled_from(
    ["dans quelques semaines", "d’ici quelques mois", "quelques années", "plusieurs mois"]
)


@TRIES
@given(VAGUE | VAGUE_FRENCH, DAYS, STANDINGS)
def test_reading_of_a_vague_plural_never_has_both_bounds(
    words: str, released: date, standing: str
) -> None:
    stated = read_or_none(words, released, standing)
    assert stated is None or stated.earliest is None or stated.latest is None


def yearless(template: str, month: int, day: int) -> str:
    """A template with its month and its day."""
    return template.format(m=MONTHS_EN[month - 1], v=MONTHS_FR[month - 1], d=day, q=day % 4 + 1)


YEARLESS = st.builds(
    yearless,
    st.sampled_from(
        [
            "in {m}",
            "{m} {d}",
            "le {d} {v}",
            "by {m}",
            "d’ici {v}",
            "by {m} {d}",
            "by the end of {m}",
            "avant {v}",
            "before {m} {d}",
            "early {m}",
            "fin {v}",
            "mid-{m}",
            "Q{q}",
            "by Q{q}",
            "T{q}",
            "second half",
            "about {m} {d}",
            "in late Q{q}",
            "first week of {m}",
            "week of {m} {d}",
            "after {m}",
            "from {m} {d}",
            "since {m}",
            "depuis {v}",
        ]
    ),
    st.integers(1, 12),
    st.integers(1, 28),
)


@TRIES
@given(YEARLESS, DAYS, st.sampled_from(["planned", "conditional"]))
@example("before March", date(2018, 3, 10), "planned")
@example("before March 10", date(2018, 3, 10), "planned")
def test_reading_of_a_plan_without_a_year_never_ends_before_its_release(
    words: str, released: date, standing: str
) -> None:
    stated = read_or_none(words, released, standing)
    assert stated is None or stated.latest is None or stated.latest >= released


@TRIES
@given(YEARLESS, DAYS, st.sampled_from(["happened", "under_way"]))
@example("after March", date(2018, 3, 10), "happened")
def test_reading_of_an_event_without_a_year_never_begins_after_its_release(
    words: str, released: date, standing: str
) -> None:
    stated = read_or_none(words, released, standing)
    assert stated is None or stated.earliest is None or stated.earliest <= released


def assert_read_or_refused(
    words: str, released: date | None, standing: str, calendar: FiscalCalendar
) -> None:
    """No other error, and bounds that the database would take."""
    try:
        stated = read(words, stated_on=released, standing=standing, fiscal_calendar=calendar)
    except UnreadableDate:
        return
    assert stated.words == words
    assert bounds_fit(stated.precision, stated.earliest, stated.latest)
    assert write(stated, "en")
    assert write(stated, "fr")


MIXED = st.text(
    st.sampled_from("аЕ日本月年١٢0123456789²½Ⅷ\0\u202e\u200b\u0301–—'’\"«»/.,- maytQàé")
)


@TRIES
@given(st.text() | MIXED, st.none() | st.dates(), STANDINGS, CALENDARS)
def test_reading_of_any_text_is_a_sound_date_or_a_refusal(
    words: str, released: date | None, standing: str, calendar: FiscalCalendar
) -> None:
    assert_read_or_refused(words, released, standing, calendar)


def damaged(words: str, place: int, put_in: str, taken_out: int) -> str:
    """The words with a piece put in, and one taken out, somewhere."""
    return words[:place] + put_in + words[place + taken_out :]


DAMAGED = st.builds(
    damaged,
    st.sampled_from([wording.words for wording in wordings()]),
    st.integers(0, 60),
    st.text(max_size=3) | st.sampled_from(["\0", " ", "-", "and ", "2024", "d’", " fiscal "]),
    st.integers(0, 12),
)


@TRIES
@given(DAMAGED, st.none() | st.dates(), STANDINGS)
def test_reading_of_a_damaged_wording_is_a_sound_date_or_a_refusal(
    words: str, released: date | None, standing: str
) -> None:
    assert_read_or_refused(words, released, standing, starting_in(4))


@pytest.mark.parametrize("length", [200, 201, 20_000, 1_000_000])
@pytest.mark.parametrize("piece", ["\0", "May 5, 2024 ", "日本", "in the next ", "Q1 FY", "1"])
def test_reading_of_text_of_any_length_is_a_date_or_a_refusal(piece: str, length: int) -> None:
    words = (piece * (length // len(piece) + 1))[:length]
    assert_read_or_refused(words, date(2018, 11, 13), "planned", UNKNOWN)
    if length > 200:
        with pytest.raises(UnreadableDate) as refusal:
            read(words)
        assert refusal.value.code == "too_long"
