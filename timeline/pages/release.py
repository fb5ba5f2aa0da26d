"""A release as a numbered outline: its blocks, and what each of them states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from timeline.models import (
    Citation,
    Contact,
    DocumentCopy,
    DocumentRelation,
    Listing,
    Milestone,
    Paragraph,
    ParagraphKind,
    Partner,
    ProjectName,
    Release,
)
from timeline.models.search_text import has_words, search_terms
from timeline.models.visibility import public_condition
from timeline.pages.documents import printed_listings, public_issuer, relations_of


@dataclass(frozen=True)
class OutlineBlock:
    """One or more paragraphs shown as one row. Every number keeps its anchor."""

    paragraphs: list[Paragraph]
    milestones: list[Milestone]

    @property
    def first(self) -> Paragraph:
        return self.paragraphs[0]

    @property
    def last(self) -> Paragraph:
        return self.paragraphs[-1]

    @property
    def is_contact(self) -> bool:
        return self.last.kind == ParagraphKind.CONTACT

    @property
    def told(self) -> list[Paragraph]:
        """The paragraphs whose summary is worth reading.

        A heading says nothing that the paragraphs under it do not say, unless it has the words
        that are looked for.
        """
        told = []
        for each in self.paragraphs:
            if each.kind != ParagraphKind.HEADING or each.found_words:
                told.append(each)
        return told or self.paragraphs

    @property
    def found(self) -> list[Paragraph]:
        """The paragraphs that have the words that are looked for."""
        return [each for each in self.paragraphs if each.found_words]


@dataclass(frozen=True)
class ReleaseDetails:
    """What is on file of a release beside its outline. ``milestones`` and ``plans`` are counts.

    ``issuer`` is the organization that issued it, where that has a page. ``relations`` are what it
    does to other documents, ``related_by`` what others do to it.
    """

    names: list[ProjectName]
    contacts: list[Contact]
    cautions: list[Paragraph]
    milestones: int
    plans: int
    issuer: Partner | None
    listings: list[Listing]
    copies: list[DocumentCopy]
    relations: list[DocumentRelation]
    related_by: list[DocumentRelation]

    @property
    def copy_read(self) -> DocumentCopy | None:
        """The copy that the record was made from, if it is on file."""
        return next((copy for copy in self.copies if copy.was_read), None)

    @property
    def other_copies(self) -> list[DocumentCopy]:
        return [copy for copy in self.copies if not copy.was_read]


def release_details(
    release: Release, blocks: Iterable[OutlineBlock], at: datetime
) -> ReleaseDetails:
    """Gather the details. 6 queries."""
    milestones: dict[int, Milestone] = {}
    cautions: list[Paragraph] = []
    for block in blocks:
        for milestone in block.milestones:
            milestones[milestone.pk] = milestone
        for paragraph in block.paragraphs:
            if paragraph.kind == ParagraphKind.CAUTION:
                cautions.append(paragraph)
    is_public = public_condition(at, "project", "project__")
    names = release.project_names.filter(is_public).select_related("project")
    relations, related_by = relations_of(release, at)
    return ReleaseDetails(
        names=list(names),
        contacts=list(release.contacts.all()),
        cautions=cautions,
        milestones=len(milestones),
        plans=sum(milestone.is_plan for milestone in milestones.values()),
        issuer=public_issuer(release, at),
        listings=printed_listings(release, at),
        copies=list(release.copies.all()),
        relations=relations,
        related_by=related_by,
    )


def release_outline(
    release: Release, on: date, at: datetime, words: str = ""
) -> list[OutlineBlock]:
    """The release's blocks in the document's order. At most 5 queries.

    Each has the public milestones that it states. ``words``: what a visitor looks for in it.
    """
    stated = Milestone.objects.published(at).with_outlook(on, at).stated_by(release)
    milestones = {milestone.pk: milestone for milestone in stated}
    cited = Citation.objects.filter(paragraph__release=release).order_by("milestone_id")
    by_paragraph: dict[int, list[Milestone]] = {}
    for paragraph_id, milestone_id in cited.values_list("paragraph_id", "milestone_id"):
        if milestone_id in milestones:
            by_paragraph.setdefault(paragraph_id, []).append(milestones[milestone_id])
    return _blocks(_paragraphs(release, words), by_paragraph)


def _paragraphs(release: Release, words: str) -> list[Paragraph]:
    """Its paragraphs, with ``found_words`` where they have all of the words. 1 query."""
    rows = release.paragraphs.all()
    terms = search_terms(words)
    if not terms:
        return list(rows.defer("search_text"))
    paragraphs = list(rows)
    for paragraph in paragraphs:
        if has_words(paragraph.search_text, terms):
            paragraph.found_words = words
    return paragraphs


def found_paragraphs(blocks: Iterable[OutlineBlock]) -> list[Paragraph]:
    """The paragraphs that have the words that are looked for, in the document's order."""
    found = []
    for block in blocks:
        found += block.found
    return found


def _blocks(
    paragraphs: Iterable[Paragraph], milestones: dict[int, list[Milestone]]
) -> list[OutlineBlock]:
    """``milestones``: id of a paragraph -> what it states."""
    blocks: list[OutlineBlock] = []
    for paragraph in paragraphs:
        if not blocks or not _continues(blocks[-1], paragraph):
            blocks.append(OutlineBlock([], []))
        blocks[-1].paragraphs.append(paragraph)
        blocks[-1].milestones.extend(milestones.get(paragraph.pk, []))
    return blocks


def _continues(block: OutlineBlock, paragraph: Paragraph) -> bool:
    """A heading goes with what stands under it, and contacts go together.

    A heading that states something, or that is the headline, stands alone.
    """
    if block.last.kind == ParagraphKind.HEADING:
        is_body = paragraph.kind in {ParagraphKind.BODY, ParagraphKind.ABOUT}
        return is_body and not block.milestones and block.last.number > 1
    return block.last.kind == paragraph.kind == ParagraphKind.CONTACT
