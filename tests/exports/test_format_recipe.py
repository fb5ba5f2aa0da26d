"""A format is added by its renderer, its entry in ``FORMATS`` and its reader in the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from tests.exports.format_readers import body
from tests.factories import make_announced
from tests.markup import Document
from timeline.exports import formats
from timeline.exports.formats import MILESTONES, Format
from timeline.exports.rows import Export

pytestmark = pytest.mark.django_db


def render(export: Export) -> bytes:
    """The renderer of the recipe: milestones as a list of links in Markdown."""
    text = f"# {export.heading}\n\n"
    for row in export.rows:
        text += f"- [{row.title[export.language]}]({row.address})\n"
    return text.encode()


MARKDOWN = Format(
    suffix="md",
    media_type="text/markdown",
    label="Markdown",
    what="for notes",
    render=render,
    lists=(MILESTONES,),
)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """One milestone on file, and the new format beside the others."""
    make_announced(title_en="Drilling", title_fr="Forages", slug="drilling")
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, MARKDOWN))


def test_new_format_answers_at_its_suffix(client: Client) -> None:
    answer = client.get("/fr/timeline.md")

    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert "- [Forages](http://testserver/fr/milestones/drilling/)" in body(answer).decode()


def test_new_format_is_offered_on_the_page_under_its_filters(client: Client) -> None:
    page = Document(client.get("/?standing=happened").content.decode())
    links = page.one("section", css="take").all("a")

    assert ("Markdown", "/timeline.md?standing=happened") in {
        (link.text, link.attrs["href"]) for link in links
    }


def test_new_format_is_in_the_openapi_document(client: Client) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/timeline.md"]["get"]

    assert list(operation["responses"]["200"]["content"]) == ["text/markdown"]


def test_new_format_is_on_the_data_page(client: Client) -> None:
    page = Document(client.get("/about/data/").content.decode())

    assert "/timeline.md" in {code.text for code in page.main.all("code")}


@pytest.mark.slow
def test_new_format_leads_to_the_copy_in_a_static_copy(tmp_path: Path) -> None:
    call_command("freeze", str(tmp_path / "copy"), base_url="https://example.org/archive/")

    written = (tmp_path / "copy" / "timeline.md").read_text()
    assert "- [Drilling](https://example.org/archive/milestones/drilling/)" in written
