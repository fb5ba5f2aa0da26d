"""How an accepted milestone is dated: by the document's words, on or before its day, or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.dates.basis import Basis
from timeline.dates.precisions import Precision
from timeline.dates.refusals import REASONS
from timeline.dates.stated import StatedDate
from timeline.i18n.date_readings import DateReading, reading_of
from timeline.importing.drafting import Draft
from timeline.importing.statements import DatedStatement

# What a date begins with in a sentence, and needs no longer where it stands alone.
PREPOSITION = re.compile(r"(?:(?:on|in|during|for)(?: the)?|le|en|au|dans)\s+", re.IGNORECASE)
DAY_NOT_STATED = Basis("Day not stated", "Jour non précisé")


class DatedBy(models.TextChoices):
    """What dates a milestone."""

    WORDS = "words", gettext_lazy("By the words below")
    BEFORE = "before", gettext_lazy("On or before the release’s day")
    NONE = "none", gettext_lazy("Not dated")


@dataclass(frozen=True)
class DateChoice:
    """What a person chose for one milestone. ``statement`` is the one it was proposed from."""

    dated_by: str
    words: str
    standing: str
    published: date | None
    statement: DatedStatement | None = None


def short_words(statement: DatedStatement, draft: Draft) -> str:
    """The words of a date as they stand alone: "early 2019" where the text has "in early 2019".

    They are shortened only where they are read the same.
    """
    words = statement.words
    match = PREPOSITION.match(words)
    if match is None or statement.stated is None:
        return words
    shorter = words[match.end() :]
    read = _read(shorter, statement.standing, draft.published, draft).stated
    if read is None:
        return words
    same = statement.stated
    days = (read.precision, read.earliest, read.latest)
    return shorter if days == (same.precision, same.earliest, same.latest) else words


def reading_for(choice: DateChoice, draft: Draft) -> DateReading:
    """The date that was chosen, or why its words are not read."""
    if choice.dated_by == DatedBy.NONE:
        return DateReading("", StatedDate("", Precision.NONE))
    if choice.dated_by == DatedBy.BEFORE:
        said = StatedDate("", Precision.BEFORE, None, choice.published, *DAY_NOT_STATED)
        return DateReading("", said)
    if not choice.words:
        return DateReading("", code="empty", refusal=_("Give the words, or say that it has none."))
    statement = choice.statement
    if statement is not None and _is_as_drafted(choice, statement, draft):
        if statement.stated is None:
            sentence = _(REASONS[statement.refusal]).format(choice.words)
            return DateReading(choice.words, code=statement.refusal, refusal=sentence)
        return DateReading(choice.words, replace(statement.stated, words=choice.words))
    return _read(choice.words, choice.standing, choice.published, draft)


def _is_as_drafted(choice: DateChoice, statement: DatedStatement, draft: Draft) -> bool:
    same_words = choice.words in (statement.words, short_words(statement, draft))
    same_standing = choice.standing == (statement.standing or choice.standing)
    return same_words and same_standing and choice.published == draft.published


def _read(words: str, standing: str, published: date | None, draft: Draft) -> DateReading:
    return reading_of(
        words,
        stated_on=published,
        standing=standing,
        fiscal_calendar=draft.context.fiscal_calendar,
    )
