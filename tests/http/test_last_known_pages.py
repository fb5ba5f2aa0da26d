"""Pages while the edition cannot be read: as they were kept last, and marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wsgi_asking import ask
from timeline.http import current_edition
from timeline.http.page_cache import PageCache


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with the file is seen by the next request."""
    monkeypatch.setattr(current_edition, "FILE_IS_CHECKED_EVERY", 0)
    monkeypatch.setattr(current_edition, "FAILURE_IS_BELIEVED", 0)


def test_kept_page_is_shown_and_marked_and_unmarked_once_it_heals(
    site: PageCache, record_file: Path
) -> None:
    before = ask(site, "/about/")

    away = record_file.rename(record_file.with_suffix(".away"))
    last_known = ask(site, "/about/")
    away.rename(record_file)
    healed = ask(site, "/about/")

    assert (last_known.status, last_known.body) == (200, before.body)
    mark = "timeline; hit; detail=database-unreadable"
    assert last_known.headers["Cache-Status"] == mark
    assert healed == before


def test_page_that_is_not_kept_is_not_kept_meanwhile(site: PageCache, record_file: Path) -> None:
    ask(site, "/about/")
    record_file.rename(record_file.with_suffix(".away"))

    answers = [ask(site, "/people/") for _ in range(2)]  # the application has the file open still

    assert all("Cache-Status" not in answer.headers for answer in answers)
