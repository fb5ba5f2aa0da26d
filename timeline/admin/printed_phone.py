"""Telephones are typed as they are printed, and kept as they are dialled from anywhere."""

from __future__ import annotations

import re

EXTENSION = re.compile(r"[\s,;]*(?:ext\.?|extension|poste|x)\s*\.?\s*(\d{1,6})\s*\Z", re.IGNORECASE)
AS_PRINTED = re.compile(r"\+?[\d\s().\-\u2010-\u2013/]+\Z")
OF_NORTH_AMERICA = 10  # digits, after the country's 1


def read_phone(printed: str) -> tuple[str, str]:
    """A printed telephone as "+1 514 555-0100", and its extension, "" where none is printed.

    Ten digits are a number of North America. What is no telephone comes back as it is.
    """
    extension = ""
    found = EXTENSION.search(printed)
    if found:
        extension, printed = found[1], printed[: found.start()]
    if not AS_PRINTED.match(printed.strip()):
        return printed, extension
    digits = "".join(re.findall(r"\d", printed))
    if printed.strip().startswith("+") and not digits.startswith("1"):
        return _tidied(printed), extension
    if digits.startswith("00"):
        return _tidied("+" + printed.strip()[2:]), extension
    if len(digits) == OF_NORTH_AMERICA + 1 and digits.startswith("1"):
        digits = digits[1:]
    if len(digits) == OF_NORTH_AMERICA:
        return f"+1 {digits[:3]} {digits[3:6]}-{digits[6:]}", extension
    return _tidied(printed), extension


def _tidied(printed: str) -> str:
    """With spaces and hyphens alone between its digits; a (0) is not dialled from abroad."""
    spaced = re.sub(r"[().\u2010-\u2013/]", " ", printed.replace("(0)", " "))
    return " ".join(spaced.split())
