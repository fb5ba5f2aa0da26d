"""Rows for tests: valid as they come, each argument overrides one column."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from timeline.models import (
    Citation,
    Company,
    CompanyName,
    Contact,
    DocumentCopy,
    DocumentRelation,
    Figure,
    FiscalYearStart,
    Listing,
    ListingPeriod,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    PartnerName,
    Person,
    PlanSettlement,
    Post,
    Project,
    ProjectName,
    ProjectState,
    Release,
    Stake,
    Status,
)

LONG_AGO = datetime(2018, 1, 1, tzinfo=UTC)
AT = datetime(2026, 11, 22, 17, tzinfo=UTC)  # "now" where a test passes the time: noon in Toronto
TODAY = date(2026, 11, 22)
LATER = datetime(2126, 1, 1, tzinfo=UTC)  # has come neither at AT nor by the clock
UNDATED: dict[str, Any] = {"date_words": "", "precision": "none", "earliest": None, "latest": None}
numbers = count(1)


def _with_state(over: dict[str, Any]) -> dict[str, Any]:
    """Published rows have a moment: long ago, unless the test says another."""
    if over.get("status") == Status.PUBLISHED:
        return {"publish_at": LONG_AGO, **over}
    return over


def make_release(**over: Any) -> Release:
    """A published release of 13 November 2018."""
    n = next(numbers)
    values = {
        "slug": f"release-{n}",
        "headline_en": f"Release {n}",
        "published_on": date(2018, 11, 13),
        "status": Status.PUBLISHED,
    }
    return Release.objects.create(**_with_state({**values, **over}))


def make_paragraph(release: Release | None = None, **over: Any) -> Paragraph:
    """The next paragraph of the release, or the first of a new one."""
    release = release or make_release()
    values = {
        "number": release.paragraphs.count() + 1,
        "summary_en": "What it says",
        "summary_fr": "Ce qu’il dit",
    }
    return Paragraph.objects.create(release=release, **{**values, **over})


def make_milestone(
    cites: list[Paragraph] | None = None,
    *,
    settles: Milestone | None = None,
    settlement: str = "achieved",
    **over: Any,
) -> Milestone:
    """A draft that happened on 13 November 2018. Of the plan that it ``settles`` it says that."""
    n = next(numbers)
    values = {
        "slug": f"milestone-{n}",
        "title_en": f"Milestone {n}",
        "date_words": "13 November 2018",
        "precision": "day",
        "earliest": date(2018, 11, 13),
        "latest": date(2018, 11, 13),
        "kind": "event",
        "standing": "happened",
    }
    milestone = Milestone.objects.create(**_with_state({**values, **over}))
    for paragraph in cites or []:
        Citation.objects.create(milestone=milestone, paragraph=paragraph)
    if settles:
        settle(settles, milestone, settlement)
    milestone.refresh_from_db()
    return milestone


def settle(plan: Milestone, milestone: Milestone, settlement: str = "achieved") -> PlanSettlement:
    """A later milestone's word on a plan."""
    return PlanSettlement.objects.create(milestone=milestone, plan=plan, settlement=settlement)


def make_project(**over: Any) -> Project:
    """A published project."""
    n = next(numbers)
    values = {"slug": f"project-{n}", "name_en": f"Project {n}", "status": Status.PUBLISHED}
    return Project.objects.create(**_with_state({**values, **over}))


def make_partner(**over: Any) -> Partner:
    """A published partner."""
    n = next(numbers)
    values = {
        "slug": f"partner-{n}",
        "name_en": f"Partner {n}",
        "kind": "company",
        "status": Status.PUBLISHED,
    }
    return Partner.objects.create(**_with_state({**values, **over}))


def make_announced(
    *sources: Paragraph | Release,
    projects: Iterable[Project] = (),
    partners: Iterable[Partner] = (),
    **over: Any,
) -> Milestone:
    """A public milestone that the sources state (of a release, a new paragraph); left out, a
    release of its own."""
    milestone = make_milestone(**{"status": Status.PUBLISHED, **over})
    for source in sources or [make_paragraph()]:
        cite(milestone, source)
    milestone.projects.add(*projects)
    for partner in partners:
        make_part(milestone, partner)
    return Milestone.objects.get(pk=milestone.pk)


def make_plan(*sources: Paragraph | Release, **over: Any) -> Milestone:
    """A public plan, without a date unless the test gives one."""
    return make_announced(*sources, **{"standing": "planned", **UNDATED, **over})


def cite(milestone: Milestone, source: Paragraph | Release) -> Citation:
    paragraph = make_paragraph(source) if isinstance(source, Release) else source
    return Citation.objects.create(milestone=milestone, paragraph=paragraph)


def make_part(
    milestone: Milestone, partner: Partner, role: str = "counterparty"
) -> MilestonePartner:
    return MilestonePartner.objects.create(milestone=milestone, partner=partner, role=role)


def make_company(**over: Any) -> Company:
    """Whose record it is: one row."""
    return Company.objects.create(
        **{"name": "Example Resources Inc.", "short_name": "Example", **over}
    )


def make_fiscal_start(month: int, holds_from: date | None = None) -> FiscalYearStart:
    """Of the company on file: its fiscal years begin in that month."""
    return FiscalYearStart.objects.create(month=month, holds_from=holds_from)


