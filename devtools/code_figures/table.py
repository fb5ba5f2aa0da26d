"""The table of figures: each with its goal, its value and what it was counted from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from devtools.code_figures.rooms import (
    arrows,
    arrows_back_up,
    circles,
    loose_modules,
    rooms,
    without_a_place,
)
from devtools.code_figures.save_trace import SaveTrace
from devtools.code_figures.sources import (
    SITE,
    SourceFile,
    python_files,
    template_files,
    without_migrations,
)
from devtools.code_figures.style import (
    expressions,
    ignored_types,
    long_files,
    long_functions,
    long_lines,
    long_template_lines,
    names_with_two_meanings,
)

MOST_DETAILS = 60  # printed of one figure


@dataclass
class CodeFigure:
    """One line of the table. ``goal`` is the most that the value may be, None for no goal."""

    name: str
    value: float
    goal: float | None = None
    note: str = ""
    details: list[str] = field(default_factory=list)

    @property
    def is_met(self) -> bool:
        return self.goal is None or self.value <= self.goal

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"is_met": self.is_met}


def static_figures(root: Path) -> list[CodeFigure]:
    """All that can be read from the files of a checkout."""
    everything = python_files(root)
    measured = without_migrations(everything)
    figures = room_figures(everything)
    figures += density_figures(measured)
    figures += length_figures(everything, measured)
    figures += template_figures(template_files(root))
    figures += name_figures(measured)
    return figures


def room_figures(files: list[SourceFile]) -> list[CodeFigure]:
    loose = loose_modules(files)
    found = arrows(files)
    up = arrows_back_up(found)
    placeless = without_a_place(files)
    round_trips = [", ".join(group) for group in circles(found)]
    for_types = sum(1 for arrow in found if arrow.only_types)
    names = sorted(set(rooms(files).values()))
    return [
        CodeFigure(f"modules loose in {SITE}/", len(loose), 3, "urls, apps, __init__", loose),
        CodeFigure("rooms", len(names), 24, "about", names),
        CodeFigure("arrows between rooms", len(found), 75, f"about; {for_types} for types only"),
        CodeFigure("circles of rooms", len(round_trips), 0, "", round_trips),
        CodeFigure(
            "arrows back up", len(up), 0, f"{len(placeless)} rooms have no layer", _texts(up)
        ),
    ]


def density_figures(files: list[SourceFile]) -> list[CodeFigure]:
    seen = expressions(files)
    per = seen.per_thousand
    return [
        CodeFigure(
            "comprehensions per 1,000 lines",
            per(seen.comprehensions),
            15,
            f"{seen.comprehensions} in all",
        ),
        CodeFigure("comprehensions with two for", seen.comprehensions_with_two_for, 0),
        CodeFigure("comprehensions inside another", seen.comprehensions_in_another, 0),
        CodeFigure(
            "conditional expressions per 1,000",
            per(seen.conditionals),
            10,
            f"{seen.conditionals} in all",
        ),
        CodeFigure("conditional expressions inside another", seen.conditionals_in_another, 0),
        CodeFigure("starred expressions per 1,000", per(seen.starred), 4, f"{seen.starred} in all"),
        CodeFigure(
            "double-starred per 1,000",
            per(seen.double_starred),
            None,
            f"{seen.double_starred} in all",
        ),
    ]


def length_figures(everything: list[SourceFile], measured: list[SourceFile]) -> list[CodeFigure]:
    wide = long_lines(measured)
    written = expressions(measured).lines
    share = round(100 * len(wide) / written, 1) if written else 0.0
    functions = long_functions(measured)
    files = long_files(measured)
    ignored = ignored_types(everything)
    in_admin = [place for place in ignored if place.startswith(f"{SITE}/admin/")]
    total = sum(len(file.lines) for file in measured)
    in_devtools = sum(len(file.lines) for file in measured if file.path.startswith("devtools/"))
    return [
        CodeFigure("lines over 100 columns, %", share, 0, f"{len(wide)} in all", _most(wide)),
        CodeFigure("functions over 50 lines", len(functions), 0, "", functions),
        CodeFigure("files over 400 lines", len(files), 0, "", files),
        CodeFigure(
            "type: ignore", len(ignored), 15, f"{len(in_admin)} in the admin", _most(ignored)
        ),
        CodeFigure(
            "lines of Python, migrations aside", total, 20_000, f"{in_devtools} in devtools/"
        ),
    ]


def template_figures(templates: dict[str, list[str]]) -> list[CodeFigure]:
    wide = long_template_lines(templates)
    total = sum(len(lines) for lines in templates.values())
    share = round(100 * len(wide) / total, 1) if total else 0.0
    wide_files = {place.partition(":")[0] for _length, place in wide}
    longest = wide[0][0] if wide else 0
    note = f"{share} %, in {len(wide_files)} of {len(templates)} files; the longest has {longest}"
    places = [f"{place} ({length})" for length, place in wide]
    return [CodeFigure("template lines over 140 columns", len(wide), 0, note, _most(places))]


def name_figures(files: list[SourceFile]) -> list[CodeFigure]:
    shared = names_with_two_meanings(files)
    details = [f"{name}: {', '.join(modules)}" for name, modules in shared.items()]
    return [CodeFigure("class names with two meanings", len(shared), 0, "", details)]


def save_figures(trace: SaveTrace) -> list[CodeFigure]:
    classes = len(trace.admin_classes)
    homes = len(trace.admin_modules)
    note = f"in {homes} modules"
    return [
        CodeFigure(
            "modules that a milestone's save runs through",
            len(trace.modules),
            15,
            "",
            trace.modules,
        ),
        CodeFigure("moves between them", trace.moves),
        CodeFigure(
            "classes of ours in the milestone's admin", classes, None, note, trace.admin_classes
        ),
    ]


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
    """What the figures were counted from, where there is a list of it."""
    lines = []
    for figure in figures:
        if figure.details:
            lines += ["", f"{figure.name}:"]
            lines += [f"  {text}" for text in figure.details]
    return "\n".join(lines)


def _texts(found: Sequence[Any]) -> list[str]:
    return [str(one) for one in found]


def _most(places: list[str]) -> list[str]:
    """The first of them, and how many more there are."""
    more = len(places) - MOST_DETAILS
    if more <= 0:
        return places
    return places[:MOST_DETAILS] + [f"and {more} more"]  # noqa: RUF005 - plainer than a star
