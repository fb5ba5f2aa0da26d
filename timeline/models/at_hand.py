"""Parts of rows that were read together, so that ``row.parts.all()`` takes no query.

``prefetch_related`` makes a queryset for each row, which takes longer than to read them all. So
does ``row.parts``, which makes a manager: ``parts_of`` is for code that asks thousands of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import models


def by_owner(parts: Iterable[Any], owner: str) -> dict[int, list[Any]]:
    """The parts by the key of what they belong to: ``by_owner(citations, "milestone")``."""
    parts_of: dict[int, list[Any]] = defaultdict(list)
    for part in parts:
        parts_of[getattr(part, f"{owner}_id")].append(part)
    return parts_of


def linked(links: Collection[tuple[int, int]], rows: models.QuerySet[Any]) -> dict[int, list[Any]]:
    """The rows that each other row is linked to, by its key, in the order of ``rows``. 1 query.

    ``links``: pairs of the other row's key and the key of one of ``rows``.
    """
    others: dict[int, list[int]] = defaultdict(list)
    for other, key in links:
        others[key].append(other)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.filter(pk__in=others):
        for other in others[row.pk]:
            found[other].append(row)
    return found


def parts_of(row: models.Model, name: str) -> Iterable[Any]:
    """What ``row.parts.all()`` gives. No query where the parts are at hand."""
    at_hand: dict[str, Iterable[Any]] = vars(row).get("_prefetched_objects_cache", {})
    found = at_hand.get(name)
    if found is None:
        found = getattr(row, name).all()
    return found


def put_at_hand(row: models.Model, **parts: list[Any]) -> None:
    """Have ``row.parts.all()`` give these parts, as if they had been prefetched."""
    vars(row).setdefault("_prefetched_objects_cache", {}).update(parts)


def read_parts(owners: Mapping[int, Any], owner: str, **parts: models.QuerySet[Any]) -> None:
    """Read the parts of rows that are given by their keys: ``citations=Citation.objects.all()``.

    ``owner``: the column of a part that refers to its row, which it has at hand then. 1 query for
    each kind of part.
    """
    for name, rows in parts.items():
        parts_of = by_owner(rows.filter(**{f"{owner}__in": owners}), owner)
        for key, row in owners.items():
            for part in parts_of[key]:
                setattr(part, owner, row)
            put_at_hand(row, **{name: parts_of[key]})
