"""The rules of publishing for rows that were imported, in the words of an import.

The rules themselves are those of ``timeline/publishing/rules``, which the admin asks too.
``SITE_BOTH_LANGUAGES`` is left out: a record that is brought back may be older than the setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from timeline.models import Company, Milestone, Publishing, Release, Status
from timeline.models.cited_statement import DatedStatement
from timeline.models.derived_columns import BATCH
from timeline.models.settlement import read_settlements, read_stated_settlements
from timeline.publishing import rules as publishing_rules
from timeline.publishing.corrections import was_public
from timeline.publishing.rules import (
    Refusal,
    publication_refusals,
    record_refusals,
    seen_refusals,
)

StoredRow = TypeVar("StoredRow")
ColumnRefusal = tuple[str, str]  # column ("" for the whole row), why

SEEN = "visitors have seen this: withdraw it, and say why"
# By the code of the rule: the column that is named, and the words for an import. Any other refusal
# is told in the words of the rule.
WORDS: dict[str, ColumnRefusal] = {
    "taken_back": ("status", SEEN),
    "put_off": ("publish_at", SEEN),
    "moment_removed": ("publish_at", "visitors have seen this: say since when"),
    "before_dateline": ("publish_at", "it would be public before the day in its dateline"),
    "no_basis": (
        "basis_en",
        "the words name no year for these days: say in one line what they rest on",
    ),
    "settles_in_a_circle": ("settlements", "a circle of plans that settle each other"),
}


def seen_row_refusals(row: Publishing, stored: Publishing, at: datetime) -> Iterator[ColumnRefusal]:
    """What would hide, or put off, what visitors have seen. Asked before a row is saved."""
    for refusal in seen_refusals(row, stored, at):
        yield _in_words(refusal)


def release_refusals(release: Release, stored: Release) -> Iterator[ColumnRefusal]:
    """What an imported release breaks. Asked once all rows are saved."""
    if release.status == Status.PUBLISHED:
        for refusal in publication_refusals(release, stored):
            yield _in_words(refusal)
    for refusal in record_refusals(release, stored):
        yield _in_words(refusal)


def milestone_refusals(
    milestone: Milestone, stored: Milestone, at: datetime
) -> Iterator[ColumnRefusal]:
    """What an imported milestone breaks. Asked once all rows are saved and derived."""
    if milestone.status == Status.PUBLISHED:
        for refusal in publication_refusals(milestone, stored):
            if not _stays_published(milestone, stored, at):
                yield refusal.field, f"it is published, and {refusal.clause}"
    for refusal in record_refusals(milestone, stored):
        yield _in_words(refusal)


def name_refusals(
    statements: Iterable[DatedStatement],
) -> Iterator[tuple[DatedStatement, ColumnRefusal]]:
    """What imported names break among all names of the same organisation on file.

    2 queries for each organisation.
    """
    checked = set()
    for statement in statements:
        owner: Any = getattr(statement, "partner", None) or Company.objects.get()
        if owner in checked:
            continue
        checked.add(owner)
        todays = {getattr(owner, column, "") for column in ("name", "name_en", "name_fr")}
        for name, refusal in publishing_rules.name_refusals(owner.names.all(), todays):
            yield name, _in_words(refusal)


def _stays_published(milestone: Milestone, stored: Milestone, at: datetime) -> bool:
    """Whether visitors had read it before all that it cites was withdrawn.

    A milestone stays published then, here or in the record that the folder comes from.
    """
    was_published = stored.pk is None or stored.status == Status.PUBLISHED
    return was_published and was_public(milestone, at)


def _in_words(refusal: Refusal) -> ColumnRefusal:
    if refusal.code in {"settles_itself", "settles_no_plan"}:
        return "settlements", refusal.sentence
    return WORDS.get(refusal.code, (refusal.field, refusal.sentence))


def refusals_on_file(
    milestones: Iterable[tuple[int, Milestone | None]],
    releases: Iterable[tuple[int, Release | None]],
    at: datetime,
) -> Iterator[tuple[Milestone | Release, ColumnRefusal]]:
    """What these rows break, as they are on file now.

    Each is given with its key and with the row as it was before the import; None if the import
    changed only rows that belong to it. They are read 500 at a time.
    """
    for batch in _batches(releases):
        releases_on_file = Release.objects.in_bulk(list(batch))
        read_stated_settlements(releases_on_file.values())
        for key, stored_release in batch.items():
            release = releases_on_file[key]
            for refusal in release_refusals(release, stored_release or release):
                yield release, refusal
    for together in _batches(milestones):
        on_file = Milestone.objects.in_bulk(list(together))
        read_settlements(on_file.values())
        for key, stored_milestone in together.items():
            milestone = on_file[key]
            for refusal in milestone_refusals(milestone, stored_milestone or milestone, at):
                yield milestone, refusal


def _batches(rows: Iterable[tuple[int, StoredRow]]) -> Iterator[dict[int, StoredRow]]:
    waiting = iter(rows)
    while batch := dict(islice(waiting, BATCH)):
        yield batch
