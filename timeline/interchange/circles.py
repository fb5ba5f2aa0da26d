"""Circles among milestones that settle one another, found in a folder before it is imported."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.interchange.columns import Key


def circles(settled: Mapping[Key, list[Key]]) -> list[list[Key]]:
    """The circles among milestones and the plans that each settles, each circle once."""
    done: set[Key] = set()
    found = []
    for start in settled:
        way: list[Key] = []
        to_go = [(start, 0)]  # a milestone, and how many lie on the way to it
        while to_go:
            key, depth = to_go.pop()
            done.update(way[depth:])
            del way[depth:]
            if key in way:
                found.append(way[way.index(key) :])
            elif key not in done:
                way.append(key)
                to_go.extend((plan, depth + 1) for plan in settled.get(key, ()))
        done.update(way)
    return found
