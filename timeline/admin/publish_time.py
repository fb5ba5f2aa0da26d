"""When a row becomes public: said in words with its time zone, and refused where it has passed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from babel.dates import get_timezone_name
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from timeline.i18n.bilingual import active_language
from timeline.models import Status


def this_moment() -> datetime:
    """Now, to the second: forms do not carry more, and a value that they cut off would count as changed."""
    return timezone.now().replace(microsecond=0)


def in_words(moment: datetime) -> str:
    """ "Tuesday 1 December 2026, 09:00 EST", "mardi 1er décembre 2026 à 9 h 00 HNE", in the site's time zone."""
    local = timezone.localtime(moment)
    if active_language() == "en":
        return f"{date_format(local, 'l j F Y, H:i')} {local.tzname()}"
    name = get_timezone_name(
        local, width="short", locale="fr_CA"
    )  # in figures where French has no letters for it
    zone = name if name.isalpha() else local.tzname()
    return f"{date_format(local, 'l')} {date_format(local, 'DATETIME_FORMAT')} {zone}"


def explained(stored: datetime | None) -> str:
    """What the form says below the moment: its time zone, and the moment on file in words."""
    said = _(
        "Not shown before this moment. Left empty, it is the moment of publishing. Time zone: %s."
    )
    text = said % settings.TIME_ZONE
    return f"{text} {_('On file: %s.') % in_words(stored)}" if stored else text


def name_parts(widget: Any) -> None:
    """Tell the fields of a day and of a time apart for who hears the page: Django's label names neither."""
    for part, label in zip(widget.widgets, (_("Day"), _("Time")), strict=True):
        part.attrs["aria-label"] = label


def has_passed(moment: datetime, at: datetime) -> bool:
    """Whether it is before the minute that it is: who types this minute means now."""
    return moment < at.replace(second=0, microsecond=0)


def was_public_from(row: Any, moment: datetime) -> bool:
    """Whether visitors have seen the row, as it is stored, from that moment on; or once did, before it was a draft."""
    if row.public_from and row.public_from <= moment:
        return True
    return bool(row.pk and row.history.filter(status=Status.PUBLISHED, publish_at=moment).exists())


def refusal(at: datetime) -> str:
    return _(
        "This moment has passed, and nobody saw it then. Leave it empty to publish now, or give a later one: it is %s."
    ) % in_words(at)


def kept(row: Any, at: datetime) -> datetime:
    """The moment of a row that is published: its own, unless that went by while it was a draft."""
    own: datetime | None = row.publish_at
    return own if own and (not has_passed(own, at) or was_public_from(row, own)) else at
