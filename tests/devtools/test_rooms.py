"""The rooms of a site, and the arrows between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools.code_figures.rooms import (
    Arrow,
    arrows,
    arrows_back_up,
    circles,
    layer_of,
    loose_modules,
    rooms,
    without_a_place,
)
from devtools.code_figures.sources import SourceFile, python_files

TREE = {
    "timeline/__init__.py": "",
    "timeline/urls.py": "from timeline.views import page",
    "timeline/views/__init__.py": "",
    "timeline/views/page.py": "def show() -> None:\n    from timeline.models.row import Row",
    "timeline/models/__init__.py": "",
    "timeline/models/row.py": (
        "from typing import TYPE_CHECKING\n"
        "from . import other\n"
        "if TYPE_CHECKING:\n    from timeline.views.page import show"
    ),
    "timeline/models/other.py": "from ..cellar import wine",
    "timeline/cellar.py": "wine = 1",
}


@pytest.fixture
def files(tmp_path: Path) -> list[SourceFile]:
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return python_files(tmp_path)


def test_modules_in_the_package_itself_are_loose(files: list[SourceFile]) -> None:
    found = loose_modules(files)
    assert found == ["timeline/__init__.py", "timeline/cellar.py", "timeline/urls.py"]


def test_rooms_are_packages_and_loose_modules(files: list[SourceFile]) -> None:
    assert set(rooms(files).values()) == {"__init__", "cellar", "models", "urls", "views"}


def test_arrows_follow_imports_in_functions_relative_ones_and_those_for_types(
    files: list[SourceFile],
) -> None:
    assert arrows(files) == [
        Arrow("models", "cellar"),
        Arrow("models", "views", only_types=True),
        Arrow("urls", "views"),
        Arrow("views", "models"),
    ]


def test_rooms_that_reach_each_other_are_a_circle(files: list[SourceFile]) -> None:
    assert circles(arrows(files)) == [["models", "views"]]


def test_an_arrow_from_a_lower_layer_to_a_higher_one_leads_back_up(files: list[SourceFile]) -> None:
    assert arrows_back_up(arrows(files)) == [Arrow("models", "views", only_types=True)]


def test_a_room_that_the_layers_do_not_name_has_no_place(files: list[SourceFile]) -> None:
    assert without_a_place(files) == ["cellar"]


def test_a_room_inside_another_has_its_layer() -> None:
    assert layer_of("chart.layout") == layer_of("chart")
