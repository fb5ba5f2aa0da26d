"""Who edits in these tests."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def editor(db: None) -> Client:
    """Signed in, with every permission."""
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


@pytest.fixture
def visitor(db: None) -> Client:
    """Signed in as staff, without any permission."""
    client = Client()
    client.force_login(User.objects.create_user("visitor", is_staff=True))
    return client
