"""The words of a date, as they are read: proposed to the editor, who accepts or overrules them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline.dates.precisions import Precision
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.refusals import REASONS
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write, write_day
from timeline.models.milestone import PRECISION_LABELS

READ_FIELDS = ("precision", "earliest", "latest", "basis_en", "basis_fr")


def reading_of(words: str, announced_on: date | None) -> StatedDate | None:
    """What the words read to, or None where they cannot be read."""
    try:
        return read(words, stated_on=announced_on)
    except UnreadableDate:
        return None


def reading_refusal(words: str, announced_on: date | None) -> str:
    """Why the words cannot be read as a date, or "" where they can."""
    try:
        read(words, stated_on=announced_on)
    except UnreadableDate as unreadable:
        return _(REASONS[unreadable.code]).format(unreadable.words)
    return ""


def same_days(one: StatedDate, other: StatedDate) -> bool:
    return (one.precision, one.earliest, one.latest) == (
        other.precision,
        other.earliest,
        other.latest,
    )


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
    """How words were read, in one sentence."""
    return _(
        "Read as %(precision)s: sorted as %(sorted)s, shown as “%(en)s” (EN) / “%(fr)s” (FR)."
    ) % {
        "precision": PRECISION_LABELS[Precision(stated.precision)],
        "sorted": sorted_as(stated),
        "en": write(stated, "en"),
        "fr": write(stated, "fr"),
    }


def proposed(stated: StatedDate) -> dict[str, str]:
    """A reading as the form's fields take it: days as in ISO 8601."""
    values = {}
    for name in READ_FIELDS:
        values[name] = str(getattr(stated, name) or "")
    return values


def preview(words: str, announced_on: date | None) -> dict[str, Any]:
    """A reading for the page that asks while an editor types.

    A sentence, and the values of the fields where the words could be read.
    """
    stated = reading_of(words, announced_on)
    if stated is None:
        return {"readable": False, "message": reading_refusal(words, announced_on)}
    return {
        "readable": True,
        "message": described(stated),
        "button": _("Use this reading"),
        "fields": proposed(stated),
    }
