"""What a narrow drawing is made of: time runs down, newest first, and every position is in px.

It is laid out for the narrowest phone, with 288 px of drawing. Wider ones have room to spare.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.chart.layout.marks import Mark, Shape
from timeline.chart.layout.text_fitting import TextLabel

WIDTH = 288.0  # px, the narrowest drawing
TOP = 34.0  # px above the axis, for today


@dataclass(frozen=True, slots=True)
class NarrowHit:
    """What can be pointed at."""

    x_px: float
    y_px: float
    width_px: float
    height_px: float


@dataclass(frozen=True, slots=True)
class Leader:
    """A line from a mark, level to ``turn_px``, then over to its label."""

    x1_px: float
    y1_px: float
    turn_px: float
    x2_px: float
    y2_px: float


@dataclass(frozen=True, slots=True)
class NarrowMark:
    """From ``top_px`` (its end) to ``bottom_px`` (its start), 10 px wide around ``x_px``."""

    key: str
    mark: Mark
    shape: Shape
    soft: str
    x_px: float
    top_px: float
    bottom_px: float
    lead_px: float | None = None  # y where the dotted line from its release starts, below it
    label: TextLabel | None = None
    hit: NarrowHit | None = None
    leader: Leader | None = None

    @property
    def middle_px(self) -> float:
        return (self.top_px + self.bottom_px) / 2

    @property
    def height_px(self) -> float:
        return self.bottom_px - self.top_px


@dataclass(frozen=True, slots=True)
class NarrowRelease:
    key: str
    y_px: float
    label: TextLabel | None = None
    hit: NarrowHit | None = None
    leader: Leader | None = None


@dataclass(frozen=True, slots=True)
class NarrowToday:
    """The dashed line of the day.

    Where something lies ahead, its label takes its turn among the others, with a ``leader``.
    """

    y_px: float
    label: TextLabel
    leader: Leader | None = None


@dataclass(frozen=True, slots=True)
class NarrowTick:
    year: int
    y_px: float
    label: TextLabel
    hit: NarrowHit


@dataclass(frozen=True, slots=True)
class NarrowFold:
    y_px: float
    height_px: float
    months: int
    label: TextLabel


@dataclass(frozen=True, slots=True)
class NarrowLane:
    """The name of a lane below the axis, and the line that leads to it.

    The line goes from ``top_px``, the foot of the lane's columns, down to ``bottom_px`` and over to
    ``text_px``.
    """

    key: str
    x_px: float
    top_px: float
    bottom_px: float
    text_px: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class Narrow:
    height_px: float
    edge_px: float  # right edge of the axis
    text_px: float  # left edge of the labels
    today: NarrowToday
    ticks: tuple[NarrowTick, ...]
    folds: tuple[NarrowFold, ...]
    releases: tuple[NarrowRelease, ...]
    lanes: tuple[NarrowLane, ...]
    marks: tuple[NarrowMark, ...]
    beside: bool  # marks stand beside their labels, not at their days

    @property
    def leads(self) -> bool:
        """Whether any plan is tied to its release."""
        return any(mark.lead_px is not None for mark in self.marks)
