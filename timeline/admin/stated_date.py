"""The words of a date, as they are read: proposed to the editor, who accepts or overrules them."""

from __future__ import annotations

from typing import Any

from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write, write_day
from timeline.i18n.date_readings import DateReading
from timeline.models.date_fields import PRECISION_LABELS

COMPARED = ("precision", "earliest", "latest", "start_time", "time_zone")
READ_FIELDS = (*COMPARED, "basis_en", "basis_fr")


def same_days(one: StatedDate, other: StatedDate) -> bool:
    """Whether both give the same days, as precisely, and the same hour."""
    return all(getattr(one, name) == getattr(other, name) for name in COMPARED)


def sorted_as(stated: StatedDate) -> str:
    """The days it is sorted and filtered by."""
    language = get_language() or "en"
    earliest, latest = stated.earliest, stated.latest
    if earliest and latest:
        first, last = write_day(earliest, language), write_day(latest, language)
        if first == last:
            return first
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    only = earliest or latest
    if only:
        return _("%s, the only day known") % write_day(only, language)
    return _("undated, after all others")


def shown_as(stated: StatedDate) -> list[tuple[str, str, str, str]]:
    """How visitors read it: (code of the language, its name, in full, short)."""
    lines = []
    for code, name in (("en", _("English")), ("fr", _("French"))):
        full, short = write(stated, code, length="full"), write(stated, code, length="short")
        lines.append((code, name, full, short))
    return lines


def described(stated: StatedDate) -> str:
    """How words were read, in one sentence, and in another where they give the hour."""
    sentence = _(
        "Read as %(precision)s: sorted as %(sorted)s, shown as “%(en)s” (EN) / “%(fr)s” (FR)."
    ) % {
        "precision": PRECISION_LABELS[Precision(stated.precision)],
        "sorted": sorted_as(stated),
        "en": write(stated, "en"),
        "fr": write(stated, "fr"),
    }
    if stated.start_time:
        begins = _("It begins at %(time)s, time of %(zone)s.")
        sentence += " " + begins % {
            "time": time_format(stated.start_time, "TIME_FORMAT"),
            "zone": stated.time_zone,
        }
    return sentence


def proposed(stated: StatedDate) -> dict[str, str]:
    """A reading as the form's fields take it: days as in ISO 8601."""
    values = {}
    for name in READ_FIELDS:
        values[name] = str(getattr(stated, name) or "")
    return values


def preview(reading: DateReading) -> dict[str, Any]:
    """A reading for the page that asks while an editor types.

    A sentence, and the values of the fields where the words could be read.
    """
    if reading.stated is None:
        return {"readable": False, "message": reading.refusal}
    return {
        "readable": True,
        "message": described(reading.stated),
        "button": _("Use this reading"),
        "fields": proposed(reading.stated),
    }
