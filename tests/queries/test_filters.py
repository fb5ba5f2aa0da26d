"""The filters of the timeline: what each lets through, and what none of them accepts."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.factories import (
    LATER,
    by_day,
    from_day,
    make_announced,
    make_milestone,
    make_paragraph,
    make_part,
    make_partner,
    make_plan,
    make_project,
    make_release,
    on_day,
)
from tests.selecting import ask, select
from timeline.models import Milestone
from timeline.pages.descriptions import describe
from timeline.queries.filter_kinds import FIRST_YEAR, LAST_YEAR, MOST_VALUES
from timeline.queries.filters import MilestoneFilters

pytestmark = pytest.mark.postgresql

LONG = "a" * 10_000
ODD = (
    *(
        "",
        " ",
        "\0",
        "2019\0",
        "%",
        "_",
        '"',
        "'",
        "\\",
        "?",
        "-1",
        "٢٠١٩",
        "２０１９",
        "2e3",
        "0x7E3",
        "NaN",
    ),
    *(
        "99999",
        "-2019",
        "+2019",
        "2019.0",
        "0",
        "0000",
        "999",
        "3000",
        str(10**30),
        LONG,
        "2019" * 2_500,
    ),
    *(
        "2018-02-30",
        "2018-12-31T00:00",
        "31.12.2018",
        "9999-12-31",
        "0001-01-01",
        "0000-00-00",
        "../",
        "None",
    ),
)
FAIR = (
    *(
        "crater-lake",
        "scandium-aluminum-alloys",
        "albecour",
        "scale",
        "2018",
        "2019",
        "2023",
        "2025",
        "announced",
    ),
    *(
        "none",
        "planned",
        "conditional",
        "happened",
        "window_passed",
        "no_date",
        "event",
        "2018-12-31",
        "scandium",
    ),
)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]), max_size=30
)  # no request decodes to half a character
VALUES = st.one_of(st.sampled_from(FAIR), st.sampled_from(ODD), TEXTS)
REQUESTS = st.dictionaries(
    st.sampled_from(sorted({*MilestoneFilters.base_filters, "after", "before"})),
    st.lists(VALUES, max_size=3),
)
CHOICES = {
    "project": ("crater-lake", "scandium-aluminum-alloys"),
    "year": ("2018", "2019", "2023", "2025"),
    "standing": ("happened", "under_way", "planned", "conditional"),
    "outlook": ("window_passed", "no_date", "ahead"),
    "partner": ("albecour", "scale", "european-commission"),
    "kind": ("event", "market", "exploration", "permit"),
}
FAIR_REQUESTS = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(values), min_size=1) for name, values in CHOICES.items()
    },
)

many_examples = settings(
    max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def found(query: str) -> set[str]:
    return set(select(query).rows.values_list("slug", flat=True))


def problems(query: str) -> dict[str, str]:
    return dict(ask(query).problems)


def shown(value: str) -> str:
    """A value as a message repeats it: its beginning, and nothing that HTML forbids."""
    return value[:40].replace("\0", "\ufffd")


@pytest.mark.usefixtures("record")
class TestOnTheRecord:
    @many_examples
    @given(request=REQUESTS)
    def test_filters_any_values_are_valid_or_not_and_never_select_more(
        self, request: dict[str, list[str]]
    ) -> None:
        asked = ask(urlencode(request, doseq=True))

        valid = asked.is_valid()

        assert valid in {True, False}
        assert valid is not bool(asked.problems)
        if valid:
            selection = select(urlencode(request, doseq=True))
            assert set(selection.rows) <= set(Milestone.objects.all())
            assert len(selection.page.rows) <= selection.total == selection.rows.count() <= 15
            assert describe(selection).heading or not selection.is_filtered

    @pytest.mark.slow
    @pytest.mark.parametrize("name", [*MilestoneFilters.base_filters])
    def test_filters_odd_value_is_refused_or_selects_no_more(self, name: str) -> None:
        for value in ODD:
            query = urlencode({name: value})

            if ask(query).is_valid():
                assert len(found(query)) <= 15, value
            else:
                assert problems(query), value

    @many_examples
    @given(request=FAIR_REQUESTS)
    def test_filters_values_are_joined_by_or_and_parameters_by_and(
        self, request: dict[str, list[str]]
    ) -> None:
        expected = found("")
        for name, values in request.items():
            expected &= {slug for value in values for slug in found(urlencode({name: value}))}

        assert found(urlencode(request, doseq=True)) == expected


# What is refused


@pytest.mark.django_db
@pytest.mark.parametrize(
    "year",
    [
        *(
            "99999",
            "-2019",
            "+2019",
            "19",
            "0999",
            "3000",
            "2019.0",
            " 2019",
            "early",
            "2019\0",
            "٢٠١٩",
            "２０１９",
        ),
        *("²019", LONG, "2018,2019"),
    ],
)
def test_year_of_other_than_four_digits_is_refused_in_words(year: str) -> None:
    message = problems(urlencode({"year": year}))["Year"]

    assert message == f"“{shown(year)}” is not a year. Give one from 1000 to 2999, as 2019."


@pytest.mark.django_db
@pytest.mark.parametrize("year", [FIRST_YEAR, 2025, LAST_YEAR])
def test_year_without_milestones_is_a_fair_question(year: int) -> None:
    assert found(f"year={year}") == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["project", "partner"])
@pytest.mark.parametrize("value", ["nowhere", "NOWHERE", "no\0where", "'", LONG])
def test_choice_that_is_not_on_file_is_refused_in_words(name: str, value: str) -> None:
    messages = problems(urlencode({name: value})).values()

    assert list(messages) == [f"“{shown(value)}” is not on file here."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("dated", "announced, none"),
        ("standing", "happened, under_way, planned, conditional"),
        (
            "outlook",
            (
                "ahead, window_open, window_passed, no_date, achieved, partly_achieved, changed, "
                "withdrawn, ended, suspended"
            ),
        ),
    ],
)
@pytest.mark.parametrize("value", ["nowhere", "NOWHERE", "no\0where", "'", LONG])
def test_value_that_is_no_choice_is_refused_with_the_choices(
    name: str, choices: str, value: str
) -> None:
    messages = problems(urlencode({name: value})).values()

    said = f"“{shown(value)}” is not a choice here. Choose from: {choices}."
    assert list(messages) == [said]


@pytest.mark.django_db
@pytest.mark.parametrize("over", [{"status": "draft"}, {"publish_at": LATER}])
def test_project_that_is_not_public_is_refused_as_an_unknown_one(over: dict[str, object]) -> None:
    make_project(slug="secret", **over)

    assert problems("project=secret") == {"Project": "“secret” is not on file here."}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["q=a&q=b", "dated=none&dated=announced", "as_of=2018-01-01&as_of=2018-01-02"]
)
def test_parameter_of_one_value_given_two_is_refused(query: str) -> None:
    assert "Give this once." in problems(query).values()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["q=a&q=a", "dated=&dated=none", "as_of=2018-01-01&as_of="])
def test_parameter_given_the_same_value_again_or_none_is_valid(query: str) -> None:
    assert ask(query).is_valid()


@pytest.mark.django_db
def test_parameter_of_too_many_values_is_refused() -> None:
    most, more = (
        [("year", year) for year in range(1900, 1900 + number)]
        for number in (MOST_VALUES, MOST_VALUES + 1)
    )

    assert ask(urlencode(most)).is_valid()
    assert problems(urlencode(more)) == {"Year": "At most 50 values of one filter can be combined."}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        ("2018-13-01", "“2018-13-01” is not a day. Write it as 2018-12-31."),
        ("31.12.2018", "“31.12.2018” is not a day. Write it as 2018-12-31."),
        ("yesterday", "“yesterday” is not a day. Write it as 2018-12-31."),
        ("99999-01-01", "“99999-01-01” is not a day. Write it as 2018-12-31."),
        ("2026-11-23", "This day has not come yet. Give today or an earlier day."),
        ("9999-12-31", "This day has not come yet. Give today or an earlier day."),
    ],
)
def test_as_of_other_than_a_day_that_has_come_is_refused(as_of: str, message: str) -> None:
    assert problems(f"as_of={as_of}") == {"As known on": message}


@pytest.mark.django_db
def test_as_of_today_is_valid(today: date) -> None:
    assert select(f"as_of={today}").as_of_day == today


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "label"),
    [
        ({"q": LONG}, "Search"),
        ({"q": "a\0b"}, "Search"),
        ({"dated": "never"}, "Dates"),
        ({"after": "2"}, ""),
    ],
)
def test_value_that_cannot_be_read_is_told_beside_its_label(
    query: dict[str, str], label: str
) -> None:
    assert set(problems(urlencode(query))) == {label}


@pytest.mark.django_db
def test_several_problems_are_told_each_once() -> None:
    told = ask("year=x&year=y&project=nowhere&as_of=z").problems

    assert [label for label, _ in told] == ["Project", "Year", "As known on"]


@pytest.mark.django_db
def test_empty_values_ask_for_nothing() -> None:
    assert (
        select("q=++&project=&year=&dated=&standing=&outlook=&partner=&kind=+&as_of=").parameters
        == {}
    )


# What is selected


@pytest.mark.django_db
def test_project_of_two_selects_a_milestone_of_both_once() -> None:
    first, second = make_project(slug="first"), make_project(slug="second")
    make_announced(slug="both", projects=[first, second])
    make_announced(slug="none")

    assert list(select("project=first&project=second").rows.values_list("slug", flat=True)) == [
        "both"
    ]


@pytest.mark.django_db
def test_two_partners_select_the_milestones_of_either() -> None:
    make_announced(slug="talk", partners=[make_partner(slug="smelter")])
    make_announced(slug="grant", partners=[make_partner(slug="funder")])
    make_announced(slug="permit")

    chosen = select("partner=smelter&partner=funder").rows.values_list("slug", flat=True)

    assert set(chosen) == {"talk", "grant"}


@pytest.mark.django_db
def test_partner_with_two_parts_selects_a_milestone_once() -> None:
    partner = make_partner(slug="smelter")
    milestone = make_announced(slug="talk", partners=[partner])
    make_part(milestone, partner, "host")

    assert list(select("partner=smelter").rows.values_list("slug", flat=True)) == ["talk"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2017, set()),
        (2018, {"in_2018", "by_2018", "over"}),
        (2019, {"over"}),
        (2020, {"over", "from_2020"}),
        (2021, set()),
    ],
)
def test_year_selects_dates_that_overlap_it(year: int, expected: set[str]) -> None:
    make_announced(slug="in_2018", **on_day(date(2018, 12, 31)))
    make_announced(
        slug="over", precision="range", earliest=date(2018, 6, 1), latest=date(2020, 1, 1)
    )
    make_announced(slug="by_2018", **by_day(date(2018, 1, 1)))
    make_announced(slug="from_2020", **from_day(date(2020, 12, 31)))
    make_plan(slug="undated")

    assert found(f"year={year}") == expected


@pytest.mark.django_db
def test_dated_announced_turns_the_year_to_the_announcement() -> None:
    make_announced(
        make_release(published_on=date(2018, 11, 13)), slug="plan", **on_day(date(2019, 1, 1))
    )
    make_announced(
        make_release(published_on=date(2019, 5, 5)), slug="later", **on_day(date(2018, 1, 1))
    )

    assert found("year=2018") == {"later"}
    assert found("year=2018&dated=announced") == {"plan"}


@pytest.mark.django_db
def test_dated_none_selects_what_was_given_no_date() -> None:
    make_plan(slug="undated")
    make_announced(slug="dated")

    assert found("dated=none") == {"undated"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2018-11-12", set()), ("2018-11-13", {"first"}), ("2018-11-14", {"first"})],
)
def test_as_of_selects_what_was_announced_by_the_end_of_that_day(
    as_of: str, expected: set[str]
) -> None:
    make_announced(make_release(published_on=date(2018, 11, 13)), slug="first")
    make_announced(make_release(published_on=date(2018, 11, 15)), slug="second")

    assert found(f"as_of={as_of}") == expected


@pytest.mark.django_db
def test_outlook_is_that_of_the_day_asked_for() -> None:
    make_plan(
        make_release(published_on=date(2018, 1, 1)), slug="drilling", **on_day(date(2019, 3, 1))
    )

    assert found("outlook=ahead&as_of=2018-12-31") == {"drilling"}
    assert found("outlook=ahead") == set()
    assert found("outlook=window_passed") == {"drilling"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value", "other"), [("standing", "planned", "happened"), ("kind", "permit", "event")]
)
def test_column_filter_selects_its_values(column: str, value: str, other: str) -> None:
    for text in (value, other):
        given: dict[str, Any] = {column: text}
        make_announced(slug=text, **given)

    assert found(f"{column}={value}") == {value}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "finds"),
    [
        *(
            ("forage", True),
            ("FORAGE", True),
            ("drilling forage", True),
            ("lake drill", True),
            ("drilling shaft", False),
        ),
        *(
            ("aluminium", True),
            ("aluminum", True),
            ("Québec", True),
            ("quebec", True),
            ("early 2019", True),
        ),
        *(("12.5%", True), ("%", True)),
    ],
)
def test_search_finds_every_word_in_either_language(words: str, finds: bool) -> None:
    lake = make_project(name_en="Crater Lake")
    make_announced(
        title_en="Drilling",
        title_fr="Forage",
        summary_en="12.5% of the aluminum",
        place_fr="Québec",
        date_words="early 2019",
        projects=[lake],
    )

    assert bool(found(urlencode({"q": words}))) is finds


@pytest.mark.django_db
def test_filters_without_any_select_public_milestones_only() -> None:
    make_announced(slug="public")
    make_announced(slug="draft", status="draft")
    make_announced(slug="withdrawn", status="withdrawn", withdrawn_reason_en="An error")
    make_announced(slug="later", publish_at=LATER)
    make_milestone(slug="uncited", status="published")
    make_announced(make_paragraph(make_release(status="draft")), slug="release-is-draft")

    assert found("") == {"public"}
