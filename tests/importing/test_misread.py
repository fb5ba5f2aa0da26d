"""Dates that a scan misread."""

from __future__ import annotations

import pytest

from tests.importing.releases import dated, one
from timeline.importing.misread import with_dates_mended


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("on Apri1 3O, 2O21.", "on April 30, 2021."),
        ("0ctober l2, 2O21", "October 12, 2021"),
        ("in Ju1y 2O22", "in July 2022"),
        ("the l2 March 2O21", "the 12 March 2021"),
        ("Line 1, Sept-lles and hole TH2O-l2", "Line 1, Sept-lles and hole TH2O-l2"),
        ("It may so be.", "It may so be."),
    ],
)
def test_only_dates_are_mended_and_no_character_moves(printed: str, meant: str) -> None:
    assert with_dates_mended(printed) == meant
    assert len(meant) == len(printed)


def test_a_misread_date_is_read_and_its_printed_words_are_kept() -> None:
    found = one("It was signed on Apri1 3, 2O21.")
    assert (found["date_text"], found["latest"]) == ("on Apri1 3, 2O21", "2021-04-03")


def test_figures_that_run_into_letters_are_no_day() -> None:
    assert dated("It is due in July 2x22 or so.")[0]["precision"] == "month"
