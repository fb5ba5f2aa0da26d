"""A milestone is as public as what states it, settles it or takes part in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.addresses import A, B
from tests.factories import (
    make_announced,
    make_milestone,
    make_paragraph,
    make_part,
    make_plan,
    make_release,
)
from tests.markup import Visit
from timeline.models import (
    Milestone,
    Paragraph,
    Partner,
    Project,
    Release,
)

pytestmark = pytest.mark.usefixtures("record")

WORD = "quetzal"
REASON = "It was entered twice."
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_milestone_that_only_a_draft_release_states_is_not_public(visit: Visit) -> None:
    make_announced(make_paragraph(make_release(status="draft")), slug="early-word")

    assert visit("/milestones/early-word/", 404)
    assert "early-word" not in visit("/").milestones


def test_milestone_without_a_source_is_not_public(visit: Visit) -> None:
    make_milestone(slug="unsourced", status="published")

    assert visit("/milestones/unsourced/", 404)


def test_milestone_of_a_public_and_a_draft_release_shows_the_public_one_only(visit: Visit) -> None:
    draft = make_paragraph(
        make_release(slug="the-draft", status="draft", published_on=date(2010, 1, 1))
    )
    make_announced(
        make_paragraph(make_release(slug="the-release", published_on=date(2020, 5, 5))),
        draft,
        slug="twice",
    )

    page = visit("/milestones/twice/")

    assert {link.attrs["href"] for link in page.main.all("a", css="src")} == {
        "/releases/the-release/#p1"
    }
    assert "2010" not in page.main.text
    assert "twice" not in visit("/?dated=announced&year=2010").milestones


def withdraw(release: Release) -> None:
    release.status, release.withdrawn_reason_en = "withdrawn", REASON
    release.save()


def test_milestone_of_a_release_that_is_withdrawn_is_gone_with_its_reason(visit: Visit) -> None:
    withdraw(Release.objects.get(slug=A.split("/")[2]))

    page = visit("/milestones/drilling/", 410)

    assert f"the release that stated it was withdrawn. Reason: {REASON}" in page.main.text
    assert "Drilling" not in page.source
    assert len(visit("/").milestones) == 5


def test_milestone_of_a_release_that_is_withdrawn_is_gone_as_data(client: Client) -> None:
    withdraw(Release.objects.get(slug=A.split("/")[2]))

    answer = client.get("/milestones/drilling.json")

    assert answer.status_code == 410
    assert answer.json()["detail"] == f"The release that stated this was withdrawn: {REASON}"


def test_plan_that_a_draft_settles_stays_open(visit: Visit) -> None:
    drilling = Milestone.objects.get(slug="drilling")
    source = Paragraph.objects.get(release__slug=B.split("/")[2], number=1)
    make_milestone([source], settles=drilling, settlement="achieved")

    assert "Date passed, no outcome recorded here" in visit("/milestones/drilling/").main.text


def test_milestone_that_settles_a_plan_which_is_withdrawn_does_not_name_it(visit: Visit) -> None:
    source = Paragraph.objects.get(release__slug=B.split("/")[2], number=1)
    plan = make_plan(source, slug="the-plan", title_en=f"The {WORD} plan")
    make_announced(source, slug="the-outcome", settles=plan, settlement="achieved")
    Milestone.objects.filter(pk=plan.pk).update(
        status="withdrawn", withdrawn_reason_en=REASON, public_from=None
    )

    assert WORD not in visit("/milestones/the-outcome/").source


def test_project_names_no_partner_that_only_a_draft_milestone_ties_to_it(visit: Visit) -> None:
    draft = make_milestone()
    make_part(draft, Partner.objects.get(slug="scale"))
    draft.projects.add(Project.objects.get(slug="scandium-aluminum-alloys"))

    partners = (
        visit("/projects/scandium-aluminum-alloys/")
        .one("section", aria_labelledby="partners")
        .all("li")
    )

    assert [partner.text for partner in partners] == ["Albecour Inc."]


def test_row_whose_moment_has_come_is_public(visit: Visit) -> None:
    make_announced(
        make_paragraph(make_release(slug="out", publish_at=LONG_AGO)),
        slug="out",
        publish_at=LONG_AGO,
    )

    assert "out" in visit("/").milestones
    assert visit("/releases/out/").one("h1").text
