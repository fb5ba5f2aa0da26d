"""``loaddata`` takes the files of the record in any order, as a shell gives them."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import call_command

from timeline.models import Milestone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("backwards", [False, True])
def test_fixtures_load_in_any_order(backwards: bool) -> None:
    files = sorted(map(str, (settings.BASE_DIR / "fixtures").glob("*.json")), reverse=backwards)

    call_command("loaddata", *files, verbosity=0)

    assert Milestone.objects.count() == 15
