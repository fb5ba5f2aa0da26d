"""What is dated, how exactly, on which side of the release, and whether it may be a milestone.

The release is of May 4, 2021.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.importing.releases import dated, drafted, one, with_lead

BOUNDS = [
    ("The contract was signed on April 9.", "2021-04-09", "2021-04-09", "day", "past"),
    (
        "Drilling ran from February 2 to April 17, 2021.",
        "2021-02-02",
        "2021-04-17",
        "range",
        "past",
    ),
    (
        "Six trenches were opened between March 1 and March 9.",
        "2021-03-01",
        "2021-03-09",
        "range",
        "past",
    ),
    (
        "Shareholders are to vote in the week of June 14.",
        "2021-06-14",
        "2021-06-20",
        "week",
        "planned",
    ),
    ("The rigs arrived last month.", "2021-04-01", "2021-04-30", "month", "past"),
    ("Assays are due in early July.", "2021-07-01", "2021-07-10", "month_part", "planned"),
    ("The estimate is on track for Q3 2021.", "2021-07-01", "2021-09-30", "quarter", "planned"),
    (
        "We expect to deliver it in the first half of 2022.",
        "2022-01-01",
        "2022-06-30",
        "half",
        "planned",
    ),
    (
        "Definition drilling is planned for winter 2022.",
        "2021-12-01",
        "2022-02-28",
        "season",
        "planned",
    ),
    (
        "The plant will be commissioned in late summer.",
        "2021-06-01",
        "2021-08-31",
        "season",
        "planned",
    ),
    ("The first concentrate will follow in 2024.", "2024-01-01", "2024-12-31", "year", "planned"),
    ("A final report is due in early 2022.", "2022-01-01", "2022-04-30", "year_part", "planned"),
    (
        "The study should reach shareholders within twelve months.",
        "2021-05-04",
        "2022-05-04",
        "duration",
        "planned",
    ),
    (
        "Assays are expected six to eight weeks from now.",
        "2021-06-15",
        "2021-06-29",
        "duration",
        "planned",
    ),
    (
        "The Company expects to finish by the end of March 2022.",
        "2021-05-04",
        "2022-03-31",
        "month",
        "planned",
    ),
    (
        "The crews will be done before the year is out.",
        "2021-05-04",
        "2021-12-31",
        "year",
        "planned",
    ),
    (
        "First deliveries are due no later than September 3.",
        "2021-05-04",
        "2021-09-03",
        "day",
        "planned",
    ),
    ("A third rig joins later this week.", "2021-05-04", "2021-05-09", "week", "planned"),
    ("The drill started turning this morning.", "2021-05-04", "2021-05-04", "day", "past"),
    ("La galerie a été ouverte le 1er avril.", "2021-04-01", "2021-04-01", "day", "past"),
    (
        "L’usine sera terminée d’ici la fin de l’année.",
        "2021-05-04",
        "2021-12-31",
        "year",
        "planned",
    ),
    ("Le forage est prévu à la mi-octobre.", "2021-10-11", "2021-10-20", "month_part", "planned"),
]


@pytest.mark.parametrize(("sentence", "earliest", "latest", "precision", "tense"), BOUNDS)
def test_a_statement_has_the_days_its_words_give(
    sentence: str, earliest: str, latest: str, precision: str, tense: str
) -> None:
    found = one(sentence)
    assert (found["earliest"], found["latest"]) == (earliest, latest)
    assert (found["precision"], found["tense"], found["is_milestone"]) == (precision, tense, True)


def test_a_length_whose_start_is_not_stated_has_no_bounds() -> None:
    found = one(
        "The Parties will carry it out as soon as commercially viable and will require 18 to 24 months to complete."
    )
    assert (found["earliest"], found["latest"], found["precision"]) == (None, None, "duration")
    assert found["standing"] == "conditional"


@pytest.mark.parametrize(
    ("sentence", "earliest"),
    [
        ("Drilling started in November.", "2020-11-01"),
        ("Drilling will start in November.", "2021-11-01"),
        ("Drilling will start in the week of January 10.", "2022-01-10"),
        ("The road was opened on December 3.", "2020-12-03"),
    ],
)
def test_a_year_left_out_is_that_of_the_right_side_of_the_release(
    sentence: str, earliest: str
) -> None:
    assert one(sentence)["earliest"] == earliest


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("See the Company’s release of March 28, 2021.", "document"),
        ("This supersedes the letter of intent dated March 9, 2021.", "document"),
        ("The report has an effective date of March 31, 2020.", "document"),
        ("Le rapport technique porte la date du 30 septembre 2020.", "document"),
        ("The financing announced on April 2 has closed.", "earlier_release"),
        ("Les essais, publiés le 17 janvier dernier, sont concluants.", "earlier_release"),
        ("The options expire on June 30, 2026.", "legal_term"),
        ("The record date is May 19, 2021.", "legal_term"),
        ("Each warrant entitles its holder to one share until May 3, 2023.", "legal_term"),
        ("Either side may walk away if closing has not happened by June 30, 2021.", "outside_date"),
        ("Cash at March 31, 2021 was $4 million.", "period_end"),
        ("Losses for the quarter ended March 31, 2021 were small.", "period_end"),
        ("- Term: through 06/30/2029", "contract_term"),
        ("Costs were $4, up from $3 in the third quarter of 2020.", "comparison"),
        ("The reserve, previously expected in March 2021, is delayed.", "superseded"),
        ("Historical results are drawn from an assessment report filed in 1987.", "document"),
    ],
)
def test_a_date_of_a_document_or_of_a_legal_term_is_a_reference(sentence: str, reason: str) -> None:
    (found,) = with_lead(sentence).statements
    assert (found.milestone, found.reference, found.reason) == (False, True, reason)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("A conference call will be held on May 6 at 10:00 a.m.", "call"),
        ("The ice road normally opens around January 20.", "habit"),
        ("Global demand is expected to double by 2030.", "market"),
        ("The ground was mined in 1951 by its previous owner.", "earlier_history"),
        ("He joined the board in 2014.", "biography"),
        ("Tern Hollow today announced a new adit.", "announcing"),
    ],
)
def test_what_the_issuer_did_not_do_is_no_milestone(sentence: str, reason: str) -> None:
    (found,) = with_lead(sentence).statements
    assert (found.milestone, found.reason) == (False, reason)


@pytest.mark.parametrize(
    "sentence",
    [
        "The parties signed an exploration agreement on April 14.",
        "The agreement, signed on April 14, replaces an older one.",
        "The technical report will be filed in June.",
    ],
)
def test_what_is_signed_or_still_to_be_filed_is_a_milestone(sentence: str) -> None:
    assert one(sentence)["is_milestone"]


def test_dates_listed_beside_a_reference_are_references_too() -> None:
    found = dated(
        "Further to its news releases dated January 12, 2021 and February 9, 2021, it has closed."
    )
    assert [statement["tense"] for statement in found] == ["reference", "reference"]


def test_a_date_that_is_moved_is_superseded_by_the_one_now_due() -> None:
    former, due = dated("The parties have moved the last payment from May 1, 2021 to May 1, 2023.")
    assert (former["tense"], former["is_milestone"]) == ("reference", False)
    assert (due["earliest"], due["tense"], due["is_milestone"]) == ("2023-05-01", "planned", True)


def test_several_events_announced_together_are_no_event_of_their_own() -> None:
    found = dated("This month we will be at two conferences. The first is in Lund on May 19.")
    assert [(statement["date_text"], statement["is_milestone"]) for statement in found] == [
        ("This month", False),
        ("on May 19", True),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Horizon 2020 is a programme of the Union.",
        "The town of Sept-Orages lies near.",
        "We may march on, and that is all.",
        "A ten-week campaign and a five-year lease were discussed.",
        "Hole TH-2020 cut 2,018 m of ore.",
        "It is meant by the Securities Act of 1933.",
    ],
)
def test_what_only_looks_like_a_date_is_none(sentence: str) -> None:
    assert dated(sentence) == []


def test_days_in_figures_go_by_what_the_document_shows() -> None:
    found = dated("It was signed 4/24/2021 and is due by 09/03/2021.")
    assert [statement["latest"] for statement in found] == ["2021-04-24", "2021-09-03"]


def test_days_in_figures_that_nothing_explains_are_asked() -> None:
    release = with_lead("It was signed 04/03/2021.")
    (found,) = release.statements
    assert (found.stated, found.refusal) == (None, "ambiguous")
    assert "day_order" in [warning.code for warning in release.warnings]


def test_french_days_in_figures_are_day_first() -> None:
    lead = "QUÉBEC, le 4 mai 2021 - Cuivre Tourmente inc. (« Tourmente ») a ouvert la galerie de la mine et la route."
    assert one("La clôture est prévue le 01/08/2021.", lead=lead)["earliest"] == "2021-08-01"


def test_fiscal_years_go_by_the_calendar_that_the_document_states() -> None:
    found = dated("Our fiscal year ends June 30. Output will be 3,000 tons in FY2023.")
    assert (found[-1]["earliest"], found[-1]["latest"], found[-1]["precision"]) == (
        "2022-07-01",
        "2023-06-30",
        "fiscal_year",
    )


def test_fiscal_years_of_an_unknown_calendar_are_asked() -> None:
    (found,) = with_lead("Output will be 3,000 tons in FY2023.").statements
    assert (found.stated, found.refusal) == (None, "fiscal_unknown")


def test_seasons_are_turned_round_in_the_south() -> None:
    lead = "PERTH, Western Australia, May 4, 2021 - Tern Hollow Copper Limited (ASX: THC) has opened an adit in Australia."
    found = one("The plant will be commissioned in summer 2022.", lead=lead)
    assert (found["earliest"], found["latest"]) == ("2021-12-01", "2022-02-28")


def test_a_first_sentence_without_a_date_is_proposed_as_done_by_then() -> None:
    (undated,) = with_lead("It goes on.").undated
    assert (undated.stated.precision, str(undated.stated.latest)) == ("before", "2021-05-04")


def test_dates_of_headlines_contacts_and_tables_are_left_out() -> None:
    text = "Table 1. Drilling, April 2021\n\nHole   Day           Metres\nT-1    April 3, 2021   40\nT-2    April 9, 2021   50\n\nContact:\nAda Quist, since May 2019\nada@quist.example"
    assert dated(text) == []


def test_statements_are_drafted_without_a_day_of_release() -> None:
    (found,) = drafted(
        "The plant opened in 2019, and nothing more is known of it by now."
    ).statements
    assert str(found.stated and found.stated.earliest) == "2019-01-01"


@pytest.mark.parametrize(
    "sentence", ["Assays are due over the coming months.", "High grades were recently found."]
)
def test_vague_words_are_no_milestone_and_have_no_days(sentence: str) -> None:
    for found in dated(sentence):
        assert (found["earliest"], found["latest"], found["is_milestone"]) == (None, None, False)


def test_a_former_date_in_brackets_is_superseded() -> None:
    due, former = dated("The build will end in H1 2024 (previously Q4 2023).")
    assert (due["is_milestone"], former["is_milestone"], former["tense"]) == (
        True,
        False,
        "reference",
    )


def test_a_stamp_is_no_statement() -> None:
    assert (
        drafted(
            "Half-Year Report of Tern Hollow\n\n7 September 2022\n\nThe Company goes on."
        ).statements
        == ()
    )


def test_a_caution_only_refers() -> None:
    text = "Forward-looking statements: actual results in 2022 may differ materially, and risks are many."
    (found,) = with_lead(text).statements
    assert (found.milestone, found.reference) == (False, True)


def standing_of(statement: dict[str, Any]) -> object:
    return statement["standing"]


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("Subject to approval, closing is expected in June 2021.", "conditional"),
        ("Sous réserve de l’approbation, la clôture est prévue en juin 2021.", "conditional"),
        ("The drill program has been under way since March 2021.", "under_way"),
    ],
)
def test_what_is_said_of_a_statement_is_its_standing(sentence: str, standing: str) -> None:
    assert standing_of(one(sentence)) == standing


@pytest.mark.parametrize(
    "sentence",
    [
        "In the first quarter of 2021, the mine produced 12,400 ounces of gold.",
        "The mill processed 81,000 tonnes of ore in Q1 2021.",
        "In March 2021 the plant shipped 900 tonnes of concentrate.",
        "During 2020 sales came to 2.3 million pounds of copper, as in 2019.",
        "Au premier trimestre de 2021, la mine a produit 12 400 onces d'or.",
    ],
)
def test_what_was_produced_in_a_period_is_no_milestone(sentence: str) -> None:
    found = dated(sentence)

    assert found
    assert not any(statement["is_milestone"] for statement in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill poured its first 200 ounces of gold in the first quarter of 2021.",
        "On April 6, 2021, the mine shipped 900 tonnes of concentrate to Gull Smelting.",
        "The mine will produce 60,000 ounces of gold in 2022.",
        "Commercial production began in the first quarter of 2021.",
        "In the first quarter of 2021 production reached a record 12,400 ounces.",
    ],
)
def test_first_ounces_a_shipment_of_a_day_and_a_plan_are_milestones(sentence: str) -> None:
    assert one(sentence)["is_milestone"]


def test_a_short_sentence_that_ends_with_a_company_is_no_heading() -> None:
    sentence = "On April 6, 2021, the company signed a contract for roads with Gull Roads Ltd."

    assert one(sentence)["is_milestone"]
