"""Words that are no one date are refused with a reason, and no text at all does worse."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stated_bounds import bounds_fit
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.reading_tokens import TOKENS
from timeline.dates.refusals import REASONS

RELEASED = date(2018, 11, 13)

# Words that are refused, with the code of the reason, even where the release's day is known.
REFUSED = [
    ("12/11/2018", "ambiguous"),
    ("Monday 13 November 2018", "wrong_weekday"),
    ("26 and 28 November 2018", "separate_days"),
    ("30 December to 2 January 2019", "reversed"),
    ("2010-11", "ambiguous"),
    ("this winter", "two_readings"),
    ("31 November 2018", "impossible_day"),
    ("29 February 2019", "impossible_day"),
    ("Horizon 2020", "unknown_words"),
    ("in parallel", "unknown_words"),
    ("16-12 November 2018", "reversed"),
    ("0999", "year_out_of_range"),
    ("3000", "year_out_of_range"),
    ("13 November 2018 14 November 2018", "unknown_words"),
    ("mid-November to early December 2018", "mixed_span"),
    ("before spring 2019", "soft_limit"),
    ("1 ᵉʳ juillet", "unknown_words"),
    ("fiscal 2018-2019", "fiscal_unknown"),
    ("winter", "two_readings"),
    ("13/07/23", "ambiguous"),
    ("?", "unknown_words"),
    ("“”", "unknown_words"),
    ("18 months 2019", "soft_limit"),
    ("24 to 18 months", "reversed"),
    ("18 to 24 months from early 2024", "soft_limit"),
    ("before mid-2019", "soft_limit"),
    ("13 novembre 2018 (mardi)", "unknown_words"),
    ("exercice 2018-2019", "fiscal_unknown"),
    ("Q5 2019", "unknown_words"),
    ("32 January 2019", "impossible_day"),
    ("by month-end", "unknown_words"),
    ("12 and 16 November 2018", "separate_days"),
    ("two years from today", "no_year"),
    ("Fri 13 July 2023", "wrong_weekday"),
    ("November 31", "impossible_day"),
    ("13 July 2023, or thereabouts", "unknown_words"),
    ("x" * 201, "too_long"),
    ("the 90s", "ambiguous"),
    ("les années 90", "ambiguous"),
    ("the 2015s", "unknown_words"),
    ("early 2010s", "unknown_words"),
    ("au début des années 2010", "unknown_words"),
    ("the first half of the 2010s", "unknown_words"),
    ("the next decade", "unknown_words"),
    ("the 1990s to the 2010s", "mixed_span"),
    ("les années 1990 à 2000", "mixed_span"),
    ("the 3010s", "year_out_of_range"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED, ids=[row[0][:40] for row in REFUSED])
def test_read_of_words_that_are_no_one_date_is_refused_with_a_reason(words: str, code: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words, stated_on=RELEASED)
    assert refusal.value.code == code


@pytest.mark.parametrize("code", list(REASONS))
def test_refusal_reason_is_a_sentence(code: str) -> None:
    reason = UnreadableDate(code, "31 November").reason
    assert reason[-1] == "."
    assert "{" not in reason


@pytest.mark.parametrize("words", ["Horizon 2020", "31 November 2018", "before spring 2019"])
def test_refusal_reason_quotes_the_words_as_typed(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words)
    assert f"“{words}”" in refusal.value.reason


@pytest.mark.parametrize("words", ["2019² ", "２０１９", "1² July 2019"])
def test_read_of_digits_that_are_not_plain_is_refused(words: str) -> None:
    with pytest.raises(UnreadableDate):
        read(words)


@pytest.mark.parametrize("released", [date.min, date.max, date(2999, 12, 31), date(1000, 1, 1)])
@pytest.mark.parametrize(
    "words",
    ["tomorrow", "yesterday", "next year", "last month", "next week", "next quarter", "July"],
)
def test_read_at_the_ends_of_the_calendar_raises_nothing_else(words: str, released: date) -> None:
    assert_read_or_refused(words, released)


def assert_read_or_refused(words: str, released: date | None) -> None:
    try:
        stated = read(words, stated_on=released)
    except UnreadableDate:
        return
    assert bounds_fit(stated.precision, stated.earliest, stated.latest)


@given(st.text(max_size=210), st.none() | st.dates())
def test_read_of_any_text_gives_a_date_or_a_refusal(words: str, released: date | None) -> None:
    assert_read_or_refused(words, released)


VOCABULARY = st.sampled_from(
    [
        *TOKENS,
        "13",
        "31",
        "2018",
        "2019",
        "2010s",
        "2010",
        "1st",
        "1er",
        "-",
        "–",
        "12/11/2018",
        "2018-11",
        ",",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(VOCABULARY, max_size=9), st.none() | st.dates())
def test_read_of_known_words_in_any_order_gives_a_sound_date_or_a_refusal(
    words: list[str], released: date | None
) -> None:
    assert_read_or_refused(" ".join(words), released)


@settings(max_examples=200, deadline=None)
@given(st.lists(VOCABULARY, max_size=9))
def test_read_without_a_release_infers_no_year(words: list[str]) -> None:
    try:
        stated = read(" ".join(words))
    except UnreadableDate:
        return
    assert "dateline" not in stated.basis_en


@pytest.mark.parametrize(
    "piece",
    [
        "early ",
        "au plus tard le ",
        "12-",
        "1 ",
        "november ",
        "' ",
        "d'",
        "between 12 and ",
        "2018/",
        "winter 2018-",
    ],
)
@pytest.mark.parametrize("length", [199, 10_000])
def test_read_of_a_repeated_piece_comes_to_an_end(piece: str, length: int) -> None:
    """A pattern that goes back over what it has matched would not, in this world's time."""
    assert_read_or_refused((piece * length)[:length], RELEASED)
