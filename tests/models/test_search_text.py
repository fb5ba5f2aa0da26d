"""What a search finds a row by follows every text that belongs to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    LONG_AGO,
    make_announced,
    make_contact,
    make_listing,
    make_milestone,
    make_paragraph,
    make_part,
    make_partner,
    make_partner_name,
    make_person,
    make_project,
    make_project_name,
    make_release,
)
from timeline.models import Paragraph, Partner, Person, Project, ProjectName, Release
from timeline.models.derived_columns import derive_at_end, derive_everything, derive_named
from timeline.models.derived_receivers import after_migrations

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


@pytest.mark.parametrize("column", ["summary_en", "summary_fr", "text"])
def test_search_text_of_a_paragraph_holds_its_texts(column: str) -> None:
    paragraph = make_paragraph()

    setattr(paragraph, column, "Sept-Îles")
    paragraph.save()

    assert finds(paragraph, "sept iles")


@pytest.mark.parametrize("column", ["name_en", "name_fr", "summary_en", "summary_fr"])
@pytest.mark.parametrize("make", [make_project, make_partner])
def test_search_text_of_a_project_or_an_organization_holds_its_texts(
    make: Any, column: str
) -> None:
    row = make()

    setattr(row, column, "Sept-Îles")
    row.save()

    assert finds(row, "sept iles")


def test_search_text_of_a_person_holds_the_name() -> None:
    assert finds(make_person(name="Zoé Sept-Îles"), "zoe sept iles")


@pytest.mark.parametrize("kind", ["project", "partner"])
class TestFormerNames:
    def name(self, kind: str, release: Any = None) -> Any:
        """A former name that the release states, "Sept-Îles"."""
        release = release or make_release()
        if kind == "project":
            return make_project_name(make_project(), release, name_en="Sept-Îles")
        return make_partner_name(make_partner(), make_paragraph(release), name_en="Sept-Îles")

    def test_name_is_found_until_it_is_deleted(self, kind: str) -> None:
        name = self.name(kind)
        row = getattr(name, kind)
        before = finds(row, "sept iles")

        name.delete()

        assert (before, finds(row, "sept iles")) == (True, False)

    def test_name_that_a_draft_states_is_found_once_it_is_published(self, kind: str) -> None:
        release = make_release(status="draft")
        row = getattr(self.name(kind, release), kind)
        before = finds(row, "sept iles")

        release.status, release.publish_at = "published", LONG_AGO
        release.save()

        assert (before, finds(row, "sept iles")) == (False, True)

    def test_name_moved_to_another_is_found_there_alone(self, kind: str) -> None:
        name = self.name(kind)
        left, joined = (
            getattr(name, kind),
            {"project": make_project, "partner": make_partner}[kind](),
        )

        setattr(name, kind, joined)
        name.save()

        assert (finds(left, "sept iles"), finds(joined, "sept iles")) == (False, True)


def test_name_whose_paragraph_moves_to_a_draft_finds_its_organization_no_longer() -> None:
    name = make_partner_name(name_en="Sept-Îles")
    before = finds(name.partner, "sept iles")

    name.paragraph.release = make_release(status="draft")
    name.paragraph.save()

    assert (before, finds(name.partner, "sept iles")) == (True, False)


def test_search_texts_are_worked_out_at_the_end_of_a_large_change() -> None:
    with derive_at_end():
        row = make_partner(name_en="Sept-Îles")
        paragraph = make_paragraph(summary_en="Sept-Îles")
        before = finds(row, "sept iles"), finds(paragraph, "sept iles")

    assert before == (False, False)
    assert finds(row, "sept iles")
    assert finds(paragraph, "sept iles")


class AddsColumns:
    adds_derived_columns = True


@pytest.mark.parametrize(
    ("plan", "filled"),
    [
        ([(AddsColumns(), False)], True),
        ([(AddsColumns(), True)], False),
        ([(object(), False)], False),
        ([], False),
    ],
)
def test_migration_that_adds_derived_columns_has_them_filled(plan: Any, filled: bool) -> None:
    rows: list[Any] = [make_partner(), make_person(), make_project(), make_paragraph()]
    for model in (Partner, Person, Project, Paragraph):
        model._default_manager.update(search_text="")

    after_migrations(plan=plan)

    for row in rows:
        row.refresh_from_db()
    assert [bool(row.search_text) for row in rows] == [filled] * 4


# Exchanges


def print_listing(exchange: str, code: str, **over: Any) -> None:
    """A listing that a release prints; a public one, unless the test says otherwise."""
    release = make_release(**over)
    release.listings.add(make_listing(exchange=exchange, code=code))


@pytest.mark.parametrize("words", ["TSX Venture", "tsxv", "TSX Venture Exchange"])
@pytest.mark.parametrize("text", ["IPG on the TSXV.", "IPG, on the TSX Venture  Exchange"])
def test_exchange_is_found_by_both_its_names(text: str, words: str) -> None:
    print_listing("TSX Venture Exchange", "TSXV")
    paragraph = make_paragraph(summary_en=text)
    milestone = make_announced(title_en=text)

    assert finds(paragraph, words)
    assert finds(paragraph.release, words)
    assert finds(milestone, words)


def test_exchange_that_is_put_on_file_later_is_found_in_what_named_it_before() -> None:
    paragraph, milestone = make_paragraph(text="On the NEO"), make_announced(title_en="On the NEO")

    print_listing("Aequitas Exchange", "NEO")

    assert finds(paragraph, "aequitas")
    assert finds(milestone, "aequitas")


def test_exchange_whose_name_is_within_that_of_another_is_not_taken_for_it() -> None:
    print_listing("TSX Venture Exchange", "TSXV")
    print_listing("Toronto Stock Exchange", "TSX")

    assert not finds(make_paragraph(text="TSX Venture Exchange"), "toronto")
    assert finds(make_paragraph(text="on the TSX"), "toronto")


def test_name_of_an_exchange_is_not_read_across_that_of_another() -> None:
    print_listing("Sample Market", "SMPL")
    print_listing("Example Exchange", "XMPL")

    assert not finds(make_paragraph(text="Sample Example Exchange Market"), "smpl")


def test_exchange_that_only_a_draft_prints_gives_nothing_away() -> None:
    print_listing("Quetzal Exchange", "QE", status="draft")

    assert not finds(make_paragraph(text="on the QE"), "quetzal")


def test_exchange_of_another_organization_gives_nothing_away() -> None:
    listing = make_listing(exchange="Quetzal Exchange", code="QE", partner=make_partner())
    make_release().listings.add(listing)

    assert not finds(make_paragraph(text="on the QE"), "quetzal")


def test_code_of_an_exchange_that_is_a_word_is_no_exchange() -> None:
    print_listing("Alternative Investment Market", "AIM")

    assert not finds(make_paragraph(text="The aim is to drill."), "alternative")


def test_derive_everything_asks_as_many_queries_for_many_as_for_few() -> None:
    def queries_for(number: int) -> int:
        for _ in range(number):
            make_partner_name()
            make_project_name()
            make_person()
            make_announced()
        for model in (Partner, Person, Project, Paragraph):
            model._default_manager.update(search_text="")
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            derive_everything()
        return len(queries)

    assert queries_for(2) == queries_for(9)


def test_project_with_over_a_thousand_former_names_is_found_by_each() -> None:
    """SQLite refuses a condition that names a thousand rows one by one."""
    project = make_project()
    names = []
    for number in range(1_001):
        release = Release(
            slug=f"r-{number}",
            headline_en="News",
            published_on=date(2018, 1, 1),
            status="published",
            publish_at=LONG_AGO,
            public_from=LONG_AGO,
        )
        names.append(ProjectName(project=project, release=release, name_en=f"former{number}"))
    Release.objects.bulk_create([name.release for name in names])
    for name in names:
        name.release_id = name.release.pk
    ProjectName.objects.bulk_create(names)

    derive_named(Project, [project.pk])

    assert Project.objects.matching("former0").get() == project
    assert Project.objects.matching("former1000").get() == project


def test_former_name_that_many_releases_use_is_kept_once() -> None:
    project = make_project()
    for _ in range(3):
        make_project_name(project, make_release(), name_en="Northern claim", name_fr="")

    project.refresh_from_db()

    assert project.search_text.count("northern claim") == 1
