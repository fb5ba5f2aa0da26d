"""What a person is saved from choosing: the kind of a milestone, of an organization, of a post.

Each is told by the words of its trade in English and French, and shown to be corrected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.importing.kinds_of_work import kinds_of_work
from timeline.models import MilestoneKind, Office, PartnerKind, PartnerRole

Rules = tuple[tuple[str, re.Pattern[str]], ...]


def _rules(*pairs: tuple[str, str]) -> Rules:
    return tuple((value, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for value, words in pairs)


# What a milestone of each kind of work is. What stands higher tells more of a sentence.
MILESTONE_KINDS: Mapping[str, str] = {
    "conference": MilestoneKind.EVENT,
    "memorandum": MilestoneKind.AGREEMENT,
    "agreement": MilestoneKind.AGREEMENT,
    "financing": MilestoneKind.FINANCING,
    "permit": MilestoneKind.PERMIT,
    "drilling": MilestoneKind.EXPLORATION,
    "estimate": MilestoneKind.RESOURCE,
    "assays": MilestoneKind.EXPLORATION,
    "survey": MilestoneKind.EXPLORATION,
    "processing": MilestoneKind.PROCESS,
    "pilot": MilestoneKind.PROCESS,
    "study": MilestoneKind.PROCESS,
    "production": MilestoneKind.PRODUCTION,
    "plant": MilestoneKind.PRODUCTION,
    "construction": MilestoneKind.PRODUCTION,
    "mining": MilestoneKind.PRODUCTION,
    "listing": MilestoneKind.MARKET,
    "meeting": MilestoneKind.EVENT,
}
# The one whose words come first counts.
OFFICES = _rules(
    (
        Office.CHIEF_EXECUTIVE,
        "chief executive|CEO\\b|chef de la direction|PDG\\b",
    ),
    (Office.CHAIR, "chair(?:man|woman|person)?\\b|présidente? du conseil"),
    (Office.FINANCE, "chief financial|CFO\\b|finance|financ"),
    (Office.OPERATIONS, "operat|exploitation|COO\\b"),
    (Office.EXPLORATION, "explor|geolog|géolog"),
    (Office.COMMUNICATIONS, "communicat|investor|media|relations"),
    (Office.DIRECTOR, "directors?\\b|administrat"),
    (Office.ADVISER, "advis|conseill"),
)
ORGANIZATION_KINDS = _rules(
    (PartnerKind.UNIVERSITY, "universit|laborator|college|école"),
    (PartnerKind.RESEARCH_BODY, "institut|research|recherche|centre de"),
    (PartnerKind.EXCHANGE, "stock exchange|bourse"),
    (PartnerKind.REGULATOR, "securities commission|regulat|autorité des"),
    (PartnerKind.COMMUNITY, "first nation|première nation|nation\\b|band council|tribe"),
    (PartnerKind.MUNICIPALITY, "city of|town of|municipalit|ville de"),
    (PartnerKind.PUBLIC_BODY, "minist|government|gouvernement|department of|commission|union\\b"),
    (PartnerKind.FUND, "fund\\b|fonds\\b|bank\\b|banque|caisse|capital"),
    (PartnerKind.ASSOCIATION, "association|federation|fédération|chamber|chambre"),
)


def milestone_kind(sentence: str) -> str:
    """What a sentence is about; "corporate" where it speaks of no kind of work."""
    kinds = kinds_of_work(sentence)
    found = (kind for work, kind in MILESTONE_KINDS.items() if work in kinds)
    return next(found, MilestoneKind.CORPORATE)


def office(title: str) -> str:
    return _first(OFFICES, title, Office.OTHER)


def organization_kind(name: str) -> str:
    return _first(ORGANIZATION_KINDS, name, PartnerKind.COMPANY)


def part_in(kind: str) -> str:
    """An organization's part in a milestone of that kind."""
    return PartnerRole.COUNTERPARTY if kind == MilestoneKind.AGREEMENT else PartnerRole.NAMED


def _first(rules: Rules, words: str, otherwise: str) -> str:
    """The value whose words come first."""
    found = []
    for value, pattern in rules:
        match = pattern.search(words)
        if match:
            found.append((match.start(), value))
    return min(found)[1] if found else otherwise
