"""What is counted while a milestone is saved."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.code_figures.calls import CallRecorder
from devtools.code_figures.forms import FormReader
from tests.running_site import ROOT, environment_of

pytestmark = pytest.mark.slow

FORM = """
<form id="other"><input name="a" value="1"></form>
<form id="milestone_form">
<input name="title" value="Old &amp; new"><input name="empty">
<input type="checkbox" name="on" checked>
<input type="checkbox" name="off"><input type="submit" name="_save" value="Save">
<select name="kind"><option value="x">X</option><option value="y" selected>Y</option></select>
<textarea name="summary">
Two
lines</textarea></form>
"""


def test_form_holds_what_a_browser_would_send() -> None:
    reader = FormReader("milestone_form")
    reader.feed(FORM)
    assert reader.values == {
        "title": ["Old & new"],
        "empty": [""],
        "on": ["on"],
        "kind": ["y"],
        "summary": ["Two\nlines"],
    }


def test_calls_to_another_module_of_the_site_are_moves(tmp_path: Path) -> None:
    site = {"__name__": "timeline.one"}
    other = {"__name__": "timeline.two"}
    for name, text, module in (
        ("two.py", "def end(): pass\ndef middle(): end()", other),
        ("one.py", "def start(): middle(); sorted([1], key=lambda one: middle())", site),
    ):
        exec(compile(text, str(tmp_path / name), "exec"), module)  # noqa: S102 - the text above
    site["middle"] = other["middle"]
    start = site["start"]
    recorder = CallRecorder(tmp_path)

    sys.setprofile(recorder)
    start()  # type: ignore[operator]
    sys.setprofile(None)

    assert recorder.modules == {"timeline.one", "timeline.two"}
    assert recorder.moves == 2


def test_milestone_is_saved_and_the_modules_are_named(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "devtools.code_figures.saving"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment_of(tmp_path), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "timeline.admin.milestone" in json.loads(done.stdout)["modules"]
