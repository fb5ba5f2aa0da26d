"""What lines look like: how dense they are, how long, and how often a name is used twice.

Densities are per 1,000 lines that are not blank. Starred expressions are ``*x`` in calls, tuples,
lists and assignments. ``**x`` in calls and dictionaries is counted apart.

A class name has two meanings if more than one module defines a class or a type alias of that name.
Django's own ``Command``, ``Meta`` and ``Media`` may come again.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from devtools.code_figures.sources import SourceFile

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
REPEATED_BY_DJANGO = {"Command", "Meta", "Media"}
MOST_COLUMNS = 100
MOST_TEMPLATE_COLUMNS = 140
MOST_LINES_OF_FUNCTION = 50
MOST_LINES_OF_FILE = 400


@dataclass
class Expressions:
    """How often each kind of expression stands in some files, and in how many lines."""

    lines: int = 0  # that are not blank
    comprehensions: int = 0
    comprehensions_with_two_for: int = 0
    comprehensions_in_another: int = 0
    conditionals: int = 0
    conditionals_in_another: int = 0
    starred: int = 0
    double_starred: int = 0


def expressions(files: Iterable[SourceFile]) -> Expressions:
    counted = Expressions()
    for file in files:
        counted.lines += len(list(filter(str.strip, file.lines)))
        counted.comprehensions_in_another += _inside_another(file, COMPREHENSIONS)
        counted.conditionals_in_another += _inside_another(file, (ast.IfExp,))
        for node in file.nodes:
            _count_expression(node, counted)
    return counted


def long_lines(files: Iterable[SourceFile]) -> list[str]:
    """The places of the lines over 100 columns, as ``path:number``."""
    found = []
    for file in files:
        for number, line in enumerate(file.lines, 1):
            if len(line) > MOST_COLUMNS:
                found.append(f"{file.path}:{number}")
    return found


def long_template_lines(templates: dict[str, list[str]]) -> list[tuple[int, str]]:
    """(length, ``path:number``) of the template lines over 140 columns, longest first."""
    found = []
    for path, lines in templates.items():
        for number, line in enumerate(lines, 1):
            if len(line) > MOST_TEMPLATE_COLUMNS:
                found.append((len(line), f"{path}:{number}"))
    return sorted(found, reverse=True)


def names_with_two_meanings(files: Iterable[SourceFile]) -> dict[str, list[str]]:
    """The modules of each class name that more than one module defines, by name."""
    defined: dict[str, set[str]] = {}
    for file in files:
        for name in _class_names(file):
            defined.setdefault(name, set()).add(file.module)
    shared = {}
    for name in sorted(defined):
        modules = sorted(defined[name])
        if len(modules) > 1 and name not in REPEATED_BY_DJANGO:
            shared[name] = modules
    return shared


def ignored_types(files: Iterable[SourceFile]) -> list[str]:
    """The places where the type checker is told to look away, as ``path:number``."""
    comment = "# type: " + "ignore"
    found = []
    for file in files:
        for number, line in enumerate(file.lines, 1):
            if comment in line:
                found.append(f"{file.path}:{number}")
    return found


def long_functions(files: Iterable[SourceFile]) -> list[str]:
    """The functions over 50 lines, signature and docstring included, decorators not."""
    found = []
    for file in files:
        for node in file.nodes:
            if not isinstance(node, FUNCTIONS):
                continue
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES_OF_FUNCTION:
                found.append(f"{file.path}:{node.lineno} {node.name} ({length})")
    return found


def long_files(files: Iterable[SourceFile]) -> list[str]:
    return [
        f"{file.path} ({len(file.lines)})" for file in files if len(file.lines) > MOST_LINES_OF_FILE
    ]


def _count_expression(node: ast.AST, counted: Expressions) -> None:
    if isinstance(node, COMPREHENSIONS):
        counted.comprehensions += 1
        counted.comprehensions_with_two_for += len(node.generators) > 1
    elif isinstance(node, ast.IfExp):
        counted.conditionals += 1
    elif isinstance(node, ast.Starred):
        counted.starred += 1
    elif isinstance(node, ast.keyword):
        counted.double_starred += node.arg is None
    elif isinstance(node, ast.Dict):
        counted.double_starred += node.keys.count(None)


def _inside_another(file: SourceFile, kinds: tuple[type[ast.AST], ...]) -> int:
    """How many expressions of these kinds stand somewhere inside another one of them."""
    inner: set[ast.AST] = set()
    for outer in file.nodes:
        if isinstance(outer, kinds):
            inner.update(
                node for node in ast.walk(outer) if isinstance(node, kinds) and node is not outer
            )
    return len(inner)


def _class_names(file: SourceFile) -> set[str]:
    """The classes that a file defines, at any depth, and the type aliases at its top."""
    names = {node.name for node in file.nodes if isinstance(node, ast.ClassDef)}
    for statement in file.tree.body:
        for target in _assigned(statement):
            if isinstance(target, ast.Name) and _is_class_like(target.id):
                names.add(target.id)
    return names


def _assigned(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.Assign):
        return statement.targets
    if isinstance(statement, ast.AnnAssign):
        return [statement.target]
    return []


def _is_class_like(name: str) -> bool:
    """Whether a name is written as classes are, not as constants or variables are."""
    return name[0].isupper() and name != name.upper()
