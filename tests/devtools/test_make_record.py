"""``manage.py make_record``: what it writes obeys every rule of the record, and the same seed
writes the same."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from devtools import record_maker, sample_data
from tests.factories import make_announced, make_paragraph
from timeline.dates.reading import read
from timeline.models import (
    Citation,
    Company,
    Contact,
    FiscalYearStart,
    Listing,
    Milestone,
    MilestoneKind,
    MilestonePartner,
    Paragraph,
    ParagraphKind,
    Partner,
    PartnerKind,
    PartnerRole,
    PlanSettlement,
    Project,
    ProjectName,
    Release,
    ReleaseLanguage,
    Settlement,
    Stake,
    Standing,
    Status,
)
from timeline.models.company import fiscal_calendar_on_file
from timeline.models.derived_columns import derive_everything
from timeline.models.milestone_place import MilestonePlace
from timeline.models.settlement import settlement_refusal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ALL = (
    *(
        Company,
        FiscalYearStart,
        Listing,
        Project,
        Partner,
        Release,
        Paragraph,
        Contact,
        ProjectName,
        Stake,
    ),
    *(Milestone, MilestonePartner, Citation, Release.listings.through, Milestone.projects.through),
)
CLOCK = {"updated_at"}  # the moment a row was written: the only column that two runs may differ in


def make(milestones: int = 300, seed: int = 1, *, add: bool = False) -> str:
    out = StringIO()
    call_command("make_record", milestones=milestones, seed=seed, add=add, stdout=out)
    return out.getvalue()


def written(model: type[models.Model]) -> list[dict[str, Any]]:
    columns = [field.attname for field in model._meta.concrete_fields if field.name not in CLOCK]
    return list(model._default_manager.order_by("pk").values(*columns))


def record(seed: int) -> dict[str, list[dict[str, Any]]]:
    """All that this seed writes, numbered from 1. The rows are taken back, which on PostgreSQL
    leaves the numbers."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(ALL)):
            cursor.execute(statement)
        make(milestones=60, seed=seed)
        rows = {model._meta.label: written(model) for model in ALL}
        transaction.set_rollback(True)
    return rows


def test_says_in_one_line_what_it_made() -> None:
    assert make(milestones=25, seed=4).startswith("Made 25 milestones, 2 releases, ")


def test_one_milestone_is_a_record_too() -> None:
    make(milestones=1)
    assert (Milestone.objects.count(), Release.objects.count()) == (1, 1)


def test_refuses_a_database_that_holds_a_record() -> None:
    make(milestones=1)
    with pytest.raises(CommandError, match="holds a record already") as refused:
        make(milestones=1)
    assert refused.value.returncode == 1
    assert Milestone.objects.count() == 1


def test_adds_to_a_record_when_told_to() -> None:
    make(milestones=20)
    make(milestones=20, add=True)
    assert (Milestone.objects.count(), Project.objects.count(), Company.objects.count()) == (
        40,
        24,
        1,
    )


def test_refuses_no_milestones() -> None:
    with pytest.raises(CommandError, match="at least 1"):
        make(milestones=0)


def test_the_same_seed_gives_the_same_record_and_another_one_another() -> None:
    first = record(seed=7)
    assert record(seed=7) == first
    assert record(seed=8) != first