def make_listing(**over: Any) -> Listing:
    values = {"exchange": "TSX Venture Exchange", "code": "TSXV", "symbol": f"X{next(numbers)}"}
    return Listing.objects.create(**{**values, **over})


def make_contact(release: Release | None = None, **over: Any) -> Contact:
    """The next contact of the release, or the first of a new one."""
    release = release or make_release()
    values = {"position": release.contacts.count() + 1, "name": "Pat Example"}
    return Contact.objects.create(release=release, **{**values, **over})


def make_project_name(
    project: Project | None = None, release: Release | None = None, **over: Any
) -> ProjectName:
    values = {
        "project": project or make_project(),
        "release": release or make_release(),
        "name_en": "An older name",
    }
    return ProjectName.objects.create(**{**values, **over})


def make_stake(
    owner: Partner | None = None,
    owned: Partner | None = None,
    paragraph: Paragraph | None = None,
    **over: Any,
) -> Stake:
    """Half of a partner, in the hands of another."""
    owner, owned, paragraph = (
        owner or make_partner(),
        owned or make_partner(),
        paragraph or make_paragraph(),
    )
    return Stake.objects.create(
        **{"owner": owner, "owned": owned, "paragraph": paragraph, "percent": 50, **over}
    )


def make_document_copy(release: Release | None = None, **over: Any) -> DocumentCopy:
    """The next place where the release stands, or the first of a new one: a re-post."""
    release = release or make_release()
    values = {"position": release.copies.count() + 1, "publisher": "Example Wire Archive"}
    return DocumentCopy.objects.create(release=release, **{**values, **over})


def make_document_relation(
    release: Release | None = None, other: Release | None = None, **over: Any
) -> DocumentRelation:
    """The release corrects the other one."""
    values = {
        "release": release or make_release(),
        "other": other or make_release(),
        "relation": "corrects",
    }
    return DocumentRelation.objects.create(**{**values, **over})


def make_company_name(paragraph: Paragraph | None = None, **over: Any) -> CompanyName:
    """A later name of the company on file; without one, the company is made."""
    if not Company.objects.exists():
        make_company()
    values = {"name_en": "Another Resources Inc.", "short_name": "Another"}
    return CompanyName.objects.create(
        **{"paragraph": paragraph or make_paragraph(), "holds_from": "2020", **values, **over}
    )


def make_partner_name(
    partner: Partner | None = None, paragraph: Paragraph | None = None, **over: Any
) -> PartnerName:
    values = {
        "partner": partner or make_partner(),
        "paragraph": paragraph or make_paragraph(),
        "name_en": "A later name",
        "holds_from": "2020",
    }
    return PartnerName.objects.create(**{**values, **over})


def make_listing_period(
    listing: Listing | None = None, paragraph: Paragraph | None = None, **over: Any
) -> ListingPeriod:
    """A listing that began in 2018."""
    values = {
        "listing": listing or make_listing(),
        "paragraph": paragraph or make_paragraph(),
        "holds_from": "2018",
    }
    return ListingPeriod.objects.create(**{**values, **over})


def make_project_state(
    project: Project | None = None, paragraph: Paragraph | None = None, **over: Any
) -> ProjectState:
    """A project that is active."""
    values = {
        "project": project or make_project(),
        "paragraph": paragraph or make_paragraph(),
        "state": "active",
    }
    return ProjectState.objects.create(**{**values, **over})


def make_person(**over: Any) -> Person:
    """A published person."""
    n = next(numbers)
    values = {"slug": f"person-{n}", "name": f"Person {n}", "status": Status.PUBLISHED}
    return Person.objects.create(**_with_state({**values, **over}))


def make_post(
    person: Person | None = None, paragraph: Paragraph | None = None, **over: Any
) -> Post:
    """Chief executive of the company."""
    values = {
        "person": person or make_person(),
        "paragraph": paragraph or make_paragraph(),
        "office": "chief_executive",
        "title_en": "President and CEO",
        "title_fr": "Président et chef de la direction",
    }
    return Post.objects.create(**{**values, **over})


def make_figure(
    milestone: Milestone | None = None, paragraph: Paragraph | None = None, **over: Any
) -> Figure:
    """Gross proceeds of 2.5 million dollars, of a draft unless the test names a milestone."""
    values = {
        "milestone": milestone or make_milestone(),
        "paragraph": paragraph or make_paragraph(),
        "what_en": "gross proceeds",
        "what_fr": "produit brut",
        "value": 2_500_000,
        "unit": "CAD",
        "as_printed": "$2.5 million",
    }
    return Figure.objects.create(**{**values, **over})


def on_day(day: date) -> dict[str, Any]:
    """The columns of a milestone dated to the day."""
    return between(day, day) | {"precision": "day"}


def between(first: date, last: date) -> dict[str, Any]:
    """The columns of a milestone dated from a day to another."""
    return {"date_words": "", "precision": "range", "earliest": first, "latest": last}


def by_day(day: date) -> dict[str, Any]:
    """The columns of a milestone dated "on or before" a day."""
    return {"date_words": "", "precision": "before", "earliest": None, "latest": day}


def from_day(day: date) -> dict[str, Any]:
    """The columns of a milestone dated "on or after" a day."""
    return {"date_words": "", "precision": "after", "earliest": day, "latest": None}
