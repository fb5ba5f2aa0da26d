"""Texts that no format may be broken by."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

HOSTILE = (
    "]]> & <b>bold</b> <!--",
    "\x00\x01\x08\x0b\x0c\x1f\x7f\ufffe\uffff before and after",
    "first\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:a second",
    "BEGIN:VEVENT",
    '"quoted"; with, commas \\n and \\, backslashes \\',
    "\U0001f9ea emoji \U0001f468\u200d\U0001f52c, e\u0301, \u2028 and \u2029",
    "=1+1",
    "</script><script>alert(1)</script>",
    "é" * 200,
)
TITLES = pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
ANY_TEXT = st.text(
    st.characters(), min_size=1, max_size=160
)  # lone surrogates and control characters included


def shown(title: str) -> str:
    """What is left of a title in a format: no character that it could not hold, on one line,
    no-break spaces kept."""
    illegible = set(
        map(
            chr,
            [
                *range(9),
                11,
                12,
                *range(14, 32),
                127,
                0xFEFF,
                0xFFFE,
                0xFFFF,
                *range(0xD800, 0xE000),
            ],
        )
    )
    legible = (one for one in title if one not in illegible)
    spaced = "".join(" " if one.isspace() and one not in "\u00a0\u202f" else one for one in legible)
    return " ".join(filter(None, spaced.split(" "))).strip()
