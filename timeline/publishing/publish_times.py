"""When a row becomes public: which moment is kept, and how it is written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from babel.dates import get_timezone_name
from django.utils import timezone
from django.utils.formats import date_format

from timeline.i18n.bilingual import active_language
from timeline.models import Publishing, Status
from timeline.publishing.corrections import was_public


def has_passed(moment: datetime, at: datetime) -> bool:
    """Whether a moment lies before the minute of ``at``: who types this minute means now."""
    return moment < at.replace(second=0, microsecond=0)


def same_second(one: datetime | None, other: datetime | None) -> bool:
    """Whether two moments are the same to the second. Forms carry no more than seconds."""
    if one is None or other is None:
        return one is other
    return one.replace(microsecond=0) == other.replace(microsecond=0)


def was_public_from(row: Any, moment: datetime) -> bool:
    """Whether visitors could see the stored row from that moment on, now or in an earlier state.

    At most 1 query.
    """
    if row.public_from and row.public_from <= moment:
        return True
    if not row.pk:
        return False
    states = row.history.filter(status=Status.PUBLISHED, publish_at=moment)
    return bool(states.exists())


def settled_moment(row: Publishing, stored: Publishing, at: datetime) -> datetime | None:
    """The value of ``publish_at`` that a row is saved with.

    ``row`` is the row as it would be saved, ``stored`` the row on file (a new row of its model
    where none is on file).
    """
    if row.status == Status.WITHDRAWN:
        return _moment_of_withdrawn(stored, at)
    moment = row.publish_at
    if moment is None:
        return at if row.status == Status.PUBLISHED else None
    leaves_draft = row.status == Status.PUBLISHED and stored.status == Status.DRAFT
    is_unchanged = same_second(moment, stored.publish_at)
    if leaves_draft and is_unchanged and has_passed(moment, at):
        return moment if was_public_from(stored, moment) else at
    return moment


def _moment_of_withdrawn(stored: Publishing, at: datetime) -> datetime | None:
    """The stored moment, whatever was typed: a later one would answer 404 and hide the reason.

    A row that nobody could see has no moment: its address goes on answering 404.
    """
    if stored.status == Status.WITHDRAWN:
        return stored.publish_at
    if not was_public(stored, at):
        return None
    if stored.publish_at and stored.publish_at <= at:
        return stored.publish_at
    return at


def moment_in_words(moment: datetime) -> str:
    """A moment in the site's time zone, in the active language.

    "Tuesday 1 December 2026, 09:00 EST", "mardi 1er décembre 2026 à 9 h 00 HNE".
    """
    local = timezone.localtime(moment)
    if active_language() == "en":
        return f"{date_format(local, 'l j F Y, H:i')} {local.tzname()}"
    zone = get_timezone_name(local, width="short", locale="fr_CA")
    if not zone.isalpha():  # CLDR has no French letters for this zone, only its offset
        zone = str(local.tzname())
    return f"{date_format(local, 'l')} {date_format(local, 'DATETIME_FORMAT')} {zone}"
