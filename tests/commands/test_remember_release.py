"""``manage.py remember_release``: what a release that was typed is known again by."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_paragraph, make_release
from timeline.models import Paragraph, Release
from timeline.models.text_fingerprint import fingerprint

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    release = make_release(slug="adit")
    make_paragraph(release)
    make_paragraph(release)
    return release


def document(folder: Path, text: str) -> Path:
    file = folder / "adit.txt"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.usefixtures("release")
def test_each_paragraph_is_known_by_that_of_the_document(tmp_path: Path) -> None:
    call_command("remember_release", "adit", document(tmp_path, "An adit\n\nIt is open."))

    hashes = Paragraph.objects.order_by("number").values_list("text_hash", flat=True)
    assert list(hashes) == [fingerprint(text).text_hash for text in ("An adit", "It is open.")]
    assert set(Paragraph.objects.values_list("text", flat=True)) == {""}


@pytest.mark.usefixtures("release")
def test_a_document_cut_otherwise_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"has 3 paragraphs, .* has 2 on file"):
        call_command("remember_release", "adit", document(tmp_path, "An adit\n\nIs\n\nopen."))


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    ("slug", "text", "why"),
    [("none", "An adit", "No release has the address none"), ("adit", " ", "adit.txt: ")],
)
def test_what_is_not_there_is_refused(tmp_path: Path, slug: str, text: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        call_command("remember_release", slug, document(tmp_path, text))
