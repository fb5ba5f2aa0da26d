"""What ``import_record`` says of documents of others: what cannot be is refused in words, and an
older folder, which knows nothing of them, still comes in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.interchange.folders import (
    Rows,
    change,
    copy_of_fixtures,
    every_row,
    export_to,
    fields_of,
    refusal_of,
    take_in,
)
from timeline.models import DocumentRelation, Release

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("record")]

UPDATE, MEMORANDUM = "2018-11-13-scandium-marketing-update", "2023-07-13-albecour-memorandum"
MISMATCH = (
    "a company release has no issuer but the company; another organization’s release names that "
    "organization"
)


def release(**over: Any) -> Callable[[Rows], object]:
    """The release of 2018, with these columns."""
    return lambda rows: fields_of(rows, "release", slug=UPDATE).update(over)


def row(model: str, **fields: Any) -> Callable[[Rows], object]:
    return lambda rows: rows.append({"model": f"timeline.{model}", "fields": fields})


def relation(release: str, other: str) -> Callable[[Rows], object]:
    return row("documentrelation", release=[release], relation="corrects", other=[other])


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            relation(UPDATE, UPDATE),
            "a document does not correct, repeat, translate or replace itself",
        ),
        (release(issuer=["albecour"]), MISMATCH),
        (release(document_type="other_release"), MISMATCH),
        (release(document_type="leaflet"), "document_type: refused"),
        (release(issuer=["nobody"]), "nobody"),
        (
            row("documentcopy", release=[MEMORANDUM], position=2, was_read=True),
            "the record was made from one copy of a document",
        ),
        (
            row("documentcopy", release=[MEMORANDUM], position=1),
            "it is there twice",
        ),
    ],
    ids=[
        "itself",
        "our release",
        "no issuer",
        "no type",
        "unknown issuer",
        "two read",
        "one place",
    ],
)
def test_document_that_cannot_be_is_refused_in_words_and_nothing_changes(
    tmp_path: Path, edit: Callable[[Rows], object], told: str
) -> None:
    folder = copy_of_fixtures(tmp_path / "folder")
    change(folder, "releases", edit)
    before = every_row()

    said = refusal_of(folder)

    assert told.lower() in said.lower()
    assert every_row() == before


def test_relation_between_two_documents_comes_in_and_goes_out_again(tmp_path: Path) -> None:
    folder = copy_of_fixtures(tmp_path / "folder")
    change(folder, "releases", relation(MEMORANDUM, UPDATE))

    assert "1 added, 0 changed" in take_in(folder)

    assert str(DocumentRelation.objects.get().other.slug) == UPDATE
    assert b'"model": "timeline.documentrelation"' in export_to(tmp_path / "out")["releases.json"]
    assert "0 added, 0 changed" in take_in(tmp_path / "out")


def test_folder_that_names_no_type_holds_releases_of_the_company(tmp_path: Path) -> None:
    def older(rows: Rows) -> None:
        new = fields_of(rows, "release", slug=UPDATE)
        new["slug"] = "older"
        del new["document_type"], new["issuer_name"]
        rows[:] = [{"model": "timeline.release", "fields": new}]

    folder = copy_of_fixtures(tmp_path / "folder")
    change(folder, "releases", older)
    for name in ("milestones", "people"):
        (folder / f"{name}.json").unlink()

    take_in(folder)

    taken = Release.objects.get(slug="older")
    assert (taken.document_type, taken.issuer, taken.issuer_name) == ("company_release", None, "")


def test_changed_issuer_asks_for_a_note(tmp_path: Path) -> None:
    folder = copy_of_fixtures(tmp_path / "folder")
    change(folder, "releases", release(document_type="article", issuer=["albecour"]))

    assert "note" in refusal_of(folder)
    assert "1 changed" in take_in(folder, "--note-en", "It was taken for ours.")
