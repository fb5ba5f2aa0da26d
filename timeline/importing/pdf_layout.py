"""Pages as they are laid out, joined to one text: without what heads and feet of pages repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from timeline.importing.paragraphs import COLUMNS, PAGE_LINE, SENTENCE_END

MARGIN_LINES = 3  # lines at the top and at the bottom of a page that may be a head or a foot
FIGURES = re.compile("[0-9]+")
PAGE_END = re.compile(
    r"\s*page\s+[0-9]{1,3}\s*(?:(?:of|de|sur|/)\s*[0-9]{1,3})?\s*$", re.IGNORECASE
)


def text_of(pages: Sequence[str]) -> str:
    """One text, in which a paragraph that a page break cut in two is whole."""
    split = [_single_spaced(page.split("\n")) for page in pages]
    repeated = _repeated(split)
    text = ""
    for lines in split:
        body = "\n".join(_after_tables(_without_margins(lines, repeated))).strip("\n")
        if not body.strip():
            continue
        if not text:
            text = body
        elif _goes_on(text, body):
            text += "\n" + body
        else:
            text += "\n\n" + body
    return text


def _after_tables(lines: Sequence[str]) -> list[str]:
    """The lines, with a blank one between a table and the prose that follows without one."""
    found: list[str] = []
    for line in lines:
        if found and COLUMNS.search(found[-1]) and line.strip() and not COLUMNS.search(line):
            found.append("")
        found.append(line)
    return found


def _goes_on(text: str, body: str) -> bool:
    last = text.rsplit("\n", 1)[-1]
    return not SENTENCE_END.search(last) and body.lstrip()[:1].islower()


def _single_spaced(lines: list[str]) -> list[str]:
    """Lines of a page that is set with double spacing, with one blank line less between them."""
    gaps = []
    blank = 0
    for line in lines:
        if line.strip():
            gaps.append(blank)
            blank = 0
        else:
            blank += 1
    inner = gaps[1:]
    if len(inner) < 6 or sum(gap > 0 for gap in inner) < 0.7 * len(inner) or max(inner) < 2:
        return lines
    least = min(gap for gap in inner if gap)
    found: list[str] = []
    blank = 0
    for line in lines:
        if line.strip():
            found.extend([""] * max(0, blank - least))
            found.append(line)
            blank = 0
        else:
            blank += 1
    return found


def _key(line: str) -> str:
    """The line without its figures: "Page 1" and "Page 2" are the same foot."""
    return FIGURES.sub("#", " ".join(line.split()))


def _margins(lines: Sequence[str]) -> set[int]:
    """The first and last lines of a page that are not blank, by their places."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return {*filled[:MARGIN_LINES], *filled[-MARGIN_LINES:]}


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The heads and feet: what stands in the margins of at least half of several pages."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_key(lines[place]) for place in _margins(lines)})
    least = max(2, (len(pages) + 1) // 2)
    return frozenset(key for key, count in counts.items() if count >= least)


def _without_margins(lines: Sequence[str], repeated: frozenset[str]) -> list[str]:
    margins = _margins(lines)
    found = []
    for place, line in enumerate(lines):
        foot = _key(line) in repeated or PAGE_LINE.fullmatch(line)
        if not (foot and place in margins):
            found.append(line)
    return found
