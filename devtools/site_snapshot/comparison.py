"""What differs between two folders of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from devtools.site_snapshot.answers import KeptAnswer, read_answer
from devtools.site_snapshot.markup import outline


@dataclass(frozen=True)
class AnswerDifference:
    """An address that is not answered alike, with the lines of a diff."""

    address: str
    lines: list[str]


def differences(before: Path, after: Path) -> Iterator[AnswerDifference]:
    """Each address that differs, by the name of its file."""
    names_before = {path.name for path in before.glob("*.txt")}
    names_after = {path.name for path in after.glob("*.txt")}
    for name in sorted(names_before | names_after):
        if name not in names_after:
            yield AnswerDifference(
                read_answer(before / name).address, ["is answered in the first folder only"]
            )
        elif name not in names_before:
            yield AnswerDifference(
                read_answer(after / name).address, ["is answered in the second folder only"]
            )
        elif (before / name).read_bytes() != (after / name).read_bytes():
            yield from _compared(read_answer(before / name), read_answer(after / name))


def _compared(before: KeptAnswer, after: KeptAnswer) -> Iterator[AnswerDifference]:
    lines = _diff(_comparable(before), _comparable(after))
    if lines:
        yield AnswerDifference(before.address, lines)


def _comparable(answer: KeptAnswer) -> list[str]:
    """An answer in lines: a page as a browser takes it, anything else byte for byte."""
    if answer.media_type == "text/html":
        return answer.head + outline(answer.body.decode())
    lines = answer.body.split(b"\n")
    return answer.head + [repr(line)[2:-1] for line in lines]


def _diff(before: list[str], after: list[str]) -> list[str]:
    """The changed lines with one line around each, without the names of files."""
    lines = unified_diff(before, after, n=1, lineterm="")
    return list(lines)[2:]
