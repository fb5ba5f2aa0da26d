"""References as other programs read them, and as APA and Chicago write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from django.test import Client
from django.utils import translation

from tests.addresses import A
from tests.exports.format_readers import body
from tests.exports.hostile_texts import HOSTILE
from timeline.exports.plain_text import one_line
from timeline.exports.reference_styles import apa, chicago, plain
from timeline.exports.references import Reference, bibtex, ris

REFERENCE = Reference(
    key="drilling",
    author="Example Resources Inc.",
    title="Drilling of 20 holes",
    issued_on=date(2023, 7, 13),
    container="Example Resources Inc. timeline",
    address="https://example.com/milestones/drilling/?cited=2026-11-29",
    edition=12,
    edition_on=date(2026, 11, 28),
    read_on=date(2026, 11, 29),
    language="en",
)


def in_bibtex(reference: Reference) -> dict[str, str]:
    library = parse_string(bibtex(reference))
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {name: field.value for name, field in entry.fields_dict.items()}


def test_bibtex_has_what_was_read_and_when() -> None:
    assert in_bibtex(REFERENCE) == {
        "author": "{Example Resources Inc.}",
        "title": "{Drilling of 20 holes}",
        "year": "2023",
        "month": "7",
        "day": "13",
        "howpublished": "Example Resources Inc. timeline",
        "version": "12 (2026-11-28)",
        "url": "https://example.com/milestones/drilling/?cited=2026-11-29",
        "urldate": "2026-11-29",
        "language": "english",
    }


def test_bibtex_writes_signs_that_mean_something_in_tex_as_text() -> None:
    title = in_bibtex(replace(REFERENCE, title="50% of {A & B}_1"))["title"]

    assert title == r"{50\% of \textbraceleft{}A \& B\textbraceright{}\_1}"


def test_ris_has_what_was_read_and_when() -> None:
    (found,) = rispy.loads(ris(REFERENCE))

    assert found == {
        "type_of_reference": "ELEC",
        "id": "drilling",
        "authors": ["Example Resources Inc."],
        "title": "Drilling of 20 holes",
        "secondary_title": "Example Resources Inc. timeline",
        "year": "2023",
        "date": "2023/07/13",
        "edition": "12 (2026-11-28)",
        "urls": ["https://example.com/milestones/drilling/?cited=2026-11-29"],
        "access_date": "2026/11/29",
        "language": "en",
    }


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_is_one_value(title: str) -> None:
    odd = replace(REFERENCE, title=title)

    (found,) = rispy.loads(ris(odd))

    assert found.get("title", "") == one_line(title)
    assert in_bibtex(odd)["url"] == REFERENCE.address


def test_apa_in_english() -> None:
    with translation.override("en"):
        assert apa(REFERENCE, "Press release") == (
            "Example Resources Inc. (2023, July 13). Drilling of 20 holes (Edition 12) "
            "[Press release]. Example Resources Inc. timeline. Retrieved November 29, 2026, from "
            "https://example.com/milestones/drilling/?cited=2026-11-29"
        )


def test_chicago_in_english() -> None:
    with translation.override("en"):
        assert chicago(REFERENCE, "Press release") == (
            "Example Resources Inc. “Drilling of 20 holes.” Press release, July 13, 2023. "
            "Example Resources Inc. timeline, edition 12 of November 28, 2026. "
            "Accessed November 29, 2026. "
            "https://example.com/milestones/drilling/?cited=2026-11-29."
        )


def test_plain_line_in_french() -> None:
    with translation.override("fr"):
        assert plain(replace(REFERENCE, language="fr")) == (
            "Drilling of 20 holes. Example Resources Inc. timeline, édition 12 du "
            "28\u00a0novembre 2026, consulté le 29\u00a0novembre 2026\u00a0: "
            "https://example.com/milestones/drilling/?cited=2026-11-29"
        )


@pytest.mark.usefixtures("record")
@pytest.mark.django_db
class TestFiles:
    def test_file_of_a_milestone_is_its_reference(self, client: Client) -> None:
        (found,) = rispy.loads(client.get("/milestones/drilling.ris").content.decode())

        assert found["title"] == "Drilling of the high-grade scandium area"
        assert found["urls"][0].startswith("http://testserver/milestones/drilling/?cited=")

    def test_file_of_a_release_bears_the_day_and_the_name_of_the_release(
        self, client: Client
    ) -> None:
        answer = client.get(f"{A.rstrip('/')}.bib")

        (entry,) = parse_string(answer.content.decode()).entries
        assert entry.fields_dict["year"].value == "2018"
        assert entry.fields_dict["author"].value == "{Imperial Mining Group Ltd.}"

    def test_list_of_releases_has_every_release(self, client: Client) -> None:
        assert len(rispy.loads(body(client.get("/releases.ris")).decode())) == 2

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/milestones/drilling.xyz", 404),
            ("/milestones/nothing.bib", 404),
            ("/milestones/drilling.bib?x=1", 400),
        ],
    )
    def test_what_is_not_there_is_refused(self, client: Client, address: str, status: int) -> None:
        assert client.get(address).status_code == status
