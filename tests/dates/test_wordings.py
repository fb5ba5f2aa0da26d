"""Every wording of the corpus is read as what it means, and never as more."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from tests.dates.corpus import REFUSED, Wording, read_or_none, wordings
from timeline.dates.precisions import Precision
from timeline.dates.reading import UnreadableDate
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write


def wrong_reading(wording: Wording) -> str:
    """What the words are read as where that is wrong, else ""."""
    try:
        stated = wording.read()
    except UnreadableDate as refusal:
        if refusal.code in wording.refusals:
            return ""
        return f"{REFUSED} {refusal.code}"
    got = f"{stated.precision} {stated.earliest} {stated.latest}"
    return "" if got == wording.right else got


@pytest.mark.parametrize("precision", [*Precision, REFUSED])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_wordings_are_read_as_they_mean(language: str, precision: str) -> None:
    wrong = []
    for wording in wordings():
        if (wording.language, wording.precision) == (language, precision):
            got = wrong_reading(wording)
            if got:
                wrong.append(f"{wording}: {got}, not {wording.right}")
    assert not wrong, "\n".join(wrong)


def within(stated: StatedDate, wording: Wording) -> bool:
    """Whether a reading claims more than the right one: its days lie inside, and are fewer."""
    right = (wording.earliest or date.min, wording.latest or date.max)
    got = (stated.earliest or date.min, stated.latest or date.max)
    return got != right and got[0] >= right[0] and got[1] <= right[1]


def test_wordings_read_as_more_precise_than_they_are_number_none() -> None:
    too_precise = []
    for wording in wordings():
        stated = read_or_none(wording)
        if stated is None:
            continue
        if wording.precision == REFUSED or within(stated, wording):
            got = f"{stated.precision} {stated.earliest} {stated.latest}"
            too_precise.append(f"{wording}: {got}, not {wording.right}")
    assert not too_precise, "\n".join(too_precise)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_wordings_of_the_corpus_number_five_hundred_in_each_language(language: str) -> None:
    assert sum(wording.language == language for wording in wordings()) >= 500


@pytest.mark.parametrize("language", ["en", "fr"])
def test_wordings_of_each_language_have_every_precision(language: str) -> None:
    found = {wording.precision for wording in wordings() if wording.language == language}
    assert found == {*Precision, REFUSED}


def test_wordings_that_are_twins_are_read_alike_in_both_languages() -> None:
    twins: dict[str, list[Wording]] = defaultdict(list)
    for wording in wordings():
        if wording.twin:
            twins[wording.twin].append(wording)
    unlike = []
    for pair in twins.values():
        readings = {reading_of(wording) for wording in pair}
        if len(readings) > 1 or {wording.language for wording in pair} != {"en", "fr"}:
            unlike.append(f"{' / '.join(map(str, pair))}: {readings}")
    assert not unlike, "\n".join(unlike)


def reading_of(wording: Wording) -> tuple[object, ...]:
    """What two wordings that mean the same have in common. The hour may be given in one only."""
    try:
        stated = wording.read()
    except UnreadableDate as refusal:
        return (refusal.code,)
    return stated.precision, stated.earliest, stated.latest


def test_wordings_that_are_ordinary_are_read_nine_times_in_ten() -> None:
    ordinary = [wording for wording in wordings() if wording.kind == "ordinary"]
    read = sum(read_or_none(wording) is not None for wording in ordinary)
    assert read >= 0.9 * len(ordinary)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_wordings_written_and_read_again_give_the_same_date(language: str) -> None:
    changed = []
    for wording in wordings():
        stated = read_or_none(wording)
        if stated is None:
            continue
        text = write(stated, language)
        try:
            again = wording.read_again(text)
        except UnreadableDate as refusal:
            # "Year ended 31 December 2023" needs no calendar, and the "Fiscal 2023" shown does.
            if refusal.code != "fiscal_unknown" or wording.calendar.starts:
                changed.append(f"{wording}: {text!r} is refused: {refusal.code}")
            continue
        before = (stated.precision, stated.earliest, stated.latest)
        after = (again.precision, again.earliest, again.latest)
        if before != after:
            changed.append(f"{wording}: {text!r} is read as {' '.join(map(str, after))}")
    assert not changed, "\n".join(changed)
