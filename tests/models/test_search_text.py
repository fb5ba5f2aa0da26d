"""What a search finds a row by follows every text that belongs to it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import (
    LONG_AGO,
    make_announced,
    make_contact,
    make_milestone,
    make_paragraph,
    make_part,
    make_partner,
    make_project,
    make_release,
)
from timeline.models import Project

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def finds(row: Any, words: str) -> bool:
    return bool(type(row).objects.filter(pk=row.pk).matching(words).exists())


@pytest.mark.parametrize(
    "column",
    [
        *("title_en", "title_fr", "summary_en", "summary_fr", "place_en", "place_fr"),
        *("condition_en", "condition_fr", "date_words"),
    ],
)
def test_search_text_of_a_milestone_holds_its_texts(column: str) -> None:
    milestone = make_milestone()

    setattr(milestone, column, "Sept-Îles")
    milestone.save()

    assert finds(milestone, "sept iles")


@pytest.mark.parametrize("column", ["name_en", "name_fr"])
def test_search_text_of_a_milestone_follows_names_of_projects_and_partners(column: str) -> None:
    project, partner = make_project(), make_partner()
    milestone = make_announced(projects=[project], partners=[partner])

    for row, name in ((project, "Crater Lake"), (partner, "Aluminerie")):
        setattr(row, column, name)
        row.save()

    assert finds(milestone, "crater lake aluminerie")


def test_search_text_of_a_milestone_follows_its_projects() -> None:
    lake, alloys = make_project(name_en="Lake"), make_project(name_en="Alloys")
    milestone = make_milestone()
    found = []

    def look() -> None:
        found.append([name for name in ("lake", "alloys") if finds(milestone, name)])

    milestone.projects.add(lake)
    look()
    milestone.projects.set([alloys])
    look()
    milestone.projects.remove(alloys)
    look()
    lake.milestones.add(milestone)
    look()
    milestone.projects.clear()
    look()
    alloys.milestones.set([milestone])
    look()
    alloys.milestones.remove(milestone)
    look()

    assert found == [["lake"], ["alloys"], [], ["lake"], [], ["alloys"], []]


def test_search_text_of_a_milestone_follows_a_project_that_lets_all_go() -> None:
    project = make_project(name_en="Lake")
    milestone = make_announced(projects=[project])

    project.milestones.clear()

    assert not finds(milestone, "lake")


@pytest.mark.parametrize("bulk", [False, True])
def test_search_text_of_a_milestone_follows_a_project_that_is_deleted(bulk: bool) -> None:
    project = make_project(name_en="Lake")
    milestone = make_announced(projects=[project])

    if bulk:
        Project.objects.filter(pk=project.pk).delete()
    else:
        project.delete()

    assert not finds(milestone, "lake")


@pytest.mark.parametrize("make", [make_project, make_partner])
def test_search_text_of_a_milestone_holds_the_name_of_a_draft_once_it_is_published(
    make: Any,
) -> None:
    named = make(name_en="Lake", status="draft")
    filed_under = {"projects" if make is make_project else "partners": [named]}
    milestone = make_announced(**filed_under)
    before = finds(milestone, "lake")

    named.status, named.publish_at = "published", LONG_AGO
    named.save()

    assert (before, finds(milestone, "lake")) == (False, True)


def test_search_text_of_a_milestone_follows_its_partners() -> None:
    milestone = make_milestone()
    part = make_part(milestone, make_partner(name_en="Albecour"))
    before = finds(milestone, "albecour")

    part.delete()

    assert (before, finds(milestone, "albecour")) == (True, False)


def test_search_text_of_milestones_follows_a_part_moved_to_another() -> None:
    left, joined = make_milestone(), make_milestone()
    part = make_part(left, make_partner(name_en="Albecour"))

    part.milestone = joined
    part.save()

    assert (finds(left, "albecour"), finds(joined, "albecour")) == (False, True)


@pytest.mark.parametrize(
    "column",
    [
        "headline_en",
        "headline_fr",
        "summary_en",
        "summary_fr",
        "place",
        "wire",
        "also_printed_en",
        "also_printed_fr",
    ],
)
def test_search_text_of_a_release_holds_its_texts(column: str) -> None:
    release = make_release()

    setattr(release, column, "Sept-Îles")
    release.save()

    assert finds(release, "sept iles")


@pytest.mark.parametrize("column", ["summary_en", "summary_fr", "text"])
def test_search_text_of_a_release_follows_its_paragraphs(column: str) -> None:
    texts: dict[str, Any] = {column: "Sept-Îles"}
    paragraph = make_paragraph(**texts)
    before = finds(paragraph.release, "sept iles")

    paragraph.delete()

    assert (before, finds(paragraph.release, "sept iles")) == (True, False)


@pytest.mark.parametrize("column", ["name", "organisation"])
def test_search_text_of_a_release_follows_its_contacts(column: str) -> None:
    texts: dict[str, Any] = {column: "Zoé Québec"}
    contact = make_contact(**texts)
    before = finds(contact.release, "zoe quebec")

    contact.delete()

    assert (before, finds(contact.release, "zoe quebec")) == (True, False)


def test_search_text_of_releases_follows_a_paragraph_moved_to_another() -> None:
    paragraph, joined = make_paragraph(summary_en="Scandium"), make_release()
    left = paragraph.release

    paragraph.release = joined
    paragraph.save()

    assert (finds(left, "scandium"), finds(joined, "scandium")) == (False, True)
