"""The record: releases, the milestones they state, the projects and partners they concern."""

from timeline.models.base import Publishing, Status
from timeline.models.company import Company, FiscalYearStart, Listing
from timeline.models.correction import Correction
from timeline.models.edition import Edition
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
from timeline.models.partner import Partner, PartnerKind, Stake
from timeline.models.presence import Presence
from timeline.models.preview_links import PreviewAnswer, PreviewLink, PreviewState, PreviewUse
from timeline.models.project import Project, ProjectName
from timeline.models.release import Contact, Paragraph, ParagraphKind, Release, ReleaseLanguage
from timeline.models.sign_in_events import SignInEvent, SignInEventKind

__all__ = [
    "Citation",
    "Company",
    "Contact",
    "Correction",
    "Edition",
    "FiscalYearStart",
    "Listing",
    "Milestone",
    "MilestoneKind",
    "MilestonePartner",
    "Outlook",
    "Paragraph",
    "ParagraphKind",
    "Partner",
    "PartnerKind",
    "PartnerRole",
    "Presence",
    "PreviewAnswer",
    "PreviewLink",
    "PreviewState",
    "PreviewUse",
    "Project",
    "ProjectName",
    "Publishing",
    "Release",
    "ReleaseLanguage",
    "Settlement",
    "SignInEvent",
    "SignInEventKind",
    "Stake",
    "Standing",
    "Status",
]
