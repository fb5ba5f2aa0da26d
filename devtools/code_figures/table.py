"""A figure with its goal, and the table of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_DETAILS = 60  # printed of one figure

# The most that a figure may be. A figure that is not named has no goal.
GOALS = {
    "modules loose in timeline/": 3,  # urls, apps, __init__
    "rooms": 24,
    "arrows between rooms": 75,
    "circles of rooms": 0,
    "arrows back up": 0,
    "comprehensions per 1,000 lines": 15,
    "comprehensions with two for": 0,
    "comprehensions inside another": 0,
    "conditional expressions per 1,000 lines": 10,
    "conditional expressions inside another": 0,
    "starred expressions per 1,000 lines": 4,
    "lines over 100 columns, %": 0,
    "functions over 50 lines": 0,
    "files over 400 lines": 0,
    "type: ignore": 15,
    "lines of Python, migrations aside": 20_000,
    "template lines over 140 columns": 0,
    "class names with two meanings": 0,
    "modules that a milestone's save runs through": 15,
}


@dataclass
class CodeFigure:
    """One line of the table. ``details``: what was counted, where a list of it helps."""

    name: str
    value: float
    note: str = ""
    details: Sequence[str] = field(default_factory=list)

    @property
    def goal(self) -> float | None:
        return GOALS.get(self.name)

    @property
    def is_met(self) -> bool:
        return self.goal is None or self.value <= self.goal

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"goal": self.goal, "is_met": self.is_met}


def table(figures: Sequence[CodeFigure]) -> str:
    """A line for each figure; an exclamation mark where the goal is not met."""
    lines = [f"  {'figure':<46}{'value':>9}{'goal':>9}  note"]
    for figure in figures:
        mark = " " if figure.is_met else "!"
        goal = "" if figure.goal is None else f"<= {figure.goal:g}"
        line = f"{mark} {figure.name:<46}{figure.value:>9g}{goal:>9}  {figure.note}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def details(figures: Sequence[CodeFigure]) -> str:
    """What the figures were counted from, at most 60 lines of each."""
    lines = []
    for figure in figures:
        if not figure.details:
            continue
        lines += ["", f"{figure.name}:"]
        for text in figure.details[:MOST_DETAILS]:
            lines.append(f"  {text}")
        more = len(figure.details) - MOST_DETAILS
        if more > 0:
            lines.append(f"  and {more} more")
    return "\n".join(lines)
