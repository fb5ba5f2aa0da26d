"""What a sentence says of the thing it dates: happened, under way, planned or conditional.

The nearest word that tells counts, with those before the date and in its clause ahead of others.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Standing = Literal["happened", "under_way", "planned", "conditional", ""]

PLANNED = re.compile(
    r"\b(?:will|shall|'ll|expect(?:s|ed|ing)?|expectations?|plan(?:s|ned|ning)?|"
    r"intend(?:s|ed)?|intention"
    r"|anticipat(?:e|es|ed|ing)|schedul(?:ed|es)|target(?:s|ed|ing)?|slated|due|to be|"
    r"(?:is|are|remains?) (?:\w+ )?(?:to|set)(?= )"
    r"|look(?:s|ing)? to|aim(?:s|ing|ed)? (?:to|for)|should|would|could|hop(?:es?|"
    r"ing) to|propos(?:es?|ed)|on (?:track|schedule|course)"
    r"|booked|pencill?ed|forecast|project(?:ed|s) (?:to|for)|estimated (?:to|for|"
    r"completion)|upcoming|ahead of|start(?:s|ing)|begin(?:s|ning)?"
    r"|commenc(?:es|ing)|joins|opens|ends|closes|speaks|presents|attends|set (?:to|"
    r"for)|toward|remain(?:s|ing)|we see"
    r"|next|tomorrow|later this|eligible|may|to (?:\w+ly )?(?:start|begin|complete|"
    r"finish|commence|deliver|close|publish|release|file|drill|vote|follow|report|"
    r"produce|open|join|host|attend|present|mobili[sz]e|resume|test|take|meet|receive)"
    r"|ser(?:a|ont|ait|aient)|devr(?:a|ont|ait|aient)|pr[ée]v(?:oit|oient|oyons|u|ue|"
    r"us|ues|oyait)|comptent?|comptons|entend(?:ent|ons)?|vis(?:e|ent|ons)"
    r"|planifi[ée]e?s?|attendue?s?|envisag(?:e|ent|eons|é|ée|és|ées)|souhait(?:e|ent|"
    r"ons)|[àa] venir|prochaine?s?|d'ici|[a-zéè]{3,}er(?:a|ont)|aur(?:a|ont)|ir(?:a|"
    r"ont)|viendr(?:a|ont)|tiendr(?:a|ont)|prendr(?:a|ont)"
    r"|pourr(?:a|ont|ait|aient)|programm[ée]e?s?|[ée]ch[ée]ance|objectif|cible)\b",
    re.IGNORECASE,
)
HAPPENED = re.compile(
    r"\b(?:was|were|has|have|had|did|been|'ve|began|ran|came|sold|held|drew|took|won|"
    r"got|made|hit|led|went|saw|built|sent|met|found|brought"
    r"|left|grew|rose|fell|gave|wrote|spent|bought|paid|put|set up|became|announces? "
    r"(?:that it has|the completion)|has now|since|ago|earlier|already|previously|last"
    r"|(?!pleased|delighted|excited|need|proceed|exceed|feed|speed|indeed|seed|bed|red|based|"
    r"named|owned|limited|united|related|combined|expected|planned|scheduled|anticipated|targeted|"
    r"slated|proposed|booked|estimated|projected|intended|pencilled|penciled|listed|"
    r"advanced|detailed|updated|entitled|interested|located|required|"
    r"unlimited)[a-z]{2,}(?:[^aeiou\s]|[eiu])ed"
    r"|a [ée]t[ée]|ont [ée]t[ée]|(?:a|ont|avons|avait|avaient|avoir|s'est|est|sont|"
    r"[ée]tait|[ée]taient) (?:\w+ )?(?:[a-zéè]{2,}(?:[ée]e?s?|is|ise|i|u|ue|us|ues)|"
    r"re[çc]ue?s?|lieu)|dernier|derni[èe]re|depuis|datait|datant)\b",
    re.IGNORECASE,
)
UNDER_WAY = re.compile(
    r"\b(?:under ?way|ongoing|is (?:now |currently )?(?:being|drilling|advancing|"
    r"building|working)|are (?:now |currently )?being|continues? to|currently|in "
    r"progress|en cours"
    r"|se poursui(?:t|vent)|actuellement)\b",
    re.IGNORECASE,
)
CONDITIONAL = re.compile(
    r"\b(?:subject to|if (?!any\b)|conditional (?:up)?on|contingent (?:up)?on|"
    r"provided (?:that|the)|assuming|unless|pending|as soon as (?:commercially|it is|"
    r"they are)"
    r"|sous r[ée]serve|si (?:elle|il|le|la|les|tout)|[àa] condition|conditionnel\w*|"
    r"pourvu que|d[èe]s que)\b",
    re.IGNORECASE,
)
BREAK = re.compile(
    r"[;:]|,? (?:and|but|while|et|mais|tandis que) |, (?:which|who|where|with|qui|"
    r"dont|o[ùu])\b| [-–—] "
)
# "Will be built" is no past.
PASSIVE = re.compile(
    r"\b(?:will|to|would|should|could|may|must|shall|can) (?:\w+ly )?(?:be|have|have "
    r"been)(?: \w+ly)? $|\b(?:being|be) $",
    re.IGNORECASE,
)
BREAK_COSTS = 25
AFTER_COSTS = 30
NOUN_AFTER = re.compile(r"\s*(?:results|drilling program|plan)\b")


class Cue(NamedTuple):
    """A word that tells, and how far from the date it is."""

    standing: Standing
    distance: int


def standing_in(sentence: str, start: int, end: int) -> Standing:
    """What the plain sentence says of what it dates from ``start`` to ``end``."""
    cues = [
        *_cues(sentence, start, end, PLANNED, "planned"),
        *_cues(sentence, start, end, HAPPENED, "happened"),
        *_cues(sentence, start, end, UNDER_WAY, "under_way"),
    ]
    if not cues:
        return ""
    nearest = min(cues, key=lambda cue: cue.distance)
    if nearest.standing == "planned" and CONDITIONAL.search(sentence):
        return "conditional"
    return nearest.standing


def _cues(
    sentence: str, start: int, end: int, pattern: re.Pattern[str], standing: Standing
) -> list[Cue]:
    found = []
    for match in pattern.finditer(sentence):
        if match.start() >= start and match.end() <= end:
            continue
        if standing == "happened" and PASSIVE.search(sentence[: match.start()]):
            continue
        if match.end() <= start:
            between = sentence[match.end() : start]
            cost = len(between)
        else:
            between = sentence[end : match.start()]
            cost = len(between) + AFTER_COSTS
        found.append(Cue(standing, cost + BREAK_COSTS * len(BREAK.findall(between))))
    return found
