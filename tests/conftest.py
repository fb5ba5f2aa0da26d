"""What tests of more than one module ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import transaction
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from tests.factories import TODAY
from timeline.i18n.catalogue import compile_catalogue

settings.register_profile("record", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("record")

FIXTURES = ("company", "projects", "partners", "releases", "milestones")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the French catalogue, once, before the processes that run the tests start."""
    if not hasattr(config, "workerinput"):
        compile_catalogue(Path(django_settings.LOCALE_PATHS[0]))


@pytest.fixture(scope="class")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The fixtures, loaded once for the tests of a class, or for one test outside of any, and taken back after."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *FIXTURES, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def record(loaded: None, db: None) -> None:
    """The record that ships with the site. What a test changes is taken back after it."""


@pytest.fixture
def today() -> date:
    """The day that tests take for today. Nothing reads the clock."""
    return TODAY
