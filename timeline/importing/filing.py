"""An accepted draft becomes rows: all of them as drafts, in one transaction, or none.

Each row goes through its own validation and through the rules that the admin's forms ask
(``publishing.rules``). What is on file is found by its name and left as it is: a person may have
changed it. The same document again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.dates.checks import contradictions
from timeline.importing.accepted import (
    AcceptedContact,
    AcceptedDraft,
    AcceptedListing,
    AcceptedMilestone,
    AcceptedOrganization,
    AcceptedParagraph,
    AcceptedPost,
    Filed,
    FilingProblem,
)
from timeline.importing.known_names import read_names
from timeline.importing.name_finder import name_key
from timeline.importing.names_on_file import (
    is_the_company,
    organization_on_file,
    person_on_file,
    project_on_file,
)
from timeline.importing.people import person_key
from timeline.models import (
    Citation,
    Contact,
    DocumentCopy,
    Figure,
    Listing,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    Person,
    PlanSettlement,
    Post,
    Project,
    Release,
)
from timeline.models.company import fiscal_calendar_on_file
from timeline.models.edition import lock_edition
from timeline.publishing.proposed_address import proposed_address
from timeline.publishing.rules import refusals, said_refusals

RowType = TypeVar("RowType", bound=models.Model)
RELEASE = "release"  # the key of the release's own part of the form


class NotFiled(Exception):  # noqa: N818 - named as UnreadableDocument is
    """Nothing was filed. ``problems`` say why, each with its part of the form and its column."""

    def __init__(self, problems: Iterable[FilingProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.sentence for problem in self.problems))


def file_draft(accepted: AcceptedDraft) -> Filed:
    """File a release with what it states.

    Raises NotFiled, and has written nothing then.
    """
    with transaction.atomic():
        lock_edition()
        on_file = release_of(accepted.release.get("sha256", ""))
        if on_file is not None:
            return Filed(on_file, is_new=False)
        filing = _Filing(accepted)
        filing.write()
        if filing.problems:
            raise NotFiled(filing.problems)
    return Filed(filing.release, is_new=True, rows=filing.rows)


def file_place(release: Release, publisher: str, printed_date: str) -> DocumentCopy | None:
    """Note another place where a document on file stands; None where that is noted already.

    Raises NotFiled.
    """
    with transaction.atomic():
        copies = release.copies.all()
        if copies.filter(publisher=publisher, printed_date=printed_date).exists():
            return None
        position = (copies.aggregate(last=models.Max("position"))["last"] or 0) + 1
        place = DocumentCopy(
            release=release, position=position, publisher=publisher, printed_date=printed_date
        )
        problems = list(_problems_of(place, RELEASE, {}))
        if problems:
            raise NotFiled(problems)
        place.save()
        return place


def release_of(sha256: str) -> Release | None:
    """The release that was made from a document with that digest. 1 query."""
    return Release.objects.filter(sha256=sha256).first() if sha256 else None


class _Filing:
    """One filing under way: the rows that it has made, and what stands in the way."""

    def __init__(self, accepted: AcceptedDraft) -> None:
        self.accepted = accepted
        self.problems: list[FilingProblem] = []
        self.rows: list[models.Model] = []
        self.paragraphs: dict[int, Paragraph] = {}
        self.release = Release()
        self.names = read_names()

    def write(self) -> None:
        self._write_organizations(self.accepted.organizations)
        self._write_release()
        if self.problems:
            return  # all else belongs to it
        self._write_paragraphs(self.accepted.paragraphs)
        self._write_contacts(self.accepted.contacts)
        for post in self.accepted.posts:
            self._write_post(post)
        for milestone in self.accepted.milestones:
            self._write_milestone(milestone)

    # One row

    def _saved(self, row: RowType, key: str, columns: Mapping[str, str] | None = None) -> bool:
        """Validate and save a row. ``columns`` maps its columns to fields of the form."""
        problems = list(_problems_of(row, key, columns or {}))
        self.problems += problems
        if problems:
            return False
        kept_in_history: Any = row
        kept_in_history._change_reason = _("Filed from its text")
        row.save()
        self.rows.append(row)
        return True

    def _refuse(self, key: str, field: str, sentence: str) -> None:
        self.problems.append(FilingProblem(key, field, sentence))

    # The release and its parts

    def _write_release(self) -> None:
        values = dict(self.accepted.release)
        release = Release(**values)
        if not is_the_company(self.accepted.issuer, self.names):
            release.issuer = self._organization(self.accepted.issuer, RELEASE, "issuer")
        day = release.published_on
        title = release.headline_en or release.headline_fr
        release.slug = proposed_address(Release, title, day)
        self.release = release
        if self._saved(release, RELEASE):
            release.listings.set([self._listing(one) for one in self.accepted.listings])

    def _listing(self, printed: AcceptedListing) -> Listing:
        on_file = Listing.objects.filter(code=printed.code, symbol=printed.symbol).first()
        if on_file is not None:
            return on_file
        name = Listing.objects.filter(code=printed.code).values_list("exchange", flat=True).first()
        new = Listing(code=printed.code, symbol=printed.symbol, exchange=name or printed.code)
        if not is_the_company(self.accepted.issuer, self.names):
            new.partner = self.release.issuer
        new.full_clean()
        new.save()
        self.rows.append(new)
        return new

    def _write_paragraphs(self, accepted: Iterable[AcceptedParagraph]) -> None:
        for one in accepted:
            row = Paragraph(release=self.release, number=one.number, **one.values)
            row.remember_text(one.text)
            if self._saved(row, one.key):
                self.paragraphs[one.number] = row

    def _write_contacts(self, accepted: Iterable[AcceptedContact]) -> None:
        for position, one in enumerate(accepted, 1):
            values = dict(one.values)
            if is_the_company(values.get("organisation", ""), self.names):
                values["organisation"] = ""
            self._saved(Contact(release=self.release, position=position, **values), one.key)

    # Who and what is named

    def _write_organizations(self, accepted: Iterable[AcceptedOrganization]) -> None:
        for one in accepted:
            if organization_on_file(one.name, self.names) is not None:
                continue
            row = Partner(name_en=one.name, slug=proposed_address(Partner, one.name), **one.values)
            if self._saved(row, one.key, {"name_en": "name", "slug": "name"}):
                self.names.organizations[name_key(one.name)] = row

    def _organization(self, name: str, key: str, field: str) -> Partner | None:
        found = organization_on_file(name, self.names)
        if found is None:
            said = _("No organization is on file as “%s”: keep it among the organizations below.")
            self._refuse(key, field, said % name)
        return found

    def _project(self, name: str, key: str) -> Project | None:
        found = project_on_file(name)
        if found is not None:
            return found
        row = Project(name_en=name, slug=proposed_address(Project, name))
        return row if self._saved(row, key, {"name_en": "projects", "slug": "projects"}) else None

    def _write_post(self, accepted: AcceptedPost) -> None:
        person = person_on_file(accepted.person, self.names)
        if person is None:
            person = Person(name=accepted.person, slug=proposed_address(Person, accepted.person))
            if not self._saved(person, accepted.key, {"slug": "name"}):
                return
            self.names.people[person_key(person.name)].append(person)
        organization = None
        if not is_the_company(accepted.organization, self.names):
            organization = self._organization(accepted.organization, accepted.key, "organization")
            if organization is None:
                return
        paragraph = self._paragraph(accepted.paragraph, accepted.key, "")
        if paragraph is not None:
            post = Post(
                person=person, organisation=organization, paragraph=paragraph, **accepted.values
            )
            self._saved(post, accepted.key)

    # Milestones

    def _write_milestone(self, accepted: AcceptedMilestone) -> None:
        values = dict(accepted.values)
        title = values.get("title_en") or values.get("title_fr") or ""
        row = Milestone(slug=proposed_address(Milestone, title), **values)
        numbers = [self._paragraph(number, accepted.key, "cites") for number in accepted.cites]
        cited = [paragraph for paragraph in numbers if paragraph is not None]
        before = len(self.problems)
        self.problems += _problems_of_milestone(row, cited, accepted.key)
        if len(self.problems) > before or not self._saved(row, accepted.key, {"slug": "title_en"}):
            return
        for paragraph in cited:
            self._saved(Citation(milestone=row, paragraph=paragraph), accepted.key)
        projects = [self._project(name, accepted.key) for name in accepted.projects]
        row.projects.set([project for project in projects if project is not None])
        self._write_parts(row, accepted)
        self._write_outcomes(row, accepted)
        self._write_figures(row, accepted)

    def _write_parts(self, milestone: Milestone, accepted: AcceptedMilestone) -> None:
        for name in accepted.organizations:
            partner = self._organization(name, accepted.key, "organizations")
            if partner is not None:
                part = MilestonePartner(milestone=milestone, partner=partner, role=accepted.role)
                self._saved(part, accepted.key, {"partner": "organizations"})

    def _write_outcomes(self, milestone: Milestone, accepted: AcceptedMilestone) -> None:
        for outcome in accepted.outcomes:
            plan = Milestone.objects.settleable().filter(pk=outcome.plan).first()
            if plan is None:
                gone = _("This plan is no longer on file: read the text again.")
                self._refuse(accepted.key, outcome.field, gone)
                continue
            said = PlanSettlement(milestone=milestone, plan=plan, settlement=outcome.settlement)
            found = list(said_refusals(said, self.release.published_on))
            for refusal in found:
                self._refuse(accepted.key, outcome.field, refusal.sentence)
            if not found:
                self._saved(said, accepted.key, {"plan": outcome.field})

    def _write_figures(self, milestone: Milestone, accepted: AcceptedMilestone) -> None:
        for one in accepted.figures:
            paragraph = self._paragraph(one.paragraph, accepted.key, "")
            if paragraph is not None:
                row = Figure(milestone=milestone, paragraph=paragraph, **one.values)
                self._saved(row, accepted.key, one.fields)

    def _paragraph(self, number: int, key: str, field: str) -> Paragraph | None:
        found = self.paragraphs.get(number)
        if found is None:
            self._refuse(key, field, _("The document has no paragraph %d.") % number)
        return found


def _problems_of(
    row: models.Model, key: str, columns: Mapping[str, str]
) -> Iterable[FilingProblem]:
    """What the row's own validation refuses."""
    try:
        row.full_clean()
    except ValidationError as refused:
        for name, sentences in refused.message_dict.items():
            field = "" if name == NON_FIELD_ERRORS else columns.get(name, name)
            for sentence in sentences:
                yield FilingProblem(key, field, sentence)


def _problems_of_milestone(
    row: Milestone, cited: list[Paragraph], key: str
) -> Iterable[FilingProblem]:
    """What the record does not bear, and what cannot be true of the date beside its words."""
    ids = [paragraph.pk for paragraph in cited]
    found = refusals(row, Milestone(), timezone.now(), paragraphs=ids, settlements=())
    for refusal in found:
        yield FilingProblem(key, refusal.field, refusal.sentence)
    days = [paragraph.release.published_on for paragraph in cited]
    if row.date_words and days:
        for contradiction in contradictions(
            row.stated,
            stated_on=min(days),
            last_stated_on=max(days),
            standing=row.standing,
            fiscal_calendar=fiscal_calendar_on_file(),
        ):
            yield FilingProblem(key, contradiction.field, _(contradiction.sentence))
    if not cited:
        yield FilingProblem(key, "cites", _("Say which paragraph states it."))
