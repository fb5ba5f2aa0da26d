"""Corrections: what was changed after visitors had read it. They are made here, and asked for here.

The admin asks for a note and records it with the save. A plain ``save()`` in code records none,
as it knows no reason: code that corrects the public record says so.

    with record_correction(milestone, note_en="The day was misread.") as row:
        row.earliest = row.latest = date(2019, 3, 2)
        row.save()
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from timeline.models import (
    Citation,
    Company,
    Correction,
    Listing,
    Milestone,
    Publishing,
    Release,
    Status,
)
from timeline.models.at_hand import by_owner
from timeline.models.correction import KINDS
from timeline.models.edition import lock_edition
from timeline.models.prepared import prepared
from timeline.models.visibility import is_public
from timeline.publishing.correctable_fields import correctable_facts
from timeline.publishing.fact_changes import FactChange, fact_changes

CorrectedRow = TypeVar("CorrectedRow", bound=models.Model)


def was_public(row: models.Model, at: datetime) -> bool:
    """Whether visitors have been able to read the row as it is or was.

    The company is always read, a listing with a release that prints it. A milestone that was
    published counts from when a release it cites was public too. At most 2 queries and 1 for each
    release.
    """
    if isinstance(row, Company):
        return True
    if isinstance(row, Listing):
        return _any_was_public(row.releases.all(), at)
    if not isinstance(row, Publishing) or row.pk is None:
        return False
    if is_public(row, at):
        return True
    if not _been_published(row, at):
        return False
    return not isinstance(row, Milestone) or _any_was_public(_ever_cited(row), at)


def _any_was_public(releases: Iterable[Release], at: datetime) -> bool:
    return any(was_public(release, at) for release in releases)


def _been_published(row: Any, at: datetime) -> bool:
    """Whether its own moment came while it was published: now, or in a state that it was in."""
    if row.status != Status.DRAFT and row.publish_at and row.publish_at <= at:
        return True
    states = row.history.order_by("-history_date", "-history_id")
    end = at
    for status, moment, begun in states.values_list("status", "publish_at", "history_date"):
        if status == Status.PUBLISHED and moment and moment <= end:
            return True
        end = begun
    return False


def _ever_cited(milestone: Milestone) -> Iterable[Release]:
    kept = Citation.history.filter(milestone_id=milestone.pk).values("paragraph_id")
    now = Citation.objects.filter(milestone=milestone).values("paragraph_id")
    return Release.objects.filter(paragraphs__in=kept) | Release.objects.filter(paragraphs__in=now)


def keep_correction(
    row: models.Model,
    changes: Sequence[FactChange],
    at: datetime,
    *,
    note_en: str = "",
    note_fr: str = "",
    by: Any = None,
) -> list[Correction]:
    """Keep what was changed of a row: one correction, and one for each other row that says it too.

    Raises ``ValidationError`` without a note in either language.
    """
    if not changes:
        return []
    shared = {"made_at": at, "made_by": by, "note_en": note_en, "note_fr": note_fr}
    made = [_correction(row, changes, shared)]
    others: dict[Publishing, list[FactChange]] = defaultdict(list)
    for change in changes:
        for other in change.also:
            others[other].append(change)
    for other, shown in others.items():
        made.append(_correction(other, shown, shared))
    for correction in made:
        correction.full_clean()
        correction.save()
    return made


def _correction(
    row: models.Model, changes: Iterable[FactChange], shared: dict[str, Any]
) -> Correction:
    name = str(row._meta.model_name)
    correction = Correction(**shared, changes=[change.as_json() for change in changes])
    if name in KINDS:  # a correction of the company or of a listing names no row
        setattr(correction, name, row)
    return correction


@contextmanager
def record_correction(
    row: CorrectedRow, *, note_en: str = "", note_fr: str = "", by: Any = None
) -> Iterator[CorrectedRow]:
    """Correct a row in code: what the block changes on file is recorded with the note.

    All of it is one transaction. A row that was never public needs no note and leaves no
    correction. Raises ``ValidationError``, and saves nothing, where a note is needed and none was
    given.
    """
    with transaction.atomic():
        # Without a lock, what somebody else changes meanwhile would be part of this correction.
        lock_edition()
        at = timezone.now()
        stored = type(row)._default_manager.get(pk=row.pk)
        public, was = was_public(stored, at), correctable_facts(stored, at)
        yield row
        if public:
            now = correctable_facts(type(row)._default_manager.get(pk=row.pk), at)
            keep_correction(
                row, fact_changes(was, now), at, note_en=note_en, note_fr=note_fr, by=by
            )


def corrections_of(rows: Iterable[models.Model], at: datetime) -> dict[int, list[Correction]]:
    """The corrections that visitors see of rows of one kind, by the row's id. 1 query.

    Newest first.
    """
    chosen = list(rows)
    if not chosen:
        return defaultdict(list)
    kind = str(chosen[0]._meta.model_name)
    return by_owner(_CORRECTIONS[kind]({row.pk for row in chosen}, at), kind)


def _corrections_of(kind: str) -> Callable[[set[int], datetime], list[Correction]]:
    @prepared
    def seen(rows: set[int], at: datetime) -> models.QuerySet[Correction]:
        public = {f"{kind}__in": rows, f"{kind}__public_from__lte": at}
        return Correction.objects.filter(**public, made_at__lte=at)

    return seen


_CORRECTIONS = {kind: _corrections_of(kind) for kind in KINDS}


def corrections_of_company(at: datetime) -> list[Correction]:
    """The corrections of the company and its listings, newest first. 1 query."""
    of_no_row = dict.fromkeys(KINDS)  # None for each of them
    return list(Correction.objects.public(at).filter(**of_no_row))


def mark_corrected(milestones: Iterable[Milestone]) -> None:
    """Give each public milestone that was corrected ``corrected_on``, the last day. 1 query."""
    chosen = {milestone.pk: milestone for milestone in milestones}
    last = Correction.objects.filter(milestone__in=list(chosen)).order_by().values("milestone")
    for pk, moment in last.annotate(last=Max("made_at")).values_list("milestone", "last"):
        chosen[pk].corrected_on = timezone.localdate(moment)
