"""What a document says of the calendars behind its dates: its fiscal year, and its seasons."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.dates.fiscal import UNKNOWN, FiscalCalendar, starting_in
from timeline.dates.reading_tokens import MONTHS, TOKENS
from timeline.importing.date_phrases import fold_word
from timeline.importing.full_days import MONTH_NAMES

YEAR_ENDS = re.compile(
    rf"\b(?:(?:fiscal|financial) year(?:[- ]end)?(?: \d{{4}})?|year[- ]end|exercice(?: "
    rf"financier| \d{{4}})?|fiscal \d{{4}}|FY ?\d{{2,4}}|(?:the|full|audited) years?|"
    rf"(?:twelve|12)[- ]months?(?: period)?)"
    rf",? (?:\(?(?:ends?|ended|ending|is|of|closes?|which ends|se termine|terminé|se "
    rf"terminant|prend fin|clos|prenant fin)\)?)(?: each year)?(?: on| le| au)?\s*"
    rf"(?:the )?(?:(?P<first>{MONTH_NAMES})\.? ?[0-9]{{1,2}}|[0-9]{{1,2}}(?:er)? "
    rf"(?P<second>{MONTH_NAMES}))\b",
    re.IGNORECASE,
)
YEAR_BEGINS = re.compile(
    rf"\b(?:(?:fiscal|financial) year|exercice(?: financier)?) (?:begins?|starts?|runs "
    rf"from|commence|d[ée]bute|commencing)(?: on| le| au)?\s*"
    rf"(?:(?P<first>{MONTH_NAMES})\.? ?1\b|1(?:er|st)? (?:of )?(?P<second>{MONTH_NAMES}))",
    re.IGNORECASE,
)
SOUTHERN = re.compile(
    r"\b(?:Australia|New Zealand|Chile|Chili|Argentina|Argentine|Peru|Pérou|South "
    r"Africa|Afrique du Sud|Brazil|Brésil|Bolivia|Bolivie|Uruguay|Paraguay|Namibia|"
    r"Namibie"
    r"|Botswana|Zambia|Zimbabwe|Mozambique|Madagascar|Tasmania|Patagonia|Queensland|"
    r"New South Wales)\b"
)
NORTHERN = re.compile(
    r"\b(?:Canada|Québec|Quebec|Ontario|British Columbia|Manitoba|Saskatchewan|"
    r"Alberta|Yukon|Nunavut|Newfoundland|Labrador|New Brunswick|Nova Scotia|Northwest "
    r"Territories"
    r"|Nevada|Arizona|Alaska|Idaho|Utah|Montana|Norway|Norvège|Sweden|Suède|Finland|"
    r"Finlande|Greenland|Ireland|Spain|Portugal|Germany|Europe|United States|"
    r"États-Unis)\b"
)


def fiscal_calendar_in(texts: Iterable[str]) -> FiscalCalendar:
    """The calendar that the document states for its fiscal years; UNKNOWN for none, or for two."""
    months = set()
    for text in texts:
        for pattern, after in ((YEAR_ENDS, 1), (YEAR_BEGINS, 0)):
            for match in pattern.finditer(text):
                name = fold_word(match["first"] or match["second"]).rstrip(".")
                if name in TOKENS:
                    months.add((MONTHS.index(TOKENS[name]) + after) % 12 + 1)
    return starting_in(months.pop()) if len(months) == 1 else UNKNOWN


def is_southern(texts: Iterable[str], place: str) -> bool:
    """Whether seasons are those of the southern half: by where the work is, then the dateline."""
    southern = northern = 0
    for text in texts:
        southern += len(SOUTHERN.findall(text))
        northern += len(NORTHERN.findall(text))
    if southern != northern:
        return southern > northern
    return bool(SOUTHERN.search(place))
