"""A release as a numbered outline."""

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
    make_contact,
    make_paragraph,
    make_plan,
    make_project,
    make_project_name,
    make_release,
    on_day,
)
from timeline.models import Paragraph, Release
from timeline.pages.release import OutlineBlock, release_details, release_outline

__all__ = ["loaded"]  # the record for one class or test, not for the whole file

pytestmark = pytest.mark.django_db


def release_with(*kinds: str) -> tuple[Release, list[Paragraph]]:
    release = make_release()
    return release, [make_paragraph(release, kind=kind) for kind in kinds]


def numbers(blocks: list[OutlineBlock]) -> list[list[int]]:
    return [[paragraph.number for paragraph in block.paragraphs] for block in blocks]


@pytest.mark.parametrize(
    ("kinds", "blocks"),
    [
        ([], []),
        (["body", "body"], [[1], [2]]),
        (["body", "heading", "body", "body"], [[1], [2, 3], [4]]),
        (["body", "heading", "about"], [[1], [2, 3]]),
        (["heading", "body"], [[1], [2]]),  # the headline stands alone
        (["body", "heading", "contact"], [[1], [2], [3]]),
        (["body", "heading", "heading", "body"], [[1], [2], [3, 4]]),
        (["body", "contact", "contact", "contact", "notice"], [[1], [2, 3, 4], [5]]),
        (["contact", "caution", "contact"], [[1], [2], [3]]),
        (["body", "heading"], [[1], [2]]),
        (["about", "about"], [[1], [2]]),
    ],
)
def test_outline_puts_together_what_belongs_together(
    kinds: list[str], blocks: list[list[int]]
) -> None:
    release, _ = release_with(*kinds)

    assert numbers(release_outline(release, TODAY, AT)) == blocks


def test_outline_heading_that_states_something_stands_alone() -> None:
    release, (_, heading, _body) = release_with("body", "heading", "body")
    make_announced(heading)

    assert numbers(release_outline(release, TODAY, AT)) == [[1], [2], [3]]


def test_outline_names_the_milestones_of_each_block_as_filed() -> None:
    release, (first, _, third) = release_with("body", "heading", "body")
    one, two = make_announced(first, third), make_announced(first)

    blocks = release_outline(release, TODAY, AT)

    assert [(numbers([block])[0], block.milestones) for block in blocks] == [
        ([1], [one, two]),
        ([2, 3], [one]),
    ]


@pytest.mark.parametrize("over", [{"status": "draft"}, {"publish_at": LATER}])
def test_outline_leaves_out_milestones_that_are_not_public(over: dict[str, Any]) -> None:
    release, (paragraph,) = release_with("body")
    make_announced(paragraph, **over)

    assert [block.milestones for block in release_outline(release, TODAY, AT)] == [[]]


def test_outline_milestones_carry_their_outlook() -> None:
    release, (paragraph,) = release_with("body")
    make_plan(paragraph, **on_day(date(2019, 1, 1)))

    assert [m.outlook for m in release_outline(release, TODAY, AT)[0].milestones] == [
        "window_passed"
    ]


def test_block_tells_the_summaries_but_for_that_of_its_heading() -> None:
    release, (first, heading, body, *contacts) = release_with(
        "body", "heading", "body", "contact", "contact"
    )

    blocks = release_outline(release, TODAY, AT)

    assert [block.told for block in blocks] == [[first], [body], contacts]
    assert [block.is_contact for block in blocks] == [False, False, True]
    assert (blocks[1].first, blocks[1].last) == (heading, body)


def test_block_of_a_heading_alone_tells_its_own_summary() -> None:
    release, (heading,) = release_with("heading")

    assert release_outline(release, TODAY, AT)[0].told == [heading]


# What else is on file


def test_filed_counts_each_milestone_once() -> None:
    release, (first, second) = release_with("body", "body")
    make_announced(first, second)
    make_plan(second)
    make_plan(second, standing="conditional", condition_en="if viable")

    file = release_details(release, release_outline(release, TODAY, AT), AT)

    assert (file.milestones, file.plans) == (3, 2)


def test_filed_cautions_are_those_printed_in_the_release() -> None:
    release, (_, caution) = release_with("body", "caution")
    other, _ = release_with("body")

    assert release_details(release, release_outline(release, TODAY, AT), AT).cautions == [caution]
    assert release_details(other, release_outline(other, TODAY, AT), AT).cautions == []


def test_filed_contacts_are_in_the_order_printed() -> None:
    release = make_release()
    second, first = make_contact(release, position=2), make_contact(release, position=1)
    make_contact()

    assert release_details(release, [], AT).contacts == [first, second]


def test_filed_names_are_of_public_projects() -> None:
    release = make_release()
    name = make_project_name(make_project(), release)
    make_project_name(make_project(status="draft"), release)
    make_project_name()

    assert release_details(release, [], AT).names == [name]


def test_outline_asks_as_many_queries_of_many_blocks_as_of_few() -> None:
    release = make_release()

    def queries() -> int:
        make_plan(make_paragraph(release), make_paragraph(release))
        make_project_name(release=release)
        with CaptureQueriesContext(connection) as asked:
            file = release_details(release, release_outline(release, TODAY, AT), AT)
            assert [name.project.name for name in file.names]
        return len(asked)

    assert queries() == queries() == queries() == 10


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("slug", "together", "stated", "cautions"),
    [
        ("2018-11-13-scandium-marketing-update", [[7, 8], [9, 10, 11, 12, 13, 14]], (10, 6), [15]),
        (
            "2023-07-13-albecour-memorandum",
            [[7, 8], [9, 10], [11, 12], [13, 14, 15, 16]],
            (5, 4),
            [],
        ),
    ],
)
def test_outline_of_the_record_follows_the_documents(
    slug: str, together: list[list[int]], stated: tuple[int, int], cautions: list[int]
) -> None:
    release = Release.objects.get(slug=slug)

    found = release_outline(release, TODAY, AT)
    file = release_details(release, found, AT)

    assert [block for block in numbers(found) if len(block) > 1] == together
    assert (file.milestones, file.plans) == stated
    assert [paragraph.number for paragraph in file.cautions] == cautions
