"""The figures in a text: numbers in digits or words, percentages, days and months. Pure."""

from __future__ import annotations

import re
from collections import Counter

NUMBER = re.compile(r"\d+(?:(?:[.,:/-]|[ \u00a0\u202f](?=\d{3}(?!\d)))\d+)*(?:[ \u00a0\u202f]?%)?")
GROUPED = re.compile(r"[ \u00a0\u202f]|,(?=\d{3}(?!\d))")
WORD = re.compile(r"[^\W\d_]+")

# Months are told from "may" and "march" by their capital in English and by the lack of one in French ("mars", "mai").
MONTHS = frozenset(
    [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ]
)
NUMBER_WORDS = frozenset(
    [
        *(
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        *("hundred", "thousand", "million", "millions", "billion", "billions"),
        *("half", "third", "quarter", "double", "triple", "percent"),
        *("deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "onze", "douze"),
        *("cent", "mille", "milliard", "milliards", "moitié", "tiers"),
    ]
)


def numbers_in(text: str) -> Counter[str]:
    """Every figure and how often it stands there: ``"6.67 % of it by May 2019"`` has "6.67%", "May" and "2019".

    How digits are grouped, and a space before a percent sign, make no difference. "One" and "un" are articles too often
    to count.
    """
    numbers = (GROUPED.sub("", found) for found in NUMBER.findall(text))
    words = (word for word in WORD.findall(text) if word in MONTHS or word.lower() in NUMBER_WORDS)
    return Counter([*numbers, *(word.casefold() for word in words)])
