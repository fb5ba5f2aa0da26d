"""All figures of a checkout. The modules that they come from say what each one counts."""

from __future__ import annotations

from pathlib import Path

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
    line_count,
    python_files,
    template_files,
    those_below,
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
from devtools.code_figures.table import CodeFigure


def static_figures(root: Path) -> list[CodeFigure]:
    """All that can be read from the files of a checkout."""
    everything = python_files(root)
    measured = without_migrations(everything)
    figures = room_figures(everything)
    figures += density_figures(measured)
    figures += length_figures(measured)
    figures += template_figures(template_files(root))
    figures += name_figures(measured)
    return figures


def room_figures(files: list[SourceFile]) -> list[CodeFigure]:
    loose = loose_modules(files)
    names = sorted(set(rooms(files).values()))
    found = arrows(files)
    for_types = [arrow for arrow in found if arrow.only_types]
    round_trips = list(map(", ".join, circles(found)))
    up = list(map(str, arrows_back_up(found)))
    placeless = len(without_a_place(files))
    return [
        CodeFigure(f"modules loose in {SITE}/", len(loose), details=loose),
        CodeFigure("rooms", len(names), details=names),
        CodeFigure("arrows between rooms", len(found), f"{len(for_types)} for types only"),
        CodeFigure("circles of rooms", len(round_trips), details=round_trips),
        CodeFigure("arrows back up", len(up), f"{placeless} rooms have no layer", up),
    ]


def density_figures(files: list[SourceFile]) -> list[CodeFigure]:
    seen = expressions(files)
    with_two_for = seen.comprehensions_with_two_for
    return [
        density("comprehensions", seen.comprehensions, seen.lines),
        CodeFigure("comprehensions with two for", with_two_for),
        CodeFigure("comprehensions inside another", seen.comprehensions_in_another),
        density("conditional expressions", seen.conditionals, seen.lines),
        CodeFigure("conditional expressions inside another", seen.conditionals_in_another),
        density("starred expressions", seen.starred, seen.lines),
        density("double-starred expressions", seen.double_starred, seen.lines),
    ]


def density(name: str, count: int, lines: int) -> CodeFigure:
    return CodeFigure(f"{name} per 1,000 lines", share(count, lines, of=1000), f"{count} in all")


def length_figures(files: list[SourceFile]) -> list[CodeFigure]:
    wide = long_lines(files)
    wide_share = share(len(wide), expressions(files).lines)
    functions = long_functions(files)
    huge = long_files(files)
    ignored = ignored_types(files)
    in_admin = [place for place in ignored if place.startswith(f"{SITE}/admin/")]
    in_devtools = line_count(those_below("devtools/", files))
    return [
        CodeFigure("lines over 100 columns, %", wide_share, f"{len(wide)} in all", wide),
        CodeFigure("functions over 50 lines", len(functions), details=functions),
        CodeFigure("files over 400 lines", len(huge), details=huge),
        CodeFigure("type: ignore", len(ignored), f"{len(in_admin)} in the admin", ignored),
        CodeFigure(
            "lines of Python, migrations aside", line_count(files), f"{in_devtools} in devtools/"
        ),
    ]


def template_figures(templates: dict[str, list[str]]) -> list[CodeFigure]:
    wide = long_template_lines(templates)
    total = sum(map(len, templates.values()))
    places = []
    wide_files = set()
    longest = 0
    for length, place in wide:
        places.append(f"{place} ({length})")
        wide_files.add(place.partition(":")[0])
        longest = max(longest, length)
    in_files = f"in {len(wide_files)} of {len(templates)} files"
    note = f"{share(len(wide), total)} %, {in_files}; the longest has {longest}"
    return [CodeFigure("template lines over 140 columns", len(wide), note, places)]


def name_figures(files: list[SourceFile]) -> list[CodeFigure]:
    shared = names_with_two_meanings(files)
    details = [f"{name}: {', '.join(modules)}" for name, modules in shared.items()]
    return [CodeFigure("class names with two meanings", len(shared), details=details)]


def save_figures(trace: SaveTrace) -> list[CodeFigure]:
    modules = trace.modules
    classes = trace.admin_classes
    note = f"in {len(trace.admin_modules)} modules"
    return [
        CodeFigure("modules that a milestone's save runs through", len(modules), details=modules),
        CodeFigure("moves between them", trace.moves),
        CodeFigure("classes of ours in the milestone's admin", len(classes), note, classes),
    ]


def share(count: int, total: int, of: int = 100) -> float:
    """How many of a hundred, or of another number. 0 of nothing."""
    if not total:
        return 0.0
    return round(of * count / total, 1)
