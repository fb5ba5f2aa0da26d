"""``manage.py make_record``: an invented record of any size, for tests and benchmarks."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from random import Random
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models, transaction
from django.db.models import Max

from devtools import sample_data
from devtools.sample_data import Deck, few_empty
from timeline.dates.stated import StatedDate
from timeline.models import (
    Citation,
    Company,
    Contact,
    Listing,
    Milestone,
    MilestonePartner,
    Paragraph,
    ParagraphKind,
    Partner,
    PartnerRole,
    Project,
    ProjectName,
    Release,
    ReleaseLanguage,
    Settlement,
    Stake,
    Standing,
    Status,
)
from timeline.models.derived_columns import derive_milestones, derive_releases
from timeline.models.edition import advance_edition
from timeline.models.translation_status import TranslatedModel, complete_behind

PARTNERS = 40
IN_MEMORY = 100  # releases, with about ten milestones each, before they are saved
REMEMBERED = 200  # milestones that later releases may repeat, and plans that they may settle
RELEASE_LISTING = Release.listings.through
MILESTONE_PROJECT = Milestone.projects.through
IN_ORDER: Sequence[type[models.Model]] = (  # each refers only to those before it
    *(Release, RELEASE_LISTING, Paragraph, Contact, ProjectName, Stake),
    *(Milestone, MILESTONE_PROJECT, MilestonePartner, Citation),
)
RECORD = (Company, Listing, Project, Partner, Release, Milestone)
QUOTABLE = (ParagraphKind.HEADING, ParagraphKind.BODY)


class Command(BaseCommand):
    help = "Write an invented record into an empty database. The same seed gives the same record; it has no history."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--milestones", type=int, required=True, help="how many, from 1 on")
        parser.add_argument(
            "--seed", type=int, default=1, help="another number, another record (default: 1)"
        )
        parser.add_argument(
            "--add", action="store_true", help="add to the record that the database holds"
        )

    def handle(self, *args: Any, milestones: int, seed: int, add: bool, **options: Any) -> None:
        if milestones < 1:
            raise CommandError("Ask for at least 1 milestone.")
        with transaction.atomic():
            if not add and any(model._default_manager.exists() for model in RECORD):
                raise CommandError(
                    "This database holds a record already: use an empty one, or --add."
                )
            made = RecordMaker(seed).make(milestones)
        said = ", ".join(
            _counted(model, made[model]) for model in (Milestone, Release, Paragraph, Citation)
        )
        self.stdout.write(f"Made {said} (seed {seed}).")


@dataclass(frozen=True)
class RecordPlan:
    """What a later milestone may settle: it shares its kind and its projects."""

    milestone: Milestone
    projects: list[Project]
    stated_on: date


class RecordMaker:
    """Writes releases from the oldest to the newest, so that each only looks back, and keeps few rows in memory."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = Random(seed)  # noqa: S311 - invented text that must come out the same again, no secret
        self.precisions = Deck(rng, sample_data.PRECISIONS)
        self.standings = Deck(rng, sample_data.STANDINGS)
        self.kinds = Deck(rng, list(sample_data.TITLES))
        self.roles = Deck(rng, PartnerRole.values)
        self.rows: dict[type[models.Model], list[Any]] = defaultdict(list)
        self.settling: list[tuple[Milestone, Milestone, str]] = []
        self.plans: deque[RecordPlan] = deque(maxlen=REMEMBERED)
        self.stated: deque[Milestone] = deque(maxlen=REMEMBERED)
        self.made: Counter[type[models.Model]] = Counter()

    def make(self, milestones: int) -> Counter[type[models.Model]]:
        """Write the record; how many rows of each model that took."""
        advance_edition()
        # Numbers in addresses go on from the highest key, so that none meets an address written before.
        self.first_number = 1 + max(
            _highest(model) for model in (Project, Partner, Release, Milestone)
        )
        self._make_names()
        count = max(1, milestones // 10)
        for place, day in enumerate(sample_data.release_days(self.rng, count)):
            numbers = range(place * milestones // count, (place + 1) * milestones // count)
            self._make_release(place, day, numbers)
            if place % IN_MEMORY == IN_MEMORY - 1:
                self._save()
        self._save()
        derive_releases(Release.objects.order_by().values_list("pk", flat=True))
        derive_milestones(Milestone.objects.order_by().values_list("pk", flat=True))
        return self.made

    def _make_names(self) -> None:
        """The company unless there is one, its listings, the projects, the partners."""
        if not Company.objects.exists():
            company = Company(
                name=sample_data.COMPANY, short_name=sample_data.COMPANY.removesuffix(" Inc.")
            )
            company.description_en, company.description_fr = (
                "An invented company.",
                "Une société inventée.",
            )
            Company.objects.bulk_create([company])
        listings = [
            Listing(exchange=name, code=code, symbol="EXR") for name, code in sample_data.EXCHANGES
        ]
        Listing.objects.bulk_create(
            listings, ignore_conflicts=True
        )  # on file already when another record is added
        self.listings = list(
            Listing.objects.filter(symbol="EXR", code__in=[row.code for row in listings])
        )
        public = _state(Status.PUBLISHED, sample_data.FIRST_DAY) | {
            "public_from": _noon(sample_data.FIRST_DAY)
        }
        self.projects = Project.objects.bulk_create(
            Project(
                slug=f"{name.lower()}-project-{self.first_number + place}",
                name_en=f"{name} project",
                name_fr=f"projet {name}",
                **public,
            )
            for place, name in enumerate(sample_data.PROJECTS)
        )
        partners = [self._partner(place, public) for place in range(PARTNERS)]
        complete_behind(partners)
        self.partners = Partner.objects.bulk_create(partners)

    def _partner(self, place: int, public: dict[str, Any]) -> Partner:
        """The last one is a draft, the one before it was withdrawn."""
        kinds = list(sample_data.ORGANISATIONS)
        kind, stem = kinds[place % len(kinds)], sample_data.STEMS[place // len(kinds)]
        name_en, name_fr = (name.format(stem) for name in sample_data.ORGANISATIONS[kind])
        state = {
            PARTNERS - 1: _state(Status.DRAFT, sample_data.FIRST_DAY),
            PARTNERS - 2: _state(Status.WITHDRAWN, sample_data.FIRST_DAY),
        }
        return Partner(
            slug=f"{stem.lower()}-partner-{self.first_number + place}",
            name_en=name_en,
            name_fr=self.rng.choice([name_fr, name_fr, ""]),
            kind=kind,
            country=self.rng.choice(["CA", "DE", "EU", ""]),
            website="https://example.com/",
            **state.get(place, public),
        )

    def _add(self, row: models.Model) -> None:
        self.rows[type(row)].append(row)

    def _save(self) -> None:
        """Save what is in memory, in a few queries for each model, and forget it."""
        for model in IN_ORDER:
            rows = self.rows.pop(model, [])
            complete_behind(row for row in rows if isinstance(row, TranslatedModel))
            model._default_manager.bulk_create(rows)
            self.made[model] += len(rows)
        # Only now do all plans have a key to refer to.
        for milestone, plan, settlement in self.settling:
            milestone.settles_id, milestone.settlement = (
                plan.pk,
                settlement,
            )  # the key alone: it keeps no row alive
        Milestone.objects.bulk_update(
            [row for row, *_ in self.settling], ["settles", "settlement"], batch_size=100
        )
        self.settling.clear()

    def _make_release(self, place: int, day: date, numbers: Sequence[int]) -> None:
        """One release, what it prints, the milestones of these numbers, and earlier ones that it repeats."""
        # The first release is public, so that the smallest record shows something.
        state = _state(Status.PUBLISHED if place == 0 else self._status(), day)
        number = self.first_number + place
        headline_en, headline_fr = few_empty(
            self.rng, (f"{sample_data.COMPANY}: news {number}", f"Nouvelles {number}")
        )
        summary_en, summary_fr = few_empty(self.rng, sample_data.passage(self.rng, 2))
        release = Release(
            slug=f"{day}-example-news-{number}",
            published_on=day,
            headline_en=headline_en,
            headline_fr=headline_fr,
            headline_is_ours=self.rng.random() < 0.1,
            place=self.rng.choice(sample_data.PLACES)[0],
            wire=self.rng.choice(["Sample Wire", ""]),
            language=ReleaseLanguage.ENGLISH if headline_en else ReleaseLanguage.FRENCH,
            source_name="Sample Wire",
            source_url="https://example.com/",
            summary_en=summary_en,
            summary_fr=summary_fr,
            **state,
        )
        self._add(release)
        for listing in self.rng.sample(self.listings, self.rng.randint(0, len(self.listings))):
            self._add(RELEASE_LISTING(release=release, listing=listing))
        quotable = self._make_blocks(release)
        self._make_mentions(place, release, quotable[0])
        for milestone in self.rng.sample(
            self.stated, min(len(self.stated), self.rng.randint(0, 2))
        ):
            self._add(Citation(milestone=milestone, paragraph=self.rng.choice(quotable)))
        self.stated.extend([self._make_milestone(each, release, quotable) for each in numbers])

    def _make_blocks(self, release: Release) -> list[Paragraph]:
        """Six to eighteen paragraphs, one or more of each kind, and the people named; those that can be cited."""
        bodies = [ParagraphKind.BODY] * self.rng.randint(1, 13)
        kinds = [
            ParagraphKind.HEADING,
            *bodies,
            ParagraphKind.ABOUT,
            ParagraphKind.CONTACT,
            ParagraphKind.CAUTION,
            ParagraphKind.NOTICE,
        ]
        paragraphs = []
        for number, each in enumerate(kinds, start=1):
            text, _ = sample_data.passage(self.rng, self.rng.randint(1, 5))
            summary_en, summary_fr = few_empty(self.rng, sample_data.passage(self.rng, 1))
            block = Paragraph(
                release=release,
                number=number,
                kind=each,
                summary_en=summary_en,
                summary_fr=summary_fr,
            )
            block.text = text if self.rng.random() < 0.7 else ""  # not all may be held in full
            paragraphs.append(block)
            self._add(block)
        for position in range(1, self.rng.randint(2, 4)):
            self._add(self._contact(release, position))
        return [block for block in paragraphs if block.kind in QUOTABLE]

    def _contact(self, release: Release, position: int) -> Contact:
        return Contact(
            release=release,
            position=position,
            name=self.rng.choice(sample_data.PEOPLE),
            role_en="Investor relations",
            role_fr="Relations avec les investisseurs",
            organisation=self.rng.choice(["", "Sample Communications Ltd."]),
            phone=f"+1 514 555-01{self.rng.randint(0, 99):02}",  # reserved for fiction
            extension=self.rng.choice(["", "7"]),
            email="news@example.com",
        )

    def _make_mentions(self, place: int, release: Release, paragraph: Paragraph) -> None:
        """In each tenth release an earlier name of a project, in each twentieth who owns how much of whom."""
        if place % 10 == 0:
            project = self.rng.choice(self.projects)
            name_en, name_fr = (
                project.name_en.replace("project", "property"),
                project.name_fr.replace("projet", "propriété"),
            )
            self._add(
                ProjectName(project=project, release=release, name_en=name_en, name_fr=name_fr)
            )
        if place % 20 == 0:
            owner, owned = self.rng.sample(self.partners, 2)
            percent = Decimal(self.rng.randint(1, 10_000)) / 100
            self._add(Stake(owner=owner, owned=owned, percent=percent, paragraph=paragraph))

    def _make_milestone(self, place: int, release: Release, quotable: list[Paragraph]) -> Milestone:
        """One milestone, what it concerns, where it is stated, and perhaps the plan it settles."""
        rng, day, standing = self.rng, release.published_on, self.standings.deal()
        status = self._status()
        if release.status == Status.DRAFT:  # nothing public would state it
            status = Status.DRAFT
        state = _state(status, day)
        public = state["status"] == release.status == Status.PUBLISHED
        settlement = self._settlement(standing) if public else ""
        plan = self._open_plan(day) if settlement else None
        kind = plan.milestone.kind if plan else self.kinds.deal()
        projects = plan.projects if plan else rng.sample(self.projects, rng.choice([1, 1, 1, 1, 2]))
        when = sample_data.about_when(rng, standing, day)
        milestone = Milestone(
            slug=f"example-{kind}-{self.first_number + place}",
            kind=kind,
            standing=standing,
            **_date(sample_data.stated_date(rng, self.precisions.deal(), when, day)),
            **self._words(kind, standing, self.first_number + place, projects[0]),
            **state,
        )
        self._add(milestone)
        for project in projects:
            self._add(MILESTONE_PROJECT(milestone=milestone, project=project))
        for partner in rng.sample(self.partners, rng.choice([0, 0, 1, 1, 2])):
            self._add(
                MilestonePartner(milestone=milestone, partner=partner, role=self.roles.deal())
            )
        for paragraph in rng.sample(quotable, min(len(quotable), rng.randint(1, 3))):
            self._add(Citation(milestone=milestone, paragraph=paragraph))
        if plan:
            self.settling.append((milestone, plan.milestone, settlement))
            if settlement != Settlement.CHANGED:  # a changed plan may still be achieved
                self.plans.remove(plan)
        if public and milestone.is_plan:
            self.plans.append(RecordPlan(milestone, projects, day))
        return milestone

    def _words(self, kind: str, standing: str, number: int, project: Project) -> dict[str, str]:
        """Title, summary, place and condition in both languages; now and then one language is missing."""
        rng, name = self.rng, project.name_en.removesuffix(" project")
        title = sample_data.TITLES[kind]
        texts = {"title": (title[0].format(number, name), title[1].format(number, name))}
        texts["summary"] = sample_data.passage(rng, rng.randint(1, 2))
        if rng.random() < 0.5:
            texts["short_title"] = (f"{name} {number}", f"{name} {number}")
        if rng.random() < 0.7:
            texts["place"] = rng.choice(sample_data.PLACES)
        if standing == Standing.CONDITIONAL:
            texts["condition"] = rng.choice(sample_data.CONDITIONS)
        columns = {}
        for column, pair in texts.items():
            columns[f"{column}_en"], columns[f"{column}_fr"] = few_empty(rng, pair)
        return columns

    def _settlement(self, standing: str) -> str:
        """What a milestone of that standing may say of an earlier plan; most say nothing."""
        if standing == Standing.UNDER_WAY or self.rng.random() > 0.3:
            return ""
        if standing == Standing.HAPPENED:
            return self.rng.choice([Settlement.ACHIEVED, Settlement.ACHIEVED, Settlement.WITHDRAWN])
        return Settlement.CHANGED

    def _open_plan(self, day: date) -> RecordPlan | None:
        """A plan that an earlier day announced."""
        earlier = [plan for plan in self.plans if plan.stated_on < day]
        return self.rng.choice(earlier) if earlier else None

    def _status(self) -> Status:
        """A draft one time in fifty, withdrawn one time in a hundred."""
        chance = self.rng.random()
        return (
            Status.DRAFT
            if chance < 0.02
            else Status.WITHDRAWN
            if chance > 0.99
            else Status.PUBLISHED
        )


def _counted(model: type[models.Model], count: int) -> str:
    return f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"


def _highest(model: type[models.Model]) -> int:
    return model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _state(status: Status, day: date) -> dict[str, Any]:
    """The columns of a row of that status, public, or once public, from that day on."""
    if status == Status.DRAFT:
        return {"status": status}
    state: dict[str, Any] = {"status": status, "publish_at": _noon(day)}
    if status == Status.WITHDRAWN:
        state |= {
            "withdrawn_reason_en": "Entered twice.",
            "withdrawn_reason_fr": "Saisi deux fois.",
        }
    return state


def _date(stated: StatedDate) -> dict[str, Any]:
    """The columns of a milestone that hold its date."""
    return {
        "date_words": stated.words,
        "precision": stated.precision,
        "earliest": stated.earliest,
        "latest": stated.latest,
        "basis_en": stated.basis_en,
        "basis_fr": stated.basis_fr,
    }
