"""A release as a numbered outline: its blocks, what each states, and which belong together on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from timeline.models import (
    Citation,
    Contact,
    Milestone,
    Paragraph,
    ParagraphKind,
    ProjectName,
    Release,
)
from timeline.models.visibility import public_condition


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
        """The paragraphs whose summary is worth reading: a heading's is not, beside what stands under it."""
        return [p for p in self.paragraphs if p.kind != ParagraphKind.HEADING] or self.paragraphs


@dataclass(frozen=True)
class FiledMilestones:
    """What else is on file of a release."""

    names: list[ProjectName]
    contacts: list[Contact]
    cautions: list[Paragraph]
    milestones: int
    plans: int


def filed_milestones(
    release: Release, blocks: Iterable[OutlineBlock], at: datetime
) -> FiledMilestones:
    """Gather it. 2 queries."""
    blocks = list(blocks)
    stated = {m.pk: m for block in blocks for m in block.milestones}
    names = release.project_names.filter(
        public_condition(at, "project", "project__")
    ).select_related("project")
    return FiledMilestones(
        names=list(names),
        contacts=list(release.contacts.all()),
        cautions=[
            p for block in blocks for p in block.paragraphs if p.kind == ParagraphKind.CAUTION
        ],
        milestones=len(stated),
        plans=sum(m.is_plan for m in stated.values()),
    )


def release_outline(release: Release, on: date, at: datetime) -> list[OutlineBlock]:
    """The release's blocks in the document's order, with the public milestones that each states. 3 queries."""
    cited = Citation.objects.filter(paragraph__release=release).values_list(
        "paragraph_id", "milestone_id"
    )
    milestones = {
        m.pk: m for m in Milestone.objects.published(at).with_outlook(on, at).stated_by(release)
    }
    by_paragraph: dict[int, list[Milestone]] = {}
    for paragraph, milestone in cited.order_by("milestone_id"):
        if milestone in milestones:
            by_paragraph.setdefault(paragraph, []).append(milestones[milestone])
    return _together(release.paragraphs.all(), by_paragraph)


def _together(
    paragraphs: Iterable[Paragraph], milestones: dict[int, list[Milestone]]
) -> list[OutlineBlock]:
    blocks: list[OutlineBlock] = []
    for paragraph in paragraphs:
        stated = milestones.get(paragraph.pk, [])
        if blocks and _continues(blocks[-1], paragraph):
            blocks[-1] = OutlineBlock(
                [*blocks[-1].paragraphs, paragraph], [*blocks[-1].milestones, *stated]
            )
        else:
            blocks.append(OutlineBlock([paragraph], stated))
    return blocks


def _continues(block: OutlineBlock, paragraph: Paragraph) -> bool:
    """A heading goes with what stands under it, unless it states something or is the headline; contacts go together."""
    if block.last.kind == ParagraphKind.HEADING:
        return (
            paragraph.kind in {ParagraphKind.BODY, ParagraphKind.ABOUT}
            and not block.milestones
            and block.last.number > 1
        )
    return block.last.kind == paragraph.kind == ParagraphKind.CONTACT
