"""What a printed figure says: a number and its unit.

A currency sign alone names no currency: the "$" of a release may be Canadian or American. The unit
is left empty then, and a person says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MOST = Decimal(10) ** 14  # what the column has room for
CURRENCIES = {
    "US$": "USD",
    "USD$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "CDN$": "CAD",
    "A$": "AUD",
    "€": "EUR",
    "£": "GBP",
}
UNITS = {
    "per cent": "%",
    "percent": "%",
    "pour cent": "%",
    "metre": "m",
    "metres": "m",
    "meter": "m",
    "meters": "m",
    "mètre": "m",
    "mètres": "m",
    "hectare": "ha",
    "hectares": "ha",
    "tonne": "t",
    "tonnes": "t",
    "ounce": "oz",
    "ounces": "oz",
    "once": "oz",
    "onces": "oz",
    "pound": "lb",
    "pounds": "lb",
    "livre": "lb",
    "livres": "lb",
    "lbs": "lb",
    "km2": "km²",
    "dollars": "",
}
POWERS = {"million": 6, "millions": 6, "billion": 9, "billions": 9, "milliard": 9, "milliards": 9}
SHORT_POWERS = {"k": 3, "m": 6, "b": 9}  # beside a currency only: "3 m" is a length
NUMBER = re.compile(r"[0-9](?:[0-9., ]*[0-9])?")
CURRENCY = re.compile(r"(?:USD|US|CAD|CDN|CA|C|A)? ?[$€£]")
JOINING = re.compile(r"^d(?:e |[’'])", re.IGNORECASE)  # "millions de tonnes"


@dataclass(frozen=True)
class FigureValue:
    """``unit`` is "" where the words do not tell it."""

    value: Decimal
    unit: str


def figure_value(words: str, language: str) -> FigureValue | None:
    """The value of a printed figure; None where it cannot be told, or is too large to be kept.

    ``language`` is the document's, "en" or "fr": it tells what a comma parts.
    """
    printed = " ".join(words.split())
    digits = NUMBER.search(printed)
    number = _number(digits[0], language) if digits else None
    if digits is None or number is None:
        return None
    currency = CURRENCY.search(printed)
    following = CURRENCY.sub("", printed[digits.end() :]).strip()
    power, unit = _power_and_unit(following, is_money=currency is not None)
    value = number.scaleb(power)
    if value >= MOST:
        return None
    if currency:
        unit = CURRENCIES.get(currency[0].replace(" ", ""), "")
    return FigureValue(value, UNITS.get(unit.casefold(), unit))


def _power_and_unit(following: str, *, is_money: bool) -> tuple[int, str]:
    """What the words after a number make of it: "million tonnes" is 6 zeros, and tonnes."""
    first, _space, rest = following.partition(" ")
    powers = POWERS | SHORT_POWERS if is_money else POWERS
    power = powers.get(first.casefold())
    if power is None:
        return 0, following
    return power, JOINING.sub("", rest)


def _number(digits: str, language: str) -> Decimal | None:
    """The number; None where its marks may mean two things.

    English parts thousands by commas. French parts them by spaces, and its comma is the decimal
    mark.
    """
    thousands, point = (" ", ",") if language == "fr" else ("[, ]", r"\.")
    if not re.fullmatch(rf"[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+(?:{point}[0-9]{{1,6}})?", digits):
        thousands = ""
        if not re.fullmatch(rf"[0-9]+(?:{point}[0-9]{{1,6}})?", digits):
            return None
    if thousands:
        digits = re.sub(thousands, "", digits)
    return Decimal(digits.replace(",", "."))
