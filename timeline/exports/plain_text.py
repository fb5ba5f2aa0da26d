"""Texts, moments and identifiers as formats can hold them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

MINUTE = timedelta(minutes=1)
TAG_YEAR = "2026"  # the year that our tag URIs began in; it is part of each and never changes
# What XML 1.0 (§2.2) and the TEXT of RFC 5545 (§3.3.11) cannot hold, however it is written, and the
# byte order mark, which readers take off a text that begins with it.
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
# No-break spaces stay: French has them before a colon and a percent sign.
BLANKS = re.compile(r"[^\S\u00a0\u202f]+")


def without_control_characters(text: str) -> str:
    """The text without the characters that no format can hold, its lines ended by ``\\n``."""
    return CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text of a name or a title: a line break in it becomes a space."""
    return BLANKS.sub(" ", without_control_characters(text)).strip()


def rfc3339(moment: datetime) -> str:
    """The moment to the second (RFC 3339).

    RFC 3339 has no offsets with seconds, as local times before 1883 had. Those are written in UTC.
    """
    offset = moment.utcoffset() or timedelta()
    if offset % MINUTE:
        moment = moment.astimezone(UTC)
    return moment.replace(microsecond=0).isoformat()


def host_of(address: str) -> str:
    return urlsplit(address).hostname or "localhost"


def tag_uri(address: str) -> str:
    """An identifier that stays when the scheme or port of the address changes (RFC 4151)."""
    path = urlsplit(address)._replace(scheme="", netloc="").geturl()
    return f"tag:{host_of(address)},{TAG_YEAR}:{path}"
