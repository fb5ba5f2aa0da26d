"""Rooms of the site and the arrows between them.

A room is a package below ``timeline/``, at any depth, or a module that lies loose in ``timeline/``
itself. An arrow leads from one room to another if a module of the first imports the second, at its
top, in a function or for types alone. Rooms that reach each other by arrows form a circle.

An arrow leads back up if it leads from a lower layer of ``LAYERS`` to a higher one. A room that the
layers do not name has no place, and its arrows are not judged.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from devtools.code_figures.sources import SITE, SourceFile

# From the top down. Rooms of one layer may use each other. A room inside a named room has the
# place of that room.
LAYERS = (
    ("urls", "apps", "management"),
    ("static_copy",),
    ("admin", "signin", "views", "templatetags"),
    ("pages", "exports", "chart", "interchange", "importing"),
    ("http", "queries", "publishing"),
    ("models", "migrations", "operations"),
    ("i18n", "dates", "pictures"),
)


@dataclass(frozen=True, order=True)
class Arrow:
    """One room imports another. ``only_types``: nothing but annotations needs the import."""

    start: str
    end: str
    only_types: bool = False

    def __str__(self) -> str:
        mark = " (types only)" if self.only_types else ""
        return f"{self.start} -> {self.end}{mark}"


def loose_modules(files: list[SourceFile]) -> list[str]:
    """The paths of the modules that lie in ``timeline/`` itself, its ``__init__.py`` included."""
    return [
        file.path
        for file in files
        if file.path.startswith(f"{SITE}/") and file.path.count("/") == 1
    ]


def rooms(files: list[SourceFile]) -> dict[str, str]:
    """The room of each module of the site, by its dotted name. ``timeline.`` is left out."""
    found = {}
    for file in files:
        if file.module == SITE:
            found[SITE] = "__init__"
        elif file.module.startswith(f"{SITE}."):
            is_loose = file.package == SITE and not file.is_package
            room = file.module if is_loose else file.package
            found[file.module] = room.removeprefix(f"{SITE}.")
    return found


def arrows(files: list[SourceFile]) -> list[Arrow]:
    """Every arrow once. It is marked as one for types if no import of it runs."""
    room_of = rooms(files)
    needed_only_by_types: dict[tuple[str, str], bool] = {}
    for file in files:
        if file.module not in room_of:
            continue
        start = room_of[file.module]
        for name, for_types in _imported(file):
            end = room_of.get(_module_of(name, room_of))
            if end is None or end == start:
                continue
            earlier = needed_only_by_types.get((start, end), True)
            needed_only_by_types[start, end] = earlier and for_types
    found = []
    for (start, end), only_types in needed_only_by_types.items():
        found.append(Arrow(start, end, only_types))
    return sorted(found)


def circles(found: list[Arrow]) -> list[list[str]]:
    """The groups of rooms that reach each other, largest first."""
    reached: dict[str, set[str]] = {}
    for arrow in found:
        reached[arrow.start] = _reached_from(arrow.start, found)
    groups: list[list[str]] = []
    placed: set[str] = set()
    for room in sorted(reached):
        if room in placed or room not in reached[room]:
            continue
        group = []
        for other in sorted(reached[room]):
            if room in reached.get(other, set()):
                placed.add(other)
                group.append(other)
        groups.append(group)
    return sorted(groups, key=lambda group: (-len(group), group))


def arrows_back_up(found: list[Arrow]) -> list[Arrow]:
    up = []
    for arrow in found:
        start, end = layer_of(arrow.start), layer_of(arrow.end)
        if start is not None and end is not None and end < start:
            up.append(arrow)
    return up


def layer_of(room: str) -> int | None:
    """How far down the room's layer is, from 0; None for a room without a place."""
    top = room.partition(".")[0]
    for depth, layer in enumerate(LAYERS):
        if top in layer:
            return depth
    return None


def without_a_place(files: list[SourceFile]) -> list[str]:
    """The rooms that the layers do not name. The site's own ``__init__`` is none's room."""
    named = set(rooms(files).values()) - {"__init__"}
    return sorted(room for room in named if layer_of(room) is None)


def _reached_from(start: str, found: list[Arrow]) -> set[str]:
    """The rooms that arrows lead to from a room, in one step or more."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        room = waiting.pop()
        next_rooms = {arrow.end for arrow in found if arrow.start == room}
        waiting += next_rooms - reached
        reached |= next_rooms
    return reached


def _imported(file: SourceFile) -> Iterator[tuple[str, bool]]:
    """(dotted name, whether for types alone) of all that a file imports."""
    for_types = _type_checking_imports(file.tree)
    for node in file.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node in for_types
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{_imported_from(node, file)}.{alias.name}", node in for_types


def _type_checking_imports(tree: ast.Module) -> set[ast.AST]:
    """The nodes below ``if TYPE_CHECKING:``."""
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for statement in node.body:
                inside.update(ast.walk(statement))
    return inside


def _imported_from(node: ast.ImportFrom, file: SourceFile) -> str:
    """The module after ``from``, made absolute."""
    if not node.level:
        return node.module or ""
    parts = file.package.split(".")
    base = ".".join(parts[: len(parts) + 1 - node.level])
    if node.module:
        return f"{base}.{node.module}"
    return base


def _module_of(name: str, room_of: dict[str, str]) -> str:
    """The module that an imported name is, or that it is taken from."""
    if name in room_of:
        return name
    return name.rpartition(".")[0]
