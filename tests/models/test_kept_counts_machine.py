"""Whatever is done to the record, in whatever order, the kept counts agree with it."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.factories import (
    between,
    make_announced,
    make_company,
    make_part,
    make_partner,
    make_project,
    make_release,
    on_day,
)
from timeline.models import Milestone, MilestonePartner, PlanSettlement, Project, Release
from timeline.models.kept_counts import ALL, WHOLE_RECORD, KeptCounts, disagreements
from timeline.models.milestone_facts import UNDATED
from timeline.models.outlooks import PLANS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AHEAD = st.integers(-3, 3)  # days from today
PLACES = st.integers(0, 20)  # which of the rows, counted round
STANDINGS = st.sampled_from(["happened", "under_way", "planned", "planned"])
WORDS = st.sampled_from(["achieved", "changed", "changed", "withdrawn"])
WITHDRAWN = {"status": "withdrawn", "withdrawn_reason_en": "It was wrong."}


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def moment(ahead: int) -> datetime:
    return timezone.now() + timedelta(days=ahead, hours=1)


def counted_live(at: datetime) -> dict[tuple[str, str], int]:
    """What the public rows themselves say, without any of the facts."""
    today = timezone.localdate(at)
    rows = Milestone.objects.published(at)
    counts: Counter[tuple[str, str]] = Counter({ALL: rows.count()})
    counts[UNDATED] = rows.undated().count()
    for standing, number in rows.count_by("standing").items():
        counts["standing", standing] = number
    with_outlook = rows.annotate_outlook(today, at)
    for outlook, number in with_outlook.count_by("outlook").items():
        counts["outlook", outlook] = number if outlook else 0
    revisions = PlanSettlement.objects.known(today, at).revisions()
    newest = with_outlook.filter(standing__in=PLANS)
    newest = newest.exclude(Exists(revisions.filter(plan=OuterRef("pk"))))
    for outlook, number in newest.count_by("outlook").items():
        counts["promise", outlook] = number
    links = Milestone.projects.through._default_manager.filter(milestone__in=rows.order_by())
    for project, number in links.values_list("project").annotate(n=Count("pk")):
        counts["project", str(project)] = number
    for year in range(2015, 2030):
        counts["year", str(year)] = rows.dated_in([year]).count()
    return +counts


class Record(RuleBasedStateMachine):
    """A small record that staff change, and that is looked at today and in the days to come."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        make_company()
        self.projects = [make_project(), make_project(status="draft")]
        self.partner = make_partner()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def milestone(self, place: int) -> Milestone:
        rows = Milestone.objects.order_by("pk")
        return rows[place % rows.count()]

    def saved(self, milestone: Milestone) -> None:
        """Saved, or refused as a form would refuse it."""
        try:
            with transaction.atomic():
                milestone.full_clean()
                milestone.save()
        except ValidationError:
            return

    @rule(standing=STANDINGS, ahead=AHEAD, released=AHEAD, spans=st.integers(0, 2))
    def add(self, standing: str, ahead: int, released: int, spans: int) -> None:
        dated = between(day(ahead), day(ahead + spans)) if spans else on_day(day(ahead))
        release = make_release(published_on=day(released))
        make_announced(release, standing=standing, projects=self.projects[:1], **dated)

    @rule(ahead=AHEAD, standing=STANDINGS)
    def schedule(self, ahead: int, standing: str) -> None:
        make_announced(publish_at=moment(ahead), standing=standing, projects=self.projects)

    @precondition(lambda self: Milestone.objects.exists())
    @rule(place=PLACES, standing=STANDINGS, ahead=AHEAD)
    def change(self, place: int, standing: str, ahead: int) -> None:
        milestone = self.milestone(place)
        milestone.standing = standing
        for column, value in on_day(day(ahead)).items():
            setattr(milestone, column, value)
        self.saved(milestone)

    @precondition(lambda self: Milestone.objects.exists())
    @rule(place=PLACES, status=st.sampled_from(["draft", "published", "withdrawn"]))
    def set_status(self, place: int, status: str) -> None:
        milestone = self.milestone(place)
        milestone.status = status
        milestone.withdrawn_reason_en = "It was wrong."
        milestone.publish_at = milestone.publish_at or timezone.now()
        self.saved(milestone)

    @precondition(lambda self: Release.objects.exists())
    @rule(place=PLACES, status=st.sampled_from(["published", "withdrawn"]))
    def set_release_status(self, place: int, status: str) -> None:
        releases = Release.objects.order_by("pk")
        release = releases[place % releases.count()]
        release.status, release.withdrawn_reason_en = status, "It was wrong."
        release.save()

    @precondition(lambda self: Milestone.objects.count() > 1)
    @rule(place=PLACES, other=PLACES, word=WORDS)
    def settle(self, place: int, other: int, word: str) -> None:
        milestone, plan = self.milestone(place), self.milestone(other)
        if milestone == plan or plan.standing == "happened":
            return
        PlanSettlement.objects.update_or_create(
            milestone=milestone, plan=plan, defaults={"settlement": word}
        )

    @precondition(lambda self: PlanSettlement.objects.exists())
    @rule(place=PLACES)
    def take_word_back(self, place: int) -> None:
        rows = PlanSettlement.objects.order_by("pk")
        rows[place % rows.count()].delete()

    @precondition(lambda self: Milestone.objects.exists())
    @rule(place=PLACES)
    def delete(self, place: int) -> None:
        milestone = self.milestone(place)
        PlanSettlement.objects.filter(plan=milestone).delete()
        milestone.delete()

    @precondition(lambda self: Milestone.objects.exists())
    @rule(place=PLACES, which=st.integers(0, 1))
    def file(self, place: int, which: int) -> None:
        self.milestone(place).projects.set([self.projects[which]])

    @precondition(lambda self: Milestone.objects.exists())
    @rule(place=PLACES, role=st.sampled_from(["host", "owner"]))
    def name(self, place: int, role: str) -> None:
        milestone = self.milestone(place)
        parts = MilestonePartner.objects.filter(milestone=milestone, role=role)
        if parts.exists():
            parts.delete()
        else:
            make_part(milestone, self.partner, role)

    @rule(status=st.sampled_from(["draft", "published"]), ahead=AHEAD)
    def publish_project(self, status: str, ahead: int) -> None:
        project = Project.objects.get(pk=self.projects[1].pk)
        project.status, project.publish_at = status, moment(ahead)
        project.save()

    @precondition(lambda self: Milestone.objects.exists())
    @rule(place=PLACES, standing=STANDINGS)
    def load_fixture(self, place: int, standing: str) -> None:
        text = serializers.serialize("json", [self.milestone(place)])
        rows = json.loads(text)
        rows[0]["fields"]["standing"] = standing
        for row in serializers.deserialize("json", json.dumps(rows)):
            row.save()

    @precondition(lambda self: Milestone.objects.exists())
    @rule(kind=st.sampled_from(["event", "market"]))
    def import_again(self, kind: str) -> None:
        """The record as it is exported, with another kind."""
        with TemporaryDirectory() as folder:
            call_command("export_record", folder, stdout=StringIO())
            file = Path(folder) / "milestones.json"
            rows = json.loads(file.read_text())
            for row in rows:
                if row["model"] == "timeline.milestone":
                    row["fields"]["kind"] = kind
            file.write_text(json.dumps(rows))
            with suppress(CommandError), transaction.atomic():  # refused, and nothing is changed
                call_command("import_record", folder, note_en="It was misread.", stdout=StringIO())

    @invariant()
    def counts_agree_with_the_record(self) -> None:
        assert disagreements(timezone.now()) == []

    @invariant()
    def counts_are_those_of_the_rows_on_every_day_ahead(self) -> None:
        for ahead in (0, 1, 2, 5):
            at = timezone.now() + timedelta(days=ahead)
            expected = counted_live(at)
            facets = {facet for facet, _value in expected}
            found = KeptCounts(at).within(WHOLE_RECORD, facets=facets or {"all"})
            assert found == expected, f"in {ahead} days"


def test_counts_agree_with_the_record_whatever_is_done_to_it() -> None:
    run_state_machine_as_test(
        Record,
        settings=settings(
            max_examples=settings().max_examples // 10 or 1,
            stateful_step_count=15,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes many minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
