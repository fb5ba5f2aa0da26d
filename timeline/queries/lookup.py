"""Rows that were public and are not any more: 410, with the reason (RFC 9110 §15.5.11)."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404

from timeline.models import Milestone, Publishing, Release, Status
from timeline.models.visibility import is_public

PublishingRow = TypeVar("PublishingRow", bound=Publishing)


class Gone(Exception):  # noqa: N818 - an answer, as Http404 is
    """This row was withdrawn; or, ``with_source``, the release that stated what was asked for."""

    def __init__(self, row: Publishing, *, with_source: bool = False) -> None:
        super().__init__(row.withdrawn_reason)
        self.row = row
        self.with_source = with_source


def get_public_or_gone(rows: QuerySet[PublishingRow], slug: str, at: datetime) -> PublishingRow:
    """The row of that address, if it is public at that moment.

    Raises ``Gone`` if it had been public and was withdrawn, itself or with the release that stated
    it. Raises ``Http404`` for all others: a draft is not given away.
    """
    return public_or_gone(rows.filter(slug=slug).first(), at)


def public_or_gone(row: PublishingRow | None, at: datetime) -> PublishingRow:
    """A row that was looked for, if it is public at that moment. Raises the same."""
    if row is None:
        raise Http404
    if row.status == Status.WITHDRAWN and row.publish_at and row.publish_at <= at:
        raise Gone(row)
    if is_public(row, at):
        return row
    if source := _source_gone(row, at):
        raise Gone(source, with_source=True)
    raise Http404


def _source_gone(row: Publishing, at: datetime) -> Release | None:
    """The withdrawn release that took a milestone with it which visitors had read. 2 queries."""
    if not isinstance(row, Milestone) or row.status != Status.PUBLISHED or row.public_from:
        return None
    stated = Release.objects.filter(
        paragraphs__citations__milestone=row, status=Status.WITHDRAWN, publish_at__lte=at
    )
    for release in stated.distinct().order_by("id"):
        if _were_seen(row, release):
            return release
    return None


def _were_seen(row: Publishing, release: Release) -> bool:
    """Whether the row and the release were both public before the release was withdrawn."""
    withdrawn_at = None
    states = release.history.order_by("-history_date", "-history_id")
    for status, begun in states.values_list("status", "history_date"):
        if status != Status.WITHDRAWN:
            break
        withdrawn_at = begun
    moments = [moment for moment in (row.publish_at, release.publish_at) if moment]
    return withdrawn_at is not None and max(moments) <= withdrawn_at
