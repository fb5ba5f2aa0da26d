"""System checks of what is kept beside the record (``manage.py check --database default``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.db import DEFAULT_DB_ALIAS
from django.db.utils import OperationalError, ProgrammingError
from django.utils import timezone

from timeline.models.kept_counts import disagreements


def check_kept_counts(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn (timeline.W001) where the kept counts are not those of the record. It reads all of it.

    A database without its tables yet has nothing to be checked.
    """
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    try:
        found = disagreements(timezone.now())
    except (OperationalError, ProgrammingError):
        return []
    if not found:
        return []
    return [
        CheckWarning(
            f"{len(found)} of the kept counts disagree with the record. {found[0]}",
            hint="manage.py recount repairs them.",
            id="timeline.W001",
        )
    ]
