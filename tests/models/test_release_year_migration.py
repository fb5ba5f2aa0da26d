"""The migration that gives releases their year."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from tests.factories import make_release
from timeline.models import Release

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

release_year = import_module("timeline.migrations.0009_release_year")


def test_releases_on_file_are_given_their_years() -> None:
    for slug, day in (("last-day", date(2018, 12, 31)), ("first-day", date(2019, 1, 1))):
        make_release(slug=slug, published_on=day)
    Release.objects.update(published_year=None)

    release_year.fill_in_the_years(apps, SimpleNamespace(connection=connection))

    years = dict(Release.objects.values_list("slug", "published_year"))
    assert years == {"last-day": 2018, "first-day": 2019}
