"""The files that the figures are measured on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("timeline", "imperial_site", "devtools")
SITE = "timeline"


@dataclass(frozen=True)
class SourceFile:
    """One Python file. ``module`` is its dotted name, that of a package without ``__init__``."""

    path: str  # below the root of the checkout
    module: str
    is_package: bool
    lines: list[str]
    tree: ast.Module

    @property
    def package(self) -> str:
        """The dotted name of the package that the file lies in. A package lies in itself."""
        if self.is_package:
            return self.module
        return self.module.rpartition(".")[0]

    @property
    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)


def python_files(root: Path) -> list[SourceFile]:
    """Every Python file of the packages below a root, by path. The tests are in none of them."""
    found: list[SourceFile] = []
    for package in PACKAGES:
        paths = sorted((root / package).rglob("*.py"))
        found += [_read(root, path) for path in paths]
    return found


def without_migrations(files: list[SourceFile]) -> list[SourceFile]:
    return [file for file in files if ".migrations" not in file.module]


def those_below(folder: str, files: list[SourceFile]) -> list[SourceFile]:
    return [file for file in files if file.path.startswith(folder)]


def line_count(files: list[SourceFile]) -> int:
    count = 0
    for file in files:
        count += len(file.lines)
    return count


def template_files(root: Path) -> dict[str, list[str]]:
    """The lines of every template, by path below the root."""
    found = {}
    for path in sorted((root / SITE).rglob("*.html")):
        found[path.relative_to(root).as_posix()] = path.read_text().splitlines()
    return found


def _read(root: Path, path: Path) -> SourceFile:
    text = path.read_text()
    below = path.relative_to(root)
    parts = below.with_suffix("").parts
    is_package = path.name == "__init__.py"
    if is_package:
        parts = parts[:-1]
    tree = ast.parse(text, filename=str(path))
    return SourceFile(below.as_posix(), ".".join(parts), is_package, text.splitlines(), tree)
