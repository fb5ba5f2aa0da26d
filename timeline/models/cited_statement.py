"""What a paragraph states of something on file: a stake, a post, a name, a state, a figure.

All of these are told in one way: by the paragraph that states them and, where it says so, from and
until when they hold. ``DatedStatement`` is seen once the release of its paragraph is public.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from timeline.dates.partial import first_day, last_day, stated_partial
from timeline.dates.reading_context import FIRST_YEAR, LAST_YEAR
from timeline.models.base import CheckedModel
from timeline.models.querysets import RecordQuerySet
from timeline.models.shown_columns import COLUMNS_OF_A_DOCUMENT
from timeline.models.visibility import public_condition

StatementRow = TypeVar("StatementRow", bound="CitedStatement")
HeldStatement = TypeVar("HeldStatement", bound="DatedStatement")


def check_partial_date(text: str) -> None:
    """Refuse what is no year, month or day."""
    try:
        stated = stated_partial(text)
    except ValueError:
        stated = None
    if stated is None or not FIRST_YEAR <= (stated.first_year or 0) <= LAST_YEAR:
        raise ValidationError(
            _("“%(text)s” is no year, month or day, as 2019, 2019-03 or 2019-03-14."),
            params={"text": text},
        )


class PartialDateField(models.CharField):  # type: ignore[type-arg] # no subscript at run time
    """A day, a month or a year, "" if not stated. Migrations see a plain text."""

    default_validators = [check_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 10, "blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class CitedStatementQuerySet(RecordQuerySet[StatementRow]):
    """Statements, each of which a paragraph makes."""

    def stated_publicly(self, at: datetime) -> Self:
        """By a release that is public at that moment. No query."""
        return self.filter(public_condition(at, "release", "paragraph__release__"))

    def stated_by(self, day: date) -> Self:
        """By a release issued on or before that day. No query."""
        return self.filter(paragraph__release__published_on__lte=day)

    def with_named_source(self, *columns: str) -> Self:
        """With these columns and what names their source, in the order they were put on file.

        No further query.
        """
        of_source = (f"paragraph__release__{column}" for column in COLUMNS_OF_A_DOCUMENT)
        rows = self.select_related("paragraph__release__issuer")
        return rows.only(*columns, "paragraph__number", *of_source).order_by("id")

    def with_source(self) -> Self:
        """With paragraph and release, the newest statement first. No further query."""
        rows = self.select_related("paragraph__release__issuer")
        return rows.order_by("-paragraph__release__published_on", "id")


class CitedStatement(CheckedModel):
    """Something that a paragraph states."""

    paragraph = models.ForeignKey(
        "timeline.Paragraph",
        models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("stated in"),
    )

    class Meta:
        abstract = True

    @property
    def stated_on(self) -> date:
        """The day of the release that states it. 1 query unless it is at hand."""
        return self.paragraph.release.published_on


class DatedStatement(CitedStatement):
    """Something that a paragraph states, from and until when it says so."""

    holds_from = PartialDateField(
        _("from"),
        help_text=_("A day, a month or a year, as the release says: 2019-03-14, 2019-03, 2019."),
    )
    holds_until = PartialDateField(_("until"), help_text=_("The last day, month or year of it."))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins",
                # Texts of one form sort as their days do. What follows a year or a month makes
                # the end of it the last of all that begin alike.
                condition=Q(holds_from="")
                | Q(holds_until="")
                | Q(holds_from__lte=Concat(F("holds_until"), Value("-99-99"))),
                violation_error_code="holds_until",
                violation_error_message=_("It ends before it begins."),
            )
        ]

    @property
    def first_day(self) -> date:
        """The first day on which it may hold; ``date.min`` where that is not stated."""
        return first_day(self.holds_from)

    @property
    def last_day(self) -> date:
        """The last day on which it may hold; ``date.max`` where that is not stated."""
        return last_day(self.holds_until)


def holding_on(statements: Iterable[HeldStatement], day: date) -> HeldStatement | None:
    """The statement that holds on a day: of those that may, the one that began last.

    One that names no beginning is the oldest. No query.
    """
    holding = [each for each in statements if each.first_day <= day <= each.last_day]
    return max(holding, key=lambda each: each.first_day, default=None)


def in_order_of_days(statements: Iterable[HeldStatement]) -> list[HeldStatement]:
    """The statements by the first day on which each may hold: one that names none is the oldest."""
    return sorted(statements, key=lambda each: each.first_day)


def overlapping(statements: Iterable[HeldStatement]) -> list[tuple[HeldStatement, HeldStatement]]:
    """Each two neighbours of which the later one begins before the earlier one has ended.

    Only what is certain counts: a year in which one ends and another begins is no overlap.
    """
    found = []
    for earlier, later in pairwise(in_order_of_days(statements)):
        begins_alike = earlier.holds_from == later.holds_from
        ends_after = bool(earlier.holds_until) and _surely_begins_before_end(earlier, later)
        if begins_alike or ends_after:
            found.append((earlier, later))
    return found


def _surely_begins_before_end(earlier: DatedStatement, later: DatedStatement) -> bool:
    """Whether even the last day meant by the beginning lies before the first meant by the end."""
    latest_beginning = last_day(later.holds_from) if later.holds_from else date.min
    return latest_beginning < first_day(earlier.holds_until)
