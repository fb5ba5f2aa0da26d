"""``manage.py draft_release``: a draft printed, or one sentence and a status."""

from __future__ import annotations

import io
import json
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import OperationalError

from tests.factories import make_partner
from tests.importing.pdf_files import without_text
from tests.importing.releases import LEAD
from timeline.management.commands import draft_release

pytestmark = pytest.mark.django_db


def printed(file: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("draft_release", str(file), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def release(tmp_path: Path) -> Path:
    file = tmp_path / "release.txt"
    file.write_text(
        f"Tern Hollow Opens Its Second Adit\n\n{LEAD}\n\nOre will follow in early July."
    )
    return file


def test_a_draft_is_printed_as_json(release: Path) -> None:
    found = json.loads(printed(release, "--json"))
    assert found["metadata"]["headline"] == "Tern Hollow Opens Its Second Adit"
    assert [statement["date_text"] for statement in found["dated_statements"]] == ["in early July"]


def test_a_draft_is_printed_in_lines(release: Path) -> None:
    assert "milestone     ¶3 “in early July”: Early July 2021, planned" in printed(release)


def test_what_is_on_file_is_printed_as_json(release: Path) -> None:
    partner = make_partner(slug="tern-hollow", name_en="Tern Hollow Copper")

    found = json.loads(printed(release, "--json"))["on_file"]

    assert found["blocks"] == found["reposts"] == found["outcomes"] == []
    assert found["names"] == [
        {
            "kind": "organization",
            "name": "Tern Hollow Copper Inc.",
            "paragraph": 2,
            "is_company": False,
            "slug": partner.slug,
        }
    ]


def test_what_is_on_file_is_printed_in_lines(release: Path) -> None:
    assert "organization  Tern Hollow Copper Inc. (¶2): not on file" in printed(release)


def test_without_a_database_the_draft_is_printed_alone(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_release, "compare", Mock(side_effect=OperationalError))

    assert json.loads(printed(release, "--json"))["on_file"] is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no such file."),
        (b"", "The document is empty."),
        (without_text(), "The PDF holds no text, only pictures of pages."),
        (bytes(range(256)) * 40, "This is no text, HTML or PDF document."),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    file = tmp_path / "release.txt"
    if content is not None:
        file.write_bytes(content)
    errors = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("draft_release", str(file), stderr=errors)
    assert stopped.value.code == 1
    assert errors.getvalue().startswith(f"release.txt: {sentence}")
    assert errors.getvalue().count("\n") == 1


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "release.txt"
    with file.open("wb") as written:
        written.truncate(50_000_000)
    errors = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("draft_release", str(file), stderr=errors)
    assert "too large" in errors.getvalue()
