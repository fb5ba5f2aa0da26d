"""Whether a row is public at a moment, and what visitors will see once some rows are public.

A preview asks as of a ``PreviewMoment``, which takes some rows for public already. It may be given
wherever the record is asked what is public at a moment. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Q


class PreviewMoment(datetime):
    """A moment at which ``rows``, ids by lower-case name of their model, are taken for public."""

    rows: Mapping[str, frozenset[int]] = MappingProxyType({})


def preview_moment(at: datetime, **rows: Iterable[int]) -> PreviewMoment:
    """That moment, with these rows taken for public: ``preview_moment(at, milestone=[7])``."""
    moment = PreviewMoment.fromtimestamp(at.timestamp(), at.tzinfo)
    moment.rows = {kind: frozenset(ids) for kind, ids in rows.items()}
    return moment


def _previewed(at: datetime, kind: str) -> frozenset[int]:
    """The ids of that kind that are taken for public."""
    if isinstance(at, PreviewMoment):
        return at.rows.get(kind, frozenset())
    return frozenset()


def public_condition(at: datetime, kind: str, path: str = "") -> Q:
    """The row at the end of a path (``"paragraph__release__"``) is public. ``kind``: its model."""
    condition = Q(**{f"{path}public_from__lte": at})
    if ids := _previewed(at, kind):
        condition |= Q(**{f"{path}pk__in": ids})
    return condition


def is_public(row: Any, at: datetime) -> bool:
    """Whether a row at hand is public at that moment."""
    if row.public_from and row.public_from <= at:
        return True
    return row.pk in _previewed(at, row._meta.model_name)
