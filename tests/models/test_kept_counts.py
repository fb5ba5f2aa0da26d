"""The counts that are kept beside the record agree with it, whoever changes it, and on every day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from tests.factories import (
    between,
    make_announced,
    make_part,
    make_partner,
    make_plan,
    make_project,
    make_release,
    on_day,
    settle,
)
from timeline.models import (
    CountedMilestone,
    Milestone,
    MilestoneCount,
    PlanSettlement,
)
from timeline.models.derived_columns import derive_everything
from timeline.models.kept_counts import (
    ALL,
    WHOLE_RECORD,
    KeptCounts,
    counted_under,
    disagreements,
    group_of,
    read_facts,
    write_facts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

DAY = timedelta(days=1)


def now() -> datetime:
    return timezone.now()


def days_ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def kept(facet: str, *groups: str, at: datetime | None = None) -> dict[str, int]:
    """Value -> number of a facet, within these groups or the whole record."""
    counts = KeptCounts(at or now()).within(*(groups or [WHOLE_RECORD]), facets={facet})
    return {value: number for (_facet, value), number in counts.items()}


def test_milestone_is_counted_under_all_that_it_is() -> None:
    project, partner = make_project(), make_partner()
    make_announced(projects=[project], partners=[partner])

    counts = KeptCounts(now()).within(WHOLE_RECORD)

    assert counts == {
        ALL: 1,
        ("kind", "event"): 1,
        ("standing", "happened"): 1,
        ("announced", "2018"): 1,
        ("year", "2018"): 1,
        ("span", "2018-2018"): 1,
        ("project", str(project.pk)): 1,
        ("partner", str(partner.pk)): 1,
        ("part", f"{partner.pk} counterparty"): 1,
    }


def test_two_facts_are_counted_together() -> None:
    one, other = make_project(), make_project()
    make_announced(projects=[one, other], **on_day(date(2019, 3, 1)))
    make_announced(projects=[one], **on_day(date(2020, 3, 1)))

    assert kept("year", group_of("project", str(one.pk))) == {"2019": 1, "2020": 1}
    assert kept("project", group_of("year", "2019")) == {str(one.pk): 1, str(other.pk): 1}


def test_date_over_several_years_is_counted_in_each() -> None:
    make_announced(**between(date(2018, 11, 1), date(2020, 2, 1)))

    assert kept("year") == {"2018": 1, "2019": 1, "2020": 1}
    assert kept("span") == {"2018-2020": 1}


def test_date_that_is_not_given_is_a_year_of_its_own() -> None:
    make_plan()

    assert kept("year") == {"": 1}


def test_organization_with_two_parts_is_counted_once() -> None:
    partner = make_partner()
    milestone = make_announced(partners=[partner])
    make_part(milestone, partner, "host")

    assert kept("partner") == {str(partner.pk): 1}
    assert kept("part") == {f"{partner.pk} counterparty": 1, f"{partner.pk} host": 1}


def test_draft_is_not_counted() -> None:
    make_announced(status="draft", publish_at=None)

    assert kept("all") == {}


def test_milestone_that_is_withdrawn_is_counted_no_more() -> None:
    milestone = make_announced()
    milestone.status, milestone.withdrawn_reason_en = "withdrawn", "It was wrong."
    milestone.save()

    assert kept("all") == {}
    assert not MilestoneCount.objects.exclude(number=0).exists()


def test_milestone_that_is_deleted_is_counted_no_more() -> None:
    make_announced().delete()

    assert kept("all") == {}
    assert not CountedMilestone.objects.exists()


def test_milestones_deleted_together_are_counted_no_more() -> None:
    plan = make_plan()
    make_announced(settles=plan)
    PlanSettlement.objects.all().delete()
    Milestone.objects.all().delete()

    assert kept("all") == {}


def test_withdrawn_release_takes_its_milestones_out() -> None:
    release = make_release()
    make_announced(release)
    release.status, release.withdrawn_reason_en = "withdrawn", "It was wrong."
    release.save()

    assert kept("all") == {}


def test_deleted_project_is_counted_no_more() -> None:
    project = make_project()
    make_announced(projects=[project])
    project.delete()

    assert kept("project") == {}
    assert kept("filed") == {"no": 1}


def test_milestone_of_a_draft_project_is_filed_under_none() -> None:
    make_announced(projects=[make_project(status="draft")])

    assert kept("filed") == {"no": 1}


def test_milestone_is_filed_once_its_project_is_public() -> None:
    project = make_project(status="draft")
    make_announced(projects=[project])
    project.status, project.publish_at = "published", now()
    project.save()

    assert kept("filed") == {}


def test_plan_is_counted_by_what_came_of_it() -> None:
    plan = make_plan()
    make_announced(settles=plan, settlement="achieved")

    assert kept("outlook") == {"achieved": 1}
    assert kept("promise") == {"achieved": 1}


def test_plan_that_was_revised_is_no_promise_of_its_own() -> None:
    plan = make_plan()
    settle(plan, make_plan(make_release(published_on=date(2019, 1, 1))), "changed")

    assert kept("outlook") == {"changed": 1, "no_date": 1}
    assert kept("promise") == {"no_date": 1}


def test_plan_is_open_again_when_the_word_on_it_is_deleted() -> None:
    plan = make_plan()
    outcome = make_announced(settles=plan)
    outcome.delete()

    assert kept("outlook") == {"no_date": 1}


def test_every_plan_of_a_promise_follows_what_settles_one_of_them() -> None:
    first = make_plan()
    second = make_plan(make_release(published_on=date(2019, 1, 1)))
    settle(first, second, "changed")
    met = make_announced(make_release(published_on=date(2020, 1, 1)), settles=first)

    assert kept("promise") == {"achieved": 1}
    met.delete()
    assert kept("promise") == {"no_date": 1}


# -- time -----------------------------------------------------------------------------------------


def test_scheduled_milestone_is_counted_from_its_moment_on() -> None:
    make_announced(publish_at=now() + DAY)

    assert kept("all") == {}
    assert kept("all", at=now() + 2 * DAY) == {"": 1}


def test_plan_comes_due_and_passes_at_midnight() -> None:
    make_plan(**between(days_ahead(2), days_ahead(4)))

    seen = [kept("outlook", at=now() + days * DAY) for days in range(7)]

    assert seen == [
        *[{"ahead": 1}] * 2,
        *[{"window_open": 1}] * 3,
        *[{"window_passed": 1}] * 2,
    ]


def test_word_that_is_scheduled_counts_from_its_moment_on() -> None:
    plan = make_plan()
    make_announced(settles=plan, publish_at=now() + DAY)

    assert kept("outlook") == {"no_date": 1}
    assert kept("outlook", at=now() + 2 * DAY) == {"achieved": 1}


def test_word_of_a_release_dated_ahead_counts_from_that_day_on() -> None:
    plan = make_plan()
    make_announced(make_release(published_on=days_ahead(2)), settles=plan)

    assert kept("outlook") == {"no_date": 1}
    assert kept("outlook", at=now() + 3 * DAY) == {"achieved": 1}


def test_scheduled_project_files_its_milestones_from_its_moment_on() -> None:
    make_announced(projects=[make_project(publish_at=now() + DAY)])

    assert kept("filed") == {"no": 1}
    assert kept("filed", at=now() + 2 * DAY) == {}


def test_what_time_has_overtaken_is_renewed_by_the_next_save() -> None:
    milestone = make_plan(**on_day(days_ahead(2)))
    CountedMilestone.objects.update(until=now() - DAY, facts=write_facts([("kind", "event")]))
    other = make_announced()
    other.title_en = "Changed"
    other.save()

    row = CountedMilestone.objects.get(pk=milestone.pk)
    assert ("outlook", "ahead") in read_facts(row.facts)


# -- checked --------------------------------------------------------------------------------------


def recounted(*options: str) -> str:
    printed = StringIO()
    call_command("recount", *options, stdout=printed)
    return printed.getvalue()


def test_recount_says_that_all_agree() -> None:
    make_announced()

    assert recounted() == "All counts agree with the record.\n"


def test_recount_finds_a_wrong_count_and_mends_it() -> None:
    make_announced()
    MilestoneCount.objects.filter(within="", facet="kind").update(number=F("number") + 1)

    assert recounted() == "“kind event” is kept as 2 and is 1.\nEverything was counted anew.\n"
    assert kept("kind") == {"event": 1}


def test_recount_finds_what_sql_has_changed() -> None:
    milestone = make_announced()
    Milestone.objects.update(kind="market")

    assert f"Milestone {milestone.pk} is not counted under what it is." in recounted()
    assert kept("kind") == {"market": 1}


def test_recount_finds_what_is_counted_and_has_gone() -> None:
    CountedMilestone.objects.create(milestone_id=99, facts=write_facts([("kind", "event")]))

    assert "Milestone 99 is counted and has gone." in recounted()
    assert not CountedMilestone.objects.exists()


def test_recount_that_only_checks_mends_nothing() -> None:
    make_announced()
    MilestoneCount.objects.filter(within="", facet="kind").update(number=2)

    with pytest.raises(CommandError, match="recount repairs them"):
        recounted("--check")
    assert kept("kind") == {"event": 2}


def test_check_of_the_database_says_when_a_count_is_wrong() -> None:
    make_announced()
    assert not run_checks(tags=["database"], databases=["default"])
    MilestoneCount.objects.filter(within="", facet="kind").update(number=2)

    (warning,) = run_checks(tags=["database"], databases=["default"])

    assert warning.id == "timeline.W001"
    assert "1 of the kept counts disagree" in warning.msg


def test_deriving_again_counts_what_a_bulk_change_left_out() -> None:
    make_announced()
    Milestone.objects.update(kind="market")
    derive_everything()

    assert kept("kind") == {"market": 1}
    assert not disagreements(now())


# -- texts ----------------------------------------------------------------------------------------


def test_facts_come_back_as_they_were_written() -> None:
    facts = [("kind", "event"), ("year", ""), ("part", "7 host")]

    assert sorted(read_facts(write_facts(facts))) == sorted(facts)


def test_milestone_without_facts_is_counted_nowhere() -> None:
    assert list(counted_under(read_facts(""))) == []
