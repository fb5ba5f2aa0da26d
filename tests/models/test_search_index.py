"""The index of the search texts: it changes no answer, and follows every change of a text."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.factories import make_announced, make_paragraph, make_project, make_release
from tests.interchange.folders import copy_of_fixtures, take_in
from timeline.models import Milestone, Paragraph, Release, search_index
from timeline.models.derived_columns import derive_at_end
from timeline.models.search_index import enter_texts, make_indexes, rows_to_read
from timeline.models.search_text import has_words, search_terms, searchable

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

WORDS = st.sampled_from(
    [
        *("mine", "mines", "mining", "feldspath", "R&D", "5 %", "2018", "20", "10,000", "10 000"),
        *("co-operation", "cooperation", "Sept-Îles", "métaux", "métal", "au", "金", "ß", "𝄞𝄞𝄞"),
        *('"', "AND", "OR", "NOT", "NEAR(", "mine*", "search_text:", "(", "'", "%", "_", "\\"),
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=8).filter(str.isprintable), max_size=6).map(" ".join)
FEW_ROWS = settings(
    max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture]
)

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no extensions to be refused"
)
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL keeps its index by itself"
)


def entered(model: type[Milestone | Release | Paragraph]) -> dict[int, str]:
    """What the index holds: key -> text."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, search_text FROM {model._meta.db_table}_search")  # noqa: S608
        return dict(cursor.fetchall())


def is_complete() -> bool:
    """Whether the index holds the text of every row, and nothing else."""
    return all(
        entered(model) == dict(model._base_manager.values_list("pk", "search_text"))
        for model in (Milestone, Release, Paragraph)
    )


def keys(words: str) -> set[int]:
    return set(Paragraph.objects.matching(words).values_list("pk", flat=True))


# The answers


@FEW_ROWS
@given(texts=st.lists(TEXTS, min_size=1, max_size=6), words=TEXTS, most=st.sampled_from([2, 5_000]))
def test_search_finds_the_same_rows_with_the_index_and_without(
    texts: list[str], words: str, most: int
) -> None:
    with transaction.atomic():
        release = make_release()
        rows = [
            Paragraph(release=release, number=number, search_text=searchable(text))
            for number, text in enumerate(texts, start=1)
        ]
        Paragraph.objects.bulk_create(rows)
        enter_texts(Paragraph)
        terms = search_terms(words)
        wanted = {row.pk for row in rows if has_words(row.search_text, terms)}
        if words.strip() and not terms:
            wanted = set()

        with patch.object(search_index, "MOST", most):
            found = keys(words)
        with patch("timeline.models.querysets.rows_to_read", return_value=None):
            found_without = keys(words)

        transaction.set_rollback(True)
    assert found == wanted
    assert found_without == wanted


def test_search_of_as_many_words_as_can_be_typed_is_answered() -> None:
    paragraph = make_paragraph(text=" ".join(f"word{number}" for number in range(200)))

    assert keys(" ".join(f"word{number}" for number in range(28))) == {paragraph.pk}
    assert keys(" ".join(["a1"] * 66)) == set()
    assert keys("ab-cd " * 33) == set()


def test_entry_of_an_older_text_finds_nothing() -> None:
    paragraph = make_paragraph(text="feldspath")

    Paragraph._base_manager.update(search_text=" quartz ")

    assert keys("feldspath") == set()
    assert paragraph.pk not in keys("quartz feldspath")


