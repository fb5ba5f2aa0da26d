"""The second migration: which dates become "within", and that it can be undone."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from tests.factories import make_milestone
from timeline.models import Edition, Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

closer_dates = import_module("timeline.migrations.0002_fiscal_calendar_and_within")
EDITOR = SimpleNamespace(connection=connection)
WITHIN = "Somewhere within, day not stated"
TWO_DAYS: dict[str, Any] = {
    "precision": "about",
    "earliest": date(2018, 6, 20),
    "latest": date(2018, 6, 22),
}


def edition() -> int:
    return Edition.objects.get_or_create(defaults={"moved_at": timezone.now()})[0].number


def test_dates_between_two_days_become_within_and_their_history_too() -> None:
    row = make_milestone(**TWO_DAYS, basis_en=f"Year from the dateline; {WITHIN}", basis_fr="x")
    about = make_milestone(**TWO_DAYS, basis_en="Year from the dateline", basis_fr="x")
    before = edition()

    closer_dates.name_dates_within(apps, EDITOR)

    assert Milestone.objects.get(pk=row.pk).precision == "within"
    assert row.history.get().precision == "within"
    assert Milestone.objects.get(pk=about.pk).precision == about.history.get().precision == "about"
    assert edition() > before


def test_date_on_one_day_stays_as_it_is() -> None:
    one_day = TWO_DAYS | {"latest": TWO_DAYS["earliest"]}
    row = make_milestone(**one_day, basis_en=WITHIN, basis_fr="x")

    closer_dates.name_dates_within(apps, EDITOR)

    assert Milestone.objects.get(pk=row.pk).precision == "about"


def test_undone_it_leaves_what_the_earlier_version_can_hold() -> None:
    within = make_milestone(**TWO_DAYS | {"precision": "within"})
    make_milestone(precision="after", earliest=date(2018, 1, 1), latest=None)

    closer_dates.name_dates_about(apps, EDITOR)

    assert Milestone.objects.get(pk=within.pk).precision == "about"
