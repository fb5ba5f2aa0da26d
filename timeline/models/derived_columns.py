"""Columns worked out from other rows, kept in the transaction that changes those.

They follow every ``save()``, ``delete()`` and many-to-many change of a row they come from, raw
saves (``loaddata``) included: see ``derived_receivers``. ``bulk_create`` and ``QuerySet.update``
send no signals: whoever uses them calls ``derive_milestones``, ``derive_releases`` and
``derive_named``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, F, Min, OuterRef
from django.utils import timezone

from timeline.models.at_hand import parts_of
from timeline.models.base import Publishing, Status
from timeline.models.company import Listing
from timeline.models.edition import advance_edition, is_ahead, lock_edition
from timeline.models.kept_counts import add_to_counts, count_milestones, some_outdated
from timeline.models.milestone import Milestone
from timeline.models.milestone_place import keep_places
from timeline.models.milestone_sources import read_parts_of
from timeline.models.partner import Partner, PartnerName
from timeline.models.person import Person
from timeline.models.project import Project, ProjectName
from timeline.models.promises import derive_promises, settled_by
from timeline.models.release import Paragraph, Release
from timeline.models.row_writes import update_rows
from timeline.models.search_index import enter_texts
from timeline.models.search_text import Exchange
from timeline.models.searched_texts import (
    Named,
    milestone_text,
    named_text,
    paragraph_text,
    release_text,
)
from timeline.models.text_fingerprint import TextFingerprint
from timeline.models.visibility import is_public, public_condition

BATCH = 500  # rows held at a time, well under SQLite's limit on variables
MILESTONE_COLUMNS = (
    "public_from",
    "announced_on",
    "announced_year",
    "sort_day",
    "first_year",
    "last_year",
    "search_text",
)
PARAGRAPH_COLUMNS = ("search_text", *TextFingerprint._fields)
LONG_TEXTS = (  # of what a citation or a figure leads to
    "paragraph__text",
    "paragraph__summary_en",
    "paragraph__summary_fr",
    "paragraph__search_text",
    "paragraph__release__summary_en",
    "paragraph__release__summary_fr",
    "paragraph__release__search_text",
)
# Whose former names a search finds, and by what release each is stated.
NAMES: dict[type[Named], tuple[type[ProjectName | PartnerName], str] | None] = {
    Project: (ProjectName, "release"),
    Partner: (PartnerName, "paragraph__release"),
    Person: None,
}


@dataclass(frozen=True)
class DeferredRows:
    """The ids of rows whose columns are worked out at the end of ``derive_at_end``."""

    milestones: set[int] = field(default_factory=set)
    releases: set[int] = field(default_factory=set)
    named: dict[type[Named], set[int]] = field(default_factory=lambda: defaultdict(set))


# Signals carry no argument of ours: receivers find the block that they run in here.
_deferred: ContextVar[DeferredRows | None] = ContextVar("deferred", default=None)


@contextmanager
def derive_at_end() -> Iterator[None]:
    """Work out what the block changes once, at its end: for a change of thousands of rows."""
    rows = DeferredRows()
    token = _deferred.set(rows)
    try:
        yield
    finally:
        _deferred.reset(token)
    for model, ids in rows.named.items():
        derive_named(model, ids)
    derive_releases(rows.releases)
    derive_milestones(rows.milestones)


def is_put_off() -> bool:
    """Whether this is a block of ``derive_at_end``."""
    return _deferred.get() is not None


def public_moment(row: Publishing) -> datetime | None:
    """From when the row is public by itself; None for a draft and for what was withdrawn."""
    return row.publish_at if row.status == Status.PUBLISHED else None


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(set(ids))
    for start in range(0, len(every), BATCH):
        yield every[start : start + BATCH]


def derive_milestone(milestone: Milestone, at: datetime, exchanges: list[Exchange]) -> None:
    """Set the derived columns of one milestone.

    Its projects and partners are at hand, and its citations and figures, each as a ``Source``.
    """
    releases = [source.release for source in parts_of(milestone, "citations")]
    milestone.public_from = _milestone_public_from(milestone, releases)
    seen_at = max(at, milestone.public_from or at)
    announced_on = _announced_on(milestone, releases, seen_at)
    milestone.announced_on = announced_on
    milestone.announced_year = None
    if announced_on:
        milestone.announced_year = announced_on.year
    stated = milestone.stated
    milestone.sort_day = 0
    if stated.sort_day:
        milestone.sort_day = stated.sort_day.toordinal()
    milestone.first_year, milestone.last_year = stated.first_year, stated.last_year
    milestone.search_text = milestone_text(milestone, seen_at, exchanges)


def _milestone_public_from(milestone: Milestone, releases: list[Release]) -> datetime | None:
    """Its own moment, but not before a release that states it is public."""
    own = public_moment(milestone)
    moments = []
    for release in releases:
        if release.public_from:
            moments.append(release.public_from)
    if own is None or not moments:
        return None
    return max(own, min(moments))


def _announced_on(milestone: Milestone, releases: list[Release], seen_at: datetime) -> date | None:
    """The day of the earliest release that visitors can read by then.

    A release that is scheduled for later is not given away. It counts from the first derivation
    after its moment (``manage.py derive``). Of a milestone that nobody sees yet, every release
    counts that was not withdrawn: a preview shows the day it will have been announced on.
    """
    days = []
    scheduled_days = []
    for release in releases:
        if milestone.public_from is None:
            if release.status != Status.WITHDRAWN:
                days.append(release.published_on)
        elif is_public(release, seen_at):
            days.append(release.published_on)
        elif release.public_from:
            scheduled_days.append(release.published_on)
    return min(days or scheduled_days, default=None)


def lock_releases(milestones: Iterable[int]) -> None:
    """Lock the releases that these milestones cite until the transaction ends.

    None then changes between reading and writing. Releases are always locked before milestones, so
    that no two transactions wait for each other. SQLite has one writer and needs no lock.
    """
    if not connection.features.has_select_for_update:
        return
    lock_edition()
    cited = Paragraph.objects.filter(citations__milestone__in=milestones).values("release")
    list(Release.objects.select_for_update().filter(pk__in=cited).order_by("pk").values_list("pk"))


def derive_milestones(ids: Iterable[int], at: datetime | None = None) -> None:
    """Work out the derived columns of these milestones, as of a moment (now).

    3 queries, and at most 25 for every 500.
    """
    if deferred := _deferred.get():
        deferred.milestones.update(ids)
        return
    at = at or timezone.now()
    concerned = set(some_outdated(at))
    with transaction.atomic(savepoint=False):
        exchanges = public_exchanges(at)
        for batch in _batches(ids):
            lock_releases(batch)
            concerned |= derive_promises(batch)
            concerned |= settled_by(batch)
            _derive_batch(Milestone.objects.filter(pk__in=batch), at, exchanges)
        add_to_counts(count_milestones(concerned, at))


def _derive_batch(
    milestones: models.QuerySet[Milestone], at: datetime, exchanges: list[Exchange]
) -> None:
    """Derive these milestones, and write the columns that have changed of any of them."""
    rows = list(milestones)
    read_parts_of(rows)
    changed: list[Milestone] = []
    columns: set[str] = set()
    for milestone in rows:
        before = _values(milestone, MILESTONE_COLUMNS)
        derive_milestone(milestone, at, exchanges)
        after = _values(milestone, MILESTONE_COLUMNS)
        if before != after:
            changed.append(milestone)
        pairs = zip(MILESTONE_COLUMNS, before, after, strict=True)
        columns.update(column for column, old, new in pairs if old != new)
    if not all(is_ahead(milestone, at) for milestone in changed):
        advance_edition()
    update_rows(Milestone, changed, sorted(columns))
    enter_texts(Milestone, [milestone.pk for milestone in rows])
    keep_beside(rows)


def keep_beside(milestones: Iterable[Milestone]) -> None:
    """Keep what stands beside the rows of milestones, once those are written.

    Whoever writes milestones with their derived columns ends with this, and once all of them are
    written with ``keep_beside_new_rows``. Their projects and places are at hand.
    """
    keep_places(milestones)


def keep_beside_new_rows() -> None:
    """Enter in the search index, and count, what was written in bulk and is in neither yet."""
    for model in (Release, Paragraph, Milestone):
        enter_texts(model)
    uncounted = Milestone.objects.filter(public_from__isnull=False, counted__isnull=True)
    keys = list(uncounted.order_by().values_list("pk", flat=True))
    add_to_counts(count_milestones(keys, timezone.now()))


def derive_releases(ids: Iterable[int]) -> None:
    """Work out when releases are public, their years, and what finds them and their paragraphs.

    1 query, and 10 for every 500.
    """
    if deferred := _deferred.get():
        deferred.releases.update(ids)
        return
    columns = ("public_from", "published_year", "search_text")
    with transaction.atomic(savepoint=False):
        lock_edition()
        exchanges = public_exchanges(timezone.now())
        for batch in _batches(ids):
            rows = Release.objects.filter(pk__in=batch).prefetch_related(
                "paragraphs", "contacts", "copies", "listings"
            )
            changed = []
            changed_paragraphs = []
            for release in rows:
                before = _values(release, columns)
                derive_release(release, exchanges)
                if before != _values(release, columns):
                    changed.append(release)
                for paragraph in parts_of(release, "paragraphs"):
                    texts_before = _values(paragraph, PARAGRAPH_COLUMNS)
                    derive_paragraph(paragraph, exchanges)
                    if texts_before != _values(paragraph, PARAGRAPH_COLUMNS):
                        changed_paragraphs.append(paragraph)
            if not all(is_ahead(release, timezone.now()) for release in changed):
                advance_edition()
            update_rows(Release, changed, columns)
            update_rows(Paragraph, changed_paragraphs, PARAGRAPH_COLUMNS)
            enter_texts(Release, batch)
            paragraphs = chain.from_iterable(parts_of(release, "paragraphs") for release in rows)
            enter_texts(Paragraph, [paragraph.pk for paragraph in paragraphs])


def derive_release(release: Release, exchanges: list[Exchange]) -> None:
    """Set the derived columns of one release. Its parts and listings are at hand."""
    release.public_from = public_moment(release)
    release.published_year = release.published_on.year
    release.search_text = release_text(release, exchanges)


def derive_paragraph(paragraph: Paragraph, exchanges: list[Exchange]) -> None:
    """Set what a search finds one paragraph by, and what its text is known again by if it is held.

    Without its text it keeps what was remembered of it (``Paragraph.remember_text``).
    """
    paragraph.search_text = paragraph_text(paragraph, exchanges)
    if paragraph.text:
        paragraph.remember_text(paragraph.text)


def derive_named(model: type[Named], ids: Iterable[int], at: datetime | None = None) -> None:
    """Work out what a search finds these projects, organizations or people by.

    3 queries for every 500.
    """
    if deferred := _deferred.get():
        deferred.named[model].update(ids)
        return
    at = at or timezone.now()
    rows: models.Manager[Any] = model._default_manager
    with transaction.atomic(savepoint=False):
        lock_edition()
        for batch in _batches(ids):
            changed = []
            former = _former_names(model, batch, at)
            for row in rows.filter(pk__in=batch):
                before = row.search_text
                row.search_text = named_text(row, former[row.pk])
                if row.search_text != before:
                    changed.append(row)
            if not all(is_ahead(row, at) for row in changed):
                advance_edition()
            update_rows(model, changed, ["search_text"])


def _former_names(model: type[Named], ids: list[int], at: datetime) -> Mapping[int, list[str]]:
    """Key of each -> the names that public documents give it, each once. 1 query."""
    found: dict[int, list[str]] = defaultdict(list)
    if stated := NAMES[model]:
        names, release = stated
        owner = str(model._meta.model_name)
        rows = names._default_manager.filter(
            public_condition(at, "release", f"{release}__"), **{f"{owner}__in": ids}
        )
        first_stated = rows.values(owner, "name_en", "name_fr").annotate(
            day=Min(f"{release}__published_on"), first=Min("pk")
        )
        in_order = first_stated.order_by("day", "first")
        for key, english, french in in_order.values_list(owner, "name_en", "name_fr"):
            found[key] += [english, french]
    return found


def derive_everything() -> None:
    """Work out every derived column again."""
    derive_releases(Release.objects.values_list("pk", flat=True))
    for model in NAMES:  # former names are found while the releases that state them are public
        derive_named(model, model._default_manager.values_list("pk", flat=True))
    derive_milestones(Milestone.objects.values_list("pk", flat=True))


def public_exchanges(at: datetime) -> list[Exchange]:
    """Those of the company's listings that a public release prints. 1 query.

    Neither a listing to come is given away, nor that of an organization that may be a draft.
    """
    printed = Exists(Release.objects.published(at).filter(listings=OuterRef("pk")).order_by())
    ours = Listing.objects.filter(printed, partner__isnull=True).exclude(exchange=F("code"))
    pairs = ours.order_by("exchange", "code").values_list("exchange", "code").distinct()
    return [Exchange(*pair) for pair in pairs]


def _values(row: models.Model, columns: Iterable[str]) -> list[Any]:
    return [getattr(row, column) for column in columns]
