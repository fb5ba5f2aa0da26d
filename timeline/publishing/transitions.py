"""The transitions of publishing: each checks the rules, saves the row, and says why in the history.

Each act takes a row as it is on file, best read under a lock (``select_for_update``), and raises
``PublishingRefused`` where a rule forbids the act; then nothing is saved, and the row in memory
is of no further use. ``by`` is the user whom the history names; None leaves that to the request
being served, or to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext

from timeline.i18n.bilingual import explained
from timeline.i18n.number_words import capital
from timeline.models import Publishing, Status
from timeline.publishing.publish_times import settled_moment
from timeline.publishing.rules import Refusal, refusals, seen_refusals


class PublishingRefused(Exception):  # noqa: N818 - it names what happened, as Django's own do
    """An act of publishing was refused: nothing was saved."""

    def __init__(self, reasons: Sequence[Refusal]) -> None:
        super().__init__("; ".join(reason.sentence for reason in reasons))
        self.refusals = list(reasons)


def publish(row: Publishing, at: datetime, by: Any = None, *, reason: str = "") -> None:
    """Publish a row from now on, or from its own moment where that is still to come."""
    stored = copy(row)
    row.status = Status.PUBLISHED
    row.publish_at = settled_moment(row, stored, at)
    row.public_from = None
    _check(row, refusals(row, stored, at))
    _save(row, by, reason)


def schedule(
    row: Publishing, moment: datetime, at: datetime, by: Any = None, *, reason: str = ""
) -> None:
    """Publish a row from a moment on: one that is still to come, or ``at`` itself."""
    stored = copy(row)
    row.status, row.publish_at, row.public_from = Status.PUBLISHED, moment, None
    _check(row, refusals(row, stored, at))
    row.stored_at_hand = stored
    _save(row, by, reason)


def withdraw(row: Publishing, reason_en: str, reason_fr: str, at: datetime, by: Any = None) -> None:
    """Answer "gone" at a row's address, with the reason. One language will do for the reason."""
    stored = copy(row)
    row.withdrawn_reason_en, row.withdrawn_reason_fr = reason_en, reason_fr
    row.status = Status.WITHDRAWN
    row.publish_at = settled_moment(row, stored, at)
    row.public_from = None
    _check(row, seen_refusals(row, stored, at))
    _save(row, by, "")


def back_to_draft(row: Publishing, at: datetime, by: Any = None, *, reason: str = "") -> None:
    """Take a row that visitors have never seen back to draft. It keeps its moment."""
    stored = copy(row)
    row.status, row.public_from = Status.DRAFT, None
    _check(row, seen_refusals(row, stored, at))
    _save(row, by, reason)


def _check(row: Publishing, reasons: Iterable[Refusal]) -> None:
    """Raise what the rules refuse, else what the model's own validation refuses."""
    refused = list(reasons)
    if refused:
        raise PublishingRefused(refused)
    try:
        row.full_clean(validate_unique=False)  # an act changes nothing that is unique
    except ValidationError as error:
        raise PublishingRefused(_incomplete(row, error)) from None


def _incomplete(row: Publishing, error: ValidationError) -> list[Refusal]:
    """What ``full_clean`` refused, a refusal for each column. Of the row each names them all."""
    sentences = {name: " ".join(messages) for name, messages in error.message_dict.items()}
    named = [_named(row, name, sentence) for name, sentence in sentences.items()]
    clause = gettext("is not complete. %s") % " ".join(named)
    return [Refusal("incomplete", name, said, clause) for name, said in sentences.items()]


def _named(row: Publishing, name: str, sentence: str) -> str:
    """The sentence behind the name of its column."""
    if name == NON_FIELD_ERRORS:
        return sentence
    column: Any = row._meta.get_field(name)
    return explained(capital(str(column.verbose_name)), sentence)


def _save(row: Any, by: Any, reason: str) -> None:
    """Save a row; simple-history reads the user and the reason from it."""
    if by is not None:
        row._history_user = by
    if reason:
        row._change_reason = reason
    row.save()
