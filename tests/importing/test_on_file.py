"""A draft beside what is on file: what it costs, and what the shipped record is asked."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_milestone, make_partner, make_project
from tests.importing.filed import filed
from tests.importing.releases import LEAD, drafted
from timeline.importing.drafting import Draft
from timeline.importing.on_file import OnFile, compare
from timeline.models import Person, Project

pytestmark = pytest.mark.django_db

TEXT = (
    f"Tern Hollow Opens an Adit\n\n{LEAD}\n\nGull Lake was drilled in March 2021 by Heron Ltd.\n\n"
    "Ada Low, President, expects a resource estimate of Gull Lake by the end of June 2021.\n\n"
    "About Tern Hollow\n\nTern Hollow Copper looks for copper in the hills of Nova Scotia."
)


def file_another(number: int, project: Project) -> None:
    text = TEXT.replace("an Adit", f"Adit {number}").replace("May 4, 2021", f"May {number}, 2020")
    release = filed(text, slug=f"adit-{number}")
    plan = make_milestone(
        cites=[release.paragraphs.get(number=3)], title_en=f"Drilling {number}", standing="planned"
    )
    plan.projects.add(project)
    make_partner(name_en=f"Heron {number} Ltd.")
    Person.objects.create(slug=f"low-{number}", name=f"Ada {number} Low")


def queries_of(found: Draft) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        compare(found)
    return len(captured)


def test_more_releases_on_file_take_no_more_queries() -> None:
    project = make_project(name_en="Gull Lake")
    for number in range(1, 4):
        file_another(number, project)
    few = queries_of(drafted(TEXT))
    for number in range(4, 20):
        file_another(number, project)

    assert queries_of(drafted(TEXT)) <= few
    assert few <= 20


def test_nothing_on_file_finds_nothing() -> None:
    found = compare(drafted(TEXT))

    assert (found.blocks, found.reposts, found.outcomes) == ({}, (), {})
    assert {name.row for name in found.names} == {None}


@pytest.mark.usefixtures("record")
class TestShippedRecord:
    """Later releases, invented, of the company whose record ships."""

    def compared(self, day: str, text: str) -> OnFile:
        lead = f'MONTREAL, {day} - Imperial Mining Group Ltd. ("Imperial") has news of its work.'
        return compare(drafted(f"News of the Work\n\n{lead}\n\n{text}"))

    @pytest.mark.parametrize(
        ("text", "slug"),
        [
            ("Drilling of the high-grade area at Crater Lake began on March 4, 2019.", "drilling"),
            ("On April 2, 2019, Crater Lake had its first resource estimate.", "resource-estimate"),
            ("Crater Lake was shown at the SCALE symposium on November 27, 2018.", "scale-symposium"),
            ("The process flowsheet to recover scandium was ready in April 2019.", "flowsheet"),
        ],
    )  # fmt: skip
    def test_what_the_first_release_planned_is_found(self, text: str, slug: str) -> None:
        found = self.compared("May 2, 2019", f"Crater Lake is in Québec. {text}")

        assert [one.plan.slug for one in found.outcomes[0]] == [slug]

    def test_what_the_second_release_planned_is_found(self) -> None:
        text = (
            "On March 1, 2024, the commercial agreement on master alloys with Albecour was signed."
        )
        found = self.compared("March 4, 2024", text)

        assert [one.plan.slug for one in found.outcomes[0]] == ["commercial-agreement"]

    def test_lines_that_come_again_bring_their_kind(self) -> None:
        found = self.compared(
            "May 2, 2019", "Email: info@imperialmgp.com\n\nABOUT IMPERIAL MINING GROUP LTD."
        )

        assert [found.blocks[number].kind for number in (3, 4)] == ["contact", "heading"]
