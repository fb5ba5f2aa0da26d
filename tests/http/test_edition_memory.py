"""What many pages show alike is made once for each edition, and never for anybody else."""

from __future__ import annotations

from typing import Any

from django.test import RequestFactory
from django.utils import timezone

from timeline.http.current_edition import CurrentEdition
from timeline.http.edition_memory import (
    ENVIRON_KEY,
    EditionMemory,
    KeptValue,
    kept_for_edition,
)
from timeline.http.record_summary import record_version, version_of_edition

VALUE = KeptValue(0).size


def counting() -> tuple[list[int], Any]:
    """What was made so far, and what makes the next."""
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    return made, make


def test_value_is_made_once_for_an_edition() -> None:
    memory, (made, make) = EditionMemory(), counting()

    assert [memory.get("first", "header", make) for _ in range(3)] == [0, 0, 0]
    assert made == [0]


def test_value_is_made_anew_for_another_edition() -> None:
    memory, (_made, make) = EditionMemory(), counting()

    assert [memory.get(edition, "header", make) for edition in ("first", "second")] == [0, 1]


def test_values_have_keys_of_their_own() -> None:
    memory, (_made, make) = EditionMemory(), counting()

    assert [memory.get("first", key, make) for key in ("header", "names", "header")] == [0, 1, 0]


def test_memory_is_bounded() -> None:
    memory, (_made, make) = EditionMemory(limit=3 * VALUE), counting()
    for key in range(10):
        memory.get("first", key, make)

    assert memory.size <= 3 * VALUE


def test_value_asked_for_longest_ago_goes_first() -> None:
    memory, (_made, make) = EditionMemory(limit=2 * VALUE), counting()
    for key in ("header", "card", "header", "other card"):
        memory.get("first", key, make)

    assert memory.get("first", "header", make) == 0


def test_long_text_takes_more_room_than_a_short_one() -> None:
    assert KeptValue("x" * 9000).size > KeptValue("x").size


def test_table_takes_more_room_the_more_entries_it_has() -> None:
    assert KeptValue(dict.fromkeys(range(9000))).size > KeptValue({}).size


def test_what_was_forgotten_is_made_anew() -> None:
    memory, (_made, make) = EditionMemory(), counting()
    memory.get("first", "header", make)

    memory.forget()

    assert memory.get("first", "header", make) == 1


def test_request_that_no_cache_has_seen_has_everything_made_anew() -> None:
    request, (_made, make) = RequestFactory().get("/"), counting()

    assert [kept_for_edition(request, "header", make) for _ in range(2)] == [0, 1]


def test_request_of_a_known_edition_is_given_what_is_kept() -> None:
    request, (_made, make) = RequestFactory().get("/"), counting()
    request.META[ENVIRON_KEY] = object()

    assert [kept_for_edition(request, "header", make) for _ in range(2)] == [0, 0]


def test_version_is_the_same_from_the_key_of_the_page_cache(edition: CurrentEdition) -> None:
    at = timezone.now()
    key = edition.key()
    assert key is not None

    assert version_of_edition(key, at) == record_version(at, timezone.localdate(at))
