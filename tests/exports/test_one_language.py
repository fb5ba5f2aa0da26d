"""What is there in one language only is in the data of both, and never without a name."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_announced

pytestmark = pytest.mark.django_db

TITLE = {"en": "A shaft is sunk", "fr": "Un puits est creusé"}


@pytest.mark.parametrize("written", ["en", "fr"])
@pytest.mark.parametrize("prefix", ["", "/fr"])
@pytest.mark.parametrize("suffix", ["json", "csv", "ics", "atom", "jsonfeed"])
def test_milestone_in_one_language_is_named_in_every_format_of_both(
    client: Client, suffix: str, prefix: str, written: str
) -> None:
    titles: dict[str, Any] = {"title_en": "", "title_fr": "", f"title_{written}": TITLE[written]}
    make_announced(slug="shaft", **titles)

    answer = client.get(f"{prefix}/timeline.{suffix}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == (prefix.strip("/") or "en")
    assert TITLE[written] in content.decode().replace("\r\n ", "")
