"""What a process keeps stays within its bound, and the right answers go first."""

from __future__ import annotations

from timeline.http.kept_answers import OVERHEAD, KeptAnswer, KeptAnswers, Shelf

SIZE = 100 + OVERHEAD


def answer(status: str = "200 OK") -> KeptAnswer:
    """One of ``SIZE``."""
    return KeptAnswer(status, [], b"x" * 100, [], "", None, "")


def test_answer_asked_for_longest_ago_goes_first() -> None:
    shelf = Shelf[KeptAnswer](2 * SIZE)
    shelf.put("old", answer())
    shelf.put("older", answer())
    shelf.get("old")

    shelf.put("new", answer())

    assert shelf.get("older") is None
    assert shelf.get("old") is not None


def test_answer_that_is_put_again_counts_once() -> None:
    shelf = Shelf[KeptAnswer](9 * SIZE)

    shelf.put("one", answer())
    shelf.put("one", answer())

    assert (len(shelf), shelf.size) == (1, SIZE)


def test_answer_larger_than_the_shelf_is_not_kept_and_drives_out_none() -> None:
    shelf = Shelf[KeptAnswer](SIZE)
    shelf.put("one", answer())

    shelf.put("large", KeptAnswer("200 OK", [], b"x" * SIZE, [], "", None, ""))

    assert shelf.get("large") is None
    assert shelf.get("one") is not None


def test_page_asked_for_again_is_safe_from_pages_asked_for_once() -> None:
    kept = KeptAnswers(20 * SIZE)
    kept.put("real", answer())
    kept.get("real")

    for number in range(100):
        kept.put(number, answer())

    assert kept.get("real") is not None
    assert kept.get(0) is None


def test_refusals_take_no_place_from_pages() -> None:
    kept = KeptAnswers(40 * SIZE)
    kept.put("page", answer())

    for number in range(100):
        kept.put(number, answer("404 Not Found"))

    assert kept.get("page") is not None
    assert len(kept.refusals) == 2


def test_shelves_together_are_within_the_bound() -> None:
    kept = KeptAnswers(20 * SIZE)

    for number in range(100):
        kept.put(number, answer())
        kept.get(number)
        kept.put(-number, answer("410 Gone"))

    assert kept.size <= 20 * SIZE
