"""What is written reads back as the same date, and never prints a bound of our own."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dates.generators import GENERATED
from tests.dates.values import NONE, bounds, stated
from tests.examples import examples
from timeline.dates import basis
from timeline.dates.basis import Basis
from timeline.dates.fiscal import starting_in
from timeline.dates.precisions import Precision
from timeline.dates.reading import read
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write, write_day


def test_round_trip_covers_every_precision() -> None:
    assert {kind.split(",")[0] for kind in GENERATED} == {str(precision) for precision in Precision}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("earliest", "latest", "reason"),
    [
        ("2000-02-01", "2000-04-30", NONE),
        ("2000-02-01", "2000-04-30", basis.MONTHS_ONLY),
        ("2000-05-01", "2000-12-31", NONE),
        ("2000-05-01", "2000-12-31", basis.MONTHS_ONLY),
        ("2000-01-01", "2000-08-31", basis.MONTHS_ONLY),
    ],
)
def test_write_of_months_that_make_a_part_of_a_year_reads_back_as_those_months(
    earliest: str, latest: str, reason: Basis, language: str
) -> None:
    value = stated(Precision.ABOUT, earliest, latest, reason=reason)
    assert bounds(read(write(value, language))) == bounds(value)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", list(GENERATED))
def test_write_then_read_gives_the_same_date(kind: str, language: str) -> None:
    @settings(max_examples=examples(50), deadline=None)
    @given(GENERATED[kind])
    def same(value: StatedDate) -> None:
        fiscal = basis.fiscal_month(value.basis_en) or 1
        again = read(write(value, language), fiscal_calendar=starting_in(fiscal))
        assert (again.precision, again.earliest, again.latest) == (
            value.precision,
            value.earliest,
            value.latest,
        )

    same()


@settings(deadline=None)
@given(
    st.sampled_from(["part_of_year", "season", "quarter", "half", "year", "decade"]).flatmap(
        lambda kind: GENERATED[kind]
    )
)
def test_write_of_a_soft_date_never_prints_its_bounds(value: StatedDate) -> None:
    for language in ("en", "fr"):
        text = write(value, language)
        assert value.earliest
        assert value.latest
        assert write_day(value.earliest, language) not in text
        assert write_day(value.latest, language) not in text


@settings(deadline=None)
@given(
    st.sampled_from(list(Precision)),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.text(max_size=60),
)
def test_write_of_any_value_gives_text(
    precision: Precision, earliest: date | None, latest: date | None, words: str
) -> None:
    value = StatedDate(words, precision, earliest, latest)
    assert write(value, "en")
    assert write(value, "fr")
