"""Writes an invented record of any size, for tests and benchmarks."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from random import Random

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max
from django.utils import timezone

from devtools import sample_data
from devtools.open_plans import OpenPlans, RecordPlan
from devtools.plain_links import FiledUnder, PartIn, Settles, StatedIn
from devtools.row_batches import RELEASE_LISTING, RowBatch
from devtools.sample_data import Deck, few_empty
from timeline.dates.stated import StatedDate
from timeline.models import (
    Company,
    Contact,
    FiscalYearStart,
    Listing,
    Milestone,
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
from timeline.models.base import Publishing
from timeline.models.derived_columns import (
    derive_everything,
    derive_milestones,
    derive_named,
    keep_beside_new_rows,
    public_exchanges,
)
from timeline.models.edition import advance_edition
from timeline.models.translation_status import complete_behind

PARTNERS = 40
IN_MEMORY = 100  # releases, with about ten milestones each, before they are saved
REMEMBERED = 200  # milestones that later releases may repeat
KEYED = [Release, Paragraph, Milestone]  # they get their keys here
QUOTABLE = (ParagraphKind.HEADING, ParagraphKind.BODY)


class RecordMaker:
    """Writes releases from the oldest to the newest, so that each only looks back.

    It keeps few rows in memory.
    """

    def __init__(self, seed: int) -> None:
        # Invented text must come out the same again, and is no secret.
        self.rng = rng = Random(seed)  # noqa: S311
        self.precisions = Deck(rng, sample_data.PRECISIONS)
        self.standings = Deck(rng, sample_data.STANDINGS)
        self.kinds = Deck(rng, list(sample_data.TITLES))
        self.roles = Deck(rng, PartnerRole.values)
        self.batch = RowBatch(timezone.now())
        self.plans = OpenPlans(rng)
        self.stated: deque[Milestone] = deque(maxlen=REMEMBERED)

    def make(self, milestones: int) -> Counter[type[models.Model]]:
        """Write the record; how many rows of each model that took."""
        advance_edition()
        highest_keys = [_highest(model) for model in (Project, Partner, Release, Milestone)]
        *_names, self.last_release, self.last_milestone = highest_keys
        self.paragraph_keys = count(1 + _highest(Paragraph))
        # Numbers in addresses go on from the highest key: no address was written before.
        self.first_number = 1 + max(highest_keys)
        if self.last_release:
            self.batch.exchanges_used.append(public_exchanges(self.batch.at))
        self._make_names()
        releases = max(1, milestones // 10)
        for place, day in enumerate(sample_data.release_days(self.rng, releases)):
            numbers = range(place * milestones // releases, (place + 1) * milestones // releases)
            self._make_release(place, day, numbers)
            if place % IN_MEMORY == IN_MEMORY - 1:
                self.batch.write()
        self.batch.write()
        self._finish()
        return self.batch.made

    def _finish(self) -> None:
        """Derive again what rows of later batches have changed; all, if exchanges are others.

        The keys that the database gives next follow those that were given here.
        """
        for statement in connection.ops.sequence_reset_sql(no_style(), KEYED):
            with connection.cursor() as cursor:
                cursor.execute(statement)
        public = public_exchanges(self.batch.at)
        if any(exchanges != public for exchanges in self.batch.exchanges_used):
            derive_everything()
        else:
            derive_named(Project, [project.pk for project in self.projects])
            derive_named(Partner, [partner.pk for partner in self.partners])
            derive_milestones(self.batch.stated_again)
        keep_beside_new_rows()

    def _make_names(self) -> None:
        """The company unless there is one, its listings, the projects, the partners."""
        if not Company.objects.exists():
            company = Company(
                name=sample_data.COMPANY,
                short_name=sample_data.COMPANY.removesuffix(" Inc."),
                description_en="An invented company.",
                description_fr="Une société inventée.",
            )
            Company.objects.bulk_create([company])
            FiscalYearStart.objects.bulk_create([FiscalYearStart(month=sample_data.FISCAL_START)])
        self.listings = self._make_listings()
        self.projects = self._make_projects()
        self.partners = self._make_partners()

    def _make_listings(self) -> list[Listing]:
        """They are on file already when another record is added."""
        listings = []
        codes = []
        for name, code in sample_data.EXCHANGES:
            listings.append(Listing(exchange=name, code=code, symbol="EXR"))
            codes.append(code)
        Listing.objects.bulk_create(listings, ignore_conflicts=True)
        return list(Listing.objects.filter(symbol="EXR", code__in=codes))

    def _make_projects(self) -> list[Project]:
        projects = []
        for place, name in enumerate(sample_data.PROJECTS):
            project = Project(
                slug=f"{name.lower()}-project-{self.first_number + place}",
                name_en=f"{name} project",
                name_fr=f"projet {name}",
            )
            _publish(project)
            projects.append(project)
        return Project.objects.bulk_create(projects)

    def _make_partners(self) -> list[Partner]:
        """The last one is a draft, the one before it was withdrawn."""
        partners = [self._partner(place) for place in range(PARTNERS)]
        _set_status(partners[-2], Status.WITHDRAWN, sample_data.FIRST_DAY)
        _set_status(partners[-1], Status.DRAFT, sample_data.FIRST_DAY)
        for partner in partners[:-2]:
            _publish(partner)
        complete_behind(partners)
        return Partner.objects.bulk_create(partners)

    def _partner(self, place: int) -> Partner:
        kinds = list(sample_data.ORGANISATIONS)
        kind = kinds[place % len(kinds)]
        stem = sample_data.STEMS[place // len(kinds)]
        name_en, name_fr = sample_data.ORGANISATIONS[kind]
        return Partner(
            slug=f"{stem.lower()}-partner-{self.first_number + place}",
            name_en=name_en.format(stem),
            name_fr=self.rng.choice([name_fr.format(stem), name_fr.format(stem), ""]),
            kind=kind,
            country=self.rng.choice(["CA", "DE", "EU", ""]),
            website="https://example.com/",
        )

    def _make_release(self, place: int, day: date, numbers: Sequence[int]) -> None:
        """One release, what it prints, the milestones of these numbers, and some that it repeats.

        The first release is public, so that the smallest record shows something.
        """
        status = self._status() if place else Status.PUBLISHED
        number = self.first_number + place
        headline_en, headline_fr = few_empty(
            self.rng, (f"{sample_data.COMPANY}: news {number}", f"Nouvelles {number}")
        )
        if place % 10 == 5:  # one in ten is in French
            headline_en, headline_fr = "", f"Nouvelles {number}"
        summary_en, summary_fr = few_empty(self.rng, sample_data.passage(self.rng, 2))
        release = Release(
            pk=self.last_release + 1 + place,
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
        )
        _set_status(release, status, day)
        self.batch.add(release)
        listed = self.rng.randint(0, len(self.listings))
        for listing in self.rng.sample(self.listings, listed):
            self.batch.add(RELEASE_LISTING(release=release, listing=listing))
        quotable = self._make_blocks(release)
        self._make_mentions(place, release, quotable[0])
        repeated = min(len(self.stated), self.rng.randint(0, 2))
        for milestone in self.rng.sample(self.stated, repeated):
            self.batch.add(StatedIn(milestone.pk, self.rng.choice(quotable)))
        new = [self._make_milestone(number, release, quotable) for number in numbers]
        self.stated.extend(new)

    def _make_blocks(self, release: Release) -> list[Paragraph]:
        """Six to eighteen paragraphs, one or more of each kind, and the people named.

        Returns the paragraphs that can be cited.
        """
        kinds = [ParagraphKind.HEADING]
        kinds += [ParagraphKind.BODY] * self.rng.randint(1, 13)
        kinds += [
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
                pk=next(self.paragraph_keys),
                release=release,
                number=number,
                kind=each,
                summary_en=summary_en,
                summary_fr=summary_fr,
            )
            block.text = text if self.rng.random() < 0.7 else ""  # not all may be held in full
            paragraphs.append(block)
            self.batch.add(block)
        for position in range(1, self.rng.randint(2, 4)):
            self.batch.add(self._contact(release, position))
        return [block for block in paragraphs if block.kind in QUOTABLE]

    def _contact(self, release: Release, position: int) -> Contact:
        return Contact(
            release_id=release.pk,
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
        """In each tenth release an earlier name of a project, in each twentieth a stake."""
        if place % 10 == 0:
            project = self.rng.choice(self.projects)
            name = ProjectName(project=project, release=release)
            name.name_en = project.name_en.replace("project", "property")
            name.name_fr = project.name_fr.replace("projet", "propriété")
            self.batch.add(name)
        if place % 20 == 0:
            owner, owned = self.rng.sample(self.partners, 2)
            percent = Decimal(self.rng.randint(1, 10_000)) / 100
            self.batch.add(Stake(owner=owner, owned=owned, percent=percent, paragraph=paragraph))

    def _make_milestone(self, place: int, release: Release, quotable: list[Paragraph]) -> Milestone:
        """One milestone, what it concerns, where it is stated, and perhaps the plan it settles."""
        rng, day, standing = self.rng, release.published_on, self.standings.deal()
        status = self._status()
        if release.status == Status.DRAFT:  # nothing public would state it
            status = Status.DRAFT
        public = status == release.status == Status.PUBLISHED
        settlement = self.plans.settlement_by(standing) if public else ""
        plan = self.plans.find(day, settlement) if settlement else None
        if plan:
            kind, projects = plan.milestone.kind, plan.projects
        else:
            kind = self.kinds.deal()
            projects = self._some_projects()
        number = self.first_number + place
        milestone = Milestone(slug=f"example-{kind}-{number}", kind=kind, standing=standing)
        milestone.pk = self.last_milestone + 1 + place
        if milestone.is_plan:
            milestone.promise = milestone.pk
        _set_status(milestone, status, day)
        when = sample_data.about_when(rng, standing, day)
        _set_date(milestone, sample_data.stated_date(rng, self.precisions.deal(), when, day))
        self._set_texts(milestone, number, projects[0])
        self.batch.add(milestone)
        self._make_links(milestone, projects, quotable)
        if plan:
            self._settle(milestone, plan.milestone, settlement)
            self.plans.settle(plan, settlement)
        if public:
            self.plans.remember(RecordPlan(milestone, projects, day))
        return milestone

    def _some_projects(self) -> list[Project]:
        """One, or now and then two. The first of all have the most milestones."""
        first, second = self.rng.choices(self.projects, sample_data.PROJECT_WEIGHTS, k=2)
        if first == second or self.rng.random() < 0.8:
            return [first]
        return [first, second]

    def _settle(self, milestone: Milestone, plan: Milestone, settlement: str) -> None:
        """Say of an earlier plan what became of it. A plan that changes one is the same promise."""
        self.batch.add(Settles(milestone.pk, plan.pk, settlement))
        if milestone.is_plan and plan.is_plan and settlement == Settlement.CHANGED:
            milestone.promise = plan.promise

    def _make_links(
        self, milestone: Milestone, projects: Sequence[Project], quotable: Sequence[Paragraph]
    ) -> None:
        """Its projects, its partners and where it is stated."""
        for project in projects:
            self.batch.add(FiledUnder(milestone.pk, project))
        for partner in self.rng.sample(self.partners, self.rng.choice([0, 0, 1, 1, 2])):
            self.batch.add(PartIn(milestone.pk, partner, self.roles.deal()))
        cited = min(len(quotable), self.rng.randint(1, 3))
        for paragraph in self.rng.sample(quotable, cited):
            self.batch.add(StatedIn(milestone.pk, paragraph))

    def _set_texts(self, milestone: Milestone, number: int, project: Project) -> None:
        """Title, summary, place and condition; now and then one language is missing."""
        rng, name = self.rng, project.name_en.removesuffix(" project")
        title_en, title_fr = sample_data.TITLES[milestone.kind]
        ending_en, ending_fr = rng.choice(sample_data.TITLE_ENDINGS)
        title_en = title_en.format(number, name) + ending_en
        title_fr = title_fr.format(number, name) + ending_fr
        texts = {"title": (title_en, title_fr)}
        texts["summary"] = sample_data.passage(rng, rng.randint(1, 2))
        if rng.random() < 0.5:
            texts["short_title"] = (f"{name} {number}", f"{name} {number}")
        if rng.random() < 0.7:
            texts["place"] = rng.choice(sample_data.PLACES)
        if milestone.standing == Standing.CONDITIONAL:
            texts["condition"] = rng.choice(sample_data.CONDITIONS)
        for column, pair in texts.items():
            english, french = few_empty(rng, pair)
            setattr(milestone, f"{column}_en", english)
            setattr(milestone, f"{column}_fr", french)

    def _status(self) -> Status:
        """A draft one time in fifty, withdrawn one time in a hundred."""
        chance = self.rng.random()
        if chance < 0.02:
            return Status.DRAFT
        if chance > 0.99:
            return Status.WITHDRAWN
        return Status.PUBLISHED


def _highest(model: type[models.Model]) -> int:
    return model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _set_status(row: Publishing, status: Status, day: date) -> None:
    """Public, or once public, from that day on. A draft never was."""
    row.status = status
    if status != Status.DRAFT:
        row.publish_at = _noon(day)
    if status == Status.WITHDRAWN:
        row.withdrawn_reason_en = "Entered twice."
        row.withdrawn_reason_fr = "Saisi deux fois."


def _publish(row: Project | Partner) -> None:
    """Public from the first day on, in the column that is otherwise derived in a save too."""
    _set_status(row, Status.PUBLISHED, sample_data.FIRST_DAY)
    row.public_from = _noon(sample_data.FIRST_DAY)


def _set_date(milestone: Milestone, stated: StatedDate) -> None:
    milestone.date_words = stated.words
    milestone.precision = stated.precision
    milestone.earliest = stated.earliest
    milestone.latest = stated.latest
    milestone.basis_en = stated.basis_en
    milestone.basis_fr = stated.basis_fr
