"""What a person is saved from choosing: the kind of a milestone, of an organization, of a post.

Each is told by the words of its trade in English and French, and shown to be corrected.
"""

from __future__ import annotations

import re

from timeline.models import MilestoneKind, Office, PartnerKind, PartnerRole

Rules = tuple[tuple[str, re.Pattern[str]], ...]


def _rules(*pairs: tuple[str, str]) -> Rules:
    return tuple((value, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for value, words in pairs)


# The one whose words come first in the sentence counts.
MILESTONE_KINDS = _rules(
    (
        MilestoneKind.EVENT,
        (
            "symposium|conference|conférence|congress|congrès|webinar|webinaire|trade show|forum|"
            "annual general|assemblée"
        ),
    ),
    (MilestoneKind.RESOURCE, "resource estimate|mineral reserve|estimation des ressources|43-101"),
    (
        MilestoneKind.AGREEMENT,
        (
            "agreement|memorandum|mou\\b|letter of intent|term sheet|contract|joint venture|"
            "option to|entente|convention|protocole|contrat|lettre d['’]intention|coentreprise"
        ),
    ),
    (
        MilestoneKind.FINANCING,
        (
            "private placement|financing|offering|bought deal|warrants?|loan|grant\\b|"
            "placement privé|financement|bons? de souscription|prêt|subvention"
        ),
    ),
    (MilestoneKind.PERMIT, "permits?|licen[cs]e|authori[sz]ation|permis|autorisation|certificat"),
    (
        MilestoneKind.EXPLORATION,
        "drill|assays?|sampling|survey|trench|explor|forage|sondage|échantillon|levé|tranchée",
    ),
    (
        MilestoneKind.PROCESS,
        "flowsheet|metallurg|pilot|process|feasibility|métallurg|procédé|faisabilité|usine pilote",
    ),
    (
        MilestoneKind.PRODUCTION,
        (
            "production|produce|shipment|deliver|construction|commission|plant\\b|mine opening|"
            "produire|livraison|expédition|mise en service|usine"
        ),
    ),
    (
        MilestoneKind.MARKET,
        "list(?:ed|ing) on|trading|marketing|cotation|mise en marché",
    ),
)
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
    """What a sentence is about; "corporate" where no word of another kind stands in it."""
    return _first(MILESTONE_KINDS, sentence, MilestoneKind.CORPORATE)


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
