"""The columns of a stated date, and which days its precision takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from timeline.dates.precisions import PRECISION_RULES

PRECISION_LABELS = {precision: _(rules.label) for precision, rules in PRECISION_RULES.items()}


class PrecisionField(models.CharField):  # type: ignore[type-arg] # no subscript at run time
    """A text whose choices are the declared precisions.

    Migrations see a plain text. A precision that is added to the declarations needs no migration.
    """

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones (IANA): "America/Toronto". Read from the disk once."""
    return frozenset(available_timezones())


def check_time_zone(name: str) -> None:
    """Refuse what names no time zone."""
    if name not in time_zones():
        raise ValidationError(
            _("“%(name)s” names no time zone. Write one as in America/Toronto."),
            params={"name": name},
        )


class TimeZoneField(models.CharField):  # type: ignore[type-arg] # no subscript at run time
    """A text that names a time zone. Migrations see a plain text."""

    default_validators = [check_time_zone]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


BOUNDS_FIT_PRECISION = (
    Q(precision="none", earliest__isnull=True, latest__isnull=True)
    | Q(precision="before", earliest__isnull=True, latest__isnull=False)
    | Q(precision="after", earliest__isnull=False, latest__isnull=True)
    | Q(precision="since", earliest__isnull=False, latest__isnull=True)
    | Q(
        precision="within",
        earliest__isnull=False,
        latest__isnull=False,
        latest__gt=F("earliest"),
    )
    | Q(precision="duration", earliest__isnull=True, latest__isnull=True)
    | Q(precision="duration", earliest__isnull=False, latest__isnull=False)
    | Q(  # NULL = NULL is not false, and what is not false passes a check
        precision="day",
        earliest__isnull=False,
        latest__isnull=False,
        earliest=F("latest"),
    )
    | (
        ~Q(
            precision__in=[
                "none",
                "before",
                "after",
                "since",
                "within",
                "duration",
                "day",
            ]
        )
        & Q(earliest__isnull=False, latest__isnull=False)
    )
)