@on_sqlite
class TestRowsToRead:
    def rows(self, words: str) -> list[int] | None:
        return rows_to_read(Paragraph, search_terms(words), "default")

    def test_rows_of_rare_words_are_named(self) -> None:
        paragraph, _ = make_paragraph(text="feldspath"), make_paragraph(text="quartz")

        assert self.rows("feldspath") == [paragraph.pk]
        assert self.rows("felds") == [paragraph.pk]
        assert self.rows("feldspath quartz") == []

    def test_rows_of_common_words_are_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(search_index, "MOST", 2)
        for _ in range(3):
            make_paragraph(text="feldspath")

        assert self.rows("feldspath") is None
        assert len(keys("feldspath")) == 3

    def test_piece_of_less_than_three_letters_is_left_to_the_texts(self) -> None:
        make_paragraph(text="feldspath 5 %")

        assert self.rows("%") is None
        assert len(self.rows("% feldspath") or []) == 1

    def test_it_takes_one_query(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            Paragraph.objects.matching("feldspath")

        assert len(asked) == 1


# What it holds


@on_sqlite
class TestEntries:
    @pytest.fixture(autouse=True)
    def rows(self) -> Iterator[None]:
        """Some rows to begin with; whatever a test does, the index holds every text after it."""
        self.project = make_project(name_en="Crater")
        self.paragraph = make_paragraph(make_release(headline_en="News"), text="feldspath")
        self.milestone = make_announced(self.paragraph, title_en="Drill", projects=[self.project])
        assert is_complete()
        yield
        assert is_complete()

    def test_row_that_is_saved_is_found_by_its_new_text(self) -> None:
        self.paragraph.text = "quartz"
        self.paragraph.save()

        assert keys("quartz") == {self.paragraph.pk}

    def test_older_object_that_is_saved_over_a_newer_text_is_found_by_its_own(self) -> None:
        older = Paragraph.objects.get(pk=self.paragraph.pk)
        self.paragraph.text = "quartz"
        self.paragraph.save()

        older.save()

        assert keys("feldspath") == {older.pk}

    def test_milestone_follows_the_name_of_its_project(self) -> None:
        self.project.name_en = "Caldera"
        self.project.save()

        assert Milestone.objects.matching("caldera").get() == self.milestone

    def test_large_change_is_entered_at_its_end(self) -> None:
        with derive_at_end():
            added = make_paragraph(text="quartz")

        assert keys("quartz") == {added.pk}

    def test_change_that_is_taken_back_is_taken_back_here_too(self) -> None:
        with transaction.atomic():
            self.paragraph.text = "quartz"
            self.paragraph.save()
            self.milestone.delete()
            transaction.set_rollback(True)

        assert keys("feldspath") == {self.paragraph.pk}

    def test_row_that_is_deleted_is_forgotten(self) -> None:
        self.milestone.delete()

        assert entered(Milestone) == {}

    def test_rows_that_are_deleted_together_are_forgotten_with_what_hangs_on_them(self) -> None:
        Milestone.objects.all().delete()
        Release.objects.all().delete()

        assert entered(Release) == entered(Paragraph) == {}

    def test_loaddata_enters_what_it_loads(self) -> None:
        call_command("loaddata", "projects", "partners", "people", "company", verbosity=0)
        call_command("loaddata", "releases", "milestones", verbosity=0)

        assert Milestone.objects.matching("memorandum").exists()

    def test_import_enters_what_it_takes_in(self, tmp_path: Path) -> None:
        Milestone.objects.all().delete()
        Release.objects.all().delete()

        take_in(copy_of_fixtures(tmp_path / "record"))

        assert Milestone.objects.matching("memorandum").exists()

    def test_invented_record_is_entered(self) -> None:
        call_command("make_record", milestones=10, add=True, stdout=StringIO())

        assert len(entered(Milestone)) == 11

    def test_derive_enters_and_forgets_what_was_changed_by_sql(self) -> None:
        other = make_paragraph(text="mica")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE timeline_paragraph SET text = 'quartz' WHERE text = 'feldspath'")
            cursor.execute("DELETE FROM timeline_paragraph WHERE id = %s", [other.pk])

        call_command("derive", stdout=StringIO())

        assert keys("quartz") == {self.paragraph.pk}

    def test_derive_says_how_many_entries_were_wrong(self) -> None:
        Paragraph._base_manager.update(search_text=" quartz ")
        first, second = StringIO(), StringIO()

        call_command("derive", stdout=first)
        call_command("derive", stdout=second)

        assert first.getvalue() == "Rows that the search index was wrong about: 1\n"
        assert second.getvalue() == ""


# Where there is none


@on_sqlite
def test_database_without_trigrams_is_searched_without_an_index(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_index, "_known", set())
    for model in (Milestone, Release, Paragraph):
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {model._meta.db_table}_search")
    of_another = search_index.MAKE_ON_SQLITE.replace("trigram", "unknown")
    monkeypatch.setattr(search_index, "MAKE_ON_SQLITE", of_another)

    make_indexes()
    gone, kept = make_paragraph(text="feldspath"), make_paragraph(text="feldspath")
    gone.delete()

    assert keys("feldspath") == {kept.pk}
    assert rows_to_read(Paragraph, search_terms("feldspath"), "default") is None


@on_sqlite
def test_index_that_is_missing_is_made_of_the_texts_on_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_paragraph(text="feldspath")
    monkeypatch.setattr(search_index, "_known", set())
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE timeline_paragraph_search")

    make_indexes()

    assert is_complete()


@on_postgresql
def test_index_of_trigrams_is_used_where_it_can_be_made() -> None:
    make_indexes()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        plan = Paragraph.objects.matching("feldspath").order_by().explain()
    assert "timeline_paragraph_search" in plan


@on_postgresql
def test_database_that_refuses_the_extension_is_searched_without_an_index(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with connection.cursor() as cursor:
        for model in (Milestone, Release, Paragraph):
            cursor.execute(f"DROP INDEX IF EXISTS {model._meta.db_table}_search")
    refused = search_index.MAKE_ON_POSTGRESQL.replace("gin_trgm_ops", "unknown_ops")
    monkeypatch.setattr(search_index, "MAKE_ON_POSTGRESQL", refused)

    make_indexes()

    paragraph = make_paragraph(text="feldspath")
    assert keys("feldspath") == {paragraph.pk}
