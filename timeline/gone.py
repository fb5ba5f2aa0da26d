"""Rows that were public and are not any more: 410, with the reason (RFC 9110 §15.5.11)."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404

from timeline.foresight import is_public
from timeline.models import Publishing, Status

Row = TypeVar("Row", bound=Publishing)


class Gone(Exception):  # noqa: N818 - an answer, as Http404 is
    """This row was withdrawn."""

    def __init__(self, row: Publishing) -> None:
        super().__init__(row.withdrawn_reason)
        self.row = row


def found(rows: QuerySet[Row], slug: str, at: datetime) -> Row:
    """The row of that address, if it is public at that moment.

    Raises ``Gone`` for a withdrawn row that had been public, ``Http404`` for all others: a draft is not given away.
    """
    row = rows.filter(slug=slug).first()
    if row is None:
        raise Http404
    if row.status == Status.WITHDRAWN and row.publish_at and row.publish_at <= at:
        raise Gone(row)
    if not is_public(row, at):
        raise Http404
    return row
