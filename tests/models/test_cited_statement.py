"""What paragraphs state of companies, and on which days it holds."""

from __future__ import annotations

from datetime import date

import pytest

from tests.constraints import messages, refused
from tests.factories import make_company, make_milestone, make_paragraph
from timeline.models import CompanyName, Figure, ListingPeriod
from timeline.models.cited_statement import holding_on, overlapping


def named(name: str, holds_from: str = "", holds_until: str = "") -> CompanyName:
    return CompanyName(name_en=name, holds_from=holds_from, holds_until=holds_until)


FIRST, SECOND, THIRD = named("A", "", "2018-03"), named("B", "2018-03", "2021"), named("C", "2021")


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(1990, 1, 1), FIRST),
        (date(2018, 2, 28), FIRST),
        (date(2018, 3, 5), SECOND),  # both may hold in March: the one that began last
        (date(2020, 12, 31), SECOND),
        (date(2021, 6, 1), THIRD),
        (date(2030, 1, 1), THIRD),
    ],
)
def test_statement_that_holds_on_a_day_is_the_one_that_began_last(
    day: date, holds: CompanyName
) -> None:
    assert holding_on([THIRD, FIRST, SECOND], day) is holds


def test_no_statement_holds_on_a_day_before_all() -> None:
    assert holding_on([THIRD], date(2020, 12, 31)) is None


@pytest.mark.parametrize(
    ("later", "overlaps"),
    [
        (named("B", "2018-04-01"), False),
        (named("B", "2018-03-31"), False),  # the same day: the one name ends as the other begins
        (named("B", "2018-03"), False),  # in that month: nobody knows
        (named("B", "2018-03-30"), True),
        (named("B", "2017"), True),
        (named("B", ""), True),
    ],
)
def test_names_overlap_where_one_surely_begins_before_the_other_has_ended(
    later: CompanyName, overlaps: bool
) -> None:
    assert bool(overlapping([later, named("A", "", "2018-03-31")])) is overlaps


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("begins", "ends", "is_refused"),
    [
        ("2019-03-14", "2019-03-14", False),
        ("2019-03-14", "2019-03", False),
        ("2019-03-14", "2019", False),
        ("2019", "2019-03-14", False),
        ("", "2019", False),
        ("2019-03-14", "2019-03-13", True),
        ("2019-03", "2019-02-28", True),
        ("2019-03", "2018", True),
    ],
)
def test_statement_that_ends_before_it_begins_is_refused(
    begins: str, ends: str, is_refused: bool
) -> None:
    make_company()
    name = named("A", begins, ends)
    name.short_name, name.paragraph = "A", make_paragraph()

    assert bool(refused(name)) is is_refused
    assert messages(name) == ({"holds_until": ["It ends before it begins."]} if is_refused else {})


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["March 2019", "2019-3", "2019-02-30", "0019", "31.12.2019"])
def test_day_that_cannot_be_read_is_refused_beside_its_field(text: str) -> None:
    make_company()
    name = named("A", text)
    name.short_name, name.paragraph = "A", make_paragraph()

    assert messages(name) == {
        "holds_from": [f"“{text}” is no year, month or day, as 2019, 2019-03 or 2019-03-14."]
    }


@pytest.mark.django_db
def test_figure_without_a_unit_is_refused_beside_its_field() -> None:
    paragraph = make_paragraph()
    figure = Figure(
        milestone=make_milestone([paragraph]),
        paragraph=paragraph,
        what_en="grade",
        value=4,
        as_printed="4",
    )

    assert messages(figure) == {"unit": ["A figure needs a unit or a currency."]}
    assert "figure_has_a_unit" in refused(figure)


@pytest.mark.django_db
def test_listing_period_without_a_day_is_refused() -> None:
    period = ListingPeriod()

    assert "Say from or until when." in messages(period)["holds_from"]


@pytest.mark.django_db
def test_name_without_a_day_is_refused() -> None:
    make_company()
    name = named("A")
    name.short_name, name.paragraph = "A", make_paragraph()

    assert messages(name) == {"holds_until": ["Say from or until when it holds."]}
    assert "companyname_has_a_day" in refused(name)
