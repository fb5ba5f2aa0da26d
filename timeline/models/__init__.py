"""The record: releases, the milestones they state, the projects and partners they concern."""

from timeline.models.base import Publishing, Status
from timeline.models.company import (
    Company,
    CompanyName,
    FiscalYearStart,
    Listing,
    ListingPeriod,
)
from timeline.models.correction import Correction
from timeline.models.document import DocumentCopy, DocumentRelation, DocumentRelationKind
from timeline.models.edition import Edition
from timeline.models.figure import Figure
from timeline.models.kept_counts import CountedMilestone, MilestoneCount
from timeline.models.milestone import (
    Citation,
    Milestone,
    MilestoneKind,
    MilestonePartner,
    Outlook,
    PartnerRole,
    Settlement,
    Standing,
)
from timeline.models.milestone_place import MilestonePlace
from timeline.models.partner import Partner, PartnerKind, PartnerName, Stake
from timeline.models.person import Office, Person, Post
from timeline.models.plan_settlement import PlanSettlement
from timeline.models.presence import Presence
from timeline.models.preview_links import PreviewAnswer, PreviewLink, PreviewState, PreviewUse
from timeline.models.project import Project, ProjectName, ProjectState, ProjectStateKind
from timeline.models.promise_place import PromisePlace
from timeline.models.release import (
    Contact,
    DocumentType,
    Paragraph,
    ParagraphKind,
    Release,
    ReleaseLanguage,
)
from timeline.models.renaming import Renaming
from timeline.models.review_request import ReviewRequest
from timeline.models.seen_mark import SeenMark
from timeline.models.sign_in_events import SignInEvent, SignInEventKind

__all__ = [
    "Citation",
    "Company",
    "CompanyName",
    "Contact",
    "Correction",
    "CountedMilestone",
    "DocumentCopy",
    "DocumentRelation",
    "DocumentRelationKind",
    "DocumentType",
    "Edition",
    "Figure",
    "FiscalYearStart",
    "Listing",
    "ListingPeriod",
    "Milestone",
    "MilestoneCount",
    "MilestoneKind",
    "MilestonePartner",
    "MilestonePlace",
    "Office",
    "Outlook",
    "Paragraph",
    "ParagraphKind",
    "Partner",
    "PartnerKind",
    "PartnerName",
    "PartnerRole",
    "Person",
    "PlanSettlement",
    "Post",
    "Presence",
    "PreviewAnswer",
    "PreviewLink",
    "PreviewState",
    "PreviewUse",
    "Project",
    "ProjectName",
    "ProjectState",
    "ProjectStateKind",
    "PromisePlace",
    "Publishing",
    "Release",
    "ReleaseLanguage",
    "Renaming",
    "ReviewRequest",
    "SeenMark",
    "Settlement",
    "SignInEvent",
    "SignInEventKind",
    "Stake",
    "Standing",
    "Status",
]
