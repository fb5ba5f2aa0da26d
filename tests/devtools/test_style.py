"""What the figures of lines, names and templates count, a small tree each."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools.code_figures.measurements import share, static_figures
from devtools.code_figures.sources import SourceFile, python_files, template_files
from devtools.code_figures.style import (
    expressions,
    ignored_types,
    long_files,
    long_functions,
    long_lines,
    long_template_lines,
    names_with_two_meanings,
)


def tree(root: Path, **modules: str) -> list[SourceFile]:
    """Modules of ``timeline/`` with these texts."""
    folder = root / "timeline"
    folder.mkdir(exist_ok=True)
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)
    return python_files(root)


@pytest.mark.parametrize(
    ("figure", "text", "count"),
    [
        (
            "comprehensions",
            "a = [x for x in b], {x for x in b}, {x: x for x in b}, all(x for x in b)",
            4,
        ),
        ("comprehensions_with_two_for", "a = [x for y in b for x in y]", 1),
        ("comprehensions_in_another", "a = [[x for x in y] for y in b]", 1),
        ("conditionals", "a = b if c else d\nif a: b", 1),
        ("conditionals_in_another", "a = b if c else f(d if e else g)", 1),
        ("starred", "a = f(*b), (*b, c), [*b]\ndef g(*args): ...", 3),
        ("double_starred", "a = f(**b), {**b, 'c': 1}\ndef g(**given): ...", 2),
        ("lines", "a = 1\n\n  \nb = 2", 2),
    ],
)
def test_expressions_of_each_kind_are_counted(
    tmp_path: Path, figure: str, text: str, count: int
) -> None:
    counted = expressions(tree(tmp_path, one=text))
    assert getattr(counted, figure) == count


def test_density_is_per_thousand_lines(tmp_path: Path) -> None:
    counted = expressions(tree(tmp_path, one="a = [x for x in b]\nc = 1\n\nd = 2\ne = 3"))
    assert share(counted.comprehensions, counted.lines, of=1000) == 250


def test_lines_over_100_columns_are_found(tmp_path: Path) -> None:
    files = tree(tmp_path, one=f"# {'x' * 98}\n# {'x' * 99}")
    assert long_lines(files) == ["timeline/one.py:2"]


def test_template_lines_over_140_columns_are_found_longest_first(tmp_path: Path) -> None:
    folder = tmp_path / "timeline" / "templates"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(f"{'x' * 140}\n{'x' * 141}\n{'x' * 150}")
    assert long_template_lines(template_files(tmp_path)) == [
        (150, "timeline/templates/a.html:3"),
        (141, "timeline/templates/a.html:2"),
    ]


def test_a_class_and_an_alias_of_one_name_are_two_meanings(tmp_path: Path) -> None:
    files = tree(
        tmp_path,
        one="class Row:\n    class Meta: ...\nclass Once: ...\nROWS = 1",
        two="Row = dict[str, str]\nROWS = 2\nclass Other:\n    class Meta: ...",
    )
    assert names_with_two_meanings(files) == {"Row": ["timeline.one", "timeline.two"]}


def test_ignored_types_are_found(tmp_path: Path) -> None:
    files = tree(tmp_path, one="a = 1\nb = a.c  # type" + ": ignore[attr-defined]")
    assert ignored_types(files) == ["timeline/one.py:2"]


def test_functions_over_50_lines_are_found(tmp_path: Path) -> None:
    fifty = "def short():\n" + "    a = 1\n" * 49
    longer = "def longer():\n" + "    a = 1\n" * 50
    assert long_functions(tree(tmp_path, one=fifty + longer)) == ["timeline/one.py:51 longer (51)"]


def test_files_over_400_lines_are_found(tmp_path: Path) -> None:
    files = tree(tmp_path, one="a = 1\n" * 400, two="a = 1\n" * 401)
    assert long_files(files) == ["timeline/two.py (401)"]


def test_migrations_are_left_out_of_the_lines(tmp_path: Path) -> None:
    tree(tmp_path, one="a = 1\n")
    folder = tmp_path / "timeline" / "migrations"
    folder.mkdir()
    (folder / "0001_record.py").write_text("a = 1\n" * 9)
    figures = {figure.name: figure.value for figure in static_figures(tmp_path)}
    assert figures["lines of Python, migrations aside"] == 1
