"""What the links of a chart are called. A card shows the same, line by line."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import pgettext

from timeline.chart.builder import Chart, ChartMilestone, SameDate, milestones_counted
from timeline.chart.layout.grid import GridCell


def milestone_title(shown: ChartMilestone) -> str:
    """Title, date, status, source and outcome."""
    lines = [f"{shown.milestone.title}.", f"{shown.when}.", f"{shown.marking.words}."]
    if shown.outcome:
        lines[-1] = f"{shown.marking.words}{_colon()}{shown.outcome.title}."
    if shown.source:
        lines.append(f"{shown.source.name}.")
    return "\n".join(lines)


def _colon() -> str:
    return pgettext("between a word and what explains it", ": ")


def many_title(same: SameDate) -> str:
    """How many, their date, and how many have each status."""
    lines = [f"{milestones_counted(len(same.milestones))}.", f"{same.when}."]
    statuses = Counter(shown.marking.words for shown in same.milestones)
    for words, number in statuses.items():
        lines.append(f"{words}{_colon()}{number}.")
    return "\n".join(lines)


def cell_title(cell: GridCell, chart: Chart) -> str:
    """ "Crater Lake, 2018, 3 milestones"."""
    years = str(cell.first_year)
    if cell.last_year != cell.first_year:
        years = f"{cell.first_year}–{cell.last_year}"
    counted = milestones_counted(cell.count)
    lane = chart.lane_names.get(cell.lane)
    if not lane:
        return f"{years}, {counted}"
    return f"{lane}, {years}, {counted}"
