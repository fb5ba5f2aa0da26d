"""What the text of a paragraph is known again by, when a folder is imported over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.interchange.folders import change, copy_of_fixtures, fields_of, take_in
from timeline.models import Paragraph
from timeline.models.text_fingerprint import TextFingerprint, fingerprint

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("record")]
OTHER = fingerprint("Another document says that the mine was sold in 2022 to nobody at all.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_fixtures(tmp_path / "folder")


def first() -> Paragraph:
    return Paragraph.objects.exclude(text_hash="").order_by("release", "number")[0]


def remembered(paragraph: Paragraph) -> TextFingerprint:
    stored = Paragraph.objects.get(pk=paragraph.pk)
    return TextFingerprint(stored.text_hash, stored.facts_hash, stored.text_sketch)


def say(folder: Path, paragraph: Paragraph, **columns: Any) -> None:
    """Have the folder say something else of a paragraph."""
    named = {"release": [paragraph.release.slug], "number": paragraph.number}
    change(folder, "releases", lambda rows: fields_of(rows, "paragraph", **named).update(columns))


def test_import_renews_what_a_text_is_known_again_by(folder: Path) -> None:
    paragraph = first()
    say(folder, paragraph, **OTHER._asdict())

    said = take_in(folder)

    assert "1 changed" in said
    assert remembered(paragraph) == OTHER


def test_import_renews_it_beside_another_change(folder: Path) -> None:
    paragraph = first()
    say(folder, paragraph, summary_en="Another.", summary_fr="Autre.", **OTHER._asdict())

    take_in(folder, "--note-en", "It was misread.")

    assert remembered(paragraph) == OTHER


def test_import_over_a_paragraph_that_was_typed_has_it_known_again(folder: Path) -> None:
    paragraph = first()
    before = remembered(paragraph)
    Paragraph.objects.filter(pk=paragraph.pk).update(text_hash="", facts_hash="", text_sketch="")

    take_in(folder)

    assert remembered(paragraph) == before


def test_folder_that_says_nothing_of_it_leaves_it(folder: Path) -> None:
    paragraph = first()
    before = remembered(paragraph)
    say(folder, paragraph, text_hash="", facts_hash="", text_sketch="")

    said = take_in(folder)

    assert "0 changed" in said
    assert remembered(paragraph) == before


def test_text_that_is_held_says_it_by_itself(folder: Path) -> None:
    paragraph = first()
    text = "The company holds these words in full, as they were printed."
    say(folder, paragraph, text=text, **OTHER._asdict())

    take_in(folder)

    assert remembered(paragraph) == fingerprint(text)
