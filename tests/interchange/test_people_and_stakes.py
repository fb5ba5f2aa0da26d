"""Posts, stakes and states as rows of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.interchange.folders import (
    change,
    copy_of_fixtures,
    export_to,
    fields_of,
    refusal_of,
    take_in,
)
from timeline.models import Correction, Person, Post, ProjectState, Stake

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

STATED_IN = ["2018-11-13-scandium-marketing-update", 8]


def post(**over: Any) -> dict[str, Any]:
    fields = {
        "person": ["peter-cashin"],
        "office": "chair",
        "title_en": "Chair",
        "title_fr": "Président du conseil",
        "paragraph": STATED_IN,
        **over,
    }
    return {"model": "timeline.post", "fields": fields}


def stake(**over: Any) -> dict[str, Any]:
    fields = {"percent": "12.00", "paragraph": STATED_IN, **over}
    return {"model": "timeline.stake", "fields": fields}


def state(**over: Any) -> dict[str, Any]:
    fields = {"project": ["crater-lake"], "state": "sold", "paragraph": STATED_IN, **over}
    return {"model": "timeline.projectstate", "fields": fields}


def folder_with(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    folder = copy_of_fixtures(tmp_path / "in")
    change(folder, "releases", lambda on_file: on_file.extend(rows))
    return folder


def test_posts_stakes_and_states_come_back_as_they_are(tmp_path: Path) -> None:
    in_company = stake(owner=["albecour"], holds_until="2019-05")
    in_project = stake(owned_project=["crater-lake"], percent="60.00")
    folder = folder_with(tmp_path, post(holds_from="2018"), in_company, in_project, state())

    take_in(folder)
    first = export_to(tmp_path / "first")
    take_in(tmp_path / "first")

    assert Post.objects.count() == 5
    assert Stake.objects.count() == 4
    assert ProjectState.objects.get().state == "sold"
    assert export_to(tmp_path / "second") == first


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (post(holds_from="2019", holds_until="2018-12-31"), "It ends before it begins."),
        (post(holds_from="May 2019"), "is no year, month or day"),
        (post(office="king"), "king"),
        (stake(), "the company cannot own itself"),
        (stake(owner=["scale"], owned=["scale"]), "Nobody owns itself"),
        (
            stake(owned=["scale"], owned_project=["crater-lake"]),
            "A stake is in an organization or in a project.",
        ),
        (stake(owner=["scale"], percent="120.00"), "at most 100 percent"),
        (state(state="lost"), "lost"),
    ],
)
def test_row_that_cannot_be_is_refused_in_words(
    tmp_path: Path, row: dict[str, Any], told: str
) -> None:
    take_in(copy_of_fixtures(tmp_path / "before"))
    posts, stakes = Post.objects.count(), Stake.objects.count()

    assert told in refusal_of(folder_with(tmp_path, row))

    assert (Post.objects.count(), Stake.objects.count()) == (posts, stakes)


@pytest.mark.parametrize("row", [post(), stake(owner=["scale"]), state()])
def test_row_that_is_there_twice_is_refused(tmp_path: Path, row: dict[str, Any]) -> None:
    assert refusal_of(folder_with(tmp_path, row, row))


def test_changed_post_needs_a_note_and_is_a_correction_of_the_person(tmp_path: Path) -> None:
    folder = copy_of_fixtures(tmp_path / "in")
    take_in(folder)
    change(
        folder,
        "releases",
        lambda rows: fields_of(rows, "post", person=["alain-bureau"]).update(holds_from="2023-05"),
    )

    refusal_of(folder)
    take_in(folder, "--note-en", "It was misread")

    assert Correction.objects.get().row == Person.objects.get(slug="alain-bureau")
