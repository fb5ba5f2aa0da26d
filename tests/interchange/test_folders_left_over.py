"""What an export leaves that was killed is removed by the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.interchange.folders import replace_folder


class Killed(BaseException):
    """As if the process had ended: nothing after it is run."""


def begin_to_export(target: Path) -> None:
    with replace_folder(target, lambda _: True) as made:
        (made / "milestones.json").write_text("drafts")
        raise Killed


def leave_behind(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", lambda *_paths, **_options: None)
        with pytest.raises(Killed):
            begin_to_export(target)


def test_folder_of_a_killed_export_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_behind(tmp_path / "export", monkeypatch)
    assert len(list(tmp_path.iterdir())) == 1

    with replace_folder(tmp_path / "export", lambda _: True) as made:
        (made / "milestones.json").touch()

    assert [path.name for path in tmp_path.iterdir()] == ["export"]


def test_folder_of_a_killed_export_elsewhere_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_behind(tmp_path / "other", monkeypatch)

    with replace_folder(tmp_path / "export", lambda _: True):
        pass

    assert len(list(tmp_path.iterdir())) == 2
