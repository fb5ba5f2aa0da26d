"""The figures in a text: numbers in digits or words, percentages, days and months. Pure."""

from __future__ import annotations

import re
from collections import Counter

NUMBER = re.compile(r"\d+(?:(?:[.,:/-]|[ \u00a0\u202f](?=\d{3}(?!\d)))\d+)*(?:[ \u00a0\u202f]?%)?")
GROUPED = re.compile(r"[ \u00a0\u202f]|,(?=\d{3}(?!\d))")
WORD = re.compile(r"[^\W\d_]+")

# English months have a capital, which tells "May" from "may". French months have none.
MONTH_NAMES = """
    January February March April May June July August September October November December
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
"""
# "One" and "un" are articles too often to count.
NUMBER_NAMES = """
    two three four five six seven eight nine ten eleven twelve
    hundred thousand million millions billion billions half third quarter double triple percent
    deux trois quatre cinq sept huit neuf dix onze douze
    cent mille milliard milliards moitié tiers
"""
MONTHS = frozenset(MONTH_NAMES.split())
NUMBER_WORDS = frozenset(NUMBER_NAMES.split())


def numbers_in(text: str) -> Counter[str]:
    """Every figure of a text and how often it stands there.

    ``"6.67 % of it by May 2019"`` has "6.67%", "may" and "2019". How digits are grouped, and a
    space before a percent sign, make no difference.
    """
    counts: Counter[str] = Counter()
    for number in NUMBER.findall(text):
        counts[GROUPED.sub("", number)] += 1
    for word in WORD.findall(text):
        if word in MONTHS or word.lower() in NUMBER_WORDS:
            counts[word.casefold()] += 1
    return counts
