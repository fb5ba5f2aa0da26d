"""Which mark and words say what a milestone is. Shape and sign, never colour alone (WCAG 2.2, 1.4.1)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.dates.wording import write_day
from timeline.i18n.bilingual import active_language
from timeline.models import Milestone, Outlook, Settlement, Standing

# One letter a mark, as the sprite and the stylesheet name them. An outlook replaces the standing once it holds.
CODES: dict[str, str] = {
    Standing.HAPPENED: "h",
    Standing.UNDER_WAY: "u",
    Standing.PLANNED: "p",
    Standing.CONDITIONAL: "c",
    Outlook.WINDOW_OPEN: "o",
    Outlook.WINDOW_PASSED: "x",
    Settlement.ACHIEVED: "a",
    Settlement.CHANGED: "g",
    Settlement.WITHDRAWN: "w",
}
FILL = {"h": "h", "u": "u", "p": "p", "c": "c"}  # the signs o x a g w stand on an outline, fill p


@dataclass(frozen=True)
class StatusMark:
    """``code`` is one of h u p c o x a g w; ``fill`` of h u p c; ``sign`` the rest, or ""."""

    code: str
    words: str

    @property
    def fill(self) -> str:
        return FILL.get(self.code, "p")

    @property
    def sign(self) -> str:
        return "" if self.code in FILL else self.code


def status_mark(milestone: Milestone) -> StatusMark:
    """The mark of a milestone that carries its ``outlook``."""
    code = CODES.get(milestone.outlook) or CODES[milestone.standing]
    if code == "u" and milestone.announced_on:  # never "under way" without the day it was said
        return StatusMark(
            code, _("Under way on %s") % write_day(milestone.announced_on, active_language())
        )
    return StatusMark(code, words_of(code))


def status_words() -> dict[str, str]:
    """What each kind, standing, outlook and settlement is called in the active language."""
    labels = [*Milestone.Kind.choices, *Standing.choices, *Outlook.choices]
    return {value: str(label) for value, label in labels} | {
        value: words_of(code) for value, code in CODES.items()
    }


def words_of(code: str) -> str:
    """What a mark means, in a few words."""
    return {
        "h": _("Happened"),
        "u": _("Under way"),
        "p": _("Planned"),
        "c": _("Conditional"),
        "o": _("Window open"),
        "x": _("Window passed, no outcome recorded here"),
        "a": _("Achieved"),
        "g": _("Changed"),
        "w": _("Withdrawn"),
    }[code]
