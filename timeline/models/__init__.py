"""The record: releases, the milestones they state, the projects and partners they concern."""

from timeline.models.base import Publishing, Status
from timeline.models.company import Company, Listing
from timeline.models.correction import Correction
from timeline.models.edition import Edition
from timeline.models.milestone import (
    Citation,
    Milestone,
    MilestonePartner,
    Outlook,
    Settlement,
    Standing,
)
from timeline.models.partner import Partner, Stake
from timeline.models.presence import Presence
from timeline.models.preview_links import PreviewLink, PreviewUse
from timeline.models.project import Project, ProjectName
from timeline.models.release import Contact, Paragraph, Release
from timeline.models.sign_in_events import SignInEvent

__all__ = [
    "Citation",
    "Company",
    "Contact",
    "Correction",
    "Edition",
    "Listing",
    "Milestone",
    "MilestonePartner",
    "Outlook",
    "Paragraph",
    "Partner",
    "Presence",
    "PreviewLink",
    "PreviewUse",
    "Project",
    "ProjectName",
    "Publishing",
    "Release",
    "Settlement",
    "SignInEvent",
    "Stake",
    "Standing",
    "Status",
]
