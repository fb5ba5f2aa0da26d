"""What a page says of a selection."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from tests.conftest import loaded
from tests.factories import AT, make_announced, make_plan, make_project, make_release, on_day
from tests.selecting import select
from timeline.models import Milestone
from timeline.models.kept_counts import recount
from timeline.pages.descriptions import (
    FilterChip,
    describe,
    either,
    filter_chips,
    heading,
    outlooks,
    sentence,
    standings,
    undated_elsewhere,
)
from timeline.queries.selection_counts import SelectionCounts

__all__ = ["loaded"]  # the record for one class or test, not for the whole file

PAST = date(2019, 1, 1)
TO_COME = date(2027, 1, 1)
TIED = "Each links to the paragraph that states it."
PASSED = "the date has passed and no release here says what happened"


def say(query: str = "") -> str:
    return " ".join(sentence(select(query)))


def settle(plan: Milestone, settlement: str) -> Milestone:
    return make_announced(
        make_release(published_on=date(2019, 5, 5)), settles=plan, settlement=settlement
    )


# The record


@pytest.mark.usefixtures("record")
class TestTheRecord:
    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("project=crater-lake", "Eleven milestones of the project “Crater Lake”."),
            ("year=2018", "Seven milestones dated 2018, announced in 2018."),
            ("year=2019", "One milestone dated 2019, announced in 2018."),
            ("year=2023", "One milestone dated 2023, announced in 2023."),
            ("year=2025", "No milestone on file is dated 2025."),
            ("year=2024&year=2025", "No milestone on file is dated 2024 or 2025."),
            ("year=2025&project=crater-lake", "No milestone on file matches all of these filters."),
            ("dated=announced&year=2018", "Ten milestones announced in 2018."),
            ("dated=none", "Six milestones without a date."),
            (
                "project=crater-lake&year=2018",
                "Seven milestones dated 2018, of the project “Crater Lake”, announced in 2018.",
            ),
            (
                "year=2018&year=2019&year=2023",
                "Nine milestones dated 2018, 2019 or 2023, announced from 2018 to 2023.",
            ),
            (
                "partner=albecour&kind=agreement",
                "Two milestones that name “Albecour Inc.”, of the kind “Agreement”.",
            ),
            ("standing=under_way", "Two milestones that the release says were under way."),
            (
                "outlook=window_passed",
                "Five milestones whose planned dates have passed with no outcome recorded here.",
            ),
            ("q=drilling", "Three milestones that mention “drilling”."),
            ("q=flowsheet", "One milestone that mentions “flowsheet”."),
            (
                "q=drilling&as_of=2020-01-01",
                "Three milestones that mention “drilling”, known by 1 January 2020.",
            ),
            ("as_of=2018-11-12", "No milestone had been announced by 12 November 2018."),
        ],
    )
    def test_sentence_of_a_view_says_what_is_shown(self, query: str, said: str) -> None:
        assert say(query) == said

    def test_sentences_of_the_whole_record_say_how_its_plans_stand(self) -> None:
        assert sentence(select()) == [
            f"There are fifteen milestones. {TIED}",
            "Three happened and two were under way.",
            "Ten were plans.",
            f"For five, {PASSED}; five have no date.",
        ]

    def test_sentences_as_of_a_day_say_how_plans_stood_then(self) -> None:
        assert sentence(select("as_of=2018-12-31"))[1:] == [
            "Two happened and two were under way.",
            "Six were plans.",
            f"One is still to come; for four, {PASSED}; one has no date.",
        ]

    @pytest.mark.parametrize(
        ("query", "title"),
        [
            ("project=crater-lake", "Crater Lake"),
            ("project=crater-lake&year=2018", "Crater Lake, 2018"),
            (
                "project=crater-lake&project=scandium-aluminum-alloys",
                "Crater Lake or Scandium-aluminum alloys",
            ),
            ("year=2018&year=2019&year=2023", "2018, 2019 or 2023"),
            ("dated=announced&year=2018", "Announced in 2018"),
            ("dated=none", "No date given"),
            ("dated=announced", "Dated by announcement"),
            ("as_of=2018-12-31", "As known on 31 December 2018"),
            (
                "q=lake&standing=planned&as_of=2018-12-31",
                "“lake”, Planned, as known on 31 December 2018",
            ),
        ],
    )
    def test_heading_names_the_view(self, query: str, title: str) -> None:
        assert heading(select(query)) == title

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("year=2018", "Six more have no date, so no year lists them"),
            ("year=2018&standing=under_way", "One more has no date, so no year lists it"),
            ("year=2025", "Six milestones have no date, so no year lists them"),
            ("dated=announced&year=2018", ""),
            ("", ""),
        ],
    )
    def test_undated_elsewhere_says_what_a_year_leaves_out(self, query: str, said: str) -> None:
        assert undated_elsewhere(select(query)) == said

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", []),
            ("project=crater-lake", [FilterChip("Project: Crater Lake", "./")]),
            (
                "year=2018&year=2019&q=scandium",
                [
                    FilterChip("Search: “scandium”", "?year=2018&year=2019"),
                    FilterChip("Year: 2018", "?q=scandium&year=2019"),
                    FilterChip("Year: 2019", "?q=scandium&year=2018"),
                ],
            ),
            (
                "dated=announced&as_of=2018-12-31",
                [
                    FilterChip("Dates: dates of announcements", "?as_of=2018-12-31"),
                    FilterChip("As known on: 31 December 2018", "?dated=announced"),
                ],
            ),
        ],
    )
    def test_chips_name_each_value_and_the_view_without_it(
        self, query: str, expected: list[FilterChip]
    ) -> None:
        assert filter_chips(select(query)) == expected

    def test_chips_lead_to_the_first_page(self) -> None:
        assert [
            chip.remove for chip in filter_chips(select("year=2018&q=lake&after=1_2018-11-13_7"))
        ] == [
            "?year=2018",
            "?q=lake",
        ]

    @pytest.mark.parametrize(
        "query", ["", "year=2019", "year=2025", "as_of=2018-11-12", "project=crater-lake&q=forage"]
    )
    def test_description_in_french_has_the_days_and_names_of_the_english_one(
        self, query: str
    ) -> None:
        english = describe(select(query))
        with translation.override("fr"):
            french = describe(select(query))

        assert bool(french.heading) is bool(english.heading)
        assert len(french.sentences) == len(english.sentences)
        for name in ("2018", "2019", "2025", "Crater Lake", "forage"):
            assert (name in " ".join(french.sentences)) is (name in " ".join(english.sentences))

    def test_description_of_2019_in_french_says_it_was_announced_in_2018(self) -> None:
        with translation.override("fr"):
            said = " ".join(describe(select("year=2019")).sentences)

        assert "2019" in said
        assert "2018" in said


# How plans stand


@pytest.mark.django_db
def test_sentence_of_an_empty_record_says_so() -> None:
    assert say() == "No milestone on file yet."


@pytest.mark.django_db
def test_sentence_of_one_milestone_is_singular() -> None:
    make_announced()

    assert say("year=2018") == "One milestone dated 2018, announced in 2018."
    assert standings(select()) == ["It happened."]


@pytest.mark.slow
@pytest.mark.django_db
def test_sentence_of_more_than_twenty_milestones_counts_in_figures() -> None:
    release = make_release()
    for _ in range(21):
        make_announced(release)

    assert say("year=2018") == "21 milestones dated 2018, announced in 2018."


@pytest.mark.django_db
def test_standings_under_way_alone_are_said_alone() -> None:
    make_announced(standing="under_way")

    assert standings(select()) == ["It was under way."]


@pytest.mark.django_db
def test_outlooks_without_plans_are_not_mentioned() -> None:
    make_announced()

    assert outlooks(select()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "said"),
    [
        (PAST, "Its date has passed and no release here says what happened."),
        (TO_COME, "It is still to come."),
        (None, "It has no date."),
    ],
)
def test_outlooks_of_one_plan_say_where_it_stands(day: date | None, said: str) -> None:
    make_plan(**on_day(day) if day else {})

    assert outlooks(select()) == ["It was a plan.", said]


@pytest.mark.django_db
@pytest.mark.parametrize("settlement", ["achieved", "changed", "withdrawn"])
def test_outlooks_of_a_settled_plan_say_that_its_outcome_is_on_file(settlement: str) -> None:
    settle(make_plan(**on_day(PAST)), settlement)

    assert outlooks(select()) == [
        "One was a plan.",
        "A release says what came of it.",
    ]


@pytest.mark.django_db
def test_outlooks_in_french_agree_with_milestones() -> None:
    make_plan(**on_day(TO_COME))

    with translation.override("fr"):
        said = outlooks(select())

    assert said == ["Il était prévu.", "Il est encore à venir."]


@pytest.mark.django_db
def test_outlooks_of_all_kinds_add_up_to_the_plans() -> None:
    settle(make_plan(**on_day(PAST)), "achieved")
    for day in (PAST, PAST, date(2026, 11, 22), TO_COME):  # the third is open today
        make_plan(**on_day(day))
    make_plan(standing="conditional", condition_en="if viable")
    recount(AT)

    assert outlooks(select()) == [
        "Six were plans.",
        (
            "For one, a release says what came of it; two are still to come; "
            f"for two, {PASSED}; one has no date."
        ),
    ]


# Words


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([], ""),
        (["2018"], "2018"),
        (["2018", "2019"], "2018 or 2019"),
        (["a", "b", "c"], "a, b or c"),
    ],
)
def test_either_values_are_joined_by_or(values: list[str], text: str) -> None:
    assert either(values) == text


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["100%", "%s", "%(first)s", "{0}", "<b>&amp;"])
def test_description_of_odd_words_repeats_them_as_text(text: str) -> None:
    make_project(slug="odd", name_en=text)
    selection = select("project=odd&year=2018")

    assert heading(selection) == f"{text[:1].upper()}{text[1:]}, 2018"
    assert filter_chips(selection)[0].text == f"Project: {text}"
    assert sentence(selection) == ["No milestone on file matches all of these filters."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "More than 1,000 milestones that mention “drilling”."),
        ("fr", "Plus de 1\u00a0000 jalons contenant «\u00a0drilling\u00a0»."),
    ],
)
def test_sentence_of_more_than_can_be_counted_says_more_than(
    language: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SelectionCounts, "total", None)

    with translation.override(language):
        assert say("q=drilling") == said
