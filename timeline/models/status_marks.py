"""Which mark and which words say how a milestone stands.

A mark is a shape and a sign. Colour alone never tells two marks apart (WCAG 2.2, 1.4.1).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.dates.wording import write_day
from timeline.i18n.bilingual import active_language
from timeline.models import Milestone, MilestoneKind, Outlook, Settlement, Standing

# One letter per mark. The sprite and the stylesheet use the same letters.
# A plan is shown by its outlook where that has a mark, else by its standing.
CODES: dict[str, str] = {
    Standing.HAPPENED: "h",
    Standing.UNDER_WAY: "u",
    Standing.PLANNED: "p",
    Standing.CONDITIONAL: "c",
    Outlook.WINDOW_OPEN: "o",
    Outlook.WINDOW_PASSED: "x",
    Settlement.ACHIEVED: "a",
    Settlement.PARTLY_ACHIEVED: "r",
    Settlement.CHANGED: "g",
    Settlement.WITHDRAWN: "w",
    Settlement.ENDED: "e",
    Settlement.SUSPENDED: "s",
}
WORDS: dict[str, Promise | str] = {
    "h": gettext_lazy("Happened"),
    "u": gettext_lazy("Under way"),
    "p": gettext_lazy("Planned"),
    "c": gettext_lazy("Conditional"),
    "o": gettext_lazy("Due now"),
    "x": gettext_lazy("Date passed, no outcome recorded here"),
    "a": gettext_lazy("Achieved"),
    "r": gettext_lazy("Partly achieved"),
    "g": gettext_lazy("Changed"),
    "w": gettext_lazy("Dropped"),
    "e": gettext_lazy("Ended"),
    "s": gettext_lazy("Suspended"),
}
FILLS = {"h", "u", "p", "c"}  # the other codes are signs, which stand on the outline "p"


@dataclass(frozen=True)
class StatusMark:
    """``code`` is one letter of ``CODES``. It is drawn as a ``fill`` and, on some, a ``sign``."""

    code: str
    words: str

    @property
    def fill(self) -> str:
        return self.code if self.code in FILLS else "p"

    @property
    def sign(self) -> str:
        return "" if self.code in FILLS else self.code


def status_mark(milestone: Milestone) -> StatusMark:
    """The mark of a milestone that carries its ``outlook``."""
    code = CODES.get(milestone.outlook) or CODES[milestone.standing]
    if code == "u" and milestone.announced_on:
        # Nobody knows whether it still is: the words name the day on which it was said.
        announced = write_day(milestone.announced_on, active_language())
        return StatusMark(code, _("Under way on %s") % announced)
    return StatusMark(code, words_of(code))


def status_words() -> dict[str, str]:
    """Each kind, standing, outlook and settlement -> its name in the active language."""
    words = {}
    for choices in (MilestoneKind.choices, Standing.choices, Outlook.choices):
        for value, label in choices:
            words[value] = str(label)
    for value, code in CODES.items():
        words[value] = words_of(code)
    return words


def words_of(code: str) -> str:
    """What the mark of that code means, in a few words."""
    return str(WORDS[code])
