"""``manage.py code_figures``: the table, for people and for programs."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from devtools.code_figures.measurements import save_figures, static_figures
from devtools.code_figures.save_trace import SaveTrace
from devtools.code_figures.table import GOALS, CodeFigure, details, table


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "timeline").mkdir()
    (tmp_path / "timeline" / "urls.py").write_text("a = 1\n")
    return tmp_path


def test_line_of_a_figure_says_whether_its_goal_is_met() -> None:
    met, missed = CodeFigure("rooms", 24), CodeFigure("type: ignore", 15.5, "why")
    lines = table([met, missed, CodeFigure("moves", 9)]).split("\n")
    assert [line.split() for line in lines[1:]] == [
        ["rooms", "24", "<=", "24"],
        ["!", "type:", "ignore", "15.5", "<=", "15", "why"],
        ["moves", "9"],
    ]


def test_every_goal_is_that_of_a_figure(checkout: Path) -> None:
    figures = static_figures(checkout) + save_figures(SaveTrace([], 0, [], []))
    assert GOALS.keys() <= {figure.name for figure in figures}


def test_details_name_what_was_counted() -> None:
    assert details([CodeFigure("a", 1, details=["one"]), CodeFigure("b", 0)]) == "\na:\n  one"


def test_save_is_three_figures() -> None:
    figures = save_figures(
        SaveTrace(["timeline.admin", "timeline.models"], 5, ["Admin"], ["timeline.admin"])
    )
    assert [figure.value for figure in figures] == [2, 5, 1]


def test_another_checkout_is_measured(checkout: Path) -> None:
    output = StringIO()
    call_command("code_figures", root=checkout, no_save=True, json=True, stdout=output)
    figures = {figure["name"]: figure for figure in json.loads(output.getvalue())}
    assert figures["modules loose in timeline/"]["details"] == ["timeline/urls.py"]
    assert figures["lines of Python, migrations aside"]["value"] == 1


def test_a_folder_without_the_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no checkout of this project"):
        call_command("code_figures", root=tmp_path)


@pytest.mark.slow
def test_a_save_that_cannot_be_made_is_told(checkout: Path) -> None:
    with pytest.raises(CommandError, match="could not be measured"):
        call_command("code_figures", root=checkout, stdout=StringIO())
