"""What is written on a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class YearBar(NamedTuple):
    """How many milestones are of a year. ``chosen``: whether the view is of that year."""

    year: int
    milestones: int
    chosen: bool = False


@dataclass(frozen=True)
class ShareCard:
    """The words of a page that stand for it elsewhere, from the top down."""

    above: str
    """When it was, or what kind of page it is."""
    title: str
    below: str
    """How it stands, or what there is."""
    foot: str
    """The name of the site."""
    fill: str = ""
    """The letter of a status mark's shape (``StatusMark``), "" for no mark."""
    sign: str = ""
    years: tuple[YearBar, ...] = ()
    """Consecutive years, for a small graphic."""

    @property
    def alt(self) -> str:
        """The picture in words (WCAG 2.2, 1.1.1)."""
        return " · ".join(filter(None, (self.above, self.title, self.below)))
