"""From plan to outcome: what the page of a milestone gathers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import loaded
from tests.factories import (
    AT,
    LATER,
    TODAY,
    make_announced,
    make_paragraph,
    make_part,
    make_partner,
    make_plan,
    make_project,
    make_release,
    on_day,
)
from timeline.models import Milestone
from timeline.pages.milestone import FEW, MilestonePage, milestone_page, public_milestone

__all__ = ["loaded"]  # the record for one class or test, not for the whole file

pytestmark = pytest.mark.django_db

HIDDEN: list[dict[str, Any]] = [
    {"status": "draft"},
    {"status": "withdrawn", "withdrawn_reason_en": "An error"},
    {"publish_at": LATER},
]


def gather(milestone: Milestone) -> MilestonePage:
    return milestone_page(public_milestone(milestone.slug, TODAY, AT), TODAY, AT)


# Where it is stated


def test_stated_is_by_release_the_oldest_first() -> None:
    newer, older = (
        make_release(published_on=date(2020, 1, 1)),
        make_release(published_on=date(2018, 1, 1)),
    )
    second = [make_paragraph(newer), make_paragraph(newer)]
    first = make_paragraph(older)
    milestone = make_announced(second[1], first, second[0])

    stated = gather(milestone).stated

    assert [(one.release, one.again) for one in stated] == [(older, False), (newer, True)]
    cited = [citation.paragraph for one in stated for citation in one.citations]
    assert cited == [first, second[1], second[0]]  # of one release, in the order staff gave


def test_stated_in_two_releases_of_a_day_keeps_them_apart() -> None:
    releases = [make_release(published_on=date(2018, 1, 1)) for _ in range(2)]
    milestone = make_announced(*[make_paragraph(release) for _ in range(2) for release in releases])

    stated = gather(milestone).stated

    assert [len(one.citations) for one in stated] == [2, 2]
    assert all({c.paragraph.release for c in one.citations} == {one.release} for one in stated)


def test_stated_leaves_out_a_release_that_is_not_public() -> None:
    public = make_release(published_on=date(2020, 1, 1))
    milestone = make_announced(make_release(published_on=date(2018, 1, 1), status="draft"), public)

    assert [(one.release, one.again) for one in gather(milestone).stated] == [(public, False)]


# Outcome


def settlers(plan: Milestone) -> list[Milestone]:
    return [word.milestone for word in gather(plan).promise.outcomes]


def test_settlers_are_the_later_words_on_it_oldest_first() -> None:
    plan = make_plan()
    later = make_announced(
        make_release(published_on=date(2022, 1, 1)), settles=plan, settlement="achieved"
    )
    sooner = make_announced(
        make_release(published_on=date(2021, 1, 1)), settles=plan, settlement="changed"
    )

    assert settlers(plan) == [sooner, later]
    assert set(gather(plan).trail) == {plan, sooner, later}


@pytest.mark.parametrize("over", HIDDEN)
def test_settlers_leave_out_what_is_not_public(over: dict[str, Any]) -> None:
    plan = make_plan()
    make_announced(settles=plan, settlement="achieved", **over)

    assert settlers(plan) == []


def test_settlers_carry_what_the_page_shows_of_them() -> None:
    plan = make_plan()
    make_announced(settles=plan, settlement="achieved")

    settler = settlers(plan)[0]

    assert settler.outlook == ""
    assert [c.paragraph.release for c in settler.cited]


def test_plan_is_the_earlier_one_that_it_settles() -> None:
    plan = make_plan()
    outcome = make_announced(settles=plan, settlement="achieved")

    (shown,) = gather(outcome).settled

    assert shown.word.plan == plan
    assert shown.word.plan.outlook == "achieved"


@pytest.mark.parametrize("over", HIDDEN)
def test_plan_that_is_not_public_is_not_shown(over: dict[str, Any]) -> None:
    outcome = make_announced(settles=make_plan(**over), settlement="achieved")

    assert gather(outcome).settled == []


# What stands beside it


def test_beside_is_stated_in_the_same_paragraphs_each_once() -> None:
    first, second = make_paragraph(), make_paragraph()
    milestone = make_announced(first, second)
    beside = make_announced(first, second)
    make_announced(first.release)
    make_announced(first, status="draft")

    assert gather(milestone).beside == [beside]


def test_beside_names_a_few_of_many() -> None:
    paragraph = make_paragraph()
    milestones = [make_announced(paragraph) for _ in range(FEW + 2)]

    assert gather(milestones[0]).beside == milestones[1 : FEW + 1]


def test_projects_and_partners_are_the_public_ones() -> None:
    project, partner = make_project(), make_partner()
    milestone = make_announced(
        projects=[project, make_project(status="draft")],
        partners=[partner, make_partner(publish_at=LATER)],
    )
    make_part(milestone, partner, "host")

    shown = gather(milestone)

    assert shown.projects == [project]
    assert [(part.partner, part.role) for part in shown.roles] == [
        (partner, "counterparty"),
        (partner, "host"),
    ]


# Its neighbours in time


def test_neighbours_are_the_next_in_the_first_project() -> None:
    project = make_project()
    oldest, middle, newest = (
        make_announced(projects=[project], **on_day(date(year, 1, 1)))
        for year in (2017, 2018, 2019)
    )
    make_announced(projects=[make_project()], **on_day(date(2018, 1, 2)))
    make_announced(projects=[project], status="draft", **on_day(date(2018, 1, 2)))

    shown = gather(middle)

    assert (shown.older, shown.newer) == (oldest, newest)
    assert (gather(newest).newer, gather(oldest).older) == (None, None)


def test_neighbours_of_undated_milestones_come_after_the_dated_ones() -> None:
    project = make_project()
    dated = make_announced(projects=[project])
    first, second = make_plan(projects=[project]), make_plan(projects=[project])

    assert gather(dated).older == first
    assert (gather(first).newer, gather(first).older) == (dated, second)


def test_neighbours_without_a_project_are_none() -> None:
    make_announced()

    shown = gather(make_announced())

    assert (shown.older, shown.newer) == (None, None)


@pytest.mark.slow
def test_neighbours_followed_visit_a_project_in_its_order() -> None:
    project, release = make_project(), make_release()
    for day in (1, 1, 2, 3, 3):
        make_announced(release, projects=[project], **on_day(date(2018, 1, day)))
    make_plan(release, projects=[project])
    expected = list(Milestone.objects.newest_first())

    walked = [expected[0]]
    while (older := gather(walked[-1]).older) is not None:
        assert gather(older).newer == walked[-1]
        walked.append(older)

    assert walked == expected


# The day that its page is bound to


def test_bound_to_is_the_last_day_that_anything_was_said() -> None:
    plan = make_plan(
        make_release(published_on=date(2018, 1, 1)), make_release(published_on=date(2019, 1, 1))
    )
    bound = gather(plan).bound_to

    make_announced(make_release(published_on=date(2021, 1, 1)), settles=plan, settlement="achieved")

    assert (bound, gather(plan).bound_to) == (date(2019, 1, 1), date(2021, 1, 1))


@pytest.mark.slow
def test_dossier_asks_no_more_queries_as_the_record_grows() -> None:
    project, partner, paragraph = make_project(), make_partner(), make_paragraph()
    plan = make_plan(paragraph, projects=[project], partners=[partner])

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown = gather(plan)
            rows = shown.promise.milestones
            assert [c.paragraph.release.slug for row in rows for c in row.cited]
            assert [part.partner.name for part in shown.roles]
        return len(asked)

    make_announced(paragraph, projects=[project], settles=plan, settlement="changed")
    few = queries()
    for role in ("host", "owner", "adviser"):
        make_announced(
            paragraph, make_paragraph(), projects=[project], settles=plan, settlement="achieved"
        )
        make_part(plan, make_partner(), role)

    assert queries() == few <= 18  # with what its graphic shows


@pytest.mark.usefixtures("record")
def test_dossier_of_drilling_in_the_record_is_what_2018_said() -> None:
    shown = gather(Milestone.objects.get(slug="drilling"))

    assert [
        (one.release.published_on, [c.paragraph.number for c in one.citations])
        for one in shown.stated
    ] == [(date(2018, 11, 13), [6])]
    assert (shown.promise.outcomes, shown.settled) == ([], [])
    assert shown.bound_to == date(2018, 11, 13)
    assert {row.slug for row in shown.beside} == {"resource-estimate", "flowsheet", "discovery"}
    assert [row.slug if row else None for row in (shown.older, shown.newer)] == [
        "scale-symposium",
        "memorandum",
    ]
