"""What visitors will see once some rows are public: a moment that takes them for public already. Nothing is written.

Wherever the record is asked what is public at a moment, a foreseen one may be given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Q


class PreviewMoment(datetime):
    """A moment at which ``rows`` (ids by the lower-case name of their model) are taken for public."""

    rows: Mapping[str, frozenset[int]] = MappingProxyType({})


def preview_moment(at: datetime, **rows: Iterable[int]) -> PreviewMoment:
    """That moment, with these rows taken for public: ``foresee(at, milestone=[7], release=[2])``."""
    moment = PreviewMoment.fromtimestamp(at.timestamp(), at.tzinfo)
    moment.rows = {kind: frozenset(ids) for kind, ids in rows.items()}
    return moment


def _foreseen(at: datetime, kind: str) -> frozenset[int]:
    return at.rows.get(kind, frozenset()) if isinstance(at, PreviewMoment) else frozenset()


def public_condition(at: datetime, kind: str, path: str = "") -> Q:
    """The row of that kind at the end of a path (``"paragraph__release__"``) is public at that moment."""
    condition, ids = Q(**{f"{path}public_from__lte": at}), _foreseen(at, kind)
    return condition | Q(**{f"{path}pk__in": ids}) if ids else condition


def is_public(row: Any, at: datetime) -> bool:
    """The same of a row at hand."""
    return bool(row.public_from and row.public_from <= at) or row.pk in _foreseen(
        at, row._meta.model_name
    )
