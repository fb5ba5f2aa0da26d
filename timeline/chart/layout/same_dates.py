"""Many marks of one date are one mark with their number, in the place of a pile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from timeline.chart.layout.marks import Lane, Mark, marks_of

MANY = 4  # marks: fewer of one date stand each for itself


def join_same_dates(lanes: Sequence[Lane], name: Callable[[int], str]) -> list[Lane]:
    """The lanes with one mark for all that have the same date, where these are ``MANY``.

    ``name`` names it by how many it stands for. A line to an outcome leads to the mark that
    holds it.
    """
    joined = [replace(lane, marks=_joined(lane.marks, name)) for lane in lanes]
    holders = {}
    for mark in marks_of(joined):
        for key in mark.members:
            holders[key] = mark.key
    return [replace(lane, marks=_led_to(holders, lane.marks)) for lane in joined]


def _joined(marks: Sequence[Mark], name: Callable[[int], str]) -> tuple[Mark, ...]:
    by_date = defaultdict(list)
    for mark in marks:
        by_date[mark.earliest, mark.latest, mark.soft].append(mark)
    shown = []
    for mark in marks:
        same = by_date[mark.earliest, mark.latest, mark.soft]
        if len(same) < MANY:
            shown.append(mark)
        elif mark is same[0]:
            shown.append(_one_mark(same, name))
    return tuple(shown)


def _one_mark(same: Sequence[Mark], name: Callable[[int], str]) -> Mark:
    """It is led to if all were stated at once."""
    first = same[0]
    at_once = len({mark.stated for mark in same}) == 1
    return replace(
        first,
        key=f"with-{first.key}",
        plan=at_once and all(mark.plan for mark in same),
        tied=at_once and any(mark.tied for mark in same),
        label=name(len(same)),
        outcome="",
        rank=min(mark.rank for mark in same),
        members=tuple(mark.key for mark in same),
    )


def _led_to(holders: dict[str, str], marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(replace(mark, outcome=holders.get(mark.outcome, mark.outcome)) for mark in marks)
