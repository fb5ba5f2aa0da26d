"""Open plans on file of which a later release may say what became."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories import (
    UNDATED,
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
    make_release,
)
from tests.importing.releases import with_lead
from timeline.importing.on_file import ProposedOutcome, compare
from timeline.models import Milestone, Paragraph, Project

pytestmark = pytest.mark.django_db

EARLIER = date(2020, 11, 3)  # the releases of ``with_lead`` are of May 4, 2021


def paragraph_of(day: date = EARLIER) -> Paragraph:
    return make_paragraph(make_release(published_on=day))


def file_plan(title: str, project: Project | None = None, **over: Any) -> Milestone:
    """A plan that a release of 3 November 2020 announced."""
    values = {"title_en": title, "title_fr": "", "standing": "planned", **UNDATED, **over}
    plan = make_milestone(cites=[paragraph_of()], **values)
    if project:
        plan.projects.add(project)
    return plan


@pytest.fixture
def gull_lake() -> Project:
    return make_project(slug="gull-lake", name_en="Gull Lake", name_fr="lac Goéland")


def proposed(sentence: str) -> list[ProposedOutcome]:
    """What is proposed for the only dated statement of a release of May 4, 2021."""
    return list(compare(with_lead(sentence)).outcomes.get(0, ()))


def plans(sentence: str) -> list[str]:
    return [outcome.plan.title_en for outcome in proposed(sentence)]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Drilling of the north vein", "Drilling of the north vein at Gull Lake began on March 2."),
        ("Drilling of the north vein", "The north vein of Gull Lake was drilled in March 2021."),
        ("Initial resource estimate", "A first resource estimate for Gull Lake came on April 6."),
        ("Feasibility study", "The feasibility study of Gull Lake was completed on March 2, 2021."),
        ("Water permit", "On March 2, 2021, the water permit for Gull Lake was granted."),
        ("Harbour Symposium, Bergen", "Gull Lake was shown at the symposium in Bergen on March 2."),
        (
            "5,000 m of drilling",
            "On April 6, 2021, 5,000 m of drilling at Gull Lake were completed.",
        ),
    ],
)
def test_a_plan_of_the_same_project_and_kind_of_work_is_proposed(
    title: str, sentence: str, gull_lake: Project
) -> None:
    file_plan(title, gull_lake)

    assert plans(sentence) == [title]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        # another kind of work
        ("Drilling of the north vein", "The north vein of Gull Lake was mapped on March 2, 2021."),
        # what is only the purpose of something else
        ("Drilling of the north vein", "On March 2 a permit for drilling at Gull Lake was granted."),
        ("Drilling of the north vein", "On March 2 the Gull Lake drilling permit was granted."),
        # another one of its kind
        ("Harbour Symposium, Bergen", "Gull Lake was shown at a symposium in Oslo on March 2."),
        ("Phase 1 drilling", "Phase 2 drilling at Gull Lake began on March 2, 2021."),
        ("Initial resource estimate", "An updated Gull Lake resource estimate came on April 6."),
        ("Agreement with a smelter", "On March 2 an agreement on roads to Gull Lake was signed."),
        # too little of it
        ("Camp, road, power line and school at the north shore", "The Gull Lake road opened on March 2."),
        # before the plan was announced
        ("Drilling of the north vein", "Drilling of the north vein at Gull Lake began in May 2020."),
        # a reference
        ("Feasibility study", "The Gull Lake feasibility study is dated March 2, 2021."),
    ],
)  # fmt: skip
def test_what_is_about_something_else_is_not_proposed(
    title: str, sentence: str, gull_lake: Project
) -> None:
    file_plan(title, gull_lake)

    assert plans(sentence) == []


def test_a_plan_of_another_project_is_not_proposed(gull_lake: Project) -> None:
    file_plan("Drilling of the north vein", make_project(name_en="Tern Cove"))

    assert plans("Drilling of the north vein at Gull Lake began on March 2, 2021.") == []


def test_a_plan_with_the_same_partner_is_proposed() -> None:
    partner = make_partner(name_en="Heron Smelting Inc.")
    plan = file_plan("Supply agreement")
    plan.partner_roles.create(partner=partner, role="counterparty")

    (outcome,) = proposed("On March 2, 2021, a supply agreement with Heron Smelting was signed.")

    assert outcome.plan == plan
    assert "same organization: Heron Smelting Inc.; both speak of: Supply, agreement" in outcome.why


def test_a_plan_of_no_project_needs_more_of_its_words() -> None:
    file_plan("Annual meeting of shareholders in Truro")

    assert plans("The annual meeting of shareholders was held in Truro on March 2, 2021.")
    assert plans("A meeting was held on March 2, 2021.") == []


def test_the_only_project_of_a_release_is_what_its_sentences_are_about(gull_lake: Project) -> None:
    file_plan("Drilling of the north vein", gull_lake)

    assert plans("Gull Lake is in Nova Scotia.\n\nThe north vein was drilled in March 2021.")


def test_a_french_statement_settles_by_the_french_title(gull_lake: Project) -> None:
    file_plan("Drilling of the north vein", gull_lake, title_fr="Forage de la veine nord")
    text = "Les forages de la veine nord du lac Goéland ont débuté le 2 mars 2021."

    assert plans(text) == ["Drilling of the north vein"]


def test_why_names_the_day_the_project_and_the_words(gull_lake: Project) -> None:
    file_plan("Drilling of the north vein", gull_lake)

    (outcome,) = proposed("Drilling of the north vein at Gull Lake began on March 2, 2021.")

    assert outcome.why == (
        "It may say what came of this plan: announced on 3 November 2020; same project: Gull Lake; "
        "both speak of: Drilling, north, vein."
    )


def test_a_plan_said_again_may_revise_it(gull_lake: Project) -> None:
    file_plan("Drilling of the north vein", gull_lake)

    (outcome,) = proposed("Drilling of the north vein at Gull Lake is planned for June 2021.")

    assert outcome.why.startswith("It may repeat or revise this plan: ")


def test_what_an_undated_sentence_announces_is_looked_at_too(gull_lake: Project) -> None:
    file_plan("Second adit", gull_lake)
    lead = (
        'HALIFAX, Nova Scotia, May 4, 2021 - Tern Hollow Copper Inc. ("Tern Hollow") (TSXV: THC) '
        "has opened the second adit of Gull Lake."
    )

    assert [one.plan.title_en for one in compare(with_lead("", lead)).undated_outcomes[0]] == [
        "Second adit"
    ]


@pytest.mark.parametrize(
    ("settlement", "standing", "is_open"),
    [
        ("achieved", "happened", False),
        ("withdrawn", "happened", False),
        ("changed", "planned", False),
        ("changed", "happened", True),
        ("partly_achieved", "happened", True),
    ],
)
def test_only_open_plans_are_proposed(
    settlement: str, standing: str, is_open: bool, gull_lake: Project
) -> None:
    plan = file_plan("Drilling of the north vein", gull_lake)
    make_milestone(
        cites=[paragraph_of(date(2021, 1, 12))],
        title_en="Word on it",
        standing=standing,
        settles=plan,
        settlement=settlement,
    )

    found = plans("Drilling of the north vein at Gull Lake began on March 2, 2021.")

    assert found == (["Drilling of the north vein"] if is_open else [])


@pytest.mark.parametrize("status", ["draft", "published"])
def test_drafts_are_proposed_too(status: str, gull_lake: Project) -> None:
    file_plan("Drilling of the north vein", gull_lake, status=status)

    assert plans("Drilling of the north vein at Gull Lake began on March 2, 2021.")


@pytest.mark.parametrize("day", [date(2021, 5, 4), date(2021, 5, 5)])
def test_a_plan_of_the_same_day_or_later_is_not_proposed(day: date, gull_lake: Project) -> None:
    plan = make_milestone(
        cites=[paragraph_of(day)], title_en="Drilling of the north vein", standing="planned"
    )
    plan.projects.add(gull_lake)

    assert plans("Drilling of the north vein at Gull Lake began on March 2, 2021.") == []


def test_of_several_plans_of_a_kind_the_one_with_more_of_the_words_is_proposed(
    gull_lake: Project,
) -> None:
    for where in ("north vein", "south shore", "old adit"):
        file_plan(f"Drilling of the {where}", gull_lake)

    assert plans("Drilling of the north vein at Gull Lake began on March 2, 2021.") == [
        "Drilling of the north vein"
    ]


def test_where_only_the_kind_of_work_is_shared_one_plan_is_proposed_and_of_several_none(
    gull_lake: Project,
) -> None:
    file_plan("Drilling of the north vein", gull_lake)
    assert plans("Drilling at Gull Lake began on March 2, 2021.")

    file_plan("Drilling of the south shore", gull_lake)
    assert plans("Drilling at Gull Lake began on March 2, 2021.") == []


def test_at_most_three_are_proposed_the_likeliest_first(gull_lake: Project) -> None:
    for part in ("upper", "lower", "middle", "outer"):
        file_plan(f"Drilling of the {part} north vein", gull_lake)

    found = plans("Drilling of the upper north vein at Gull Lake began on March 2, 2021.")

    assert found[0] == "Drilling of the upper north vein"
    assert len(found) <= 3