@pytest.fixture(scope="class")
def read_only(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One record of 300 milestones for all tests of a class."""
    with django_db_blocker.unblock(), transaction.atomic():
        make()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("read_only")
class TestARecord:
    def test_has_as_many_milestones_as_asked_and_a_release_for_each_ten(self) -> None:
        counts = [
            model._default_manager.count()
            for model in (Milestone, Release, Project, Partner, Company)
        ]
        assert counts == [300, 30, 12, 40, 1]

    @pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)
    def test_rows_pass_the_rules_that_forms_apply(self, model: type[models.Model]) -> None:
        rows = list(model._default_manager.order_by("pk")[:50])
        assert rows
        for row in rows:
            row.full_clean()

    @pytest.mark.parametrize(
        ("model", "column", "values"),
        [
            (Milestone, "precision", sorted(set(sample_data.PRECISIONS))),
            (Milestone, "standing", Standing.values),
            (Milestone, "kind", MilestoneKind.values),
            (Milestone, "status", Status.values),
            (PlanSettlement, "settlement", Settlement.values),
            (MilestonePartner, "role", PartnerRole.values),
            (Partner, "kind", PartnerKind.values),
            (Partner, "status", Status.values),
            (Release, "language", ReleaseLanguage.values),
        ],
    )
    def test_every_choice_comes_up(
        self, model: type[models.Model], column: str, values: list[str]
    ) -> None:
        assert set(model._default_manager.values_list(column, flat=True)) == set(values)

    def test_words_of_dates_read_as_their_bounds(self) -> None:
        first = {
            row.milestone_id: row.paragraph.release
            for row in Citation.objects.order_by("-id").select_related()
        }
        for milestone in Milestone.objects.all():
            assert (
                read(
                    milestone.date_words,
                    stated_on=first[milestone.pk].published_on,
                    fiscal_calendar=fiscal_calendar_on_file(),
                )
                == milestone.stated
            )

    def test_each_release_has_six_to_eighteen_paragraphs_of_every_kind(self) -> None:
        for release in Release.objects.annotate(
            n=Count("paragraphs"), kinds=Count("paragraphs__kind", distinct=True)
        ):
            assert 6 <= release.n <= 18
            assert release.kinds == len(ParagraphKind.values)

    def test_releases_come_in_bursts_and_some_years_have_none(self) -> None:
        days = list(Release.objects.order_by("published_on").values_list("published_on", flat=True))
        years = {day.year for day in days}
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        assert min(years) == 2007
        assert years.isdisjoint(sample_data.QUIET_YEARS)
        assert sum(gap < 30 for gap in gaps) > len(gaps) / 2
        assert max(gaps) > 365

    def test_most_milestones_are_of_a_few_projects(self) -> None:
        numbers = list(Project.objects.annotate(n=Count("milestones")).values_list("n", flat=True))
        assert sum(sorted(numbers)[-3:]) > sum(numbers) / 2

    def test_each_milestone_is_stated_and_some_are_repeated_in_a_later_release(self) -> None:
        releases = Count("citations__paragraph__release", distinct=True)
        counts = set(Milestone.objects.annotate(n=releases).values_list("n", flat=True))
        assert min(counts) == 1
        assert max(counts) > 1

    def test_each_milestone_is_of_one_project_or_two(self) -> None:
        assert set(Milestone.objects.annotate(n=Count("projects")).values_list("n", flat=True)) == {
            1,
            2,
        }

    def test_only_a_later_announcement_settles_a_plan(self) -> None:
        said = PlanSettlement.objects.all()
        assert said.exists()
        assert not said.exclude(milestone__announced_on__gt=F("plan__announced_on")).exists()

    def test_settlements_fit_what_they_settle(self) -> None:
        said = PlanSettlement.objects.select_related("plan")
        assert [settlement_refusal(one.plan, one.settlement) for one in said] == [""] * len(said)

    def test_some_plans_are_revised_more_than_once(self) -> None:
        plans = Milestone.objects.plans().values("promise").annotate(n=Count("pk"))
        assert max(plans.order_by().values_list("n", flat=True)) > 2

    def test_drafts_and_withdrawn_rows_settle_nothing(self) -> None:
        said = PlanSettlement.objects.all()
        published = {"milestone__status": Status.PUBLISHED, "plan__status": Status.PUBLISHED}
        assert not said.exclude(**published).exists()

    def test_a_few_percent_are_drafts_or_withdrawn(self) -> None:
        hidden = Milestone.objects.exclude(status=Status.PUBLISHED).count()
        assert 3 <= hidden <= 20

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_a_few_titles_are_in_one_language_only(self, language: str) -> None:
        missing = Milestone.objects.filter(Q(**{f"title_{language}": ""})).count()
        assert 1 <= missing <= 30

    def test_deriving_everything_changes_nothing(self) -> None:
        before = {model: written(model) for model in (*ALL, MilestonePlace, PlanSettlement)}
        derive_everything()
        assert {model: written(model) for model in before} == before
        assert Milestone.objects.published(timezone.now()).count() > 250


@pytest.mark.parametrize("add", [False, True])
def test_deriving_everything_changes_nothing_after_several_batches(
    monkeypatch: pytest.MonkeyPatch, *, add: bool
) -> None:
    """A later batch may state a milestone of an earlier one, and print an exchange first."""
    monkeypatch.setattr(record_maker, "IN_MEMORY", 2)
    make(milestones=120)
    if add:
        make(milestones=120, seed=2, add=True)
    before = {model: written(model) for model in (*ALL, MilestonePlace)}
    derive_everything()
    assert {model: written(model) for model in before} == before


def test_rows_that_follow_get_keys_of_their_own() -> None:
    make(milestones=10)
    assert make_announced(make_paragraph()).pk > 10
